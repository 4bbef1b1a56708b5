import { api, type EngineEvent } from '../domain/api.ts'
import { ManualBook } from '../domain/manual-book.ts'
import { createClient } from '../domain/rpc.ts'
import { WindowPlace } from '../domain/workspace-api.ts'
import type { Desktop, Ports } from './state/ports.ts'

/** What the preload puts into the window. */
export interface Bridge {
  call(name: string, input: unknown): Promise<unknown>
  subscribe(listener: (event: EngineEvent) => void): () => void
  /** Where a dropped file lies on the disk; only the shell can tell. */
  pathOf(file: File): string
  chooseFiles(): Promise<string[]>
  chooseFolder(): Promise<string | null>
  chooseUpdate(): Promise<string | null>
  /** Opens the province's page of a demonstration in the browser. */
  openExternal(): Promise<void>
  /** Prints the window, whose print style leaves only the recovery sheet; `saved` where there is no printer. */
  printRecovery(): Promise<'printed' | 'saved' | 'cancelled'>
  saveRecovery(): Promise<'saved' | 'cancelled'>
  printOverview(): Promise<'printed' | 'saved' | 'cancelled'>
  openManualFile(): Promise<'opened' | 'missing' | 'no-reader'>
  newWindow(): Promise<unknown>
  windowPlace(): Promise<unknown>
  keepWindowPlace(place: unknown): Promise<unknown>
}

declare global {
  interface Window {
    readonly hoso: Bridge
  }
}

const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

/** Joins the bridge to what the state needs. */
export function portsOf(bridge: Bridge): Ports {
  const desktop: Desktop = {
    pathsOf: (files) => files.map((file) => bridge.pathOf(file)).filter((path) => path !== ''),
    chooseFiles: () => bridge.chooseFiles(),
    chooseFolder: () => bridge.chooseFolder(),
    chooseUpdate: () => bridge.chooseUpdate(),
    openConsole: () => bridge.openExternal(),
    printRecovery: () => bridge.printRecovery(),
    saveRecovery: () => bridge.saveRecovery(),
    printOverview: () => bridge.printOverview(),
    // A file of the window's own, like its styles.
    // oxlint-disable-next-line no-restricted-globals
    manualBook: async () => ManualBook.parse(await (await fetch('./manual/book.json')).json()),
    openManualFile: () => bridge.openManualFile(),
    newWindow: async () => void (await bridge.newWindow()),
    // It comes back from the shell as it was given; one that is none is as good as none.
    windowPlace: async () =>
      WindowPlace.nullable()
        .catch(null)
        .parse(await bridge.windowPlace()),
    keepWindowPlace: async (place) => void (await bridge.keepWindowPlace(place)),
  }
  return {
    client: createClient(api, (name, input) => bridge.call(name, input)),
    subscribe: (listener) => bridge.subscribe(listener),
    desktop,
    onBug: (error) => reportError(error),
    pause: () => wait(150),
    wait,
  }
}
