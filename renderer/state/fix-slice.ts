import type { FieldName } from '../../domain/records/document.ts'
import type { AppState, Slice } from './app-state.ts'
import { nextReading, typedForm } from './candidates.ts'
import type { FieldValues } from './draft.ts'

/** What one key does with the field that somebody is in. */
export interface FixSlice {
  /** What was saved of the document before this one. */
  readonly lastValues: FieldValues | null
  /** Is the whole page shown, and not the place of the field enlarged? */
  readonly isWholePage: boolean
  /** Puts into the field what the document before has there. */
  repeatField(): void
  /** The paper says nothing of it. */
  clearField(): void
  /** The next way to read it, round the end of them. */
  nextCandidate(): void
  toggleWholePage(): void
}

export function createFixSlice(): Slice<FixSlice> {
  return (set, get) => ({
    lastValues: null,
    isWholePage: false,
    repeatField: () => {
      const { review, setField } = get()
      const value = valueBefore(get())
      if (review !== null && value !== null) setField(review.field, typedForm(review.field, value))
    },
    clearField: () => {
      const { review, setField } = get()
      if (review !== null) setField(review.field, '')
    },
    nextCandidate: () => {
      const { review, setField } = get()
      if (review === null) return
      const { document, edits, field } = review
      const value = nextReading(document, edits, field)
      if (value !== null) setField(field, typedForm(field, value))
    },
    toggleWholePage: () => set({ isWholePage: !get().isWholePage }),
  })
}

/** What the document before has in the field that somebody is in. */
export function valueBefore({ review, lastValues }: Pick<AppState, 'review' | 'lastValues'>): string | null {
  const name: FieldName | undefined = review?.field
  const value = name === undefined ? undefined : lastValues?.[name]
  return value === undefined || value === '' ? null : value
}
