import { type PageFacts, pageFacts } from '../../../domain/completeness/page-facts.ts'
import { Fault } from '../../../domain/fault.ts'
import type { Sha256 } from '../../../domain/op.ts'
import type { Document } from '../../../domain/records/document.ts'
import { correctedLayer } from '../../../domain/word-corrections.ts'
import type { Blobs } from '../ports.ts'
import { getTextLayer } from '../text-blobs.ts'

/** Looks at the text layers of pages, so many at a time, and remembers what they tell. */
export interface PageFactsReader {
  /**
   * What is known of the pages of these documents, page id -> facts.
   * @param most text layers that are read now; infinite reads all
   */
  look(documents: readonly Document[], most: number): Promise<LookedAt>
}

export interface LookedAt {
  readonly known: ReadonlyMap<string, PageFacts>
  /** Pages with a text that was not looked at yet. */
  readonly left: number
}

/** About 0.5 KB each. */
const MOST_REMEMBERED = 20_000

export function createPageFactsReader(blobs: Blobs): PageFactsReader {
  const remembered = new Map<string, PageFacts | null>()
  const remember = (key: string, facts: PageFacts | null): void => {
    remembered.set(key, facts)
    const oldest = remembered.keys().next().value
    if (remembered.size > MOST_REMEMBERED && oldest !== undefined) remembered.delete(oldest)
  }
  return {
    look: async (documents, most) => {
      const known = new Map<string, PageFacts>()
      let [readNow, left] = [0, 0]
      for (const { document, page, text } of textsOf(documents)) {
        const key = keyOf(document, page, text)
        let facts = remembered.get(key)
        if (facts === undefined && readNow < most) {
          readNow += 1
          facts = await factsOf(blobs, document, { page, text })
          remember(key, facts)
        }
        if (facts === undefined) left += 1
        else if (facts !== null) known.set(page, facts)
      }
      return { known, left }
    },
  }
}

interface TextOfPage {
  readonly page: string
  readonly text: Sha256
}

function textsOf(documents: readonly Document[]): readonly (TextOfPage & { readonly document: Document })[] {
  return documents.flatMap((document) =>
    document.pages.flatMap(({ id }) => {
      const text = document.texts[id]
      return text === undefined ? [] : [{ document, page: id, text }]
    }),
  )
}

/** What people say of the words is part of the text. */
function keyOf({ corrections }: Document, page: string, text: Sha256): string {
  const said = corrections[page]
  return said === undefined ? text : `${text} ${JSON.stringify(said)}`
}

/** Null where the text cannot be read now; what it would have told is not known. */
async function factsOf(
  blobs: Blobs,
  { corrections }: Document,
  { page, text }: TextOfPage,
): Promise<PageFacts | null> {
  try {
    return pageFacts(correctedLayer(await getTextLayer(blobs, text), corrections[page]))
  } catch (error) {
    if (error instanceof Fault) return null
    throw error
  }
}
