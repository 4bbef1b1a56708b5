import * as z from 'zod'
import type { Sha256 } from '../../domain/op.ts'
import { piecesOf, placesOf } from './many-rows.ts'
import type { SqlDatabase } from './sql.ts'

export interface StoredBlob {
  readonly sizeBytes: number
  readonly mediaType: string
}

/** Which blobs are stored: a row is written after the bytes are, so what has a row is whole and its hash was checked. */
export interface BlobIndex {
  find(commune: string, sha: Sha256): Promise<StoredBlob | null>
  /** Those of `shas` that are stored. */
  stored(commune: string, shas: readonly Sha256[]): Promise<ReadonlyMap<Sha256, StoredBlob>>
  add(commune: string, sha: Sha256, blob: StoredBlob): Promise<void>
}

const BlobRow = z.object({ sizeBytes: z.int(), mediaType: z.string() })
const NamedRow = BlobRow.extend({ sha: z.string() })

/** How many blobs one statement asks for. */
const ASKED_AT_ONCE = 200

export function createBlobIndex(db: SqlDatabase): BlobIndex {
  const columns = 'size_bytes AS "sizeBytes", media_type AS "mediaType"'
  const select = db.query(`SELECT ${columns} FROM blobs WHERE commune = ? AND sha = ?`, BlobRow)
  const selectSome = db.query(
    `SELECT sha, ${columns} FROM blobs WHERE commune = ? AND sha IN ${placesOf(ASKED_AT_ONCE)}`,
    NamedRow,
  )
  const insert = db.command('INSERT INTO blobs VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING')
  return {
    find: async (commune, sha) => (await select.first([commune, sha])) ?? null,
    stored: async (commune, shas) => {
      const found = new Map<Sha256, StoredBlob>()
      for (const names of piecesOf([...new Set(shas)], ASKED_AT_ONCE)) {
        for (const { sha, ...blob } of await selectSome.all([commune, ...names])) found.set(sha, blob)
      }
      return found
    },
    add: async (commune, sha, { sizeBytes, mediaType }) => {
      await insert([commune, sha, sizeBytes, mediaType])
    },
  }
}
