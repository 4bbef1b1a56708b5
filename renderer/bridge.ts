import { api, type EngineEvent } from '../domain/api.ts'
import { createClient } from '../domain/rpc.ts'
import type { Desktop, Ports } from './state/ports.ts'

/** What the preload puts into the window. */
export interface Bridge {
  call(name: string, input: unknown): Promise<unknown>
  subscribe(listener: (event: EngineEvent) => void): () => void
  /** Where a dropped file lies on the disk; only the shell can tell. */
  pathOf(file: File): string
  chooseFiles(): Promise<string[]>
  chooseFolder(): Promise<string | null>
  /** Opens the province's page of a demonstration in the browser. */
  openExternal(): Promise<void>
  /** Prints the window, whose print style leaves only the recovery sheet; `saved` where there is no printer. */
  printRecovery(): Promise<'printed' | 'saved' | 'cancelled'>
}

declare global {
  interface Window {
    readonly hoso: Bridge
  }
}

/** Joins the bridge to what the state needs. */
export function portsOf(bridge: Bridge): Ports {
  const desktop: Desktop = {
    pathsOf: (files) => files.map((file) => bridge.pathOf(file)).filter((path) => path !== ''),
    chooseFiles: () => bridge.chooseFiles(),
    chooseFolder: () => bridge.chooseFolder(),
    openConsole: () => bridge.openExternal(),
    printRecovery: () => bridge.printRecovery(),
  }
  return {
    client: createClient(api, (name, input) => bridge.call(name, input)),
    subscribe: (listener) => bridge.subscribe(listener),
    desktop,
    onBug: (error) => reportError(error),
    pause: () => new Promise((resolve) => setTimeout(resolve, 150)),
  }
}
