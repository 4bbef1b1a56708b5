import { Fault } from '../../domain/fault.ts'
import type { SecretMark } from '../../domain/secret-mark.ts'
import type { OpenSource, Reader } from './reader.ts'
import type { SourceFile } from './source-file.ts'

/** What came of looking at the pages of a file, counted from 0. */
export type Looked =
  | { readonly kind: 'clear'; readonly pageCount: number; readonly unseen: number }
  | { readonly kind: 'marked'; readonly mark: SecretMark }

export interface LookThrough {
  readonly reader: Reader
  readonly file: SourceFile
  /** Page to begin with. */
  readonly from: number
  /** Pages whose mark is known to be none of a state secret. */
  readonly cleared: readonly number[]
  /** Hears of each page before it is looked at. */
  readonly onPage: (page: number, pageCount: number) => Promise<void>
  readonly signal: AbortSignal
}

/** Pages that cannot be drawn hide nothing that this program could show, and cost no other page. */
const ofPage: readonly Fault['code'][] = ['reader-died', 'file-corrupt', 'file-too-large']

/**
 * Looks at every page of a file before anything of it is kept; stops at the first that is marked as a state secret, when
 * nothing of the file is left in any reader.
 * @throws as `Reader.openSource`
 */
export async function lookThrough({ reader, signal, ...look }: LookThrough): Promise<Looked> {
  const open = await reader.openSource(look.file, signal)
  try {
    let unseen = 0
    for (let page = look.from; page < open.pageCount; page += 1) {
      if (signal.aborted) throw new Fault('cancelled', 'the intake is closed')
      await look.onPage(page, open.pageCount)
      if (look.cleared.includes(page)) continue
      const mark = await lookAt(open, page, signal)
      if (mark === 'unseen') unseen += 1
      else if (mark !== null) return { kind: 'marked', mark }
    }
    return { kind: 'clear', pageCount: open.pageCount, unseen }
  } finally {
    await open.close()
  }
}

async function lookAt(
  open: OpenSource,
  page: number,
  signal: AbortSignal,
): Promise<SecretMark | 'unseen' | null> {
  try {
    return await open.lookForSecret(page, signal)
  } catch (error) {
    if (!signal.aborted && error instanceof Fault && ofPage.includes(error.code)) return 'unseen'
    throw error
  }
}
