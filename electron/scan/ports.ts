import type { ScannerAbility, ScannerRow, ScanSetting } from '../../domain/scan-api.ts'

/** What is to be scanned. */
export interface ScanRequest {
  /** As `Scanner.list` names it. */
  readonly device: string
  readonly setting: ScanSetting
  /** Null for all that lies in the feeder; the glass has one. */
  readonly pages: number | null
}

/** One way to scanners: of the operating system, or of the network. Ids here are without the name of the way. */
export interface Scanner {
  /** @throws Fault 'scanner' where the way itself is not there */
  list(signal: AbortSignal): Promise<readonly ScannerRow[]>
  /** @throws Fault 'scanner' */
  ability(device: string, signal: AbortSignal): Promise<ScannerAbility>
  /**
   * The pages as JPEG or PNG, each as soon as it left the feeder; the next is begun when it is asked for. Ends when the
   * feeder is empty. Leaving the loop, or the signal, ends the scan at the device.
   * @throws Fault 'scanner' with `reason` after the pages that were whole; 'cancelled' by the signal
   */
  scan(request: ScanRequest, signal: AbortSignal): AsyncIterable<Uint8Array>
}
