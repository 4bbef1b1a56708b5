import type { AppState, RecoveryStep, SessionSlice, Slice } from './app-state.ts'
import { attempt } from './attempt.ts'
import type { Ports } from './ports.ts'

type RecoveryParts = Pick<
  SessionSlice,
  | 'recovery'
  | 'createVault'
  | 'printRecovery'
  | 'saveRecovery'
  | 'finishRecovery'
  | 'leaveRecovery'
  | 'newSheet'
  | 'confirmSheet'
  | 'recoverUser'
>

/** The part of the session that makes a vault, and shows, keeps and uses recovery sheets. */
export function createRecoverySlice(ports: Ports): Slice<RecoveryParts> {
  const { client } = ports
  return (set, get) => ({
    recovery: { kind: 'none' },
    createVault: async (vault) => {
      // The engine tells of the open vault before the code is here.
      set({ recovery: { kind: 'awaited' } })
      const result = await attempt(ports, () => client.createVault(vault))
      if (!result.ok) {
        set({ recovery: { kind: 'none' } })
        return result.fault
      }
      const { recoveryCode: code, recoverySlot: slot } = result.value
      const shown = sheet({ code, slot }, { revokesOthers: false, canLeave: false })
      set({ recovery: { ...shown, importsPlan: vault.isPlanEmpty === true } })
      return null
    },
    ...sheetOnPaper(ports, get, set),
    finishRecovery: async () => {
      const { recovery } = get()
      if (recovery.kind !== 'shown') return
      const { slot, revokesOthers, importsPlan } = recovery
      const result = await attempt(ports, () =>
        client.confirmRecoverySheet({ slot, revokeOthers: revokesOthers }),
      )
      set({ recovery: { kind: 'none' } })
      await get().loadSession()
      if (!result.ok) return get().tell(result.fault)
      if (!importsPlan) return
      get().show('plan')
      await get().loadPlanScreen()
      await get().choosePlanFile()
    },
    leaveRecovery: async () => {
      set({ recovery: { kind: 'none' } })
      await get().loadSession()
    },
    newSheet: async (revokesOthers) => {
      const result = await attempt(ports, () => client.newRecoverySheet({}))
      get().closeDialog()
      if (!result.ok) return get().tell(result.fault)
      set({ recovery: sheet(result.value, { revokesOthers, canLeave: true }) })
    },
    confirmSheet: async (slot) => {
      const result = await attempt(ports, () => client.confirmRecoverySheet({ slot, revokeOthers: false }))
      if (result.ok) get().confirm('sheet-kept', '')
      else get().tell(result.fault)
      await get().loadSession()
    },
    recoverUser: async (id, passphrase) => {
      const result = await attempt(ports, () => client.recoverUser({ id, passphrase }))
      if (!result.ok) return result.fault
      await get().loadSession()
      return null
    },
  })
}

/** Takes the sheet out of the window, printed or as a file. */
function sheetOnPaper(
  ports: Ports,
  get: () => AppState,
  set: (part: Partial<AppState>) => void,
): Pick<RecoveryParts, 'printRecovery' | 'saveRecovery'> {
  const { desktop } = ports
  const keep = async (way: () => Promise<'printed' | 'saved' | 'cancelled'>): Promise<void> => {
    const result = await attempt(ports, way)
    const { recovery } = get()
    if (!result.ok) get().tell(result.fault)
    else if (recovery.kind === 'shown' && result.value !== 'cancelled') {
      set({ recovery: { ...recovery, printed: result.value } })
    }
  }
  return {
    printRecovery: () => keep(() => desktop.printRecovery()),
    saveRecovery: () => keep(() => desktop.saveRecovery()),
  }
}

type Shown = Extract<RecoveryStep, { kind: 'shown' }>

function sheet(
  { code, slot }: Pick<Shown, 'code' | 'slot'>,
  { revokesOthers, canLeave }: Pick<Shown, 'revokesOthers' | 'canLeave'>,
): Shown {
  return { kind: 'shown', code, slot, revokesOthers, canLeave, printed: null, importsPlan: false }
}
