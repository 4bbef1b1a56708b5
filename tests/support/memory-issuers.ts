import type { EngineApi } from '../../domain/api.ts'
import { Fault } from '../../domain/fault.ts'
import { matchIssuer } from '../../domain/issuers.ts'
import type { Handlers } from '../../domain/rpc.ts'
import type { MemoryParts } from './memory-case-files.ts'

/** What an import of a file would do; any other path is no workbook. */
export function fileAt<T>(files: ReadonlyMap<string, T>, path: string): T {
  const file = files.get(path)
  if (file !== undefined) return file
  throw new Fault('file-unsupported', 'no workbook', { detail: { reason: 'xls' } })
}

type IssuerNames =
  | 'issuers'
  | 'addIssuer'
  | 'editIssuer'
  | 'removeIssuer'
  | 'previewIssuerImport'
  | 'importIssuers'
  | 'matchIssuer'

export function issuerHandlers({
  vault,
  newId,
  changed,
}: MemoryParts): Handlers<Pick<EngineApi, IssuerNames>> {
  const { planning } = vault
  return {
    issuers: async () => planning.issuers,
    addIssuer: async (form) => {
      const id = newId('issuer')
      planning.issuers = [...planning.issuers, { ...form, id }]
      changed(id)
      return { id }
    },
    editIssuer: async ({ id, ...form }) => {
      planning.issuers = planning.issuers.map((issuer) => (issuer.id === id ? { ...form, id } : issuer))
      changed(id)
      return null
    },
    removeIssuer: async ({ id }) => {
      planning.issuers = planning.issuers.filter((issuer) => issuer.id !== id)
      changed(id)
      return null
    },
    previewIssuerImport: async ({ path }) => fileAt(planning.issuerFiles, path),
    importIssuers: async ({ path }) => {
      const { taken, refused } = fileAt(planning.issuerFiles, path)
      return { taken, refused }
    },
    matchIssuer: async ({ name, date }) => {
      const match = matchIssuer(name, date, planning.issuers)
      return match === null ? null : { ...match }
    },
  }
}
