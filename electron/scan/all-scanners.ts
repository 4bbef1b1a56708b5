import { type FaultReport, reportOf } from '../../domain/fault.ts'
import type { ScannerAbility, ScannerRow } from '../../domain/scan-api.ts'
import type { Scanner, ScanRequest } from './ports.ts'
import { scanFault } from './scan-fault.ts'

/** The scanners of all ways together; an id begins with the name of its way. */
export interface AllScanners {
  /** What cannot be asked hinders no other way, and is told. */
  list(
    signal: AbortSignal,
  ): Promise<{ readonly scanners: readonly ScannerRow[]; readonly faults: readonly FaultReport[] }>
  ability(id: string, signal: AbortSignal): Promise<ScannerAbility>
  scan(request: ScanRequest, signal: AbortSignal): AsyncIterable<Uint8Array>
}

export function createAllScanners(ways: Readonly<Record<string, Scanner>>): AllScanners {
  const wayOf = (id: string): { readonly scanner: Scanner; readonly device: string } => {
    const at = id.indexOf(':')
    const name = id.slice(0, at)
    const scanner = Object.hasOwn(ways, name) ? ways[name] : undefined
    // It was kept on a PC of another kind.
    if (scanner === undefined) throw scanFault('gone', `there is no way ${name}`)
    return { scanner, device: id.slice(at + 1) }
  }
  return {
    list: async (signal) => {
      const scanners: ScannerRow[] = []
      const faults: FaultReport[] = []
      for (const [name, way] of Object.entries(ways)) {
        try {
          for (const row of await way.list(signal)) scanners.push({ ...row, id: `${name}:${row.id}` })
        } catch (error) {
          const fault = reportOf(error)
          if (fault.code === 'internal') throw error
          faults.push(fault)
        }
      }
      return { scanners, faults }
    },
    ability: async (id, signal) => {
      const { scanner, device } = wayOf(id)
      return scanner.ability(device, signal)
    },
    scan: (request, signal) => {
      const { scanner, device } = wayOf(request.device)
      return scanner.scan({ ...request, device }, signal)
    },
  }
}
