import { Fault, type FaultReport, reportOf } from '../../domain/fault.ts'
import type { Document } from '../../domain/records/document.ts'
import { pickTask, type ReadingTask, type Sight } from './pick-task.ts'
import { createReadingLane, type LanePorts, type ReadingLane } from './reading-lane.ts'
import { createReadingPace } from './reading-pace.ts'
import type { KeptReadingSetting } from './reading-setting.ts'
import { createReadingTempo, type ReadingTempo } from './reading-tempo.ts'

export interface WorkPorts extends LanePorts {
  readonly setting: KeptReadingSetting
  /** Pages read side by side. */
  readonly lanes: number
  /** Hears of each page that is begun or ended. */
  readonly onStep: () => void
  /** What a batch that a person cancelled still brings is not read. */
  readonly giveUp: (document: Document) => Promise<void>
}

/** Does what there is to do, page after page, in as many lanes as there are readers. */
export interface ReadingWork {
  wake(): void
  look(sight: Sight): void
  /** Changes records that no lane begins to work on meanwhile. */
  apart(concerns: Concerns, change: () => Promise<void>): Promise<void>
  inHand(): readonly ReadingTask[]
  pagesDone(): number
  problem(): FaultReport | null
  secondsLeft(pages: number): number | null
  /** How hard the machine may read. */
  readonly tempo: ReadingTempo
  close(): Promise<void>
  settled(): Promise<void>
}

interface Concerns {
  readonly isMeant: (document: Document) => boolean
  /** Are their pages in hand given up? Else they are read to their end. */
  readonly isCut: boolean
}

interface Hand {
  readonly task: ReadingTask
  readonly stop: AbortController
  readonly ended: Promise<unknown>
}

export function createReadingWork(ports: WorkPorts): ReadingWork {
  const { setting } = ports
  const trouble = createTrouble(ports)
  const runner = createRunner(ports)
  const closing = new AbortController()
  const hands = createHands(ports, runner, closing.signal)
  const aside = createAside()
  const tempo = createReadingTempo({ lanes: ports.lanes, clock: ports.surroundings.clock })
  const state = { sight: { document: null, page: null, batch: null } as Sight }

  const isLeft = (document: Document): boolean => runner.hasFailed(document.id) || aside.isMeant(document)
  const next = (held: string | null): ReadingTask | null => {
    if (closing.signal.aborted || setting.value.isPaused) return null
    const inHand = hands.tasks().map((task) => ({
      document: task.document.id,
      page: task.kind === 'page' ? task.page.id : null,
    }))
    return pickTask(ports.records, { sight: state.sight, inHand, held, isLeft })
  }
  const runLane = () =>
    workThrough(
      { lane: createReadingLane(ports), tempo, hands, next, onDone: () => trouble.tell(null) },
      closing.signal,
    )
  const lanes = createLanes(ports.lanes, () => runLane().catch(trouble.fail))
  const wake = (): void => lanes.fill(() => next(null) !== null)
  return {
    wake,
    settled: lanes.settled,
    look: (sight) => {
      state.sight = sight
    },
    apart: (concerns, change) =>
      aside
        .during(concerns, async () => {
          // Finding fields is begun again by itself.
          const isCut = (task: ReadingTask): boolean =>
            concerns.isMeant(task.document) && (concerns.isCut || task.kind === 'fields')
          await hands.giveUp(isCut)
          await change()
        })
        .finally(wake),
    inHand: hands.tasks,
    tempo,
    problem: trouble.problem,
    pagesDone: runner.pagesDone,
    secondsLeft: runner.secondsLeft,
    close: () => {
      closing.abort()
      return lanes.settled()
    },
  }
}

interface LaneWork {
  readonly lane: ReadingLane
  readonly tempo: ReadingTempo
  readonly hands: { hold(lane: ReadingLane, task: ReadingTask): Promise<void> }
  readonly next: (held: string | null) => ReadingTask | null
  readonly onDone: () => void
}

/** Does one task after another as fast as the tempo lets it, until there is none. */
async function workThrough(
  { lane, tempo, hands, next, onDone }: LaneWork,
  closing: AbortSignal,
): Promise<void> {
  let held: string | null = null
  const step = async (): Promise<ReadingTask | null> => {
    // A lane that waits for its turn knows its task only then.
    const turn = tempo.enter(closing)
    if (turn !== null) await turn
    try {
      const task = next(held)
      if (task === null) return null
      held = task.document.id
      await hands.hold(lane, task)
      onDone()
      return task
    } finally {
      tempo.leave()
    }
  }
  try {
    for (let task = await step(); task !== null; task = await step()) {
      if (task.kind === 'page') await tempo.rest(closing)
    }
  } finally {
    await lane.release()
  }
}

