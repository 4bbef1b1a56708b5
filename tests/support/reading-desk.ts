import { randomUUID } from 'node:crypto'
import { expect, onTestFinished, vi } from 'vitest'
import type { EngineEvent } from '../../domain/api.ts'
import { Fault } from '../../domain/fault.ts'
import { type RecordId, recordId } from '../../domain/op.ts'
import { type BatchSource, newBatch } from '../../domain/records/batch.ts'
import { type Document, documentView, newDocument } from '../../domain/records/document.ts'
import { createPageImages } from '../../electron/desk/page-images.ts'
import type { Reader } from '../../electron/desk/reader.ts'
import { createReadingQueue, type ReadingQueue } from '../../electron/desk/reading-queue.ts'
import { defaultReadingSetting, ReadingSetting } from '../../electron/desk/reading-setting.ts'
import { extractFields } from '../../electron/digitise/extract/extract-fields.ts'
import type { Vault } from '../../electron/store/vault.ts'
import { createTestPool } from './reader-pool.ts'
import { createTestVault, piecesOf, type TestVault } from './test-vault.ts'
import { type TinyLine, tinyDecision, tinyTextPdf } from './tiny-sources.ts'

/** A vault whose pages are read by a real reader, one when the test says so. */
export interface ReadingDesk {
  readonly queue: ReadingQueue
  readonly events: readonly EngineEvent[]
  /** Pages that were begun, as `<name of the file>:<index>`. */
  readonly begun: readonly string[]
  /** Time that passes for each page, as the queue's clock tells. */
  msPerPage: number
  takeIn(name: string, pageCount: number, batch?: RecordId): Promise<{ batch: RecordId; document: RecordId }>
  document(id: RecordId): Document
  /** Lets so many pages be read, and waits until the next is begun or nothing is left. */
  pass(pages: number): Promise<void>
  /** Lets all pages be read. */
  passAll(): Promise<void>
  /** The next page cannot be read. */
  failNext(fault: Fault): void
  /** Closes the vault and opens it and a new queue. */
  restart(): Promise<void>
}

/** A reader that starts on a busy PC. */
export const PATIENCE = { timeout: 30_000, interval: 20 }

const page = (name: string, index: number): readonly TinyLine[] => [
  ...tinyDecision,
  { text: `${name} ${index}`, x: 0.2, y: 0.7 },
]

export async function createReadingDesk(): Promise<ReadingDesk> {
  const testVault = await createTestVault()
  const { pool } = await createTestPool()
  onTestFinished(() => pool.close())
  const gate = createGate()
  const names = new Map<string, string>()
  const events: EngineEvent[] = []
  const time = { nowMs: 1_000 }
  const desk = { msPerPage: 1000, current: null as { vault: Vault; queue: ReadingQueue } | null }
  const reader: Reader = {
    inspect: pool.inspect,
    openSource: async (source, signal) => {
      const open = await pool.openSource(source, signal)
      return {
        ...open,
        readPage: async (index, stop) => {
          await gate.enter(`${names.get(source.name)}:${index}`, stop)
          time.nowMs += desk.msPerPage
          return open.readPage(index, stop)
        },
      }
    },
  }
  const start = async (vault: Vault): Promise<void> => {
    const setting = await vault.settings('reading', ReadingSetting, defaultReadingSetting)
    const queue = createReadingQueue({
      records: vault,
      blobs: vault.blobs,
      reader,
      images: createPageImages({ blobs: vault.blobs, derived: vault.derived, reader }),
      extract: extractFields,
      types: () => [],
      surroundings: {
        clock: { nowMs: () => time.nowMs },
        createId: () => randomUUID(),
        emit: (event) => void events.push(event),
        onBug: (where, error) => expect.fail(`${where}: ${String(error)}`),
      },
      setting,
      isolateIfSecret: async () => false,
      lanes: 1,
    })
    desk.current = { vault, queue }
  }
  const now = (): { vault: Vault; queue: ReadingQueue } => desk.current ?? expect.fail('no vault is open')
  onTestFinished(() => now().queue.close())
  await start(testVault.vault)
  return {
    get queue() {
      return now().queue
    },
    get msPerPage() {
      return desk.msPerPage
    },
    set msPerPage(ms) {
      desk.msPerPage = ms
    },
    events,
    begun: gate.entered,
    takeIn: (name, pageCount, batch) => takeIn(now().vault, names, { name, pageCount, batch }),
    document: (id) => documentView(now().vault.record(id)),
    pass: async (pages) => {
      const { queue } = now()
      for (let done = 0; done < pages; done += 1) {
        const before = gate.entered.length
        await gate.pass()
        await vi.waitFor(
          () => expect(gate.entered.length > before || queue.status().inHand.length === 0).toBe(true),
          PATIENCE,
        )
      }
    },
    passAll: async () => {
      gate.open()
      await now().queue.settled()
      gate.shut()
    },
    failNext: (fault) => gate.failNext(fault),
    restart: () => restart(testVault, now().queue, start),
  }
}

async function restart(
  testVault: TestVault,
  queue: ReadingQueue,
  start: (vault: Vault) => Promise<void>,
): Promise<void> {
  await queue.close()
  await start(await testVault.reopen())
}

interface Taken {
  readonly name: string
  readonly pageCount: number
  readonly batch: RecordId | undefined
}

async function takeIn(vault: Vault, names: Map<string, string>, taken: Taken) {
  const { name, pageCount } = taken
  const lines = Array.from({ length: pageCount }, (_, index) => page(name, index))
  const { sha, sizeBytes } = await vault.blobs.put(piecesOf(tinyTextPdf(lines)))
  names.set(sha, name)
  const batch = taken.batch ?? recordId('batch', randomUUID())
  const document = recordId('doc', randomUUID())
  const outcome: BatchSource['outcome'] = { kind: 'taken', source: sha, sizeBytes, pages: pageCount }
  const pages = Array.from({ length: pageCount }, (_, index) => ({ id: randomUUID(), source: sha, index }))
  const made = newBatch(batch, '2026-11-20T02:00:00.000Z', [{ name, path: name, outcome }])
  await vault.append([...(taken.batch === undefined ? made : []), ...newDocument(document, batch, pages)])
  return { batch, document }
}

/** Stops each page before it is read, until it is let pass. */
function createGate() {
  const entered: string[] = []
  const waiting: (() => void)[] = []
  const state = { isOpen: false, fault: null as Fault | null }
  return {
    entered,
    enter: async (name: string, signal?: AbortSignal): Promise<void> => {
      if (signal?.aborted === true) throw new Fault('cancelled', 'no longer wanted')
      entered.push(name)
      if (!state.isOpen) {
        await new Promise<void>((resolve, reject) => {
          waiting.push(resolve)
          const leave = (): void => {
            if (waiting.includes(resolve)) waiting.splice(waiting.indexOf(resolve), 1)
            reject(new Fault('cancelled', 'no longer wanted'))
          }
          signal?.addEventListener('abort', leave, { once: true })
        })
      }
      const { fault } = state
      state.fault = null
      if (fault !== null) throw fault
    },
    pass: async (): Promise<void> => {
      await vi.waitFor(() => expect(waiting.length).toBeGreaterThan(0), PATIENCE)
      waiting.shift()?.()
    },
    open: (): void => {
      state.isOpen = true
      for (const pass of waiting.splice(0)) pass()
    },
    shut: (): void => {
      state.isOpen = false
    },
    failNext: (fault: Fault): void => {
      state.fault = fault
    },
  }
}
