import { createHash, randomBytes } from 'node:crypto'
import * as z from 'zod'
import { Fault } from '../../domain/fault.ts'
import { readEnrolmentCode } from '../../domain/sync/enrolment-code.ts'
import { StationRole } from '../../domain/sync/station-rights.ts'
import { ServerProblem } from '../problem.ts'
import type { SqlDatabase } from './sql.ts'

const DAY_MS = 86_400_000
const CODE_LIFE_MS = 7 * DAY_MS
const TOKEN_LIFE_MS = 12 * 3_600_000
/** Being seen again within this time is not written: each write costs a flush of the disk. */
const SEEN_STEP_MS = 60_000
/** Crockford's base 32: no letter can be taken for a digit. */
const CODE_ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

const Commune = z.object({ code: z.string(), name: z.string(), incarnation: z.int() })
export type Commune = Readonly<z.infer<typeof Commune>>
const LastRow = z.object({ incarnation: z.int() })
const Station = z.object({
  id: z.string(),
  commune: z.string(),
  key: z.string(),
  seenAt: z.int(),
  /** Its place among those of the commune, from 1; never given to another. */
  ordinal: z.int(),
  role: StationRole,
  /** Milliseconds since 1970, null where it may still come. */
  revokedAt: z.int().nullable(),
})
export type Station = Readonly<z.infer<typeof Station>>

/** The commune of a station that was enrolled, and the place of the station in it. */
export type Enrolled = Commune & Pick<Station, 'ordinal'>

const StationRow = Station.extend({
  name: z.string(),
  enrolledAt: z.int(),
  revokedBy: z.string().nullable(),
  revokedReason: z.string().nullable(),
})
/** Everything that is known of a station. Times are milliseconds since 1970. */
export type StationRow = Readonly<z.infer<typeof StationRow>>

export interface Revocation {
  readonly id: string
  /** Console user. */
  readonly by: string
  readonly reason: string
}

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
  /** @param role what the station may do that the code enrols, `clerk` where nothing is said */
  createEnrolmentCode(
    commune: string,
    role?: StationRole,
  ): Promise<{ readonly code: string; readonly expiresAt: number }>
  /**
   * Uses up the code for this station; the same station may repeat it, since an answer can be lost on the way.
   * @throws ServerProblem 'code', 'commune', 'revoked'
   */
  enrol(station: NewStation): Promise<Enrolled>
  station(id: string): Promise<Station | null>
  stations(commune: string): Promise<readonly Station[]>
  /** Of one commune in their order, or all. */
  stationRows(commune: string | null): Promise<readonly StationRow[]>
  /**
   * From its next request on the station is refused (I29); what it wrote before stays. A second one changes nothing.
   * @throws Fault 'not-found'
   */
  revoke(revocation: Revocation): Promise<void>
  createToken(station: string): Promise<{ readonly token: string; readonly expiresAt: number }>
  stationOfToken(token: string): Promise<Station | null>
  markSeen(station: Station): Promise<void>
}

export function createRegistry(db: SqlDatabase, clock: () => number): Registry {
  return { ...communeTables(db), ...enrolment(db, clock), ...revocation(db, clock), ...tokens(db, clock) }
}

function communeTables(db: SqlDatabase): Pick<Registry, 'communes' | 'commune' | 'addCommune'> {
  const selectAll = db.query('SELECT * FROM communes ORDER BY code', Commune)
  const select = db.query('SELECT * FROM communes WHERE code = ?', Commune)
  const insert = db.command(
    `INSERT INTO communes
     SELECT ?, ?, coalesce(max(incarnation), -1) + 1 FROM communes WHERE true
     ON CONFLICT DO NOTHING`,
  )
  return {
    communes: async () => selectAll.all([]),
    commune: async (code) => (await select.first([code])) ?? null,
    addCommune: async (code, name) => {
      const added = await db.transaction(() => insert([code, name]))
      if (added === 0) throw new Fault('conflict', `commune ${code} exists`)
    },
  }
}

/**
 * Gives every commune an incarnation never used before, after the data folder was restored: ops of the lost time under
 * the old ones may come back from stations (I3, I15). Seconds since 1970, so that restoring the same backup twice gives
 * other ones.
 */
export async function renewIncarnations(db: SqlDatabase, nowMs: number): Promise<void> {
  const last = db.query('SELECT coalesce(max(incarnation), 0) AS incarnation FROM communes', LastRow)
  const renew = db.command(
    `UPDATE communes SET incarnation = CAST (? AS BIGINT)
       + (SELECT count(*) FROM communes AS earlier WHERE earlier.code < communes.code)`,
  )
  await db.transaction(async () => {
    const used = (await last.first([]))?.incarnation ?? 0
    await renew([Math.max(Math.floor(nowMs / 1000), used + 1)])
  })
}

type Enrolment = Pick<Registry, 'createEnrolmentCode' | 'enrol' | 'station' | 'stations' | 'markSeen'>
const CodeRow = z.object({
  commune: z.string(),
  expiresAt: z.int(),
  usedBy: z.string().nullable(),
  role: StationRole,
})
type CodeRow = z.infer<typeof CodeRow>
const stationColumns =
  'id, stations.commune AS commune, key, seen_at AS "seenAt", ordinal, stations.role AS role, revoked_at AS "revokedAt"'

