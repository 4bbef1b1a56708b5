import type { ClosingProposal, LifeEvent } from '../../domain/closing.ts'
import type { Completeness, CompletenessFault } from '../../domain/completeness/completeness-fault.ts'
import type { SignatureState } from '../../domain/completeness/signature.ts'
import type { FaultReport } from '../../domain/fault.ts'
import type { CaseFile, Exclusion } from '../../domain/records/case-file.ts'
import type { AppState, Slice } from './app-state.ts'
import { attempt, fetchRemote, loading, type Remote, readyValue } from './attempt.ts'
import { notationOf, shownFile } from './files-slice.ts'
import { followJump } from './follow-jump.ts'
import type { Ports } from './ports.ts'

/** What a person decides when a case file is closed; the date as ISO 8601. */
export interface ClosingChoice {
  readonly endDate: string
  readonly retention: string
  readonly basis: string
  readonly isOverlooking: boolean
}

/** What on the screen of case files shall have the focus; `turn` tells one wish from the next. */
export interface Spot {
  /** A document of the contents list, or the box of the agency's signature. */
  readonly target: string
  readonly turn: number
}

export interface CompleteSlice {
  /** Of the case file that is shown, while it is open. */
  readonly completeness: Remote<Completeness>
  /** Of the case file that is shown, the latest first. */
  readonly life: Remote<readonly LifeEvent[]>
  /** Of the case file in the dialog. */
  readonly closing: Remote<ClosingProposal>
  /** The fault that was gone to last. */
  readonly faultShown: CompletenessFault | null
  readonly spot: Spot | null
  loadCompleteness(): Promise<void>
  /** The focus is there. */
  leaveSpot(): void
  followFault(fault: CompletenessFault): Promise<void>
  /** Goes on to the next fault, or back to the one before, from wherever the last was mended. */
  stepFault(by: 1 | -1): Promise<void>
  openClosing(caseFile: string): Promise<void>
  /** @returns why it failed, null when it is closed */
  closeCaseFile(id: string, choice: ClosingChoice): Promise<FaultReport | null>
  reopenCaseFile(id: string, reason: string): Promise<void>
  /** @returns why it failed, null when it is done */
  excludeCaseFile(file: CaseFile, exclusion: Exclusion | null): Promise<FaultReport | null>
  setSignature(id: string, state: SignatureState): Promise<void>
}

export function createCompleteSlice(ports: Ports): Slice<CompleteSlice> {
  const { client } = ports
  // A key pressed twice goes two faults on, however long the first step takes.
  let steps: Promise<void> = Promise.resolve()
  const inTurn = (work: () => Promise<void>): Promise<void> => {
    steps = steps.then(work, work)
    return steps
  }
  return (set, get, api) => ({
    completeness: loading,
    life: loading,
    closing: loading,
    faultShown: null,
    spot: null,
    leaveSpot: () => set({ spot: null }),
    loadCompleteness: async () => {
      const { selection } = get()
      if (selection.kind !== 'file') return
      const isStill = (): boolean => get().selection === selection
      const life = await fetchRemote(ports, () => client.caseFileLife({ id: selection.id }))
      if (isStill()) set({ life })
      const state = shownFile(get())?.file.state ?? 'open'
      for (let isMore = state === 'open'; isMore; ) {
        const completeness = await fetchRemote(ports, () => client.checkCaseFile({ id: selection.id }))
        if (!isStill()) return
        set({ completeness })
        isMore = (readyValue(completeness)?.pagesLeft ?? 0) > 0
      }
    },
    followFault: async (fault) => {
      set({ faultShown: fault })
      await followJump({ ports, get, set }, fault)
    },
    stepFault: (by) => inTurn(() => step(get, by)),
    ...lifeActions(ports)(set, get, api),
  })
}

type LifeActions = Pick<
  CompleteSlice,
  'openClosing' | 'closeCaseFile' | 'reopenCaseFile' | 'excludeCaseFile' | 'setSignature'
>

function lifeActions(ports: Ports): Slice<LifeActions> {
  const { client } = ports
  return (set, get) => ({
    openClosing: async (caseFile) => {
      set({ closing: loading })
      get().openDialog({ kind: 'closing', caseFile })
      const [closing] = await Promise.all([
        fetchRemote(ports, () => client.closing({ id: caseFile })),
        get().loadCompleteness(),
      ])
      set({ closing })
    },
    closeCaseFile: async (id, choice) => {
      const result = await attempt(ports, () => client.closeCaseFile({ id, ...choice }))
      if (!result.ok) {
        await get().refresh()
        return result.fault
      }
      if (get().lastTarget?.id === id) set({ lastTarget: null })
      get().closeDialog()
      get().confirm('closed', notationOf(get(), id))
      await get().refresh()
      return null
    },
    reopenCaseFile: async (id, reason) => {
      const result = await attempt(ports, () => client.reopenCaseFile({ id, reason }))
      get().closeDialog()
      if (result.ok) get().confirm('reopened', notationOf(get(), id))
      else get().tell(result.fault)
      await get().refresh()
    },
    excludeCaseFile: async ({ id, notation }, exclusion) => {
      const result = await attempt(ports, () => client.excludeCaseFile({ id, exclusion }))
      if (!result.ok) return result.fault
      get().closeDialog()
      get().confirm(exclusion === null ? 'included' : 'excluded', notation)
      await get().refresh()
      return null
    },
    setSignature: async (id, state) => {
      const result = await attempt(ports, () => client.setSignature({ id, state }))
      if (!result.ok) get().tell(result.fault)
      await get().refresh()
    },
  })
}

async function step(get: () => AppState, by: 1 | -1): Promise<void> {
  const before = readyValue(get().completeness)?.faults ?? []
  await get().loadCompleteness()
  const now = readyValue(get().completeness)?.faults ?? []
  const next = nextFault({ before, now }, get().faultShown, by)
  if (next !== null) await get().followFault(next)
}

interface Lists {
  readonly before: readonly CompletenessFault[]
  readonly now: readonly CompletenessFault[]
}

/** The one behind the last; where the last was mended meanwhile, whatever took its place in the list. */
function nextFault(
  { before, now }: Lists,
  last: CompletenessFault | null,
  by: 1 | -1,
): CompletenessFault | null {
  if (now.length === 0) return null
  const at = last === null ? -1 : placeOf(now, last)
  if (at !== -1) return now[(at + by + now.length) % now.length] ?? null
  const was = last === null ? -1 : placeOf(before, last)
  if (was === -1) return (by === 1 ? now[0] : now.at(-1)) ?? null
  return now[(was + (by === 1 ? 0 : -1) + now.length) % now.length] ?? null
}

function placeOf(faults: readonly CompletenessFault[], wanted: CompletenessFault): number {
  const key = faultKey(wanted)
  return faults.findIndex((fault) => faultKey(fault) === key)
}

/** What tells one fault of a case file from the others. */
export function faultKey({ code, jump, facts }: CompletenessFault): string {
  return JSON.stringify([code, jump, facts])
}
