import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { ScanSession } from '../../domain/scan-api.ts'
import { createNodeFork } from '../../electron/compose/node-reader.ts'
import type { Scanners } from '../../electron/desk/scan/scan-ports.ts'
import { createAllScanners } from '../../electron/scan/all-scanners.ts'
import { createEsclScanner, nameEsclScanner } from '../../electron/scan/escl/escl-scanner.ts'
import type { Scanner } from '../../electron/scan/ports.ts'
import { encodeJpeg } from '../fixtures/encode.ts'
import { type Engine, samplesFolder, startEngine } from './engine.ts'
import { type EsclPage, type EsclServer, startEsclServer } from './escl-server.ts'
import { bundleReader } from './reader-bundle.ts'

const PASSPHRASE = 'một câu thật dài'

/** An engine with an open vault before a scanner in the network. */
export interface ScanDesk {
  engine(): Engine
  readonly folder: string
  readonly scanner: EsclServer
  /** Its id among all scanners. */
  readonly id: string
  /** Ends the program and starts it again, as far as the unlocked vault. */
  restart(): Promise<void>
  /** Scans with all that lies in the feeder and waits until it stands. */
  scan(part?: Partial<Parameters<Engine['client']['startScan']>[0]>): Promise<ScanSession>
  close(): Promise<void>
}

export async function openScanDesk(
  ways: Readonly<Record<string, Scanner>> = {},
  part: Partial<Parameters<typeof startEngine>[1]> = {},
): Promise<ScanDesk> {
  const folder = await mkdtemp(path.join(tmpdir(), 'hoso-scan-desk-'))
  const scanner = await startEsclServer()
  const patience = { askMs: 5000, pageMs: 5000, readyMs: 2000, betweenMs: 20 }
  const named = { id: `escl:${scanner.address}` }
  const scanners: Scanners = {
    ...createAllScanners({ escl: createEsclScanner(() => [], patience), ...ways }),
    find: async () => [{ ...named, name: 'Máy quét mạng thử' }],
    name: async (address, signal) => ({ ...(await nameEsclScanner(address, signal)), ...named }),
  }
  const fork = createNodeFork(await bundleReader())
  const start = (): Promise<Engine> =>
    startEngine(path.join(folder, 'kho'), { scryptLogN: 10, scanners, fork, ...part })
  const state = { engine: await start() }
  await state.engine.client.createVault({
    agencyCode: 'H27.38.05',
    communeName: 'xã Cẩm Hoà',
    userName: 'Trần Thị Mẫu',
    passphrase: PASSPHRASE,
  })
  // What is read would only take time away from what is looked at here.
  await state.engine.client.pauseReading({})
  const standing = async (): Promise<ScanSession> => {
    for (;;) {
      const { session } = await state.engine.client.scanState({})
      if (session === null) throw new Error('there is no sitting')
      if (session.phase.kind === 'standing') return session
      await new Promise((resolve) => {
        setTimeout(resolve, 20)
      })
    }
  }
  return {
    engine: () => state.engine,
    folder,
    scanner,
    id: named.id,
    restart: async () => {
      await state.engine.app.close()
      state.engine = await start()
      await state.engine.client.unlockVault({ secret: PASSPHRASE })
    },
    scan: async (wanted = {}) => {
      await state.engine.client.startScan({
        scanner: named.id,
        setting: { source: 'feeder', colour: 'colour', dpi: 300, size: 'a4' },
        place: { way: 'end' },
        target: null,
        isStatementMade: true,
        ...wanted,
      })
      return standing()
    },
    close: async () => {
      await state.engine.app.close()
      await scanner.close()
      await rm(folder, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}

/** Real pages, each another file: the number stands in a comment of the JPEG. */
export async function scannedPages(count: number, from = 0): Promise<EsclPage[]> {
  const bytes = await readFile(path.join(samplesFolder, 'thong-bao.jpg'))
  return Array.from({ length: count }, (_, at) => ({
    kind: 'page',
    bytes: withComment(bytes, String(from + at)),
  }))
}

/** @see JPEG, COM segment */
export function withComment(jpeg: Uint8Array, words: string): Uint8Array {
  const head = Buffer.from([0xff, 0xd8, 0xff, 0xfe, 0, words.length + 2])
  return Buffer.concat([head, Buffer.from(words, 'latin1'), jpeg.subarray(2)])
}

/** The back of a sheet: paper with a little grain, and the shadow of an edge. */
export function blankPage(): Uint8Array {
  const [widthPx, heightPx] = [1240, 1754]
  const rgba = new Uint8ClampedArray(widthPx * heightPx * 4)
  for (let at = 0; at < rgba.length; at += 4) {
    const isEdge = (at / 4) % widthPx < 12
    rgba.fill(isEdge ? 120 : 236 + ((at / 4) % 7), at, at + 3)
    rgba[at + 3] = 255
  }
  return encodeJpeg({ page: 0, isGrey: true, widthPx, heightPx, rgba, dpi: 150 }, 85)
}
