import { fork } from 'node:child_process'
import { constants } from 'node:os'
import { readerEnvironment } from '../digitise/reader-environment.ts'
import type { ForkReader } from '../digitise/reader-pool.ts'

/** Forks readers as plain Node processes, for commands and tests. */
export function createNodeFork(entry: string): ForkReader {
  return () => {
    const child = fork(entry, [], {
      env: { ...process.env, ...readerEnvironment },
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    })
    // A reader may die between two messages: its exit tells of it, and nothing else may.
    child.on('error', () => {})
    return {
      // The reader is there to be sent structured values; Node's type admits only JSON-like ones.
      post: (message) => void child.send(message as object, () => {}),
      onMessage: (listener) => void child.on('message', listener),
      onExit: (listener) => void child.on('exit', (code, signal) => listener(exitCode(code, signal))),
      kill: () => void child.kill('SIGKILL'),
    }
  }
}

/** As shells do: a signal counts as 128 and its number. */
function exitCode(code: number | null, signal: NodeJS.Signals | null): number | null {
  return signal === null ? code : 128 + constants.signals[signal]
}
