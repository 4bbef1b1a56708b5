import type { DepositDetail } from '../../../domain/console/deposit-api.ts'
import type { Document } from '../../../domain/records/document.ts'
import { attempt, faultOf, settled } from './attempt.ts'
import {
  type ConsoleClient,
  type ConsoleState,
  type DepositSlice,
  type FailingHere,
  isSameDeposit,
  type Place,
  type Slice,
} from './console-state.ts'
import { documentsOf } from './deposit-stage.ts'
import { LOADING } from './remote.ts'

/** The deposit that is open: its contents, where in it one is, and what is decided on it. */
export function createDepositSlice(client: ConsoleClient): Slice<DepositSlice> {
  return (...tools) => ({
    shownDeposit: null,
    deposit: LOADING,
    comparison: LOADING,
    place: null,
    decisionFault: null,
    ...createReading(client)(...tools),
    ...createWalking()(...tools),
    ...createDeciding(client)(...tools),
  })
}

type Reading = Pick<DepositSlice, 'loadDeposit' | 'readText'>

function createReading(client: ConsoleClient): Slice<Reading> {
  return (set, get) => ({
    loadDeposit: async (name) => {
      // Another deposit may be opened meanwhile.
      const isShown = (): boolean => isSameDeposit(get().shownDeposit, name)
      const found = await attempt(set, () => client.deposit(name))
      if (!isShown()) return
      set({ deposit: settled(get().deposit, found), staleFault: faultOf(found) })
      if (found.isDone) set({ place: placeIn(get(), found.value) })
      const compared = await attempt(set, () => client.compareDeposit(name))
      if (isShown()) set({ comparison: settled(get().comparison, compared) })
    },
    readText: async (text, corrections) => {
      const commune = get().shownDeposit?.commune ?? ''
      const read = await attempt(set, () => client.pageText({ commune, text, corrections }))
      return read.isDone ? read.value.text : read.fault
    },
  })
}

type Walking = Pick<DepositSlice, 'showDocument' | 'turnPage' | 'stepDocument'>

function createWalking(): Slice<Walking> {
  return (set, get) => ({
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
    stepDocument: (by) => {
      const { place, deposit } = get()
      if (deposit.kind !== 'ready') return
      const documents = documentsOf(deposit.value)
      const next = documents[documents.findIndex(({ id }) => id === place?.document) + by]
      if (next !== undefined) set({ place: { document: next.id, page: 0 } })
    },
  })
}

type Deciding = Pick<DepositSlice, 'pass' | 'fail' | 'clear' | 'accept' | 'giveBack'>
/** As the calls for decisions name a deposit. */
interface Decided {
  readonly commune: string
  readonly deposit: string
}

function createDeciding(client: ConsoleClient): Slice<Deciding> {
  return (set, get) => {
    const decide = async (call: (decided: Decided) => Promise<unknown>): Promise<boolean> => {
      const name = get().shownDeposit
      if (name === null) return false
      const decided = await attempt(set, () => call({ commune: name.commune, deposit: name.id }))
      set({ decisionFault: decided.isDone ? null : decided.fault })
      await get().loadDeposit(name)
      return decided.isDone
    }
    const judge = async (document: string, failing: FailingHere | null): Promise<void> => {
      const verdict = { document, hasPassed: failing === null, reason: '', ...failing }
      if (await decide((decided) => client.setVerdict({ ...decided, ...verdict }))) {
        set({ place: nextOpen(get(), document) })
      }
    }
    return {
      pass: (document) => judge(document, null),
      fail: (document, failing) => judge(document, failing),
      clear: async (document) => {
        await decide((decided) => client.clearVerdict({ ...decided, document }))
      },
      accept: async () => {
        await decide((decided) => client.acceptDeposit(decided))
      },
      giveBack: async (reason) => {
        await decide((decided) => client.returnDeposit({ ...decided, reason }))
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
