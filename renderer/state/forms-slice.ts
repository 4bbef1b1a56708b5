import type { FaultReport } from '../../domain/fault.ts'
import type { FormFormat, FormRequest } from '../../domain/forms-api.ts'
import type { Slice } from './app-state.ts'
import { attempt, fetchRemote, loading, type Remote } from './attempt.ts'
import type { Ports } from './ports.ts'

/** How far the making of a form is. */
export type FormStep =
  | { readonly kind: 'idle' | 'making' }
  | { readonly kind: 'made'; readonly folder: string; readonly file: string }
  | { readonly kind: 'failed'; readonly fault: FaultReport }

export interface FormsSlice {
  readonly formStep: FormStep
  /** Who made case files. */
  readonly makers: Remote<readonly string[]>
  /** Asks which of these forms is wanted, and where it shall go. */
  openForms(requests: readonly FormRequest[]): void
  makeForm(form: FormRequest, format: FormFormat): Promise<void>
}

/** The printed forms of the law. */
export function createFormsSlice(ports: Ports): Slice<FormsSlice> {
  const { client, desktop } = ports
  return (set, get) => ({
    formStep: { kind: 'idle' },
    makers: loading,
    openForms: (requests) => {
      set({ dialog: { kind: 'forms', requests }, formStep: { kind: 'idle' } })
      if (!requests.some(({ kind }) => kind === 'officer')) return
      void fetchRemote(ports, () => client.makers({})).then((makers) => set({ makers }))
    },
    makeForm: async (form, format) => {
      if (get().formStep.kind === 'making') return
      const folder = await desktop.chooseFolder()
      if (folder === null) return
      set({ formStep: { kind: 'making' } })
      const result = await attempt(ports, () => client.makeForm({ form, format, folder }))
      set({
        formStep: result.ok ? { kind: 'made', ...result.value } : { kind: 'failed', fault: result.fault },
      })
    },
  })
}
