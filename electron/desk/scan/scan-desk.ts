import * as z from 'zod'
import { Fault, type FaultReport, reportOf } from '../../../domain/fault.ts'
import type { Handlers } from '../../../domain/rpc.ts'
import {
  type ScanApi,
  ScannerRow,
  ScanProfile,
  ScanSetting,
  type ScanState,
  usualScan,
} from '../../../domain/scan-api.ts'
import type { Surroundings } from '../ports.ts'
import type { Reader } from '../reader.ts'
import type { Kept } from './kept-sitting.ts'
import { inMemory, lookAtPage } from './look-at-page.ts'
import type { Scanners } from './scan-ports.ts'
import type { SittingDesk } from './sitting.ts'

/** What the dialogue remembers on this PC. */
export const ScanMemory = z.object({
  profiles: z.array(ScanProfile).max(100),
  network: z.array(ScannerRow).max(50),
  last: z.object({ scanner: z.string().nullable(), setting: ScanSetting }),
})
export type ScanMemory = z.infer<typeof ScanMemory>
export const SCAN_MEMORY = 'scan-memory'
export const emptyScanMemory: ScanMemory = {
  profiles: [],
  network: [],
  last: { scanner: null, setting: usualScan },
}

interface ScanDeskPorts {
  readonly sitting: SittingDesk
  readonly scanners: Scanners
  readonly reader: Reader
  readonly memory: Kept<ScanMemory>
  readonly surroundings: Pick<Surroundings, 'emit'>
}

/** Wide enough to judge light and skew by. */
const TEST_WIDTH_PX = 900

export function scanHandlers(ports: ScanDeskPorts): Handlers<ScanApi> {
  const { sitting, memory } = ports
  const remember = createMemory(ports)
  return {
    ...remember.handlers,
    ...deviceHandlers(ports),
    scanState: async (): Promise<ScanState> => ({ session: sitting.session(), ...memory.value }),
    startScan: async ({ scanner, setting, place, target }) => {
      await sitting.start({ scanner, setting, place, target })
      await remember.change({ last: { scanner, setting } })
      return null
    },
    stopScan: async () => {
      await sitting.stop()
      return null
    },
    decideScan: async ({ isSecret }) => {
      await sitting.decide(isSecret)
      return null
    },
    finishScan: () => sitting.finish(),
    pastePictures: async ({ pictures }) => {
      await sitting.take(pictures)
      const { phase } = sitting.session() ?? {}
      const fault = phase?.kind === 'standing' ? phase.fault : null
      // What looks like a state secret is decided first.
      if (sitting.session()?.stop === null) await sitting.finish()
      if (fault !== null) throw new Fault(fault.code, 'a picture was not taken', { detail: fault.detail })
      return null
    },
  }
}

type DeviceApi = Pick<ScanApi, 'scanners' | 'scannerAbility' | 'testScan'>

function deviceHandlers({ scanners, sitting, reader, memory }: ScanDeskPorts): Handlers<DeviceApi> {
  // Asking ends with the program, and each of the ways has its own limit.
  const { signal } = new AbortController()
  return {
    scanners: async ({ isNetworkAsked }) => {
      const { scanners: here, faults } = await scanners.list(signal)
      const found = isNetworkAsked ? await askNetwork(scanners, signal) : { rows: [], faults: [] }
      const all = [...memory.value.network, ...here, ...found.rows]
      return {
        scanners: [...new Map(all.toReversed().map((row) => [row.id, row])).values()].toReversed(),
        faults: [...faults, ...found.faults].map(({ code, detail }) => ({ code, detail: { ...detail } })),
      }
    },
    scannerAbility: async ({ id }) => {
      const { sources, colours, dpis, sizes } = await scanners.ability(id, signal)
      return { sources: [...sources], colours: [...colours], dpis: [...dpis], sizes: [...sizes] }
    },
    testScan: async ({ scanner, setting }) => {
      if (sitting.session()?.phase.kind === 'scanning') throw new Fault('in-use', 'the scanner is at work')
      for await (const bytes of scanners.scan({ device: scanner, setting, pages: 1 }, signal))
        return shownTest(reader, bytes)
      throw new Fault('scanner', 'no page came', { detail: { reason: 'no-paper' } })
    },
  }
}

async function askNetwork(
  scanners: Scanners,
  signal: AbortSignal,
): Promise<{ readonly rows: readonly ScannerRow[]; readonly faults: readonly FaultReport[] }> {
  try {
    return { rows: await scanners.find(signal), faults: [] }
  } catch (error) {
    const fault = reportOf(error)
    if (fault.code === 'internal') throw error
    return { rows: [], faults: [fault] }
  }
}

/** A page that is shown once and kept nowhere; not even that of a state secret. */
async function shownTest(reader: Reader, bytes: Uint8Array) {
  const { signal } = new AbortController()
  const looked = await lookAtPage(reader, { bytes, isCleared: false, signal })
  if (looked.kind === 'marked') {
    bytes.fill(0)
    throw new Fault('state-secret', 'the page looks like a state secret')
  }
  const open = await reader.openSource(inMemory(bytes), signal)
  try {
    const { bytes: small, mediaType, widthPx, heightPx } = await open.pageImage(0, { widthPx: TEST_WIDTH_PX })
    const image = `data:${mediaType};base64,${Buffer.from(small).toString('base64')}`
    return { image, widthPx, heightPx, isBlank: looked.isBlank }
  } finally {
    await open.close()
  }
}

type MemoryApi = Pick<
  ScanApi,
  'keepScanProfile' | 'forgetScanProfile' | 'addNetworkScanner' | 'forgetNetworkScanner'
>

function createMemory({ memory, scanners, surroundings }: ScanDeskPorts) {
  const change = async (part: Partial<ScanMemory>): Promise<void> => {
    await memory.save({ ...memory.value, ...part })
    surroundings.emit({ name: 'scanChanged', payload: {} })
  }
  const handlers: Handlers<MemoryApi> = {
    keepScanProfile: async ({ profile }) => {
      const named = { ...profile, name: profile.name.normalize('NFC') }
      const others = memory.value.profiles.filter(({ id, name }) => id !== profile.id && name !== named.name)
      await change({ profiles: [...others, named].toSorted((a, b) => a.name.localeCompare(b.name, 'vi')) })
      return null
    },
    forgetScanProfile: async ({ id }) => {
      await change({ profiles: memory.value.profiles.filter((each) => each.id !== id) })
      return null
    },
    addNetworkScanner: async ({ address }) => {
      const row = await scanners.name(address, new AbortController().signal)
      await change({ network: [...memory.value.network.filter(({ id }) => id !== row.id), row] })
      return row
    },
    forgetNetworkScanner: async ({ id }) => {
      await change({ network: memory.value.network.filter((each) => each.id !== id) })
      return null
    },
  }
  return { change, handlers }
}
