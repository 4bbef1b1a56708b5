import { createHash, randomBytes } from 'node:crypto'
import { z } from 'zod'
import { Fault } from '../../domain/fault.ts'
import { ServerProblem } from '../problem.ts'
import type { Database } from './database.ts'

const DAY_MS = 86_400_000
const CODE_LIFE_MS = 7 * DAY_MS
const TOKEN_LIFE_MS = 12 * 3_600_000
/** Being seen again within this time is not written: each write costs a flush of the disk. */
const SEEN_STEP_MS = 60_000
/** Crockford's base 32: no letter can be taken for a digit. */
const CODE_ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

const Commune = z.object({ code: z.string(), name: z.string(), incarnation: z.int() })
export type Commune = Readonly<z.infer<typeof Commune>>
const Station = z.object({
  id: z.string(),
  commune: z.string(),
  key: z.string(),
  seenAt: z.int(),
  /** Its place among those of the commune, from 1; never given to another. */
  ordinal: z.int(),
})
export type Station = Readonly<z.infer<typeof Station>>

/** The commune of a station that was enrolled, and the place of the station in it. */
export type Enrolled = Commune & Pick<Station, 'ordinal'>

export interface NewStation {
  readonly id: string
  readonly key: string
  readonly name: string
  /** As it was typed. */
  readonly code: string
  readonly agencyCode: string
}

/** Communes, enrolment codes, stations and their tokens. Secrets are kept as hashes. */
export interface Registry {
  communes(): Promise<readonly Commune[]>
  commune(code: string): Promise<Commune | null>
  /** @throws Fault 'conflict' where it exists */
  addCommune(code: string, name: string): Promise<void>
  createEnrolmentCode(commune: string): Promise<{ readonly code: string; readonly expiresAt: number }>
  /**
   * Uses up the code for this station; the same station may repeat it, since an answer can be lost on the way.
   * @throws ServerProblem 'code', 'commune'
   */
  enrol(station: NewStation): Promise<Enrolled>
  station(id: string): Promise<Station | null>
  stations(commune: string): Promise<readonly Station[]>
  createToken(station: string): Promise<{ readonly token: string; readonly expiresAt: number }>
  stationOfToken(token: string): Promise<Station | null>
  markSeen(station: Station): Promise<void>
}

export function createSqliteRegistry(db: Database, clock: () => number): Registry {
  return { ...communeTables(db), ...enrolment(db, clock), ...tokens(db, clock) }
}

function communeTables(db: Database): Pick<Registry, 'communes' | 'commune' | 'addCommune'> {
  const selectAll = db.query('SELECT * FROM communes ORDER BY code', Commune)
  const select = db.query('SELECT * FROM communes WHERE code = ?', Commune)
  const insert = db.command(
    `INSERT OR IGNORE INTO communes
     SELECT ?, ?, coalesce(max(incarnation), -1) + 1 FROM communes`,
  )
  return {
    communes: async () => selectAll.all([]),
    commune: async (code) => select.first([code]) ?? null,
    addCommune: async (code, name) => {
      if (insert([code, name]) === 0) throw new Fault('conflict', `commune ${code} exists`)
    },
  }
}

/**
 * Gives every commune an incarnation never used before, after the data folder was restored: ops of the lost time under
 * the old ones may come back from stations (I3, I15). Seconds since 1970, so that restoring the same backup twice gives
 * other ones.
 */
export function renewIncarnations(db: Database, nowMs: number): void {
  db.command('UPDATE communes SET incarnation = ? + rowid')([Math.floor(nowMs / 1000)])
}

type Enrolment = Pick<Registry, 'createEnrolmentCode' | 'enrol' | 'station' | 'stations' | 'markSeen'>
const CodeRow = z.object({ commune: z.string(), expiresAt: z.int(), usedBy: z.string().nullable() })

