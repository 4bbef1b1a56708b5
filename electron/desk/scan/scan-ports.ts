import type { FaultReport } from '../../../domain/fault.ts'
import type { ScannerAbility, ScannerRow, ScanSetting } from '../../../domain/scan-api.ts'

/** Scanners of this PC and of the network, by ids that hold as long as they are there. */
export interface Scanners {
  /** What could not be asked is told beside. */
  list(
    signal: AbortSignal,
  ): Promise<{ readonly scanners: readonly ScannerRow[]; readonly faults: readonly FaultReport[] }>
  /** @throws Fault 'scanner' */
  ability(id: string, signal: AbortSignal): Promise<ScannerAbility>
  /**
   * Pages as pictures, each as it left the feeder; the next is begun when it is asked for. Ends when no paper is left.
   * @throws Fault 'scanner' after the pages that were whole, 'cancelled' by the signal
   */
  scan(
    request: { readonly device: string; readonly setting: ScanSetting; readonly pages: number | null },
    signal: AbortSignal,
  ): AsyncIterable<Uint8Array>
  /** Those in the network that answer to a call. */
  find(signal: AbortSignal): Promise<readonly ScannerRow[]>
  /** Asks the scanner at an address for its name. @throws Fault 'scanner' */
  name(address: string, signal: AbortSignal): Promise<ScannerRow>
}
