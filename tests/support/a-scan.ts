import {
  type ScannerAbility,
  type ScannerRow,
  type ScanSession,
  type ScanState,
  usualScan,
} from '../../domain/scan-api.ts'
import type { WatchState } from '../../domain/watch-api.ts'

/** What leaves the feeder next: a page, or what makes it stand. */
type Fed = 'page' | 'blank' | 'secret' | 'jam' | 'cover-open'

/** A scanner, its feeder and the watched folder. */
export interface MemoryScan {
  scanners: ScannerRow[]
  ability: ScannerAbility
  feeder: Fed[]
  session: ScanSession | null
  /** Scans that were begun stay under way until somebody stops them. */
  isSlow: boolean
  state: Omit<ScanState, 'session'>
  watch: WatchState
}

export function aScan(part: Partial<MemoryScan> = {}): MemoryScan {
  return {
    scanners: [{ id: 'sane:test:0', name: 'Máy quét thử' }],
    ability: {
      sources: ['feeder', 'duplex', 'flatbed'],
      colours: ['colour', 'grey', 'mono'],
      dpis: [200, 300, 600],
      sizes: ['a4', 'a3', 'legal'],
    },
    feeder: [],
    session: null,
    isSlow: false,
    state: { profiles: [], network: [], last: { scanner: null, setting: usualScan } },
    watch: {
      folder: null,
      isOn: false,
      hasSubfolders: false,
      isStatementDue: false,
      taken: 0,
      recent: [],
      problem: null,
    },
    ...part,
  }
}
