import { Fault } from '../../domain/fault.ts'
import type { PackageApi } from '../../domain/package-api.ts'
import type { Handlers } from '../../domain/rpc.ts'
import type { MemoryParts } from './memory-case-files.ts'

/** Packs nothing; tells of each case file what the real engine would. A folder named `đầy` is full. */
export function packageHandlers({ vault, emit }: MemoryParts): Handlers<PackageApi> {
  return {
    exportPackages: async ({ caseFiles, folder, format }) => {
      if (folder.endsWith('đầy')) throw new Fault('disk-full', 'full', { detail: { reason: 'export' } })
      const total = caseFiles.length
      const files = caseFiles.map((id) => vault.caseFiles.find((file) => file.id === id))
      const packable = (state: string | undefined): boolean =>
        state === 'closed' || state === 'deposited' || state === 'accepted'
      const packed = files.flatMap((file, at) =>
        file !== undefined && packable(file.state)
          ? [{ id: file.id, code: file.notation, name: `uuid-${at}.${format}`, documents: 1, sizeBytes: 1 }]
          : [],
      )
      const refused = files.flatMap((file, at) =>
        file !== undefined && packable(file.state)
          ? []
          : [
              {
                id: caseFiles[at] ?? '',
                notation: file?.notation ?? '',
                reason: { code: 'incomplete' as const, detail: { reason: 'not-closed' } },
              },
            ],
      )
      emit({ name: 'packagesProgress', payload: { done: total, refused: refused.length, total } })
      return { folder, selected: total, packed, refused }
    },
    cancelPackages: async () => null,
    checkPackages: async ({ paths }) =>
      paths.map((path) => {
        const isWhole = !path.includes('hỏng')
        const faults = isWhole ? [] : [{ code: 'missing' as const, file: 'METS.xml', what: 'no METS' }]
        const base = { kind: 'sip' as const, files: 14, sizeBytes: 1, documents: 2, notes: [] }
        return { path, ...base, faults, faultCount: faults.length }
      }),
  }
}
