import type { EventPayload } from '../../domain/api.ts'
import type { FaultReport } from '../../domain/fault.ts'
import type { UpdateOffer, UpdateOutcome, UpdateState } from '../../domain/update/update-api.ts'
import type { AppState, Slice } from './app-state.ts'
import { attempt, fetchRemote, loading, type Remote, readyValue } from './attempt.ts'
import type { Ports } from './ports.ts'
import { isVaultOpen } from './session-slice.ts'
import type { AppStore } from './store.ts'

/** How far an update is. */
export type UpdateStep =
  | { readonly kind: 'choose' }
  /** Null until the first bytes were looked at. */
  | {
      readonly kind: 'checking' | 'installing'
      readonly path: string
      readonly progress: EventPayload<'updateProgress'> | null
    }
  | { readonly kind: 'offered'; readonly offer: UpdateOffer }
  | { readonly kind: 'done'; readonly outcome: UpdateOutcome }
  | { readonly kind: 'failed'; readonly path: string; readonly fault: FaultReport }

export interface UpdateSlice {
  readonly updateState: Remote<UpdateState>
  readonly updateStep: UpdateStep
  /** The vault is copied and changed to another format; null when it is not. */
  readonly migrating: EventPayload<'vaultMigrating'> | null
  loadUpdate(): Promise<void>
  /** Shows the dialog, before a vault is open as well. */
  openUpdate(): void
  /** Asks for an update file and checks it. */
  chooseUpdate(): Promise<void>
  /** Shows the dialog and checks a file that was dropped, opened in the system or found on a stick. */
  checkUpdate(path: string): Promise<void>
  dropUpdate(file: File): Promise<void>
  installUpdate(path: string): Promise<void>
  stopUpdate(): Promise<void>
  noteUpdate(progress: EventPayload<'updateProgress'>): void
  /** What the program told of itself was read. */
  seeUpdate(): Promise<void>
}

/** A file that may replace the program by a newer one. */
export const isUpdateFile = ({ name }: { readonly name: string }): boolean => /\.hoso$/i.test(name)

const isBusy = ({ kind }: UpdateStep): boolean => kind === 'checking' || kind === 'installing'

export function createUpdateSlice(ports: Ports): Slice<UpdateSlice> {
  const { client, desktop } = ports
  return (set, get) => ({
    updateState: loading,
    updateStep: { kind: 'choose' },
    migrating: null,
    loadUpdate: async () => {
      const updateState = await fetchRemote(ports, () => client.updateState({}))
      set({ updateState })
      const opened = readyValue(updateState)?.opened ?? null
      if (opened !== null && !isBusy(get().updateStep)) await get().checkUpdate(opened)
    },
    openUpdate: () => {
      const isKept = isBusy(get().updateStep)
      set({ dialog: { kind: 'update' }, ...(isKept ? {} : { updateStep: { kind: 'choose' } }) })
    },
    chooseUpdate: async () => {
      const path = await desktop.chooseUpdate()
      if (path !== null) await get().checkUpdate(path)
    },
    checkUpdate: async (path) => {
      get().openUpdate()
      if (isBusy(get().updateStep)) return
      set({ updateStep: { kind: 'checking', path, progress: null } })
      const result = await attempt(ports, () => client.checkUpdate({ path }))
      set({
        updateStep: result.ok
          ? { kind: 'offered', offer: result.value }
          : { kind: 'failed', path, fault: result.fault },
      })
    },
    dropUpdate: async (file) => {
      const [path] = desktop.pathsOf([file])
      if (path !== undefined) await get().checkUpdate(path)
    },
    installUpdate: async (path) => {
      if (isBusy(get().updateStep)) return
      set({ updateStep: { kind: 'installing', path, progress: null } })
      const result = await attempt(ports, () => client.installUpdate({ path }))
      set({
        updateStep: result.ok
          ? { kind: 'done', outcome: result.value }
          : { kind: 'failed', path, fault: result.fault },
      })
    },
    stopUpdate: async () => {
      const result = await attempt(ports, () => client.cancelUpdate({}))
      if (!result.ok) get().tell(result.fault)
    },
    noteUpdate: (progress) => {
      const step = get().updateStep
      if (step.kind === 'checking' || step.kind === 'installing') set({ updateStep: { ...step, progress } })
    },
    seeUpdate: async () => {
      const result = await attempt(ports, () => client.noteUpdateSeen({}))
      if (!result.ok) get().tell(result.fault)
      await get().loadUpdate()
    },
  })
}

/** Once a vault was opened, what happened to it on the way is known. */
export function followUpdates(store: AppStore): void {
  store.subscribe((state, before) => {
    if (!isVaultOpen(state) || isVaultOpen(before)) return
    store.setState({ migrating: null })
    void state.loadUpdate()
  })
}

/** What of an update outlives the vault, which is shut while the program is replaced. */
export function keptOfUpdate({ updateState, updateStep, dialog }: AppState): Partial<AppState> {
  return { updateState, updateStep, ...(dialog?.kind === 'update' ? { dialog } : {}) }
}
