import type { Target } from '../../domain/desk-rows.ts'
import { fieldsByDoubt } from '../../domain/doubt.ts'
import type { Document, FieldName } from '../../domain/records/document.ts'
import type { PageBox } from '../../domain/records/page-box.ts'
import type { Edits } from './draft.ts'
import { type Paged, placeOf } from './paged.ts'
import type { Screen } from './view.ts'

/** The document under review, with what was typed over it. */
export interface Review {
  readonly document: Document
  readonly edits: Edits
  /** The field somebody is in: its place on the page is lit. */
  readonly field: FieldName
  /** Index into the document's pages. */
  readonly page: number
  /** A place on that page that is lit instead of the field's: a citation, the stamp of arrival. */
  readonly spot: PageBox | null
  /** Where it shall be put, if that was chosen for this document. */
  readonly target: Target | null
  readonly isWrongDateTold: boolean
  readonly isSaving: boolean
  /** Tells one opening from the next, also of the same document. */
  readonly turn: number
  /** The screen somebody goes back to; `review` goes on with the queue. */
  readonly from: Screen
}

/** How a document is opened: at one of its fields or the most doubtful one, with what was typed over it before. */
export interface Opening {
  readonly field: FieldName | null
  readonly from: Screen
  readonly edits: Edits
  readonly turn: number
}

export function startReview(document: Document, { field, from, edits, turn }: Opening): Review {
  const first = field ?? fieldsByDoubt(document)[0] ?? 'number'
  return {
    document,
    edits,
    field: first,
    page: pageOf(document, first) ?? 0,
    spot: null,
    target: null,
    isWrongDateTold: false,
    isSaving: false,
    turn,
    from,
  }
}

/** Keeps what is being typed while the document under it is read anew. */
export function renewed(review: Review, queue: Paged<Document>): Review {
  const fresh = queue.rows.get(placeOf(queue, review.document.id))
  if (fresh === undefined) return review
  if (fresh === review.document) return review
  // It may have been cut meanwhile.
  return { ...review, document: fresh, page: clamp(review.page, fresh.pages.length) }
}

/** Which page a field was read on. */
export function pageOf(document: Document, name: FieldName): number | null {
  const page = document.proposals?.[name]?.page
  return page === undefined ? null : clamp(page, document.pages.length)
}

/** An index kept inside a list. */
export const clamp = (index: number, length: number): number => Math.max(0, Math.min(index, length - 1))

/** The next or previous document of the queue, round its end; null when there is no other. */
export function neighbour(queue: Paged<Document>, review: Review | null, by: 1 | -1): Document | null {
  const at = review === null ? -1 : placeOf(queue, review.document.id)
  const next = at === -1 ? 0 : (at + by + queue.total) % queue.total
  // What is not at hand yet lies far from what somebody looks at: the most doubtful one will do.
  return queue.rows.get(next) ?? queue.rows.get(0) ?? null
}
