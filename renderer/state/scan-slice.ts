import { fittingSetting, type ScanPlace, type ScanSession, usualScan } from '../../domain/scan-api.ts'
import { isSameTarget } from '../../domain/scan-join.ts'
import type { AppState, Slice } from './app-state.ts'
import { attempt, fetchRemote, loading, readyValue } from './attempt.ts'
import { coalesce } from './coalesce.ts'
import type { Ports } from './ports.ts'
import { type Hands, profileActions } from './scan-profiles.ts'
import type { ScanForm, ScanSlice } from './scan-state.ts'

const emptyForm: ScanForm = {
  scanners: loading,
  scanner: null,
  ability: null,
  setting: usualScan,
  picked: null,
  target: null,
  test: { kind: 'none' },
  isAsking: false,
  fault: null,
}

/** The sitting before the scanner, if one is open. */
export function scanSession({ scan }: Pick<AppState, 'scan'>): ScanSession | null {
  return readyValue(scan)?.session ?? null
}

export function isScanning(state: Pick<AppState, 'scan'>): boolean {
  return scanSession(state)?.phase.kind === 'scanning'
}

/** Can a page be asked of the scanner now? */
export function canScan(state: Pick<AppState, 'scan' | 'scanForm'>): boolean {
  const { ability, isAsking, test } = state.scanForm
  const isFree = !isAsking && test.kind !== 'scanning' && !isScanning(state)
  return isFree && readyValue(ability) !== null && (scanSession(state)?.stop ?? null) === null
}

export function createScanSlice(ports: Ports): Slice<ScanSlice> {
  const { client } = ports
  return (set, get) => {
    const change = (part: Partial<ScanForm>): void => set({ scanForm: { ...get().scanForm, ...part } })
    const load = coalesce(
      async () => set({ scan: await fetchRemote(ports, () => client.scanState({})) }),
      () => Promise.resolve(),
    )
    /** Runs a call of the dialogue, whose failure stands in it. */
    const ask = async <T>(call: () => Promise<T>): Promise<T | null> => {
      change({ isAsking: true, fault: null })
      const result = await attempt(ports, call)
      await load()
      change({ isAsking: false, fault: result.ok ? null : result.fault })
      return result.ok ? result.value : null
    }
    return {
      scan: null,
      scanForm: emptyForm,
      loadScan: load,
      ...deviceActions(ports, get, change),
      ...pasteActions(ports, get, load),
      ...profileActions(ports, { get, change, ask }),
      openScan: async (target) => {
        change({ ...emptyForm, scanner: get().scanForm.scanner, setting: get().scanForm.setting, target })
        get().openDialog({ kind: 'scan' })
        await load()
        const last = readyValue(get().scan)?.last
        if (last !== undefined) change({ scanner: last.scanner, setting: last.setting })
        await get().findScanners(false)
        const open = scanSession(get())
        // The sitting that is open comes first; who came for another place is told.
        if (target !== null && open !== null && !isSameTarget(target, open.target))
          change({ target: null, fault: { code: 'in-use', detail: { reason: 'sitting' } } })
      },
      setScan: (part) => change({ setting: { ...get().scanForm.setting, ...part } }),
      pickScanned: (page) => change({ picked: get().scanForm.picked === page ? null : page }),
      ...sittingActions(ports, { get, change, ask }),
      leaveTest: () => change({ test: { kind: 'none' } }),
    }
  }
}

/** What is asked of the scanner. */
function sittingActions({ client }: Ports, { get, change, ask }: Hands): SittingActions {
  return {
    startScan: async (way) => {
      const { scanner, setting, target, picked } = get().scanForm
      if (scanner === null || !canScan(get())) return
      change({ test: { kind: 'none' } })
      const place: ScanPlace = way === 'end' || picked === null ? { way: 'end' } : { way, page: picked }
      await ask(() => client.startScan({ scanner, setting, place, target, isStatementMade: true }))
      change({ picked: null })
    },
    stopScan: async () => {
      await ask(() => client.stopScan({}))
    },
    decideScan: async (isSecret) => {
      await ask(() => client.decideScan({ isSecret }))
    },
    finishScan: async () => {
      const into = scanSession(get())?.target?.document
      const done = await ask(() => client.finishScan({}))
      if (done === null) return
      get().closeDialog()
      if (into !== undefined) await get().reopenPageDesk(into)
      if (done.pages > 0) get().confirm('scanned', String(done.pages))
      await get().refresh()
    },
    testScan: async () => {
      const { scanner, setting } = get().scanForm
      if (scanner === null) return
      change({ test: { kind: 'scanning' } })
      const page = await ask(() => client.testScan({ scanner, setting, isStatementMade: true }))
      change({
        test: page === null ? { kind: 'none' } : { kind: 'shown', image: page.image, isBlank: page.isBlank },
      })
    },
  }
}

type SittingActions = Pick<ScanSlice, 'startScan' | 'stopScan' | 'decideScan' | 'finishScan' | 'testScan'>

type Change = (part: Partial<ScanForm>) => void

function deviceActions(
  ports: Ports,
  get: () => AppState,
  change: Change,
): Pick<ScanSlice, 'findScanners' | 'chooseScanner'> {
  const { client } = ports
  const choose = async (id: string): Promise<void> => {
    change({ scanner: id, ability: loading, fault: null })
    const ability = await fetchRemote(ports, () => client.scannerAbility({ id }))
    // Another was chosen meanwhile.
    if (get().scanForm.scanner !== id) return
    const known = readyValue(ability)
    const { setting } = get().scanForm
    change({ ability, setting: known === null ? setting : fittingSetting(setting, known) })
  }
  return {
    chooseScanner: choose,
    findScanners: async (isNetworkAsked) => {
      change({ scanners: loading, ability: null, fault: null })
      const scanners = await fetchRemote(ports, () => client.scanners({ isNetworkAsked }))
      change({ scanners })
      const rows = readyValue(scanners)?.scanners ?? []
      const last = rows.find(({ id }) => id === get().scanForm.scanner) ?? rows[0]
      if (last === undefined) change({ scanner: null })
      else await choose(last.id)
    },
  }
}

const PICTURES: ReadonlySet<string> = new Set(['image/png', 'image/jpeg'])

function pasteActions(
  ports: Ports,
  get: () => AppState,
  load: () => Promise<void>,
): Pick<ScanSlice, 'paste' | 'pastePictures'> {
  const { client, desktop } = ports
  return {
    paste: async (files) => {
      const onDisk = desktop.pathsOf(files)
      // A copied file has a place on the disk; a copied picture has none.
      if (onDisk.length > 0) return get().dropFiles(files)
      const pictures = files.filter(({ type }) => PICTURES.has(type))
      if (pictures.length > 0) get().openDialog({ kind: 'paste', pictures })
    },
    pastePictures: async (pictures) => {
      get().closeDialog()
      const result = await attempt(ports, async () => {
        const bytes = await Promise.all(
          pictures.map(async (file) => new Uint8Array(await file.arrayBuffer())),
        )
        return client.pastePictures({ pictures: bytes, isStatementMade: true })
      })
      await load()
      if ((scanSession(get())?.stop ?? null) !== null) get().openDialog({ kind: 'scan' })
      if (!result.ok) get().tell(result.fault)
      await get().refresh()
    },
  }
}
