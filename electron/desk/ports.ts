import type { Emit } from '../../domain/api.ts'
import type { RecordState } from '../../domain/merge.ts'
import type { Edit, FewKind, RecordId, RecordKind, Sha256 } from '../../domain/op.ts'
import type { Page, Span } from '../../domain/paging.ts'
import type { UndoLabel } from '../../domain/undo.ts'
import type { Lists } from './lists/list-ports.ts'

/** The records of an open vault. An append that resolved is durable. */
export interface Records {
  record(id: RecordId): RecordState
  /** All of a kind of which there are few. */
  records(kind: FewKind): readonly RecordState[]
  /** Lists and counts of the others, however many there are. */
  readonly catalogue: Catalogue
  /** With a label, a person can take the edits back. */
  append(edits: readonly Edit[], options?: Undoable): Promise<void>
}

/** Which records are meant. */
export interface CatalogueFilter {
  readonly kind: RecordKind
  readonly stages?: readonly string[]
  /** Document: its case file. Case file: its entry of the plan. Null means those without. */
  readonly parent?: string | null
  readonly batch?: string
  readonly fonds?: string
  readonly year?: number
  readonly deposit?: string
  /** Of what is placed by the time it was made, batches and case files: from then on, and before then. */
  readonly madeFromMs?: number
  readonly madeBeforeMs?: number
  /** Folded texts that all stand in what the record is called. */
  readonly words?: readonly string[]
  /** Only those for which the machine has still something to do. */
  readonly isDue?: true
  /** Accepted case files of these deposits count as deposited. */
  readonly doubted?: readonly string[]
}

export interface CatalogueList extends CatalogueFilter {
  readonly order?: 'position' | 'newest' | 'contents' | 'arrival' | 'label' | 'words' | 'doubt'
}

export interface Sums {
  readonly records: number
  readonly pages: number
  readonly pagesRead: number
  readonly pagesUnread: number
  readonly refused: number
  readonly musts: number
  readonly shoulds: number
}

/** What is known of all records without reading any. */
export interface Catalogue {
  readonly lists: Lists
  ids(list: CatalogueList & Partial<Pick<Span, 'offset'>> & Pick<Span, 'limit'>): readonly RecordId[]
  sizes(
    list: CatalogueList & Pick<Span, 'limit'>,
  ): readonly { readonly id: RecordId; readonly pages: number }[]
  count(filter: CatalogueFilter): number
  tally(filter: CatalogueFilter): Sums
  stages(kind: RecordKind): ReadonlyMap<string, Sums>
  caseCounts(by: 'parent' | 'deposit'): readonly {
    readonly place: string | null
    readonly stage: string
    readonly records: number
  }[]
  below(kind: RecordKind, parents: readonly string[]): ReadonlyMap<string, Sums>
  conflicts(): readonly { readonly id: RecordId; readonly cells: number }[]
  years(kind: RecordKind): readonly number[]
}

export interface Undoable {
  readonly undo: UndoLabel
  /** What takes the edits back, where that is not to show what they replaced. */
  readonly inverse?: readonly Edit[]
}

/** Bytes of one stored blob, readable by ranges. */
export interface BlobReader {
  readonly sizeBytes: number
  read(offset: number, length: number): Promise<Uint8Array>
  close(): Promise<void>
}

/** Content-addressed, immutable bytes. */
export interface Blobs {
  put(source: AsyncIterable<Uint8Array>): Promise<{ readonly sha: Sha256; readonly sizeBytes: number }>
  open(sha: Sha256): Promise<BlobReader>
  remove(sha: Sha256): Promise<void>
}

/** Bytes that can be made again at any time. */
export interface Derived {
  get(key: string): Promise<Uint8Array | null>
  put(key: string, bytes: Uint8Array): Promise<void>
  remove(key: string): Promise<void>
}

/** What a test must be able to steer, and how the windows hear of things. */
export interface Surroundings {
  readonly clock: { nowMs(): number }
  readonly createId: () => string
  readonly emit: Emit
  /** Where a failure that nobody waits for is written down, without content. */
  readonly onBug: (where: string, error: unknown) => void
}

/** The day and the instant as ISO 8601. */
export function isoNow(clock: Surroundings['clock']): string {
  return new Date(clock.nowMs()).toISOString()
}

/** One page of a list of the catalogue, each record as it is viewed. */
export function listPage<T>(
  { catalogue, record }: Pick<Records, 'catalogue' | 'record'>,
  { limit, offset, ...list }: CatalogueList & Span,
  view: (record: RecordState) => T,
): Page<T> {
  const rows = catalogue.ids({ ...list, limit, offset }).map((id) => view(record(id)))
  const { order: _order, ...filter } = list
  return { rows, total: catalogue.count(filter) }
}
