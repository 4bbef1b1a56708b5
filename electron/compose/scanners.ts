import path from 'node:path'
import type { Scanners } from '../desk/scan/scan-ports.ts'
import { createAllScanners } from '../scan/all-scanners.ts'
import { createEsclScanner, nameEsclScanner } from '../scan/escl/escl-scanner.ts'
import { findEsclScanners } from '../scan/escl/find-escl.ts'
import { createSaneScanner } from '../scan/sane/sane-scanner.ts'
import { createWiaScanner } from '../scan/wia/wia-scanner.ts'

const ESCL = 'escl'

/** The scanners of this PC by the way of its system, and those of the network. */
export function realScanners(assetsFolder: string): Scanners {
  const local =
    process.platform === 'win32'
      ? { wia: createWiaScanner({ script: path.join(assetsFolder, 'scan/wia.ps1') }) }
      : { sane: createSaneScanner() }
  // Those of the network are asked only by a person; what was found or typed in is known by its address.
  const all = createAllScanners({ ...local, [ESCL]: createEsclScanner(() => []) })
  const named = <T extends { readonly id: string }>(row: T): T => ({ ...row, id: `${ESCL}:${row.id}` })
  return {
    ...all,
    find: async (signal) => (await findEsclScanners({ signal })).map(named),
    name: async (address, signal) => named(await nameEsclScanner(address, signal)),
  }
}
