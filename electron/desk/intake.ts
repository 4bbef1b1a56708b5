import path from 'node:path'
import { type FaultReport, reportOf } from '../../domain/fault.ts'
import { type RecordId, recordId } from '../../domain/op.ts'
import {
  type Batch,
  type BatchSource,
  batchView,
  newBatch,
  setBatchSource,
} from '../../domain/records/batch.ts'
import { newDocument } from '../../domain/records/document.ts'
import { type Blobs, isoNow, type Records, type Surroundings } from './ports.ts'
import type { Reader } from './reader.ts'
import { openSourceFile } from './source-file.ts'

/** Takes files in, one after another: looked into, copied into the vault, then named by a document. */
export interface Intake {
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
  /** Hears that a document is there to be read. */
  readonly onTaken: () => void
}

export function createIntake(ports: IntakePorts): Intake {
  const { records, surroundings } = ports
  const stop = new AbortController()
  let work: Promise<void> = Promise.resolve()

  const takeBatch = async (id: RecordId): Promise<void> => {
    for (const [index, source] of batchView(records.record(id)).sources.entries()) {
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
      const id = recordId('batch', surroundings.createId())
      const sources = paths.map(
        (file): BatchSource => ({
          name: path.basename(file).normalize('NFC'),
          path: file,
          outcome: { kind: 'waiting' },
        }),
      )
      await records.append(newBatch(id, isoNow(surroundings.clock), sources))
      enqueue(id)
      return id
    },
    retry: async (id, index) => {
      const source = batchView(records.record(id)).sources[index]
      if (source?.outcome.kind !== 'refused') return
      await records.append([setBatchSource(id, index, { ...source, outcome: { kind: 'waiting' } })])
      enqueue(id)
    },
    resume: () => {
      const isWaiting = (batch: Batch): boolean =>
        batch.sources.some((source) => source.outcome.kind === 'waiting')
      for (const record of records.records('batch')) if (isWaiting(batchView(record))) enqueue(record.id)
    },
    close: () => {
      stop.abort()
      return work
    },
    settled: () => work,
  }
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
  { blobs, reader, surroundings }: IntakePorts,
  taken: SourceInBatch,
  signal: AbortSignal,
) {
  const file = await openSourceFile(taken.source.path)
  try {
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
