import { type Document, FieldName } from '../../domain/records/document.ts'
import type { AppState, Slice } from './app-state.ts'
import { type Edits, type FieldValues, shownText } from './draft.ts'
import type { Review } from './review.ts'

export interface TypedOverSlice {
  /** Document -> what people had said of its fields when somebody began to type over them here. */
  readonly typedOver: Readonly<Record<string, Edits>>
  /** What is typed goes before what was saved of the field meanwhile. */
  keepTyped(field: FieldName): void
  /** What was saved of the field meanwhile goes before what is typed. */
  takeSaved(field: FieldName): void
}

/** A field that was saved elsewhere while somebody typed something else into it here. */
export interface SavedMeanwhile {
  readonly field: FieldName
  readonly typed: string
  readonly saved: string
}

export function createTypedOverSlice(): Slice<TypedOverSlice> {
  return (set, get) => ({
    typedOver: {},
    keepTyped: (field) => {
      const { review, typedOver } = get()
      if (review === null) return
      const { id } = review.document
      set({ typedOver: { ...typedOver, [id]: { ...typedOver[id], [field]: said(review.document, field) } } })
    },
    takeSaved: (field) => {
      const { review } = get()
      if (review === null) return
      const { [field]: _typed, ...edits } = review.edits
      const { [review.document.id]: _left, ...others } = get().drafts
      set({ review: { ...review, edits }, drafts: others })
    },
  })
}

/** What people said of a field, '' where they said nothing. */
function said(document: Document, field: FieldName): string {
  return document.values[field] ?? ''
}

/** What stood where somebody began to type, for each field that is typed over; the same object where nothing is new. */
export function typedOverOf(document: Document, edits: Edits, before: Edits | undefined): Edits {
  const names = FieldName.options.filter((name) => edits[name] !== undefined)
  const isSame = before !== undefined && names.length === Object.keys(before).length
  if (isSame && names.every((name) => before[name] !== undefined)) return before
  return Object.fromEntries(names.map((name) => [name, before?.[name] ?? said(document, name)]))
}

/** The fields of the document under review that were saved elsewhere since somebody typed into them here. */
export function savedMeanwhile(
  { document, edits }: Pick<Review, 'document' | 'edits'>,
  typedOver: Edits | undefined,
): readonly SavedMeanwhile[] {
  return FieldName.options.flatMap((field) => {
    const typed = edits[field]
    const stood = typedOver?.[field]
    if (typed === undefined || stood === undefined || stood === said(document, field)) return []
    const saved = shownText(document, {}, field)
    return typed.trim() === saved ? [] : [{ field, typed, saved }]
  })
}

/** What accepting rests on: the engine refuses it where somebody has said something else of a field by now. */
export function seenValues({ review, typedOver }: AppState, values: FieldValues): FieldValues {
  if (review === null) return {}
  const { document } = review
  const stood = typedOver[document.id]
  const names = FieldName.options.filter((name) => values[name] !== undefined)
  return Object.fromEntries(names.map((name) => [name, stood?.[name] ?? said(document, name)]))
}
