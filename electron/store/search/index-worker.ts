import { parentPort, workerData } from 'node:worker_threads'
import { Fault, reportOf } from '../../../domain/fault.ts'
import { type IndexEngine, openIndexEngine } from './index-engine.ts'
import { isWhole } from './index-host.ts'
import type { IndexMessage, IndexQuestion, IndexWorkerData } from './index-messages.ts'

/** The thread that holds the search index, so that the one that answers the window never waits for it. */
function serve(
  { path, key }: IndexWorkerData,
  post: (message: IndexMessage) => void,
): (question: IndexQuestion) => void {
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
  }
}

// Only `index-client.ts` starts this file, with this data.
const data = workerData as IndexWorkerData
const port = parentPort
if (port !== null) {
  const post = (message: IndexMessage): void => port.postMessage(message)
  if (data.task === 'check') {
    post({ kind: 'checked', isWhole: isWhole(data.path, data.key) })
  } else {
    port.on('message', serve(data, post))
  }
}
