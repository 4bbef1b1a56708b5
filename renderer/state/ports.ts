import type { EngineApi, EngineEvent } from '../../domain/api.ts'
import type { ManualBook } from '../../domain/manual-book.ts'
import type { Client } from '../../domain/rpc.ts'
import type { WindowPlace } from '../../domain/workspace-api.ts'

/** `missing` where this program has no such file, `no-reader` where no program of the system opens it. */
export type ManualFileOutcome = 'opened' | 'missing' | 'no-reader'

/** What the desktop does for the window beside the engine. */
export interface Desktop {
  /** Paths of dropped files; what has none on this disk is left out. */
  pathsOf(files: readonly File[]): readonly string[]
  /** The paths somebody chose, none when the dialog was left. */
  chooseFiles(): Promise<readonly string[]>
  /** The folder somebody chose, null when the dialog was left. */
  chooseFolder(): Promise<string | null>
  /** The update file somebody chose, null when the dialog was left. */
  chooseUpdate(): Promise<string | null>
  openConsole(): Promise<void>
  printRecovery(): Promise<'printed' | 'saved' | 'cancelled'>
  /** Asks where, and keeps the recovery sheet as a PDF. */
  saveRecovery(): Promise<'saved' | 'cancelled'>
  /** Prints what the window shows, in its print style; a PDF where there is no printer. */
  printOverview(): Promise<'printed' | 'saved' | 'cancelled'>
  /** What stands in the manual. */
  manualBook(): Promise<ManualBook>
  /** Opens the manual as a PDF in the system's own program. */
  openManualFile(): Promise<ManualFileOutcome>
  /** A further window of the same vault. */
  newWindow(): Promise<void>
  /** Where this window was before its page was opened anew; null in a new window, and after a lock. */
  windowPlace(): Promise<WindowPlace | null>
  /** Remembered for as long as the window and the unlocked vault last, nowhere on the disk. */
  keepWindowPlace(place: WindowPlace): Promise<void>
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
  /** Waits between two saves of what may change with every key press. */
  readonly wait: (ms: number) => Promise<void>
}
