import { isHandedOver } from '../../domain/edit-rules.ts'
import { Fault } from '../../domain/fault.ts'
import { kindOf, type RecordId } from '../../domain/op.ts'
import type { ReadingApi } from '../../domain/reading-api.ts'
import { caseFileView } from '../../domain/records/case-file.ts'
import type { Document } from '../../domain/records/document.ts'
import type { Handlers } from '../../domain/rpc.ts'
import { existingDocument } from './contents.ts'
import type { Records } from './ports.ts'
import type { ReadingQueue } from './reading-queue.ts'

/** How a person steers the reading. */
export function readingHandlers({
  records,
  queue,
  incoming,
}: {
  readonly records: Records
  readonly queue: ReadingQueue
  /** The batches whose files are still coming. */
  readonly incoming: () => ReadonlySet<RecordId>
}): Handlers<ReadingApi> {
  return {
    readingStatus: async () => queue.status(),
    lookAt: async ({ document, page }) => {
      existingDocument(records, document)
      queue.lookAt(document, page)
      return null
    },
    noteTyping: async () => {
      queue.noteTyping()
      return null
    },
    pauseReading: async () => {
      await queue.pause()
      return null
    },
    resumeReading: async () => {
      await queue.resume()
      return null
    },
    cancelReading: async ({ batch }) => {
      if (batch !== null) assertBatch(batch)
      await queue.cancel(batch, incoming())
      return null
    },
    readUnread: async ({ of }) => {
      if (kindOf(of) === 'doc') assertNotHandedOver(records, existingDocument(records, of))
      else assertBatch(of)
      await queue.readUnread(of)
      return null
    },
  }
}

/** @throws Fault 'invalid-input' */
function assertBatch(id: RecordId): void {
  if (kindOf(id) !== 'batch') throw new Fault('invalid-input', `${id} is no batch`)
}

/** What is read of a document is part of what was handed over with it. */
function assertNotHandedOver(records: Records, { caseFile }: Document): void {
  if (caseFile === null) return
  // Only the id of a case file is ever written into the cell.
  const record = records.record(caseFile as RecordId)
  if (!isHandedOver(record)) return
  const { notation, state } = caseFileView(record)
  throw new Fault('case-closed', `case file ${caseFile} is ${state}`, { detail: { notation, state } })
}
