import type { EventPayload } from '../../domain/api.ts'
import type { CaseFileRow } from '../../domain/desk-rows.ts'
import type { FaultReport } from '../../domain/fault.ts'
import { RecordId } from '../../domain/op.ts'
import {
  MOST_PACKAGES,
  type PackageCheck,
  type PackageFormat,
  type PackagesReport,
} from '../../domain/package-api.ts'
import type { Page } from '../../domain/paging.ts'
import type { Slice } from './app-state.ts'
import { attempt, fetchRemote, loading, type Remote } from './attempt.ts'
import { firstRows } from './paged.ts'
import type { Ports } from './ports.ts'

/** How far the packing is. */
export type PackStep =
  | { readonly kind: 'idle' }
  | ({ readonly kind: 'packing' } & EventPayload<'packagesProgress'>)
  | { readonly kind: 'packed'; readonly report: PackagesReport }
  | { readonly kind: 'failed'; readonly fault: FaultReport }

/** How far the check of packages is. */
export type CheckStep =
  | { readonly kind: 'idle' }
  | { readonly kind: 'checking'; readonly count: number }
  | { readonly kind: 'checked'; readonly checks: readonly PackageCheck[] }
  | { readonly kind: 'failed'; readonly fault: FaultReport }

/** What is to be packed, and how. */
export interface PackWish {
  readonly caseFiles: readonly string[]
  readonly format: PackageFormat
  readonly profile: string
}

export interface PackageSlice {
  readonly packStep: PackStep
  readonly checkStep: CheckStep
  /** Case files that are closed or further. */
  readonly toPack: Remote<Page<CaseFileRow>>
  /** Asks what shall be packed; with some chosen only they are offered. */
  openPackages(chosen: readonly string[]): Promise<void>
  packFiles(wish: PackWish): Promise<void>
  notePacking(progress: EventPayload<'packagesProgress'>): void
  /** Stops packing or checking. */
  stopPackages(): Promise<void>
  openCheck(): void
  /** Looks at zips, or at one folder, that somebody chooses. */
  checkPackages(what: 'zips' | 'folder'): Promise<void>
}

const states = ['closed', 'deposited', 'accepted'] as const

/** Taking case files out as packages, and looking whether packages are whole. */
export function createPackageSlice(ports: Ports): Slice<PackageSlice> {
  const { client, desktop } = ports
  return (set, get) => ({
    packStep: { kind: 'idle' },
    checkStep: { kind: 'idle' },
    toPack: loading,
    openPackages: async (chosen) => {
      set({ dialog: { kind: 'packages', chosen }, packStep: { kind: 'idle' }, toPack: loading })
      const toPack = await fetchRemote(ports, () =>
        firstRows((span) => client.caseFiles({ states: [...states], ...span }), MOST_PACKAGES),
      )
      set({ toPack })
    },
    packFiles: async ({ caseFiles, format, profile }) => {
      if (get().packStep.kind === 'packing') return
      const folder = await desktop.chooseFolder()
      if (folder === null) return
      set({ packStep: { kind: 'packing', done: 0, refused: 0, total: caseFiles.length } })
      const ids = caseFiles.map((id) => RecordId.parse(id))
      const result = await attempt(ports, () =>
        client.exportPackages({ caseFiles: ids, folder, format, profile }),
      )
      set({
        packStep: result.ok
          ? { kind: 'packed', report: result.value }
          : { kind: 'failed', fault: result.fault },
      })
    },
    notePacking: (progress) => {
      if (get().packStep.kind === 'packing') set({ packStep: { kind: 'packing', ...progress } })
    },
    stopPackages: async () => {
      const result = await attempt(ports, () => client.cancelPackages({}))
      if (!result.ok) get().tell(result.fault)
    },
    openCheck: () => set({ dialog: { kind: 'check-packages' }, checkStep: { kind: 'idle' } }),
    checkPackages: async (what) => {
      if (get().checkStep.kind === 'checking') return
      const folder = what === 'folder' ? await desktop.chooseFolder() : null
      const paths = what === 'folder' ? [folder].filter((path) => path !== null) : await desktop.chooseFiles()
      if (paths.length === 0) return
      set({ checkStep: { kind: 'checking', count: paths.length } })
      const result = await attempt(ports, () => client.checkPackages({ paths: [...paths] }))
      if (result.ok) return set({ checkStep: { kind: 'checked', checks: result.value } })
      const isStopped = result.fault.code === 'cancelled'
      set({ checkStep: isStopped ? { kind: 'idle' } : { kind: 'failed', fault: result.fault } })
    },
  })
}