function enrolment(db: Database, clock: () => number): Enrolment {
  const insertCode = db.command('INSERT INTO enrolment_codes VALUES (?, ?, ?, NULL)')
  const selectCode = db.query(
    'SELECT commune, expires_at AS expiresAt, used_by AS usedBy FROM enrolment_codes WHERE hash = ?',
    CodeRow,
  )
  const markUsed = db.command('UPDATE enrolment_codes SET used_by = ? WHERE hash = ?')
  const selectCommune = db.query('SELECT * FROM communes WHERE code = ?', Commune)
  const columns = 'id, commune, key, seen_at AS seenAt, ordinal'
  const select = db.query(`SELECT ${columns} FROM stations WHERE id = ?`, Station)
  const selectOf = db.query(`SELECT ${columns} FROM stations WHERE commune = ?`, Station)
  const insert =
    db.command(`INSERT OR IGNORE INTO stations (id, commune, key, name, enrolled_at, seen_at, ordinal)
     SELECT ?, ?, ?, ?, ?, ?, coalesce(max(ordinal), 0) + 1 FROM stations WHERE commune = ?`)
  const setSeen = db.command('UPDATE stations SET seen_at = ? WHERE id = ?')

  function enrol({ id, key, name, code, agencyCode }: NewStation): Enrolled {
    const hash = hashOf(plainCode(code))
    const row = selectCode.first([hash])
    if (row === undefined || row.expiresAt < clock()) throw new ServerProblem('code')
    if (row.usedBy !== null && row.usedBy !== id) throw new ServerProblem('code')
    const commune = selectCommune.first([row.commune])
    if (commune === undefined || commune.code !== agencyCode) throw new ServerProblem('commune')
    const known = select.first([id])
    if (known !== undefined && known.commune !== commune.code) throw new ServerProblem('commune')
    markUsed([id, hash])
    insert([id, commune.code, key, name, clock(), clock(), commune.code])
    return { ...commune, ordinal: select.first([id])?.ordinal ?? 1 }
  }

  return {
    createEnrolmentCode: async (commune) => {
      if (selectCommune.first([commune]) === undefined) throw new Fault('not-found', `no commune ${commune}`)
      const code = newCode()
      const expiresAt = clock() + CODE_LIFE_MS
      insertCode([hashOf(plainCode(code)), commune, expiresAt])
      return { code, expiresAt }
    },
    enrol: async (station) => db.transaction(() => enrol(station)),
    station: async (id) => select.first([id]) ?? null,
    stations: async (commune) => selectOf.all([commune]),
    markSeen: async ({ id, seenAt }) => {
      if (Math.abs(clock() - seenAt) > SEEN_STEP_MS) setSeen([clock(), id])
    },
  }
}

function tokens(db: Database, clock: () => number): Pick<Registry, 'createToken' | 'stationOfToken'> {
  const insert = db.command('INSERT INTO tokens VALUES (?, ?, ?)')
  const dropExpired = db.command('DELETE FROM tokens WHERE expires_at < ?')
  const selectStation = db.query(
    `SELECT stations.id, commune, key, seen_at AS seenAt, ordinal FROM tokens JOIN stations ON stations.id = station
     WHERE hash = ? AND expires_at >= ?`,
    Station,
  )
  return {
    createToken: async (station) => {
      const token = randomBytes(32).toString('base64url')
      const expiresAt = clock() + TOKEN_LIFE_MS
      db.transaction(() => {
        dropExpired([clock()])
        insert([hashOf(token), station, expiresAt])
      })
      return { token, expiresAt }
    },
    stationOfToken: async (token) => selectStation.first([hashOf(token), clock()]) ?? null,
  }
}

/** 100 random bits in five groups of four letters and digits. */
function newCode(): string {
  const characters = [...randomBytes(20)].map((byte) => CODE_ALPHABET.charAt(byte % 32)).join('')
  return characters.match(/.{4}/g)?.join('-') ?? characters
}

/** A code as it was meant, however it was typed. */
function plainCode(typed: string): string {
  return typed
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, '')
    .replace(/O/g, '0')
    .replace(/[IL]/g, '1')
}

function hashOf(secret: string): string {
  return createHash('sha256').update(secret).digest('hex')
}
