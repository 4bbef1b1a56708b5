import { Fault } from '../../domain/fault.ts'
import type { SecretMark } from '../../domain/secret-mark.ts'
import type { FoundSheet } from '../../domain/separate.ts'
import type { Reader } from './reader.ts'
import type { SourceFile } from './source-file.ts'

/** What came of looking at the pages of a file, counted from 0. */
export type Looked =
  | {
      readonly kind: 'clear'
      readonly pageCount: number
      readonly unseen: number
      readonly sheets: readonly FoundSheet[]
    }
  | { readonly kind: 'marked'; readonly mark: SecretMark; readonly sheets: readonly FoundSheet[] }

export interface LookThrough {
  readonly reader: Reader
  readonly file: SourceFile
  /** Page to begin with. */
  readonly from: number
  /** Separator sheets among the pages before that. */
  readonly sheets: readonly FoundSheet[]
  /** Pages whose mark is known to be none of a state secret. */
  readonly cleared: readonly number[]
  /** Hears of each page before it is looked at. */
  readonly onPage: (page: number, pageCount: number, sheets: readonly FoundSheet[]) => Promise<void>
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
    const sheets = [...look.sheets]
    for (let page = look.from; page < open.pageCount; page += 1) {
      if (signal.aborted) throw new Fault('cancelled', 'the intake is closed')
      await look.onPage(page, open.pageCount, sheets)
      const mark = look.cleared.includes(page)
        ? null
        : await seen(() => open.lookForSecret(page, signal), signal)
      if (mark === 'unseen') unseen += 1
      else if (mark !== null) return { kind: 'marked', mark, sheets }
      // A page that cannot be drawn is no sheet of ours.
      const text = mark === 'unseen' ? null : await seen(() => open.readSeparator(page, signal), signal)
      if (text !== null && text !== 'unseen') sheets.push({ page, text })
    }
    return { kind: 'clear', pageCount: open.pageCount, unseen, sheets }
  } finally {
    await open.close()
  }
}

async function seen<T>(look: () => Promise<T>, signal: AbortSignal): Promise<T | 'unseen'> {
  try {
    return await look()
  } catch (error) {
    if (!signal.aborted && error instanceof Fault && ofPage.includes(error.code)) return 'unseen'
    throw error
  }
}
