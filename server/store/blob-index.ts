import { z } from 'zod'
import type { Sha256 } from '../../domain/op.ts'
import type { Database } from './database.ts'

export interface StoredBlob {
  readonly sizeBytes: number
  readonly mediaType: string
}

/** Which blobs are stored: a row is written after the bytes are, so what has a row is whole and its hash was checked. */
export interface BlobIndex {
  find(commune: string, sha: Sha256): Promise<StoredBlob | null>
  /** A commune that has this blob, or null. */
  communeOf(sha: Sha256): Promise<string | null>
  /** Those of `shas` that are stored. */
  stored(commune: string, shas: readonly Sha256[]): Promise<ReadonlyMap<Sha256, StoredBlob>>
  add(commune: string, sha: Sha256, blob: StoredBlob): Promise<void>
}

const BlobRow = z.object({ sizeBytes: z.int(), mediaType: z.string() })
const CommuneRow = z.object({ commune: z.string() })

export function createSqliteBlobIndex(db: Database): BlobIndex {
  const select = db.query(
    'SELECT size_bytes AS sizeBytes, media_type AS mediaType FROM blobs WHERE commune = ? AND sha = ?',
    BlobRow,
  )
  const selectCommune = db.query('SELECT commune FROM blobs WHERE sha = ? LIMIT 1', CommuneRow)
  const insert = db.command('INSERT OR IGNORE INTO blobs VALUES (?, ?, ?, ?)')
  return {
    find: async (commune, sha) => select.first([commune, sha]) ?? null,
    communeOf: async (sha) => selectCommune.first([sha])?.commune ?? null,
    stored: async (commune, shas) => {
      const found = new Map<Sha256, StoredBlob>()
      for (const sha of new Set(shas)) {
        const blob = select.first([commune, sha])
        if (blob !== undefined) found.set(sha, blob)
      }
      return found
    },
    add: async (commune, sha, { sizeBytes, mediaType }) => {
      insert([commune, sha, sizeBytes, mediaType])
    },
  }
}
