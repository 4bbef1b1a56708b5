import type { Description } from '../../domain/authority-api.ts'
import { Fault, type FaultReport } from '../../domain/fault.ts'
import { RecordId } from '../../domain/op.ts'
import type { Slice } from './app-state.ts'
import { attempt, fetchRemote, loading, type Remote } from './attempt.ts'
import type { Ports } from './ports.ts'

/** The further elements of one case file or document that are shown. */
export interface ShownDescription {
  readonly id: string
  readonly described: Remote<Description>
  /** Element -> why what was entered last was not taken. */
  readonly refused: Readonly<Record<string, FaultReport>>
}

export interface DescriptionSlice {
  readonly description: ShownDescription | null
  /** The element that somebody was led to; another `turn` with every time. */
  readonly wantedElement: { readonly id: string; readonly element: string; readonly turn: number } | null
  loadDescription(id: string): Promise<void>
  /** Leads to an element of a document, in its review, or of the case file that is shown. */
  openDescription(id: string, element: string): Promise<void>
  /** Fetches again what is shown. */
  reloadDescription(): Promise<void>
  /** Saves one element; an empty value takes back what was entered. @returns whether it was taken */
  describe(id: string, element: string, value: string): Promise<boolean>
}

export function createDescriptionSlice(ports: Ports): Slice<DescriptionSlice> {
  const { client } = ports
  return (set, get) => {
    const load = async (id: string): Promise<void> => {
      const described = await fetchRemote(ports, () => client.description({ id: idOf(id) }))
      const { description } = get()
      if (description?.id === id) set({ description: { ...description, described } })
    }
    const note = (id: string, element: string, fault: FaultReport | null): void => {
      const { description } = get()
      if (description?.id !== id) {
        // Its form is gone: the window tells it.
        if (fault !== null) get().tell(fault)
        return
      }
      const { [element]: _, ...refused } = description.refused
      set({
        description: { ...description, refused: fault === null ? refused : { ...refused, [element]: fault } },
      })
    }
    return {
      description: null,
      wantedElement: null,
      loadDescription: async (id) => {
        if (get().description?.id !== id) set({ description: { id, described: loading, refused: {} } })
        await load(id)
      },
      openDescription: async (id, element) => {
        if (id.startsWith('doc_')) await get().correctDocument(id, null)
        set({ wantedElement: { id, element, turn: (get().wantedElement?.turn ?? 0) + 1 } })
        await get().loadDescription(id)
      },
      reloadDescription: async () => {
        const { description } = get()
        if (description !== null) await load(description.id)
      },
      describe: async (id, element, value) => {
        const result = await attempt(ports, () =>
          client.describe({ id: idOf(id), values: { [element]: value } }),
        )
        note(id, element, result.ok ? null : result.fault)
        if (result.ok) await load(id)
        return result.ok
      },
    }
  }
}

function idOf(id: string): RecordId {
  const read = RecordId.safeParse(id)
  if (read.success) return read.data
  throw new Fault('not-found', `${id} is no record`)
}
