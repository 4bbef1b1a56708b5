import { Worker } from 'node:worker_threads'
import { Fault } from '../../../domain/fault.ts'
import type { IndexCall, IndexEngine } from './index-engine.ts'
import type { IndexMessage, IndexQuestion, IndexWorkerData } from './index-messages.ts'

type Input<K extends IndexCall> = Parameters<IndexEngine[K]> extends [infer I] ? I : null
type Output<K extends IndexCall> = ReturnType<IndexEngine[K]>

/** Asks the thread that holds the index, and starts another where it died. */
export interface IndexClient {
  /** @throws Fault 'disk-full'; 'damaged' where the thread keeps dying */
  ask<K extends IndexCall>(call: K, input: Input<K>): Promise<Output<K>>
  /** Reads the database through in a thread of its own; null where that did not come to its end. */
  check(): Promise<boolean | null>
  /** Lets what is under way come to its end. */
  close(): Promise<void>
}

export interface IndexClientOptions {
  /** The bundled `index-worker.ts`. */
  readonly worker: string
  readonly path: string
  readonly key: Uint8Array
  /** The index begins anew, empty. */
  readonly onMade: (generation: string) => void
}

interface Waiting {
  readonly question: IndexQuestion
  readonly resolve: (value: unknown) => void
  readonly reject: (error: unknown) => void
}

interface Thread {
  readonly worker: Worker
  readonly exited: Promise<void>
  /** Asks a check to end; it is never ended from outside. */
  stop(): void
}

/** A thread that died so often without answering in between is not started again. */
const MOST_DEATHS = 3
/** Ordinary work takes a tenth of it; where it is used up within a call of the package, the process goes with it. */
const MOST_HEAP_MB = 512
/** What is short-lived is collected before it grows. */
const YOUNG_HEAP_MB = 16

export function createIndexClient(options: IndexClientOptions): IndexClient {
  const { onMade } = options
  const waiting = new Map<number, Waiting>()
  const state = { thread: null as Thread | null, check: null as Thread | null, deaths: 0, lastId: 0 }

  const onMessage = (message: IndexMessage): void => {
    if (message.kind === 'made-anew') return onMade(message.generation)
    if (message.kind === 'checked') return
    const asked = waiting.get(message.id)
    waiting.delete(message.id)
    state.deaths = 0
    if (message.kind === 'answer') asked?.resolve(message.value)
    else asked?.reject(failureOf(message))
  }
  const onDeath = (): void => {
    state.thread = null
    state.deaths += 1
    if (state.deaths > MOST_DEATHS) {
      giveUp(waiting)
      state.deaths = 0
    }
    // Every call can be made twice: what was under way is asked again.
    for (const { question } of waiting.values()) current().worker.postMessage(question)
  }
  const current = (): Thread => {
    if (state.thread !== null) return state.thread
    const thread = startThread(options, 'serve')
    state.thread = thread
    thread.worker.on('message', onMessage)
    void thread.exited.then(() => {
      if (state.thread === thread) onDeath()
    })
    return thread
  }
  const ask = <K extends IndexCall>(call: K, input: Input<K>): Promise<Output<K>> =>
    new Promise((resolve, reject) => {
      const question = { id: ++state.lastId, call, input }
      // What the thread answers to a call is what its engine gives for it.
      waiting.set(question.id, { question, resolve: resolve as (value: unknown) => void, reject })
      current().worker.postMessage(question)
    })
  const leave = async (): Promise<void> => {
    const { thread } = state
    state.thread = null
    await thread?.exited
  }
  return {
    ask,
    check: () => {
      state.check = startThread(options, 'check')
      return wholenessOf(state.check)
    },
    close: async () => {
      state.check?.stop()
      await state.check?.exited
      try {
        await ask('close', null)
      } finally {
        await leave()
      }
    },
  }
}

function giveUp(waiting: Map<number, Waiting>): void {
  for (const { reject } of waiting.values()) {
    reject(new Fault('damaged', 'the search index keeps failing'))
  }
  waiting.clear()
}

function startThread(
  { worker: entry, path, key }: IndexClientOptions,
  task: IndexWorkerData['task'],
): Thread {
  const stop = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT))
  const data: IndexWorkerData = { task, path, key: Uint8Array.from(key), stop }
  const worker = new Worker(entry, {
    workerData: data,
    resourceLimits: { maxOldGenerationSizeMb: MOST_HEAP_MB, maxYoungGenerationSizeMb: YOUNG_HEAP_MB },
  })
  // An error ends the thread; its exit says the rest.
  worker.on('error', () => {})
  const exited = new Promise<void>((resolve) => worker.on('exit', () => resolve()))
  return { worker, exited, stop: () => void Atomics.store(stop, 0, 1) }
}

/** Null where it was stopped, or could not be made. */
async function wholenessOf({ worker, exited }: Thread): Promise<boolean | null> {
  let found: boolean | null = null
  worker.on('message', (message: IndexMessage) => {
    if (message.kind === 'checked') found = message.isWhole
  })
  await exited
  return found
}

function failureOf({ fault, text }: Extract<IndexMessage, { kind: 'failure' }>): Error {
  return fault === null ? new Error(text) : new Fault(fault.code, text, { detail: fault.detail })
}
