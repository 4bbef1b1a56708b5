import { Fault } from '../../domain/fault.ts'
import type { Checking, IntakeStop } from '../../domain/intake-api.ts'
import { nameOf, type TakePorts, takeFile } from './take-file.ts'
import type { WaitingFile } from './waiting-files.ts'

/** Takes the files that wait, one after the other, until none is left or something makes it stand still. */
export interface IntakeRun {
  checking(): Checking | null
  stop(): IntakeStop | null
  /** @throws Fault 'conflict' where it does not stand at this page */
  assertAt(place: Place): void
  /** The stop was answered. */
  clearStop(): void
  /** Something may have come, or may go on. */
  wake(): void
  close(): Promise<void>
  settled(): Promise<void>
}

export interface IntakeRunPorts extends Omit<TakePorts, 'onChecking'> {
  /** Hears that a document is there to be read. */
  readonly onTaken: () => void
}

export function createIntakeRun(ports: IntakeRunPorts): IntakeRun {
  const { surroundings, waiting } = ports
  const closing = new AbortController()
  const state = {
    checking: null as Checking | null,
    stop: null as IntakeStop | null,
    work: null as Promise<void> | null,
  }
  const onChecking = (checking: Checking): void => {
    state.checking = checking
    surroundings.emit({ name: 'pageChecked', payload: checking })
  }
  const next = (): WaitingFile | undefined =>
    closing.signal.aborted || waiting.isHeld() || state.stop !== null ? undefined : waiting.next()
  const run = async (): Promise<void> => {
    for (let file = next(); file !== undefined; file = next()) {
      const mark = await takeFile({ ...ports, onChecking }, file, closing.signal)
      state.checking = null
      if (mark === null) ports.onTaken()
      else {
        const { level, by, page } = mark
        const { batch, index } = file
        state.stop = { batch, index, fileName: nameOf(file.path), page, level, by }
      }
      // What comes in while this is written goes on as well.
      if (next() === undefined) await waiting.flush()
    }
  }
  const settled = async (): Promise<void> => {
    while (state.work !== null) await state.work
  }
  return {
    checking: () => state.checking,
    stop: () => state.stop,
    assertAt: (place) => assertStopAt(state.stop, place),
    clearStop: () => {
      state.stop = null
    },
    wake: () => {
      if (next() === undefined) return
      state.work ??= run()
        .catch((error: unknown) => {
          if (!closing.signal.aborted) surroundings.onBug('intake', error)
        })
        .finally(() => {
          Object.assign(state, { work: null, checking: null })
          surroundings.emit({ name: 'intakeChanged', payload: {} })
        })
    },
    settled,
    close: () => {
      closing.abort()
      return settled()
    },
  }
}

type Place = Pick<IntakeStop, 'batch' | 'index' | 'page'>

function assertStopAt(stop: IntakeStop | null, { batch, index, page }: Place): void {
  if (stop?.batch === batch && stop.index === index && stop.page === page) return
  throw new Fault('conflict', 'the intake does not stand at this page', { detail: { reason: 'secret-stop' } })
}
