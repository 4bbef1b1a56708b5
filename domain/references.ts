import * as z from 'zod'
import { kindOf, type Op, RecordId, Sha256 } from './op.ts'
import { Aside, Insertion, MERGED_INTO, Merge } from './page-layout.ts'
import { BatchSource } from './records/batch.ts'
import { Isolation } from './records/document.ts'
import { PagesValue } from './records/page.ts'

/** What an op names that must be somewhere: bytes, and other records. */
export interface References {
  readonly blobs: readonly Sha256[]
  readonly records: readonly RecordId[]
}

const none: References = { blobs: [], records: [] }
const Records = z.array(RecordId)

/** Cells whose value is the id of another record. */
const recordCells: Readonly<Record<string, readonly string[]>> = {
  plan: ['/fonds'],
  case: ['/fonds', '/planEntry', '/deposit'],
  doc: ['/batch', '/caseFile', '/splitFrom'],
  deposit: ['/fonds'],
}

/** What an op names, whether or not it still stands; nothing where the kind, the cell or the value is of a newer program. */
export function referencesOf({ f, p, val }: Pick<Op, 'f' | 'p' | 'val'>): References {
  const kind = kindOf(f)
  if (recordCells[kind]?.includes(p)) {
    const named = RecordId.safeParse(val)
    return named.success ? { ...none, records: [named.data] } : none
  }
  if (kind === 'doc') return { blobs: blobsOfDocument(p, val), records: recordsOfDocument(p, val) }
  if (kind === 'authority' && p === '/blob') return { ...none, blobs: blobsOfText(val) }
  if (kind === 'batch' && p.startsWith('/source/')) return { ...none, blobs: blobsOfBatch(val) }
  if (kind === 'deposit' && p === '/caseFiles') {
    const named = Records.safeParse(val)
    return named.success ? { ...none, records: named.data } : none
  }
  return none
}

/** What an op says was deleted for good. */
export function removedBlobsOf({ f, p, val }: Pick<Op, 'f' | 'p' | 'val'>): readonly Sha256[] {
  const isolation = kindOf(f) === 'doc' && p === '/isolated' ? Isolation.safeParse(val) : null
  return isolation?.success ? (isolation.data.removedBlobs ?? []) : []
}

/** The other document that pages went to or came from. */
function recordsOfDocument(path: string, value: unknown): readonly RecordId[] {
  const merge = path === MERGED_INTO ? Merge.safeParse(value) : null
  if (merge?.success) return [merge.data.to]
  const aside = path.startsWith('/aside/') ? Aside.safeParse(value) : null
  if (aside?.success && aside.data.kind === 'moved') return [aside.data.to]
  const inserted = path.startsWith('/inserted/') ? Insertion.safeParse(value) : null
  return inserted?.success ? [inserted.data.from] : []
}

function blobsOfDocument(path: string, value: unknown): readonly Sha256[] {
  if (path === '/pages') {
    const pages = PagesValue.safeParse(value)
    return pages.success ? [...new Set(pages.data.map(({ source }) => source))] : []
  }
  if (path.startsWith('/inserted/')) {
    const inserted = Insertion.safeParse(value)
    return inserted.success ? [...new Set(inserted.data.pages.map(({ source }) => source))] : []
  }
  return path.startsWith('/text/') ? blobsOfText(value) : []
}

function blobsOfText(value: unknown): readonly Sha256[] {
  const sha = Sha256.safeParse(value)
  return sha.success ? [sha.data] : []
}

function blobsOfBatch(value: unknown): readonly Sha256[] {
  const source = BatchSource.safeParse(value)
  return source.success && source.data.outcome.kind === 'taken' ? [source.data.outcome.source] : []
}
