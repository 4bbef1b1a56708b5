import { utilityProcess } from 'electron'

/** A reader in a process of its own, as the digitiser wants it. */
interface Channel {
  post(message: unknown): void
  onMessage(listener: (message: unknown) => void): void
  onExit(listener: (code: number | null) => void): void
  kill(): void
}

/** Forks readers as Electron's utility processes: the packaged program cannot run as plain Node. */
export function createUtilityFork(entry: string): () => Channel {
  return () => {
    const child = utilityProcess.fork(entry, [], { serviceName: 'hoso-reader', stdio: 'ignore' })
    return {
      post: (message) => child.postMessage(message),
      onMessage: (listener) => void child.on('message', listener),
      onExit: (listener) => void child.on('exit', listener),
      kill: () => void child.kill(),
    }
  }
}
