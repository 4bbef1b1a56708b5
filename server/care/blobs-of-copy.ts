import Libsql from 'libsql'
import * as z from 'zod'
import { Fault } from '../../domain/fault.ts'
import type { BackupBlob } from './backup-manifest.ts'

const Row = z.object({ commune: z.string(), sha: z.string(), sizeBytes: z.int() })
const CheckRow = z.object({ integrity_check: z.string() })

/** The blobs that a copied database names, once the copy is found whole. @throws Fault 'damaged' */
export function blobsOfCopy(file: string): readonly BackupBlob[] {
  const sqlite = new Libsql(file)
  try {
    const found = CheckRow.safeParse(sqlite.prepare('PRAGMA integrity_check').get())
    if (found.data?.integrity_check !== 'ok') throw new Fault('damaged', 'the copied database is not whole')
    const rows = sqlite.prepare(
      'SELECT commune, sha, size_bytes AS sizeBytes FROM blobs ORDER BY commune, sha',
    )
    return rows.all().map((row: unknown) => Row.parse(row))
  } finally {
    sqlite.close()
  }
}
