import type { EngineApi } from '../../domain/api.ts'
import { Fault } from '../../domain/fault.ts'
import { type RecordId, Sha256 } from '../../domain/op.ts'
import type { Handlers } from '../../domain/rpc.ts'
import type { ScanApi, ScannedPage, ScanPlace, ScanSession } from '../../domain/scan-api.ts'
import { scanJoinEdits } from '../../domain/scan-join.ts'
import type { WatchApi } from '../../domain/watch-api.ts'
import { createWriter } from './memory-assemble.ts'
import type { MemoryParts } from './memory-case-files.ts'
import { existing } from './memory-rows.ts'
import { aDocument, idOf } from './memory-vault.ts'

/** The pages with a further one at its place. */
function placed(pages: readonly ScannedPage[], made: ScannedPage, place: ScanPlace): ScannedPage[] {
  const at = place.way === 'end' ? -1 : pages.findIndex(({ page }) => page.id === place.page)
  if (at === -1) return [...pages, made]
  const from = place.way === 'after' ? at + 1 : at
  return [...pages.slice(0, from), made, ...pages.slice(place.way === 'replace' ? at + 1 : from)]
}

type Names = keyof ScanApi | keyof WatchApi

export function captureHandlers(parts: MemoryParts): Handlers<Pick<EngineApi, Names>> {
  return { ...scanHandlers(parts), ...watchHandlers(parts) }
}

function scanHandlers({ vault, newId, changed, emit }: MemoryParts): Handlers<ScanApi> {
  const { scan } = vault
  const counter = { pages: 0 }
  const tell = (): null => {
    emit({ name: 'scanChanged', payload: {} })
    return null
  }
  const change = (part: Partial<ScanSession>): void => {
    if (scan.session !== null) scan.session = { ...scan.session, ...part }
  }
  const stand = (
    reason: Extract<ScanSession['phase'], { kind: 'standing' }>['reason'],
    trouble: string | null = null,
  ): void =>
    change({
      phase: {
        kind: 'standing',
        reason,
        fault: trouble === null ? null : { code: 'scanner', detail: { reason: trouble } },
      },
    })
  const feed = (place: ScanPlace): void => {
    for (let next = scan.feeder.shift(); next !== undefined; next = scan.feeder.shift()) {
      const pages = scan.session?.pages ?? []
      if (next === 'jam' || next === 'cover-open') return stand('fault', next)
      if (next === 'secret') {
        change({ stop: { number: pages.length + 1, level: 'secret', by: 'frame' } })
        return stand('secret')
      }
      const made = aPage(scan.session?.batch ?? idOf('batch', 1), ++counter.pages, next === 'blank')
      change({ pages: placed(pages, made, place) })
      if (place.way === 'replace') break
    }
    stand('empty')
  }
  return {
    scanState: async () => ({ session: scan.session, ...scan.state }),
    scanners: async () => ({ scanners: [...scan.state.network, ...scan.scanners], faults: [] }),
    scannerAbility: async () => scan.ability,
    startScan: async ({ scanner, setting, place, target }) => {
      scan.session ??= {
        batch: newId('batch'),
        target,
        phase: { kind: 'scanning' },
        pages: [],
        withheld: 0,
        checking: 0,
        stop: null,
        pagesPerMinute: 24,
      }
      scan.state = { ...scan.state, last: { scanner, setting } }
      if (scan.feeder.length === 0) stand('fault', 'no-paper')
      else feed(place)
      if (scan.isSlow) change({ phase: { kind: 'scanning' }, checking: 1 })
      return tell()
    },
    stopScan: async () => {
      stand('stopped')
      change({ checking: 0 })
      return tell()
    },
    decideScan: async ({ isSecret }) => {
      const { pages = [], withheld = 0, batch = idOf('batch', 1) } = scan.session ?? {}
      if (isSecret) change({ withheld: withheld + 1, stop: null })
      else change({ pages: [...pages, aPage(batch, ++counter.pages, false)], stop: null })
      return tell()
    },
    finishScan: async () => {
      const { session } = scan
      scan.session = null
      tell()
      if (session === null || session.pages.length === 0) return { document: null, pages: 0 }
      const pages = session.pages.map(({ page }) => page)
      const document = aDocument(vault.documents.length + 1, { batch: session.batch, pages, texts: {} })
      vault.documents = [...vault.documents, document]
      changed(document.id)
      const { target } = session
      if (target !== null) {
        const edits = scanJoinEdits(existing(vault.documents, target.document), document, target)
        createWriter({ vault, changed })(edits)
      }
      // Of the vault in memory every id is one.
      return { document: target?.document ?? (document.id as RecordId), pages: pages.length }
    },
    testScan: async () => {
      if (scan.feeder.length === 0) throw new Fault('scanner', 'empty', { detail: { reason: 'no-paper' } })
      scan.feeder.shift()
      return { image: 'data:image/png;base64,', widthPx: 900, heightPx: 1272, isBlank: false }
    },
    keepScanProfile: async ({ profile }) => {
      scan.state = { ...scan.state, profiles: [...scan.state.profiles, profile] }
      return tell()
    },
    forgetScanProfile: async ({ id }) => {
      scan.state = { ...scan.state, profiles: scan.state.profiles.filter((each) => each.id !== id) }
      return tell()
    },
    addNetworkScanner: async ({ address }) => {
      if (address.includes(' ')) throw new Fault('scanner', 'none', { detail: { reason: 'bad-address' } })
      const row = { id: `escl:http://${address}`, name: `Máy quét mạng ${address}` }
      scan.state = { ...scan.state, network: [...scan.state.network, row] }
      tell()
      return row
    },
    forgetNetworkScanner: async ({ id }) => {
      scan.state = { ...scan.state, network: scan.state.network.filter((each) => each.id !== id) }
      return tell()
    },
    pastePictures: async ({ pictures }) => {
      const batch = newId('batch')
      const sources = pictures.map((_bytes, at) => ({
        name: `dan-${at + 1}.png`,
        path: '',
        outcome: { kind: 'taken', source: hashOf(900 + at), sizeBytes: 1000, pages: 1 } as const,
      }))
      vault.batches = [{ id: batch, createdAt: '2026-11-20T02:00:00.000Z', sources }, ...vault.batches]
      changed(batch)
      return null
    },
  }
}

function watchHandlers({ vault: { scan }, emit }: MemoryParts): Handlers<WatchApi> {
  const tell = (): null => {
    emit({ name: 'watchChanged', payload: {} })
    return null
  }
  return {
    watchState: async () => scan.watch,
    startWatch: async ({ folder, hasSubfolders }) => {
      scan.watch = { ...scan.watch, folder, hasSubfolders, isOn: true, isStatementDue: false }
      return tell()
    },
    stopWatch: async () => {
      scan.watch = { ...scan.watch, isOn: false }
      return tell()
    },
  }
}

function hashOf(n: number): Sha256 {
  return Sha256.parse(n.toString(16).padStart(64, '0'))
}

function aPage(document: RecordId, n: number, isBlank: boolean): ScannedPage {
  return { document, page: { id: `scanned-${n}`, source: hashOf(n), index: 0 }, isBlank, isSheet: false }
}
