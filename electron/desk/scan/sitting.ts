import { Fault } from '../../../domain/fault.ts'
import { type RecordId, recordId } from '../../../domain/op.ts'
import type { ScanPlace, ScanSession, ScanSetting, ScanTarget } from '../../../domain/scan-api.ts'
import { isSameTarget } from '../../../domain/scan-join.ts'
import { assertTarget, joinTarget, makeDocument } from './finish-sitting.ts'
import { reconciled, type Sitting, shownOf } from './kept-sitting.ts'
import { createPace } from './pace.ts'
import { createRun, type SittingPorts, type State, standing, takeOne } from './sitting-run.ts'
import { withholdPage } from './store-page.ts'

export interface ScanOrder {
  readonly scanner: string
  readonly setting: ScanSetting
  readonly place: ScanPlace
  readonly target: ScanTarget | null
}

/**
 * One sitting before the scanner. Each page is looked at in memory, then stored and named in its batch before the next one is
 * looked at; at a mark of a state secret everything stands still and the page is nowhere but in memory. What comes of a
 * sitting becomes one document at its end; after a kill it is found as it was.
 */
export interface SittingDesk {
  session(): ScanSession | null
  /** Goes on where a sitting is open. @throws Fault 'in-use', 'conflict' before an answer is given, as `assertTarget` */
  start(order: ScanOrder): Promise<void>
  /** Takes pictures that are in memory. @throws Fault 'in-use' */
  take(pictures: readonly Uint8Array[]): Promise<void>
  stop(): Promise<void>
  /** @throws Fault 'conflict' where nothing is to be decided */
  decide(isSecret: boolean): Promise<void>
  /** @throws Fault 'conflict' before an answer is given */
  finish(): Promise<{ readonly document: RecordId | null; readonly pages: number }>
  settled(): Promise<void>
  close(): Promise<void>
}

export function createSitting(ports: SittingPorts): SittingDesk {
  const { kept, surroundings, records } = ports
  const state = idleState()
  const ready =
    kept.value === null
      ? Promise.resolve()
      : kept.save(reconciled(records, kept.value, surroundings.createId))
  // Whoever needs it hears of its failure.
  ready.catch(() => undefined)
  const pace = createPace(surroundings.clock)
  const run = createRun({ ...ports, onStored: pace.note }, state)
  const begin = beginner(ports, state, ready)
  return {
    session: () => (kept.value === null ? null : sessionOf(kept.value, state, pace.pagesPerMinute())),
    start: async ({ target, place, ...order }) => {
      await begin(target, 'quet')
      pace.begin()
      const isOne = place.way === 'replace' || kept.value?.target?.way === 'replace'
      const request = { device: order.scanner, setting: order.setting, pages: isOne ? 1 : null }
      run.begin((signal) => ports.scanners.scan(request, signal), place)
    },
    take: async (pictures) => {
      if (kept.value !== null)
        throw new Fault('in-use', 'a sitting is open', { detail: { reason: 'sitting' } })
      await begin(null, 'dan')
      state.held.push(...pictures)
      run.begin(noMore)
      await run.settled()
    },
    stop: async () => {
      state.stopping?.abort()
      await run.settled()
    },
    decide: async (isSecret) => {
      await decide(ports, state, isSecret)
      run.tell()
    },
    finish: async () => {
      await ready
      await settleHeld(state, run)
      return finish(ports, run.tell)
    },
    settled: run.settled,
    close: async () => {
      state.stopping?.abort()
      await run.settled()
      for (const bytes of [...state.held, ...(state.stop === null ? [] : [state.stop.bytes])]) bytes.fill(0)
      Object.assign(state, { held: [], stop: null })
    },
  }
}

function idleState(): State {
  return {
    phase: standing('interrupted'),
    stop: null,
    held: [],
    checking: 0,
    place: { way: 'end' },
    origin: 'quet',
    stopping: null,
    work: null,
  }
}

/** Opens a sitting where none is open. */
function beginner({ kept, records, surroundings }: SittingPorts, state: State, ready: Promise<void>) {
  return async (target: ScanTarget | null, origin: State['origin']): Promise<void> => {
    await ready
    if (state.phase.kind === 'scanning') throw new Fault('in-use', 'the scanner is at work')
    assertDecided(state)
    if (kept.value !== null) {
      // What is under the lid belongs where the sitting was begun for.
      if (target !== null && !isSameTarget(target, kept.value.target))
        throw new Fault('in-use', 'a sitting is open', { detail: { reason: 'sitting' } })
      return
    }
    if (target !== null) assertTarget(records, target)
    state.origin = origin
    const batch = recordId('batch', surroundings.createId())
    await kept.save({ batch, target, pages: [], withheld: 0, sources: 0 })
  }
}

/** Takes what left the feeder and is not stored yet, before a sitting ends. */
async function settleHeld(state: State, run: ReturnType<typeof createRun>): Promise<void> {
  await run.settled()
  assertDecided(state)
  if (state.held.length === 0) return
  run.begin(noMore)
  await run.settled()
  // One of them may look like a state secret as well.
  assertDecided(state)
  assertTaken(state)
}

async function* noMore(): AsyncGenerator<Uint8Array> {}

function sessionOf(sitting: Sitting, state: State, pagesPerMinute: number | null): ScanSession {
  const pages = shownOf(sitting)
  const { stop } = state
  return {
    batch: sitting.batch,
    target: sitting.target,
    phase: state.phase,
    pages: pages.map(({ id, source, isBlank, sheet }) => ({
      document: sitting.batch,
      page: { id, source, index: 0 },
      isBlank,
      isSheet: sheet !== null,
    })),
    withheld: sitting.withheld,
    checking: state.checking + state.held.length,
    stop: stop && { number: pages.length + 1, level: stop.mark.level, by: stop.mark.by },
    pagesPerMinute,
  }
}

function assertDecided({ stop }: State): void {
  if (stop !== null)
    throw new Fault('conflict', 'a page waits for a decision', { detail: { reason: 'secret-stop' } })
}

/** What left the feeder is not given up because it could not be stored. */
function assertTaken({ held, phase }: State): void {
  if (held.length === 0 || phase.kind === 'scanning') return
  const { code, detail } = phase.fault ?? { code: 'conflict', detail: {} }
  throw new Fault(code, `${held.length} pages are not stored`, { detail })
}

async function decide(ports: SittingPorts, state: State, isSecret: boolean): Promise<void> {
  const { stop } = state
  const sitting = ports.kept.value
  if (stop === null || sitting === null) throw new Fault('conflict', 'nothing is to be decided')
  if (isSecret) {
    await ports.kept.save(await withholdPage(ports, sitting))
    stop.bytes.fill(0)
  } else await takeOne({ ...ports, onStored: () => {} }, state, { bytes: stop.bytes, isCleared: true })
  state.stop = null
}

async function finish(
  ports: SittingPorts,
  tell: () => void,
): Promise<{ readonly document: RecordId | null; readonly pages: number }> {
  const sitting = ports.kept.value
  if (sitting === null) return { document: null, pages: 0 }
  const pages = shownOf(sitting).length
  const document = pages === 0 ? null : await makeDocument(ports, sitting)
  await ports.kept.save(null)
  tell()
  if (document === null) return { document, pages }
  try {
    if (sitting.target === null) return { document, pages }
    await joinTarget(ports, document, sitting.target)
    return { document: sitting.target.document, pages }
  } finally {
    ports.onTaken(sitting.batch)
  }
}
