import type { RecordId } from '../../domain/op.ts'
import { type Document, documentView } from '../../domain/records/document.ts'
import type { Page } from '../../domain/records/page.ts'
import type { CatalogueList, Records } from './ports.ts'

/** The next thing to do for a document: to read one of its pages or, when all were seen, to find its fields. */
export type ReadingTask =
  | { readonly kind: 'page'; readonly document: Document; readonly page: Page; readonly index: number }
  | { readonly kind: 'fields'; readonly document: Document }

/** Where a person looks: what is nearest to it comes first. */
export interface Sight {
  readonly document: RecordId | null
  /** Index into the pages of that document. */
  readonly page: number | null
  /** The batch that was opened last. */
  readonly batch: RecordId | null
}

export interface PickOptions {
  readonly sight: Sight
  /** What is being done: `page` is null where fields are looked for. */
  readonly inHand: readonly { readonly document: string; readonly page: string | null }[]
  /** The document that is open in the reader that asks; changing to another costs a second. */
  readonly held: string | null
  /** Documents that are to be left alone. */
  readonly isLeft: (document: Document) => boolean
}

/** Is a page neither read nor given up? */
export function isUnseen(document: Document, page: Page): boolean {
  return !(page.id in document.texts || page.id in document.unread)
}

/**
 * Picks what comes first: of the document in sight, of the batch opened last, then as files came. Among equals a reader
 * stays with its document, or takes one that no other has open.
 */
export function pickTask(
  { catalogue, record }: Pick<Records, 'catalogue' | 'record'>,
  options: PickOptions,
): ReadingTask | null {
  const { sight, inHand, held } = options
  const others = new Set(inHand.map(({ document }) => document))
  const first = (ids: Iterable<RecordId>): ReadingTask | null => {
    for (const id of ids) {
      const task = taskOf(documentView(record(id)), options)
      if (task !== null) return task
    }
    return null
  }
  const due = (part: Partial<CatalogueList>): ReadingTask | null => {
    // Those that others have in hand may have nothing left to pick.
    const limit = inHand.length + MOST_LEFT
    const ids = catalogue.ids({ kind: 'doc', isDue: true, order: 'arrival', limit, ...part })
    const distance = (id: RecordId): number => (id === held ? 0 : others.has(id) ? 2 : 1)
    return first(ids.toSorted((a, b) => distance(a) - distance(b)))
  }
  return (
    (sight.document === null ? null : first([sight.document])) ??
    (sight.batch === null ? null : due({ batch: sight.batch })) ??
    due({})
  )
}

/** Documents that could be left alone at one time, and still another one is found. */
const MOST_LEFT = 200

function taskOf(document: Document, { sight, inHand, isLeft }: PickOptions): ReadingTask | null {
  if (document.pages.length === 0 || document.isolated !== undefined || isLeft(document)) return null
  const taken = new Set(inHand.filter((each) => each.document === document.id).map(({ page }) => page))
  const from = sight.document === document.id ? (sight.page ?? 0) : 0
  const unseen = document.pages.flatMap((page, index) =>
    isUnseen(document, page) ? [{ kind: 'page' as const, document, page, index }] : [],
  )
  const waiting = unseen.filter(({ page }) => !taken.has(page.id))
  // People turn pages forwards.
  const next = waiting.find(({ index }) => index >= from) ?? waiting[0]
  if (next !== undefined) return next
  return unseen.length === 0 && document.proposals === null && !taken.has(null)
    ? { kind: 'fields', document }
    : null
}
