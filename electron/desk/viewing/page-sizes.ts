import * as z from 'zod'
import { Fault } from '../../../domain/fault.ts'
import type { Sha256 } from '../../../domain/op.ts'
import { ViewedPage } from '../../../domain/viewer-api.ts'
import type { Derived } from '../ports.ts'
import type { OpenSource } from '../reader.ts'
import type { HeldSource } from './held-source.ts'

/** How large the pages of files are: learned once, and kept beside their images. */
export interface PageSizes {
  /** By the index of the page in the file; null for a page that is damaged. @throws as `Reader.openSource` */
  of(source: Sha256): Promise<readonly (ViewedPage | null)[]>
  /** Learns them from a file that is open anyway. */
  learn(source: Sha256, open: OpenSource): Promise<void>
  remove(source: Sha256): Promise<void>
}

const Kept = z.array(ViewedPage.nullable())
/** So many pages are asked for at once: pictures are wanted in between. */
const PAGES_AT_ONCE = 25
/** Files of which is known that their sizes are kept. */
const MOST_REMEMBERED = 1000

interface SizePorts {
  readonly derived: Derived
  readonly held: HeldSource
}

export function createPageSizes({ derived, held }: SizePorts): PageSizes {
  const learned = new Set<Sha256>()
  const asking = new Map<Sha256, Promise<readonly (ViewedPage | null)[]>>()

  const keep = async (source: Sha256, sizes: readonly (ViewedPage | null)[]): Promise<void> => {
    await derived.put(keyOf(source), Buffer.from(JSON.stringify(sizes)))
    if (learned.size >= MOST_REMEMBERED) learned.clear()
    learned.add(source)
  }
  const kept = async (source: Sha256): Promise<readonly (ViewedPage | null)[] | null> => {
    const bytes = await derived.get(keyOf(source))
    if (bytes === null) return null
    const sizes = Kept.safeParse(JSON.parse(Buffer.from(bytes).toString('utf8')))
    return sizes.success ? sizes.data : null
  }
  const find = async (source: Sha256): Promise<readonly (ViewedPage | null)[]> => {
    const known = await kept(source)
    if (known !== null) return known
    const sizes = await sizesBy((work) => held.use(source, work))
    await keep(source, sizes)
    return sizes
  }
  return {
    of: (source) => {
      const found = asking.get(source) ?? find(source).finally(() => asking.delete(source))
      asking.set(source, found)
      return found
    },
    learn: async (source, open) => {
      if (learned.has(source)) return
      if ((await kept(source)) === null) await keep(source, await sizesBy((work) => work(open)))
      learned.add(source)
    },
    remove: async (source) => {
      learned.delete(source)
      await derived.remove(keyOf(source))
    },
  }
}

const keyOf = (source: Sha256): string => `sizes:${source}`

type UseOpen = <T>(work: (open: OpenSource) => Promise<T>) => Promise<T>

async function sizesBy(use: UseOpen): Promise<readonly (ViewedPage | null)[]> {
  const sizes: (ViewedPage | null)[] = []
  for (let pages = 1; sizes.length < pages; ) {
    await use(async (open) => {
      pages = open.pageCount
      const span = { from: sizes.length, count: Math.min(PAGES_AT_ONCE, pages - sizes.length) }
      const some = await open.pageSizes(span)
      // A reader that answers with less would be asked for ever.
      if (some.length !== span.count) throw new Fault('reader-died', 'a reader left out the sizes of pages')
      sizes.push(...some)
    })
  }
  return sizes
}
