import { type MessagePort, parentPort, workerData } from 'node:worker_threads'
import { Fault, reportOf } from '../../../domain/fault.ts'
import { isWhole } from './index-check.ts'
import { type IndexEngine, openIndexEngine } from './index-engine.ts'
import type { IndexMessage, IndexQuestion, IndexWorkerData } from './index-messages.ts'

/** The thread that holds the search index, so that the one that answers the window never waits for it. */
function serve({ path, key }: IndexWorkerData, port: MessagePort): (question: IndexQuestion) => void {
  const post = (message: IndexMessage): void => port.postMessage(message)
  let engine: IndexEngine | null = null
  return ({ id, call, input }) => {
    try {
      engine ??= openIndexEngine(path, key, (generation) => post({ kind: 'made-anew', generation }))
      // The client calls by the same interface, so that name and input belong together.
      const method = engine[call] as (input: unknown) => unknown
      post({ kind: 'answer', id, value: method(input) })
    } catch (error) {
      post({
        kind: 'failure',
        id,
        fault: error instanceof Fault ? reportOf(error) : null,
        text: String(error),
      })
    }
    // Without its port the thread comes to its end by itself.
    if (call === 'close') port.close()
  }
}

// Only `index-client.ts` starts this file, with this data.
const data = workerData as IndexWorkerData
const port = parentPort
if (port !== null) {
  if (data.task === 'check') {
    const isStopped = (): boolean => Atomics.load(data.stop, 0) !== 0
    const message: IndexMessage = { kind: 'checked', isWhole: isWhole(data.path, data.key, isStopped) }
    port.postMessage(message)
  } else {
    port.on('message', serve(data, port))
  }
}
