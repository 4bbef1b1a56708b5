import { fork } from 'node:child_process'
import type { ForkReader } from '../digitise/reader-pool.ts'

/** Forks readers as plain Node processes, for commands and tests. */
export function createNodeFork(entry: string): ForkReader {
  return () => {
    const child = fork(entry, [], { serialization: 'advanced', stdio: ['ignore', 'ignore', 'ignore', 'ipc'] })
    // A reader may die between two messages: its exit tells of it, and nothing else may.
    child.on('error', () => {})
    return {
      // The reader is there to be sent structured values; Node's type admits only JSON-like ones.
      post: (message) => void child.send(message as object, () => {}),
      onMessage: (listener) => void child.on('message', listener),
      onExit: (listener) => void child.on('exit', (code) => listener(code)),
      kill: () => void child.kill('SIGKILL'),
    }
  }
}
