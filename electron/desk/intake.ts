import path from 'node:path'
import { Fault, type FaultReport, reportOf } from '../../domain/fault.ts'
import { type RecordId, recordId } from '../../domain/op.ts'
import { type BatchSource, batchSources, newBatch, setBatchSource } from '../../domain/records/batch.ts'
import { newDocument } from '../../domain/records/document.ts'
import { type Blobs, isoNow, type Records, type Surroundings } from './ports.ts'
import type { Reader } from './reader.ts'
import { openSourceFile } from './source-file.ts'

/** Takes files in, one after another: looked into, copied into the vault, then named by a document. */
export interface Intake {
  /** @param paths one at least. @returns the batch, of several the first */
  start(paths: readonly string[]): Promise<RecordId>
  retry(batch: RecordId, index: number): Promise<void>
  /** Goes on with what an earlier run left waiting. */
  resume(): void
  /** Stops after the file in hand. */
  close(): Promise<void>
  /** Resolves when nothing is waiting. */
  settled(): Promise<void>
}

interface IntakePorts {
  readonly records: Records
  readonly blobs: Blobs
  readonly reader: Reader
  readonly surroundings: Surroundings
  /** Asked before a file is copied. */
  readonly assertRoom: (sizeBytes: number) => Promise<void>
  /** Hears that a document is there to be read. */
  readonly onTaken: () => void
}

export function createIntake(ports: IntakePorts): Intake {
  const { records, surroundings } = ports
  const stop = new AbortController()
  let work: Promise<void> = Promise.resolve()

  const takeBatch = async (id: RecordId): Promise<void> => {
    for (const { index, source } of batchSources(records.record(id))) {
      if (stop.signal.aborted) return
      if (source.outcome.kind === 'waiting')
        await takeSource(ports, { batch: id, index, source }, stop.signal)
    }
  }
  const enqueue = (id: RecordId): void => {
    work = work
      .then(() => takeBatch(id))
      .catch((error: unknown) => {
        if (!stop.signal.aborted) surroundings.onBug('intake', error)
      })
  }
  return {
    start: async (paths) => {
      const batches = piecesOf(paths).map((piece) => ({
        id: recordId('batch', surroundings.createId()),
        sources: piece.map(waitingSource),
      }))
      const [first] = batches
      if (first === undefined) throw new Fault('invalid-input', 'no file was chosen')
      const createdAt = isoNow(surroundings.clock)
      await records.append(batches.flatMap(({ id, sources }) => newBatch(id, createdAt, sources)))
      for (const { id } of batches) enqueue(id)
      return first.id
    },
    retry: async (id, index) => {
      const source = batchSources(records.record(id)).find((each) => each.index === index)?.source
      if (source?.outcome.kind !== 'refused') return
      await records.append([setBatchSource(id, index, { ...source, outcome: { kind: 'waiting' } })])
      enqueue(id)
    },
    resume: () => {
      for (const id of records.catalogue.ids({ kind: 'batch', isDue: true, limit: MOST_WAITING })) enqueue(id)
    },
    close: () => {
      stop.abort()
      return work
    },
    settled: () => work,
  }
}

/** More batches than ever wait at once. */
const MOST_WAITING = 10_000
/** A batch is written again with each file that is taken, so a large choice becomes several. */
const SOURCES_A_BATCH = 500

function piecesOf(paths: readonly string[]): readonly (readonly string[])[] {
  const pieces: (readonly string[])[] = []
  for (let at = 0; at < paths.length; at += SOURCES_A_BATCH)
    pieces.push(paths.slice(at, at + SOURCES_A_BATCH))
  return pieces
}

function waitingSource(file: string): BatchSource {
  return { name: path.basename(file).normalize('NFC'), path: file, outcome: { kind: 'waiting' } }
}

interface SourceInBatch {
  readonly batch: RecordId
  readonly index: number
  readonly source: BatchSource
}

async function takeSource(ports: IntakePorts, taken: SourceInBatch, signal: AbortSignal): Promise<void> {
  const { records } = ports
  try {
    await records.append(await copyIn(ports, taken, signal))
    ports.onTaken()
  } catch (error) {
    if (signal.aborted) return
    const report: FaultReport = reportOf(error)
    if (report.code === 'internal') ports.surroundings.onBug('intake', error)
    const outcome: BatchSource['outcome'] = {
      kind: 'refused',
      code: report.code,
      detail: { ...report.detail },
    }
    // A full disk may refuse this op as well; then the source stays waiting and the next start tries it again.
    await records.append([setBatchSource(taken.batch, taken.index, { ...taken.source, outcome })])
  }
}

/** Everything that names the source, to be appended at once: blob first, record after (I10). */
async function copyIn(
  { blobs, reader, surroundings, assertRoom }: IntakePorts,
  taken: SourceInBatch,
  signal: AbortSignal,
) {
  const file = await openSourceFile(taken.source.path)
  try {
    await assertRoom(file.sizeBytes)
    const { pageCount } = await reader.inspect(file, signal)
    const { sha, sizeBytes } = await blobs.put(file.chunks())
    await file.assertUnchanged()
    const pages = Array.from({ length: pageCount }, (_, index) => ({
      id: surroundings.createId(),
      source: sha,
      index,
    }))
    const outcome: BatchSource['outcome'] = { kind: 'taken', source: sha, sizeBytes, pages: pageCount }
    return [
      ...newDocument(recordId('doc', surroundings.createId()), taken.batch, pages),
      setBatchSource(taken.batch, taken.index, { ...taken.source, outcome }),
    ]
  } finally {
    await file.close()
  }
}
