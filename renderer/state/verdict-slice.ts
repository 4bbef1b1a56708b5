import type { Failing } from '../../domain/records/deposit.ts'
import { type Document, FieldName } from '../../domain/records/document.ts'
import type { Slice } from './app-state.ts'
import { attempt } from './attempt.ts'
import type { Ports } from './ports.ts'

/** What the archive said against the document under review. */
export interface ShownVerdict {
  /** Of the opening that it was asked for. */
  readonly turn: number
  readonly failing: Failing | null
}

export interface VerdictSlice {
  readonly verdict: ShownVerdict | null
  /** Asks what stands against the document under review. @param isLeading turns to the page and goes to the field that it names */
  loadVerdict(isLeading: boolean): Promise<void>
}

export function createVerdictSlice(ports: Ports): Slice<VerdictSlice> {
  return (set, get) => ({
    verdict: null,
    loadVerdict: async (isLeading) => {
      const { review } = get()
      if (review === null) return set({ verdict: null })
      const { document, turn } = review
      const asked = await attempt(ports, () => ports.client.standingVerdict({ document: document.id }))
      // Another document may have been opened meanwhile.
      if (get().review?.turn !== turn) return
      if (!asked.ok) return get().tell(asked.fault)
      const failing = asked.value
      set({ verdict: { turn, failing } })
      if (failing === null || !isLeading) return
      const field = FieldName.safeParse(failing.field)
      if (field.success) get().focusField(field.data)
      const page = failedPage(document, failing)
      if (page !== null) get().lookAt(page, null)
    },
  })
}

/** Index of the page that a verdict names, null where it names none that is still there. */
export function failedPage({ pages }: Pick<Document, 'pages'>, { page }: Failing): number | null {
  const at = pages.findIndex(({ id }) => id === page)
  return at === -1 ? null : at
}
