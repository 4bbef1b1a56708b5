import type { EngineApi, EngineEvent } from '../../domain/api.ts'
import type { Client } from '../../domain/rpc.ts'

/** What the desktop does for the window beside the engine. */
export interface Desktop {
  /** Paths of dropped files; what has none on this disk is left out. */
  pathsOf(files: readonly File[]): readonly string[]
  /** The paths somebody chose, none when the dialog was left. */
  chooseFiles(): Promise<readonly string[]>
  /** The folder somebody chose, null when the dialog was left. */
  chooseFolder(): Promise<string | null>
  openConsole(): Promise<void>
  printRecovery(): Promise<'printed' | 'saved' | 'cancelled'>
}

/** All that the state knows of the world outside the window. */
export interface Ports {
  readonly client: Client<EngineApi>
  readonly subscribe: (listener: (event: EngineEvent) => void) => () => void
  readonly desktop: Desktop
  /** Hears of errors that are no faults. */
  readonly onBug: (error: unknown) => void
  /** Waits a moment between two refreshes, so that a burst of events costs one. */
  readonly pause: () => Promise<void>
}
