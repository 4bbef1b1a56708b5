import * as z from 'zod'
import { type RecordState, shownValue } from '../merge.ts'
import { type Edit, type RecordId, Sha256 } from '../op.ts'

/** A data file of the law that was imported: which it is, its version, its bytes, and when it came (ISO 8601). */
export const ImportedFile = z.object({
  name: z.string().min(1).max(100),
  version: z.string().min(1).max(40),
  blob: Sha256,
  at: z.string(),
})
export type ImportedFile = z.infer<typeof ImportedFile>

/** What a record of kind `authority` says; null where it was taken back, or a newer program wrote it. */
export function importedFileView(record: RecordState): ImportedFile | null {
  const value = (path: string): unknown => shownValue(record, path)
  const file = ImportedFile.safeParse({
    name: value('/name'),
    version: value('/version'),
    blob: value('/blob'),
    at: value('/at'),
  })
  return file.success ? file.data : null
}

export function newImportedFile(id: RecordId, file: ImportedFile): readonly Edit[] {
  return Object.entries(file).map(([name, value]) => ({ record: id, path: `/${name}`, value }))
}
