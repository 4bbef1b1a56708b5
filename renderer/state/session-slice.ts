import type { AppStatus } from '../../domain/api.ts'
import type { SessionSlice, Slice } from './app-state.ts'
import { attempt, fetchRemote, loading, type Remote } from './attempt.ts'
import type { Ports } from './ports.ts'
import { createRecoverySlice } from './recovery-slice.ts'

export function createSessionSlice(ports: Ports): Slice<SessionSlice> {
  const { client, desktop } = ports
  return (set, get, api) => ({
    session: loading,
    authority: loading,
    opening: null,
    loadSession: async () => {
      const before = get().session
      const session = await fetchRemote(ports, () => client.status({}))
      if (isOpen(before) && !isOpen(session)) get().forget()
      const isOpened = isOpen(session) && !isOpen(before)
      // Before anything is shown, so that nothing is typed over what was kept.
      if (isOpened) await get().loadWorkspace()
      set({ session })
      // A recovery code does not stay on the screen of a vault that locked itself.
      if (session.kind === 'ready' && !isOpen(session)) set({ recovery: { kind: 'none' } })
      // The agencies that the first run picks from.
      if (session.kind === 'ready' && session.value.kind === 'first-run') {
        set({ authority: await fetchRemote(ports, () => client.authority({})) })
      }
      if (!isOpen(session)) return
      if (isOpened) await get().goBack()
      await get().loadLaw()
      await get().refresh()
    },
    ...createRecoverySlice(ports)(set, get, api),
    unlock: async (secret) => {
      const result = await attempt(ports, () => client.unlockVault({ secret }))
      set({ opening: null })
      if (!result.ok) return result.fault
      await get().loadSession()
      return null
    },
    lock: async () => {
      const result = await attempt(ports, () => client.lockVault({}))
      await get().loadSession()
      if (!result.ok) get().tell(result.fault)
    },
    openConsole: () => desktop.openConsole(),
  })
}

/** Is there a vault to work in, as far as the engine told? */
export function isOpen(session: Remote<AppStatus>): boolean {
  return session.kind === 'ready' && session.value.kind === 'open'
}

/** Is there a vault to work in, and nothing before it? */
export function isVaultOpen(state: SessionSlice): boolean {
  return isOpen(state.session) && state.recovery.kind === 'none'
}

/** What the engine says of an open vault, null while there is none. */
export function openVault(state: SessionSlice): Extract<AppStatus, { kind: 'open' }> | null {
  return state.session.kind === 'ready' && state.session.value.kind === 'open' ? state.session.value : null
}

/** What opens a locked vault that holds sample papers only. */
export function lockedSample(session: Remote<AppStatus>): { readonly passphrase: string } | null {
  return session.kind === 'ready' && session.value.kind === 'locked' ? session.value.sample : null
}
