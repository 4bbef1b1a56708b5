import type { StoreApi } from 'zustand/vanilla'
import { FieldName } from '../../domain/records/document.ts'
import type { Workspace } from '../../domain/workspace-api.ts'
import type { AppState } from './app-state.ts'
import type { Edits } from './draft.ts'
import { typedOverOf } from './typed-over.ts'

const PREFIX = 'review:'
/** Before the name of a field stands what people had said of it when the typing began. */
const STOOD = 'stood.'

/** The name under which is kept what was typed over the fields of a document. */
const reviewForm = (document: string): string => `${PREFIX}${document}`

export const isReviewForm = (form: string): boolean => form.startsWith(PREFIX)

/** What was typed over documents and not accepted, and what stood there before, by their ids. */
export function reviewDrafts({ drafts }: Workspace): Pick<AppState, 'drafts' | 'typedOver'> {
  const own = drafts.filter(({ form }) => isReviewForm(form))
  const by = (prefix: string) =>
    Object.fromEntries(own.map(({ form, values }) => [form.slice(PREFIX.length), edits(values, prefix)]))
  return { drafts: by(''), typedOver: by(STOOD) }
}

function edits(values: Readonly<Record<string, string>>, prefix: string): Edits {
  return Object.fromEntries(
    FieldName.options.flatMap((name) => {
      const value = values[`${prefix}${name}`]
      return value === undefined ? [] : [[name, value] as const]
    }),
  )
}

/** Keeps what is typed over the documents under review, and forgets it once they are accepted. */
export function followTyping(store: StoreApi<AppState>): void {
  store.subscribe((state, before) => {
    if (!state.isPlaced || (state.review === before.review && state.drafts === before.drafts)) return
    const [held, heldBefore] = [heldEdits(state), heldEdits(before)]
    noteTypedOver(store)
    for (const [document, typed] of held) {
      if (heldBefore.get(document) === typed) continue
      const stood = Object.entries(store.getState().typedOver[document] ?? {})
      const values = { ...typed, ...Object.fromEntries(stood.map(([name, was]) => [`${STOOD}${name}`, was])) }
      state.keepDraft(reviewForm(document), values)
    }
    for (const document of heldBefore.keys()) {
      if (!held.has(document)) state.keepDraft(reviewForm(document), null)
    }
  })
}

/** Remembers what stood in a field of the document under review when somebody began to type over it. */
function noteTypedOver(store: StoreApi<AppState>): void {
  const { review, typedOver } = store.getState()
  if (review === null) return
  const { id } = review.document
  const next = typedOverOf(review.document, review.edits, typedOver[id])
  if (next !== typedOver[id]) store.setState({ typedOver: { ...typedOver, [id]: next } })
}

/** What is typed over the document under review, and over those that were left. */
function heldEdits({ review, drafts }: AppState): ReadonlyMap<string, Edits> {
  const held = new Map(Object.entries(drafts))
  if (review === null) return held
  if (Object.keys(review.edits).length > 0) held.set(review.document.id, review.edits)
  else held.delete(review.document.id)
  return held
}
