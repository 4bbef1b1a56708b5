import type { DepositDetail } from '../../../domain/console-api.ts'
import type { Document } from '../../../domain/records/document.ts'
import { attempt, faultOf, settled } from './attempt.ts'
import type { ConsoleClient, ConsoleState, DepositSlice, FailingHere, Place, Slice } from './console-state.ts'
import { documentsOf } from './deposit-stage.ts'
import { LOADING } from './remote.ts'

export function createDepositSlice(client: ConsoleClient): Slice<DepositSlice> {
  return (set, get) => {
    const decide = async (call: (deposit: string) => Promise<unknown>): Promise<boolean> => {
      const id = get().shownDeposit
      if (id === null) return false
      const decided = await attempt(set, () => call(id))
      set({ decisionFault: decided.isDone ? null : decided.fault })
      await get().loadDeposit(id)
      return decided.isDone
    }
    const judge = async (document: string, failing: FailingHere | null): Promise<void> => {
      const verdict = { document, hasPassed: failing === null, reason: '', ...failing }
      if (await decide((deposit) => client.setVerdict({ deposit, ...verdict }))) {
        set({ place: nextOpen(get(), document) })
      }
    }
    return {
      shownDeposit: null,
      deposit: LOADING,
      place: null,
      decisionFault: null,
      loadDeposit: async (id) => {
        const found = await attempt(set, () => client.deposit({ id }))
        // Another deposit may have been opened meanwhile.
        if (get().shownDeposit !== id) return
        set({ deposit: settled(get().deposit, found), staleFault: faultOf(found) })
        if (found.isDone) set({ place: placeIn(get(), found.value) })
      },
      showDocument: (document) => {
        if (get().place?.document !== document) set({ place: { document, page: 0 } })
      },
      turnPage: (by) => {
        const { place, deposit } = get()
        if (place === null || deposit.kind !== 'ready') return
        const pages = documentsOf(deposit.value).find(({ id }) => id === place.document)?.pages.length ?? 0
        const page = place.page + by
        if (page >= 0 && page < pages) set({ place: { ...place, page } })
      },
      pass: (document) => judge(document, null),
      fail: (document, failing) => judge(document, failing),
      accept: async () => {
        await decide((deposit) => client.acceptDeposit({ deposit }))
      },
      giveBack: async (reason) => {
        await decide((deposit) => client.returnDeposit({ deposit, reason }))
      },
      readText: async (text, corrections) => {
        const read = await attempt(set, () => client.pageText({ text, corrections }))
        return read.isDone ? read.value.text : read.fault
      },
    }
  }
}

/** The place that was looked at where it is still there, or the first document. */
function placeIn({ place }: ConsoleState, detail: DepositDetail): Place | null {
  const documents = documentsOf(detail)
  const kept = documents.find(({ id }) => id === place?.document)
  if (place !== null && kept !== undefined) {
    return { document: kept.id, page: Math.min(place.page, Math.max(kept.pages.length - 1, 0)) }
  }
  const [first] = documents
  return first === undefined ? null : { document: first.id, page: 0 }
}

function nextOpen({ deposit, place }: ConsoleState, after: string): Place | null {
  if (deposit.kind !== 'ready') return place
  const documents = documentsOf(deposit.value)
  const from = documents.findIndex(({ id }) => id === after) + 1
  const { verdicts } = deposit.value.deposit
  const isOpen = ({ id, isolated }: Document): boolean => isolated === undefined && verdicts[id] === undefined
  const next = documents.slice(from).find(isOpen)
  return next === undefined ? place : { document: next.id, page: 0 }
}
