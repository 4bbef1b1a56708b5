import { createHash } from 'node:crypto'
import { fingerprintOf } from '../../domain/sync/enrolment-code.ts'
import type { AuditEntry, AuditLog } from '../audit/audit-log.ts'
import type { Registry } from '../store/registry.ts'

interface GuardPorts {
  readonly audit: AuditLog
  /** Raw Ed25519 public key of the server, base64url. */
  readonly serverKey: string
  readonly clock: () => number
}

/** The registry whose codes tell which server they are for (SV12), and whose enrolments and revocations are remembered. */
export function createGuardedRegistry(registry: Registry, ports: GuardPorts): Registry {
  const { audit, clock } = ports
  const groups = fingerprintOf(keyHash(ports.serverKey)).match(/.{1,4}/g) ?? []
  const note = (entry: Omit<AuditEntry, 'time'>): Promise<void> =>
    audit.note({ time: new Date(clock()).toISOString(), ...entry })
  return {
    ...registry,
    createEnrolmentCode: async (...asked) => {
      const { code, expiresAt } = await registry.createEnrolmentCode(...asked)
      return { code: [code, ...groups].join('-'), expiresAt }
    },
    enrol: async (station) => {
      const isKnown = (await registry.station(station.id)) !== null
      const enrolled = await registry.enrol(station)
      if (!isKnown) {
        await note({
          actor: { kind: 'station', name: station.id },
          action: 'station-enrolled',
          commune: enrolled.code,
          subject: station.id,
          detail: { name: station.name, ordinal: enrolled.ordinal },
        })
      }
      return enrolled
    },
    revoke: async (revocation) => {
      const { id, by, reason } = revocation
      const before = await registry.station(id)
      await registry.revoke(revocation)
      if (before === null || before.revokedAt !== null) return
      await note({
        actor: { kind: 'user', name: by },
        action: 'station-revoked',
        commune: before.commune,
        subject: id,
        detail: { reason },
      })
    },
  }
}

function keyHash(publicKey: string): Uint8Array {
  return createHash('sha256').update(Buffer.from(publicKey, 'base64url')).digest()
}
