import {
  type EnrolAnswer,
  EnrolRequest,
  enrolText,
  type SessionAnswer,
  SessionRequest,
  sessionText,
} from '../../domain/sync/protocol.ts'
import type { AuditLog } from '../audit/audit-log.ts'
import { createRefusalNotes } from '../audit/refusal-notes.ts'
import { isSignedBy, stationIdOf } from '../identity/keys.ts'
import type { ServerIdentity } from '../identity/server-identity.ts'
import { ServerProblem } from '../problem.ts'
import type { Registry } from '../store/registry.ts'
import { createChallenges } from './challenges.ts'
import { parseBody } from './parse-body.ts'

interface EntryPorts {
  readonly identity: ServerIdentity
  readonly registry: Registry
  readonly clock: () => number
  readonly audit: AuditLog
}

/** How a station comes in: it is given a challenge, and signs it to enrol or to open a session. */
export interface StationEntry {
  readonly challenge: () => string
  /** @throws ServerProblem 'input', 'token', 'signature', 'code', 'commune', 'revoked' */
  readonly enrol: (body: unknown) => Promise<EnrolAnswer>
  /** @throws ServerProblem 'input', 'token', 'signature', 'commune', 'revoked' */
  readonly openSession: (body: unknown) => Promise<SessionAnswer>
}

export function createStationEntry({ identity, registry, clock, audit }: EntryPorts): StationEntry {
  const challenges = createChallenges(clock)
  const isWorthNoting = createRefusalNotes(clock)
  const isoTime = (ms: number): string => new Date(ms).toISOString()

  /** Remembers that a station, or what says it is one, was not let in. */
  async function noteRefusal(
    action: 'enrolment-refused' | 'session-refused',
    { id, commune, code }: { readonly id: string; readonly commune: string | null; readonly code: string },
  ): Promise<void> {
    if (!isWorthNoting([action, id, code].join(' '))) return
    const actor = { kind: 'station', name: id } as const
    await audit.note({ time: isoTime(clock()), actor, action, commune, subject: id, detail: { code } })
  }

  async function enrol(body: unknown): Promise<EnrolAnswer> {
    const request = parseBody(EnrolRequest, body)
    if (!challenges.use(request.challenge)) throw new ServerProblem('token')
    if (!isSignedBy(request.publicKey, enrolText(request), request.signature)) {
      throw new ServerProblem('signature')
    }
    const { code, agencyCode, name, publicKey: key } = request
    const id = stationIdOf(key)
    const commune = await registry
      .enrol({ id, key, name, code, agencyCode })
      .catch(async (error: unknown) => {
        if (error instanceof ServerProblem) {
          await noteRefusal('enrolment-refused', { id, commune: agencyCode, code: error.code })
        }
        throw error
      })
    return {
      commune: commune.code,
      communeName: commune.name,
      serverKey: identity.key.publicKey,
      epoch: identity.epoch,
      stationOrdinal: commune.ordinal,
    }
  }

  async function openSession(body: unknown): Promise<SessionAnswer> {
    const request = parseBody(SessionRequest, body)
    if (!challenges.use(request.challenge)) throw new ServerProblem('token')
    const station = await registry.station(request.station)
    if (station === null) throw new ServerProblem('commune')
    const isSigned = isSignedBy(station.key, sessionText(request), request.signature)
    if (!isSigned || station.revokedAt !== null) {
      const code = isSigned ? 'revoked' : 'signature'
      await noteRefusal('session-refused', { ...station, code })
      throw new ServerProblem(code)
    }
    await registry.markSeen(station)
    const { token, expiresAt } = await registry.createToken(station.id)
    return { token, expiresAt: isoTime(expiresAt), time: isoTime(clock()) }
  }

  return { challenge: () => challenges.create(), enrol, openSession }
}
