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
  /** Reads the database through in a thread of its own. */
  check(): Promise<boolean>
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

/** A thread that died so often without answering in between is not started again. */
const MOST_DEATHS = 3
const MOST_HEAP_MB = 96

export function createIndexClient(options: IndexClientOptions): IndexClient {
  const { worker: entry, path, key, onMade } = options
  const waiting = new Map<number, Waiting>()
  const state = { thread: null as Worker | null, deaths: 0, lastId: 0, checking: null as Worker | null }

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
      for (const { reject } of waiting.values())
        reject(new Fault('damaged', 'the search index keeps failing'))
      waiting.clear()
      state.deaths = 0
    }
    // Every call can be made twice: what was under way is asked again.
    if (waiting.size > 0) for (const { question } of waiting.values()) current().postMessage(question)
  }
  const current = (): Worker => {
    if (state.thread !== null) return state.thread
    const thread = startThread(entry, { task: 'serve', path, key })
    state.thread = thread
    thread.on('message', onMessage)
    // An error ends the thread; its exit says the rest.
    thread.on('error', () => {})
    thread.on('exit', () => {
      if (state.thread === thread) onDeath()
    })
    return thread
  }
  const ask = <K extends IndexCall>(call: K, input: Input<K>): Promise<Output<K>> =>
    new Promise((resolve, reject) => {
      const question = { id: ++state.lastId, call, input }
      // What the thread answers to a call is what its engine gives for it.
      waiting.set(question.id, { question, resolve: resolve as (value: unknown) => void, reject })
      current().postMessage(question)
    })
  return {
    ask,
    check: async () => {
      const checking = startThread(entry, { task: 'check', path, key })
      state.checking = checking
      return wholenessOf(checking)
    },
    close: async () => {
      await state.checking?.terminate()
      await ask('close', null)
      const thread = state.thread
      state.thread = null
      await thread?.terminate()
    },
  }
}

function startThread(entry: string, data: IndexWorkerData): Worker {
  return new Worker(entry, {
    workerData: { ...data, key: Uint8Array.from(data.key) },
    resourceLimits: { maxOldGenerationSizeMb: MOST_HEAP_MB },
  })
}

function wholenessOf(thread: Worker): Promise<boolean> {
  return new Promise((resolve, reject) => {
    thread.on('message', (message: IndexMessage) => {
      if (message.kind === 'checked') resolve(message.isWhole)
    })
    thread.on('error', reject)
    // Ended from outside: nothing was found wrong.
    thread.on('exit', () => resolve(true))
  })
}

function failureOf({ fault, text }: Extract<IndexMessage, { kind: 'failure' }>): Error {
  return fault === null ? new Error(text) : new Fault(fault.code, text, { detail: fault.detail })
}
