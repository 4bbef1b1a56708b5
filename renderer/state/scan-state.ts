import type { FaultReport } from '../../domain/fault.ts'
import type {
  ScannerAbility,
  ScannerRow,
  ScanPlace,
  ScanSetting,
  ScanState,
  ScanTarget,
} from '../../domain/scan-api.ts'
import type { Remote } from './attempt.ts'

/** A page that was scanned to look at it, and is kept nowhere. */
export type TestPage =
  | { readonly kind: 'none' | 'scanning' }
  | { readonly kind: 'shown'; readonly image: string; readonly isBlank: boolean }

/** What is chosen in the scan dialogue. */
export interface ScanForm {
  readonly scanners: Remote<{
    readonly scanners: readonly ScannerRow[]
    readonly faults: readonly FaultReport[]
  }>
  readonly scanner: string | null
  /** Null before a scanner is chosen. */
  readonly ability: Remote<ScannerAbility> | null
  readonly setting: ScanSetting
  /** The page of the sitting that is chosen, beside or in place of which the next goes. */
  readonly picked: string | null
  /** The page of a document of before that it is about. */
  readonly target: ScanTarget | null
  readonly test: TestPage
  /** A call of the dialogue is under way. */
  readonly isAsking: boolean
  /** Why the last call failed. */
  readonly fault: FaultReport | null
}

export interface ScanSlice {
  /** Null before it was asked for. */
  readonly scan: Remote<ScanState> | null
  readonly scanForm: ScanForm
  loadScan(): Promise<void>
  /** Opens the dialogue and looks for scanners. @param target a page beside or in place of which the scan goes */
  openScan(target: ScanTarget | null): Promise<void>
  findScanners(isNetworkAsked: boolean): Promise<void>
  chooseScanner(id: string): Promise<void>
  setScan(part: Partial<ScanSetting>): void
  pickScanned(page: string | null): void
  /** Begins, or goes on where it stands. */
  startScan(way: ScanPlace['way']): Promise<void>
  stopScan(): Promise<void>
  decideScan(isSecret: boolean): Promise<void>
  /** Ends the sitting and closes the dialogue. */
  finishScan(): Promise<void>
  testScan(): Promise<void>
  leaveTest(): void
  /** @returns why it failed, null when it is kept */
  keepScanProfile(name: string): Promise<void>
  useScanProfile(id: string): void
  forgetScanProfile(id: string): Promise<void>
  addNetworkScanner(address: string): Promise<void>
  forgetNetworkScanner(id: string): Promise<void>
  /** Asks for the statement, then takes what was pasted: files as if they were dropped, pictures by their bytes. */
  paste(files: readonly File[]): Promise<void>
  pastePictures(pictures: readonly File[]): Promise<void>
}
