import { execFileSync } from 'node:child_process'
import { mkdirSync, rmSync } from 'node:fs'
import path from 'node:path'
import { createServer, type ProvinceServer } from '../../server/create-server.ts'
import { createLog } from '../../server/log.ts'
import type { SimClock } from './sim-clock.ts'

/** The real province server, which can be stopped, set aside and put back to an older day. */
export interface SimServer {
  /** Null while it is down. */
  url(): string | null
  running(): ProvinceServer
  start(): Promise<void>
  stop(): Promise<void>
  /** Copies the data folder of the stopped server. */
  keep(): void
  /** Puts the kept copy in the place of the data folder. */
  goBack(): void
}

export interface SimServerOptions {
  /** On a disk in memory: what is simulated are the stations' disks. */
  readonly folder: string
  readonly authorityFolder: string
  readonly clock: SimClock
}

export function createSimServer({ folder, authorityFolder, clock }: SimServerOptions): SimServer {
  const [data, kept] = [path.join(folder, 'server'), path.join(folder, 'kept')]
  const state: { server: ProvinceServer | null; url: string | null; isRestored: boolean } = {
    server: null,
    url: null,
    isRestored: false,
  }
  mkdirSync(data, { recursive: true })
  // Blobs are written once, so a second name for each is as good as a copy of it; the database is copied.
  const copy = (from: string, to: string): void => {
    rmSync(to, { recursive: true, force: true })
    execFileSync('cp', ['-a', from, to])
  }
  return {
    url: () => state.url,
    running: () => {
      if (state.server === null) throw new Error('the server is down')
      return state.server
    },
    start: async () => {
      const { isRestored } = state
      const log = createLog(() => {}, clock.nowMs)
      state.server = await createServer({
        dataFolder: data,
        authorityFolder,
        folders: [],
        clock: clock.nowMs,
        log,
        isRestored,
      })
      state.isRestored = false
      state.url = await state.server.http.listen({ host: '127.0.0.1', port: 0 })
    },
    stop: async () => {
      await state.server?.close()
      Object.assign(state, { server: null, url: null })
    },
    keep: () => copy(data, kept),
    goBack: () => {
      copy(kept, data)
      state.isRestored = true
    },
  }
}
