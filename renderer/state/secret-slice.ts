import type { Checking, IntakeState, IsolatedRow, RemovalReport } from '../../domain/intake-api.ts'
import type { Page } from '../../domain/paging.ts'
import type { Slice } from './app-state.ts'
import { attempt, fetchRemote, loading, type Remote, readyValue } from './attempt.ts'
import { firstRows } from './paged.ts'
import type { Ports } from './ports.ts'

/** State secrets: the statement before a batch, the stop at a mark, and what was found too late. */
export interface SecretSlice {
  readonly intakeState: Remote<IntakeState>
  /** The page that is looked at now. */
  readonly checking: Checking | null
  readonly isolated: Remote<Page<IsolatedRow>>
  loadIntake(): Promise<void>
  loadIsolated(): Promise<void>
  noteChecking(checking: Checking): void
  /** Somebody stated that there is no state secret among the files. */
  takeFiles(paths: readonly string[]): Promise<void>
  decideSecret(isSecret: boolean): Promise<void>
  continueIntake(): Promise<void>
  /** @returns what the removal could not reach, null where it failed */
  removeIsolated(id: string): Promise<RemovalReport | null>
  releaseIsolated(id: string): Promise<void>
}

function isStopped(state: IntakeState | null): boolean {
  return state !== null && state.stop !== null
}

/** There are hardly ever any. */
const SHOWN_ISOLATED = 50

export function createSecretSlice(ports: Ports): Slice<SecretSlice> {
  const { client } = ports
  return (set, get) => {
    const loadIntake = async (): Promise<void> => {
      const before = readyValue(get().intakeState)
      const intakeState = await fetchRemote(ports, () => client.intakeState({}))
      const now = readyValue(intakeState)
      set({ intakeState, checking: now?.checking ?? null })
      if (now === null) return
      const { dialog } = get()
      if (dialog === null && now.stop !== null && !isStopped(before))
        get().openDialog({ kind: 'secret-stop' })
      if (dialog?.kind === 'secret-stop' && now.stop === null && !now.isHeld) get().closeDialog()
    }
    const run = async (call: () => Promise<unknown>): Promise<boolean> => {
      const result = await attempt(ports, call)
      if (!result.ok) get().tell(result.fault)
      await Promise.all([loadIntake(), get().refresh()])
      return result.ok
    }
    return {
      intakeState: loading,
      checking: null,
      isolated: loading,
      loadIntake,
      loadIsolated: async () => {
        set({
          isolated: await fetchRemote(ports, () =>
            firstRows((span) => client.isolated(span), SHOWN_ISOLATED),
          ),
        })
      },
      noteChecking: (checking) => set({ checking }),
      takeFiles: async (paths) => {
        get().show('intake')
        await run(() => client.startBatch({ paths: [...paths], isStatementMade: true }))
      },
      decideSecret: async (isSecret) => {
        const stop = readyValue(get().intakeState)?.stop ?? null
        if (stop === null) return
        const { batch, index, page } = stop
        await run(() => client.decideSecret({ batch, index, page, isSecret }))
      },
      continueIntake: async () => {
        if (await run(() => client.continueIntake({}))) get().closeDialog()
      },
      removeIsolated: async (id) => {
        const result = await attempt(ports, () => client.removeIsolated({ id }))
        if (!result.ok) get().tell(result.fault)
        await get().refresh()
        return result.ok ? result.value : null
      },
      releaseIsolated: async (id) => {
        if (await run(() => client.releaseIsolated({ id }))) get().closeDialog()
      },
    }
  }
}