/** The tasks that are being done. */
function createHands({ onStep }: WorkPorts, { run }: Runner, closing: AbortSignal) {
  const hands = new Set<Hand>()
  return {
    tasks: (): readonly ReadingTask[] => [...hands].map(({ task }) => task),
    hold: async (lane: ReadingLane, task: ReadingTask): Promise<void> => {
      const stop = new AbortController()
      const ended = run(lane, task, AbortSignal.any([stop.signal, closing]))
      const hand: Hand = { task, stop, ended: ended.catch(() => undefined) }
      hands.add(hand)
      onStep()
      await ended.finally(() => {
        hands.delete(hand)
        onStep()
      })
    },
    giveUp: async (isMeant: (task: ReadingTask) => boolean): Promise<void> => {
      const meant = [...hands].filter(({ task }) => isMeant(task))
      for (const { stop } of meant) stop.abort()
      await Promise.all(meant.map(({ ended }) => ended))
    },
  }
}

/** Documents that are changed just now and are not to be begun. */
function createAside() {
  const set = new Set<Concerns>()
  return {
    isMeant: (document: Document): boolean => [...set].some(({ isMeant }) => isMeant(document)),
    during: async (concerns: Concerns, change: () => Promise<void>): Promise<void> => {
      set.add(concerns)
      try {
        await change()
      } finally {
        set.delete(concerns)
      }
    },
  }
}

/** As many runs side by side as there may be. */
function createLanes(most: number, run: () => Promise<void>) {
  const running = new Set<Promise<void>>()
  return {
    fill: (isWork: () => boolean): void => {
      while (running.size < most && isWork()) {
        const lane: Promise<void> = run().finally(() => running.delete(lane))
        running.add(lane)
      }
    },
    settled: async (): Promise<void> => {
      while (running.size > 0) await Promise.all(running)
    },
  }
}

/** Why reading stands still, told when it changes. */
function createTrouble({ surroundings }: Pick<WorkPorts, 'surroundings'>) {
  const state = { problem: null as FaultReport | null }
  const tell = (problem: FaultReport | null): void => {
    if (problem?.code === state.problem?.code) return
    state.problem = problem
    surroundings.emit({ name: 'vaultChanged', payload: {} })
  }
  return {
    problem: () => state.problem,
    tell,
    fail: (error: unknown): void => {
      const report = reportOf(error)
      if (report.code === 'internal') surroundings.onBug('reading', error)
      tell(report)
    },
  }
}

type Runner = ReturnType<typeof createRunner>

/** Runs single tasks, and knows how many pages were done and how long they took. */
function createRunner({ setting, surroundings, giveUp, lanes }: WorkPorts) {
  const { clock } = surroundings
  const pace = createReadingPace()
  /** Documents whose fields could not be found; tried again when the vault is opened. */
  const failed = new Set<string>()
  const state = { pagesDone: 0 }

  const run = async (lane: ReadingLane, task: ReadingTask, signal: AbortSignal): Promise<void> => {
    const beganMs = clock.nowMs()
    const isCancelled = setting.value.cancelledBatches.includes(task.document.batch)
    // Its fields are looked for all the same: a document that waited for them would be taken up again and again.
    if (isCancelled && task.kind === 'page') return giveUp(task.document)
    try {
      await lane.run(task, signal)
    } catch (error) {
      if (signal.aborted || (error instanceof Fault && error.code === 'isolated')) return
      if (task.kind === 'fields' && !isOfDisk(error)) failed.add(task.document.id)
      throw error
    }
    if (task.kind !== 'page' || signal.aborted) return
    pace.add(clock.nowMs() - beganMs)
    state.pagesDone += 1
  }
  return {
    run,
    hasFailed: (document: string) => failed.has(document),
    pagesDone: () => state.pagesDone,
    secondsLeft: (pages: number) => pace.secondsLeft(pages, lanes),
  }
}

/** What concerns all pages alike, and is over when there is room again. */
function isOfDisk(error: unknown): boolean {
  return error instanceof Fault && (error.code === 'disk-full' || error.code === 'read-only')
}