function enrolment(db: SqlDatabase, clock: () => number): Enrolment {
  const insertCode = db.command(
    'INSERT INTO enrolment_codes (hash, commune, expires_at, role) VALUES (?, ?, ?, ?)',
  )
  const selectCode = db.query(
    'SELECT commune, expires_at AS "expiresAt", used_by AS "usedBy", role FROM enrolment_codes WHERE hash = ?',
    CodeRow,
  )
  const markUsed = db.command('UPDATE enrolment_codes SET used_by = ? WHERE hash = ?')
  const selectCommune = db.query('SELECT * FROM communes WHERE code = ?', Commune)
  const select = db.query(`SELECT ${stationColumns} FROM stations WHERE id = ?`, Station)
  const selectOf = db.query(`SELECT ${stationColumns} FROM stations WHERE commune = ?`, Station)
  const insert =
    db.command(`INSERT INTO stations (id, commune, key, name, enrolled_at, seen_at, role, ordinal)
     SELECT ?, ?, ?, ?, CAST (? AS BIGINT), CAST (? AS BIGINT), ?, coalesce(max(ordinal), 0) + 1
     FROM stations WHERE commune = ? ON CONFLICT DO NOTHING`)
  const setSeen = db.command('UPDATE stations SET seen_at = ? WHERE id = ?')

  async function enrol({ id, key, name, code, agencyCode }: NewStation): Promise<Enrolled> {
    const hash = hashOf(readEnrolmentCode(code).secret)
    const row = await selectCode.first([hash])
    if (row === undefined || !isUsable(row, id, clock())) throw new ServerProblem('code')
    const commune = await selectCommune.first([row.commune])
    if (commune === undefined || commune.code !== agencyCode) throw new ServerProblem('commune')
    const known = await select.first([id])
    if (known !== undefined && known.commune !== commune.code) throw new ServerProblem('commune')
    if ((known?.revokedAt ?? null) !== null) throw new ServerProblem('revoked')
    await markUsed([id, hash])
    await insert([id, commune.code, key, name, clock(), clock(), row.role, commune.code])
    return { ...commune, ordinal: (await select.first([id]))?.ordinal ?? 1 }
  }

  return {
    createEnrolmentCode: async (commune, role = 'clerk') => {
      if ((await selectCommune.first([commune])) === undefined)
        throw new Fault('not-found', `no commune ${commune}`)
      const code = newCode()
      const expiresAt = clock() + CODE_LIFE_MS
      await insertCode([hashOf(readEnrolmentCode(code).secret), commune, expiresAt, role])
      return { code, expiresAt }
    },
    enrol: async (station) => db.transaction(() => enrol(station)),
    station: async (id) => (await select.first([id])) ?? null,
    stations: async (commune) => selectOf.all([commune]),
    markSeen: async ({ id, seenAt }) => {
      if (Math.abs(clock() - seenAt) > SEEN_STEP_MS) await setSeen([clock(), id])
    },
  }
}

function revocation(db: SqlDatabase, clock: () => number): Pick<Registry, 'stationRows' | 'revoke'> {
  const columns = `${stationColumns}, name, enrolled_at AS "enrolledAt", revoked_by AS "revokedBy",
    revoked_reason AS "revokedReason"`
  const select = db.query(
    `SELECT ${columns} FROM stations WHERE CAST (?1 AS TEXT) IS NULL OR commune = ?1 ORDER BY commune, ordinal`,
    StationRow,
  )
  const find = db.query(`SELECT ${columns} FROM stations WHERE id = ?`, StationRow)
  const revoke = db.command(
    `UPDATE stations SET revoked_at = ?, revoked_by = ?, revoked_reason = ?
     WHERE id = ? AND revoked_at IS NULL`,
  )
  return {
    stationRows: async (commune) => select.all([commune]),
    revoke: async ({ id, by, reason }) => {
      if ((await find.first([id])) === undefined) throw new Fault('not-found', `no station ${id}`)
      await revoke([clock(), by, reason, id])
    },
  }
}

function tokens(db: SqlDatabase, clock: () => number): Pick<Registry, 'createToken' | 'stationOfToken'> {
  const insert = db.command('INSERT INTO tokens VALUES (?, ?, ?)')
  const dropExpired = db.command('DELETE FROM tokens WHERE expires_at < ?')
  const selectStation = db.query(
    `SELECT ${stationColumns} FROM tokens JOIN stations ON stations.id = station
     WHERE hash = ? AND expires_at >= ?`,
    Station,
  )
  return {
    createToken: async (station) => {
      const token = randomBytes(32).toString('base64url')
      const expiresAt = clock() + TOKEN_LIFE_MS
      await db.transaction(async () => {
        await dropExpired([clock()])
        await insert([hashOf(token), station, expiresAt])
      })
      return { token, expiresAt }
    },
    stationOfToken: async (token) => (await selectStation.first([hashOf(token), clock()])) ?? null,
  }
}

function isUsable({ expiresAt, usedBy }: CodeRow, id: string, nowMs: number): boolean {
  return expiresAt >= nowMs && (usedBy === null || usedBy === id)
}

/** 100 random bits in five groups of four letters and digits. */
function newCode(): string {
  const characters = [...randomBytes(20)].map((byte) => CODE_ALPHABET.charAt(byte % 32)).join('')
  return characters.match(/.{4}/g)?.join('-') ?? characters
}

function hashOf(secret: string): string {
  return createHash('sha256').update(secret).digest('hex')
}
