import { Fault } from '../../domain/fault.ts'
import type { IntakeState, IntakeStop } from '../../domain/intake-api.ts'
import { type RecordId, recordId } from '../../domain/op.ts'
import {
  batchSources,
  batchTime,
  newChoice,
  newOverride,
  type SourceAt,
  setBatchSource,
  withheldSource,
} from '../../domain/records/batch.ts'
import { createIntakeRun, type IntakeRunPorts } from './intake-run.ts'
import { isoNow } from './ports.ts'
import {
  createWaitingFiles,
  type KeptWaitingList,
  type WaitingFile,
  type WaitingFiles,
} from './waiting-files.ts'

/**
 * Takes files in, one after another: looked through page by page, copied into the vault, then named by a document. At a page
 * that looks like a state secret everything stands still, and nothing of the file is kept.
 */
export interface Intake {
  /**
   * Whoever calls states that none of the files is marked as a state secret.
   * @param paths one at least. @returns the batch, of several the first
   */
  start(paths: readonly string[]): Promise<RecordId>
  retry(batch: RecordId, index: number): Promise<void>
  /** Tries every refused file of a batch again. @returns how many there were */
  retryAll(batch: RecordId): Promise<number>
  /** Goes on with what an earlier run left waiting. */
  resume(): Promise<void>
  state(): IntakeState
  /** Answers the stop. @throws Fault 'conflict' where it is another by now, or none */
  decide(answer: SecretAnswer): Promise<void>
  /** The rest goes on. */
  goOn(): Promise<void>
  /** The files of a batch that wait here, in their order. */
  waitingOf(batch: RecordId): readonly WaitingFile[]
  /** The batches whose files are still coming. */
  incoming(): ReadonlySet<RecordId>
  /** Stops after the page in hand. */
  close(): Promise<void>
  /** Resolves when nothing is waiting, or everything stands still. */
  settled(): Promise<void>
}

export interface SecretAnswer extends Pick<IntakeStop, 'batch' | 'index' | 'page'> {
  readonly isSecret: boolean
}

interface IntakePorts extends Omit<IntakeRunPorts, 'waiting'> {
  readonly list: KeptWaitingList
}

export function createIntake(ports: IntakePorts): Intake {
  const { surroundings } = ports
  const waiting = createWaitingFiles(ports.list)
  const run = createIntakeRun({ ...ports, waiting })
  const tell = (): void => surroundings.emit({ name: 'intakeChanged', payload: {} })
  return {
    start: async (paths) => {
      const id = await choose(ports, waiting, paths)
      run.wake()
      return id
    },
    retry: async (id, index) => {
      await retry(ports, waiting, { id, isMeant: (each) => each.index === index })
      run.wake()
    },
    retryAll: async (id) => {
      const retried = await retry(ports, waiting, { id, isMeant: () => true })
      run.wake()
      return retried
    },
    resume: async () => {
      await takeUp(ports, waiting)
      run.wake()
    },
    state: () => ({
      checking: run.checking(),
      stop: run.stop(),
      isHeld: waiting.isHeld(),
      waiting: waiting.all().length,
    }),
    decide: async (answer) => {
      run.assertAt(answer)
      await decide(ports, waiting, answer)
      run.clearStop()
      tell()
    },
    goOn: async () => {
      if (waiting.isHeld()) await waiting.hold(false)
      tell()
      run.wake()
    },
    waitingOf: (batch) => waiting.all().filter((file) => file.batch === batch),
    incoming: () => new Set(waiting.all().map(({ batch }) => batch)),
    close: run.close,
    settled: run.settled,
  }
}

/** Has refused files of a batch wait again: names first, the record after. */
async function retry(
  { records }: Pick<IntakePorts, 'records'>,
  waiting: WaitingFiles,
  { id, isMeant }: { readonly id: RecordId; readonly isMeant: (source: SourceAt) => boolean },
): Promise<number> {
  const refused = batchSources(records.record(id)).filter(
    (each) => each.source.outcome.kind === 'refused' && isMeant(each),
  )
  if (refused.length === 0) return 0
  await waiting.add(refused.map(({ index, source }) => newlyWaiting(id, index, source.path)))
  await records.append(
    refused.map(({ index }) => ({ record: id, path: `/source/${index}`, remove: true as const })),
  )
  return refused.length
}

/** Names first, the record after: a record that knows of files has their names somewhere. */
async function choose(
  { records, surroundings }: Pick<IntakePorts, 'records' | 'surroundings'>,
  waiting: WaitingFiles,
  paths: readonly string[],
): Promise<RecordId> {
  const batches = piecesOf(paths).map((files) => ({
    id: recordId('batch', surroundings.createId()),
    files,
  }))
  const [first] = batches
  if (first === undefined) throw new Fault('invalid-input', 'no file was chosen')
  await waiting.add(
    batches.flatMap(({ id, files }) => files.map((file, index) => newlyWaiting(id, index, file))),
  )
  const at = isoNow(surroundings.clock)
  await records.append(batches.flatMap(({ id, files }) => newChoice(id, at, files.length)))
  return first.id
}

/** A batch is written again with each file that is taken, so a large choice becomes several. */
const SOURCES_A_BATCH = 500
/** More batches than ever wait at once. */
const MOST_WAITING = 10_000

function piecesOf(paths: readonly string[]): readonly (readonly string[])[] {
  const pieces: (readonly string[])[] = []
  for (let at = 0; at < paths.length; at += SOURCES_A_BATCH)
    pieces.push(paths.slice(at, at + SOURCES_A_BATCH))
  return pieces
}

function newlyWaiting(batch: RecordId, index: number, path: string): WaitingFile {
  return { batch, index, path, looked: null, cleared: [] }
}

/**
 * After a kill: what the log knows the end of waits no longer, nor what the log never came to know. Until version 0.1.0 the
 * log itself named what waits.
 */
async function takeUp({ records }: Pick<IntakePorts, 'records'>, waiting: WaitingFiles): Promise<void> {
  const isOpen = ({ batch, index }: WaitingFile): boolean => {
    const record = records.record(batch)
    const known = batchSources(record).find((each) => each.index === index)
    return batchTime(record) !== '' && (known === undefined || known.source.outcome.kind === 'waiting')
  }
  await waiting.keep(isOpen)
  const named = records.catalogue
    .ids({ kind: 'batch', isDue: true, limit: MOST_WAITING })
    .flatMap((id) =>
      batchSources(records.record(id))
        .filter(({ source }) => source.outcome.kind === 'waiting')
        .map(({ index, source }) => newlyWaiting(id, index, source.path)),
    )
    .filter((file) => waiting.find(file) === undefined)
  if (named.length > 0) await waiting.add(named)
}

/** Held first: whatever happens next, nothing goes on by itself. */
async function decide(
  { records, surroundings }: Pick<IntakePorts, 'records' | 'surroundings'>,
  waiting: WaitingFiles,
  { batch, index, page, isSecret }: SecretAnswer,
): Promise<void> {
  const at = isoNow(surroundings.clock)
  await waiting.hold(true)
  if (isSecret) {
    await records.append([setBatchSource(batch, index, withheldSource(at))])
    await waiting.drop({ batch, index })
    // Nothing is left that could go on by itself.
    if (waiting.all().length === 0) await waiting.hold(false)
    return
  }
  const cleared = waiting.find({ batch, index })?.cleared ?? []
  await records.append([newOverride(batch, surroundings.createId(), at)])
  await waiting.change({ batch, index }, { cleared: [...cleared, page] })
}
