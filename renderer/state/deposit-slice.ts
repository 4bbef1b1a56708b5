import type { DepositPreview, ToDeposit } from '../../domain/progress-api.ts'
import type { AppState, Slice } from './app-state.ts'
import { attempt, fetchRemote, loading, type Remote, readyValue } from './attempt.ts'
import type { Ports } from './ports.ts'

export interface DepositSlice {
  /** What would become of the case files that the dialog is about. */
  readonly toDeposit: Remote<DepositPreview>
  /** Case file -> what must be mended in it now; of those of the dialog that were tested. */
  readonly depositMusts: Readonly<Record<string, number>>
  /** Asks which case files to hand over; `chosen` are meant, all that can be where none is. */
  openDeposit(chosen: readonly string[]): Promise<void>
  /** A deposit holds case files of one fonds. */
  chooseDepositFonds(fonds: string): Promise<void>
  deposit(caseFiles: readonly string[]): Promise<void>
}

export function createDepositSlice(ports: Ports): Slice<DepositSlice> {
  const { client } = ports
  return (set, get) => {
    const preview = async (fonds: string | null): Promise<void> => {
      const { dialog } = get()
      if (dialog?.kind !== 'deposit') return
      const caseFiles = [...dialog.chosen]
      const toDeposit = await fetchRemote(ports, () => client.previewDeposit({ caseFiles, fonds }))
      if (get().dialog !== dialog) return
      set({ toDeposit })
      await testTaken(ports, get, set)
    }
    return {
      toDeposit: loading,
      depositMusts: {},
      openDeposit: async (chosen) => {
        set({ toDeposit: loading, depositMusts: {} })
        get().openDialog({ kind: 'deposit', chosen })
        await preview(null)
      },
      chooseDepositFonds: preview,
      deposit: async (caseFiles) => {
        const result = await attempt(ports, () => client.createDeposit({ caseFiles: [...caseFiles] }))
        get().closeDialog()
        if (!result.ok) return get().tell(result.fault)
        get().show('deposits')
        get().confirm('deposited', String(caseFiles.length))
      },
    }
  }
}

export function takenFiles({ rows }: DepositPreview): readonly ToDeposit[] {
  return rows.filter(({ refused }) => refused === null)
}

/** Tests the files one after the other for as long as somebody looks at them: what changed since they were closed is told. */
async function testTaken(
  ports: Ports,
  get: () => AppState,
  set: (part: Partial<AppState>) => void,
): Promise<void> {
  const { dialog, toDeposit } = get()
  const shown = readyValue(toDeposit)
  const isShown = (): boolean => get().dialog === dialog && get().toDeposit === toDeposit
  for (const { id } of shown === null ? [] : takenFiles(shown)) {
    if (id in get().depositMusts) continue
    for (let isWhole = false; !isWhole; ) {
      if (!isShown()) return
      const tested = await attempt(ports, () => ports.client.checkCaseFile({ id }))
      if (!tested.ok || !isShown()) return
      isWhole = tested.value.pagesLeft === 0
      set({ depositMusts: { ...get().depositMusts, [id]: tested.value.musts } })
    }
  }
}
