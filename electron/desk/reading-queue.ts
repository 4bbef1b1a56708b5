import { isHandedOver } from '../../domain/edit-rules.ts'
import type { FaultReport } from '../../domain/fault.ts'
import { kindOf, type RecordId } from '../../domain/op.ts'
import type { PageInHand, ReadingStatus } from '../../domain/reading-api.ts'
import { batchSources } from '../../domain/records/batch.ts'
import { type Document, documentView } from '../../domain/records/document.ts'
import type { ReadingTask } from './pick-task.ts'
import type { Records } from './ports.ts'
import { createReadingWork, type ReadingWork, type WorkPorts } from './reading-work.ts'
import { cancelUnseen, documentsOf, dueDocuments, forgetUnread } from './unread-edits.ts'

/** Reads what has not been read: derived from the records, so it goes on by itself after any end (I16). */
export interface ReadingQueue {
  /** Something may have come to read. */
  wake(): void
  /** A person looks at a document, or at one of its pages. */
  lookAt(document: RecordId, page: number | null): void
  /** Somebody types: for a few seconds the machine reads more slowly. */
  noteTyping(): void
  /** On battery the machine reads more slowly. */
  setOnBattery(isOnBattery: boolean): void
  /** A person has just brought this in. */
  openBatch(batch: RecordId): void
  pause(): Promise<void>
  resume(): Promise<void>
  /** @param batch or null for all that waits. @param incoming batches whose files still come: these are not read either */
  cancel(batch: RecordId | null, incoming: ReadonlySet<RecordId>): Promise<void>
  /** @param of a document or a batch */
  readUnread(of: RecordId): Promise<void>
  /** Changes documents while none of their pages is read; what was being read of them is read anew. */
  apart(documents: readonly RecordId[], change: () => Promise<void>): Promise<void>
  status(): ReadingStatus
  /** Why reading stopped with pages still to read, such as a full disk; null while it goes on. */
  problem(): FaultReport | null
  close(): Promise<void>
  /** Resolves when nothing is being read. */
  settled(): Promise<void>
}

export type ReadingPorts = Omit<WorkPorts, 'onStep' | 'giveUp'>

export function createReadingQueue(ports: ReadingPorts): ReadingQueue {
  const { records, setting, surroundings } = ports
  const onStep = (): void => surroundings.emit({ name: 'readingChanged', payload: {} })
  const giveUp = (document: Document): Promise<void> => cancelUnseen(records, [document])
  const work = createReadingWork({ ...ports, onStep, giveUp })
  const { wake } = work
  const inTurn = createTurns()

  const setPaused = (isPaused: boolean): Promise<void> =>
    inTurn(async () => {
      if (setting.value.isPaused !== isPaused) await setting.save({ ...setting.value, isPaused })
      wake()
      onStep()
    })
  return {
    wake,
    lookAt: (document, page) => {
      const { batch } = documentView(records.record(document))
      // Only a record id is ever written into the cell.
      work.look({ document, page, batch: batch === '' ? null : (batch as RecordId) })
      wake()
    },
    noteTyping: work.tempo.noteTyping,
    setOnBattery: (isOnBattery) => {
      if (work.tempo.setOnBattery(isOnBattery)) onStep()
    },
    openBatch: (batch) => work.look({ document: null, page: null, batch }),
    pause: () => setPaused(true),
    resume: () => setPaused(false),
    cancel: (batch, incoming) =>
      inTurn(() =>
        work.apart(
          { isMeant: (document) => batch === null || document.batch === batch, isCut: true },
          async () => {
            for (const each of batch === null ? incoming : [batch])
              await setCancelled(setting, each, incoming.has(each))
            await cancelUnseen(records, dueDocuments(records, batch))
          },
        ),
      ),
    readUnread: (of) =>
      inTurn(() =>
        work.apart({ isMeant: ({ id, batch }) => id === of || batch === of, isCut: false }, async () => {
          await setCancelled(setting, of, false)
          const isBatch = kindOf(of) === 'batch'
          const meant = isBatch ? documentsOf(records, of) : [documentView(records.record(of))]
          await forgetUnread(records, ownOnes(records, meant))
        }),
      ),
    apart: (documents, change) => {
      const meant = new Set<string>(documents)
      return inTurn(() => work.apart({ isMeant: ({ id }) => meant.has(id), isCut: true }, change))
    },
    status: () => statusOf(records, work, setting.value.isPaused),
    problem: work.problem,
    settled: work.settled,
    close: work.close,
  }
}

async function setCancelled(
  setting: ReadingPorts['setting'],
  batch: RecordId,
  isCancelled: boolean,
): Promise<void> {
  const others = setting.value.cancelledBatches.filter((each) => each !== batch)
  const cancelledBatches = isCancelled ? [...others, batch] : others
  if (cancelledBatches.length !== setting.value.cancelledBatches.length)
    await setting.save({ ...setting.value, cancelledBatches })
}

/** What is read of a document is part of what was handed over with it. */
function* ownOnes(records: Records, documents: Iterable<Document>): Generator<Document> {
  for (const document of documents) {
    // Only the id of a case file is ever written into the cell.
    const file = document.caseFile as RecordId | null
    if (file === null || !isHandedOver(records.record(file))) yield document
  }
}

function statusOf(records: Records, work: ReadingWork, isPaused: boolean): ReadingStatus {
  const problem = work.problem()
  const inHand = work.inHand()
  const pagesWaiting = waitingPages(records)
  const isGoing = inHand.length > 0 && !isPaused && problem === null
  return {
    pagesWaiting,
    pagesDone: work.pagesDone(),
    secondsLeft: isGoing ? work.secondsLeft(pagesWaiting) : null,
    inHand: inHand.flatMap((task) => (task.kind === 'page' ? [pageInHand(records, task)] : [])),
    isPaused,
    slowed: isGoing ? work.tempo.now().cause : null,
    problem: problem && { code: problem.code, detail: { ...problem.detail } },
  }
}

/** Runs what it is given one after another; each tells its own failure. */
function createTurns(): (change: () => Promise<void>) => Promise<void> {
  let last: Promise<void> = Promise.resolve()
  return (change) => {
    const turn = last.then(change)
    last = turn.catch(() => undefined)
    return turn
  }
}

function waitingPages({ catalogue }: Records): number {
  const stages = [...catalogue.stages('doc').values()]
  return stages.reduce((sum, { pages, pagesRead, pagesUnread }) => sum + pages - pagesRead - pagesUnread, 0)
}

function pageInHand(records: Records, task: Extract<ReadingTask, { kind: 'page' }>): PageInHand {
  const { document, page, index } = task
  // Ids of records are written into the cells, and nothing else.
  const [id, batch] = [document.id as RecordId, document.batch as RecordId]
  const sources = batchSources(records.record(batch)).map(({ source }) => source)
  const own = sources.find(({ outcome }) => outcome.kind === 'taken' && outcome.source === page.source)
  return { document: id, batch, page: index, pageCount: document.pages.length, fileName: own?.name ?? '' }
}
