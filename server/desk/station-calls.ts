import type { StationRow } from '../../domain/console/commune-api.ts'
import { isInScope } from '../../domain/console/console-user.ts'
import type { ConsoleApi } from '../../domain/console-api.ts'
import { Fault } from '../../domain/fault.ts'
import type { Handlers } from '../../domain/rpc.ts'
import type { Commune } from '../store/registry.ts'
import {
  type ConsolePorts,
  communeInScope,
  communesInScope,
  noteDone,
  userOf,
  type Visit,
} from './console-ports.ts'
import { isoTime } from './iso-time.ts'

type StationCalls = Pick<
  Handlers<ConsoleApi>,
  'stations' | 'revokeStation' | 'enrolmentCodes' | 'createEnrolmentCode' | 'withdrawEnrolmentCode'
>

export function stationCalls(ports: ConsolePorts, visit: Visit): StationCalls {
  const { registry, codes } = ports
  return {
    stations: async () => stationRowsOf(ports, await communesInScope(ports, visit), null),
    revokeStation: async ({ id, reason }) => {
      const station = await registry.station(id)
      if (station === null) throw new Fault('not-found', `no station ${id}`)
      await communeInScope(ports, visit, station.commune)
      // The registry itself remembers who did it.
      await registry.revoke({ id, by: userOf(visit).name, reason })
      return null
    },
    enrolmentCodes: async () => {
      const communes = new Map((await communesInScope(ports, visit)).map(({ code, name }) => [code, name]))
      return (await codes.open()).flatMap(({ id, commune, expiresAt }) => {
        const communeName = communes.get(commune)
        if (communeName === undefined) return []
        return [{ id, commune, communeName, expiresAt: new Date(expiresAt).toISOString() }]
      })
    },
    createEnrolmentCode: async ({ commune }) => {
      await communeInScope(ports, visit, commune)
      const { code, expiresAt } = await registry.createEnrolmentCode(commune)
      await noteDone(ports, visit, { action: 'code-made', commune, subject: commune })
      return { code, expiresAt: new Date(expiresAt).toISOString() }
    },
    withdrawEnrolmentCode: async ({ id }) => {
      const open = (await codes.open()).find((each) => each.id === id)
      if (open === undefined || !isInScope(userOf(visit), open.commune)) {
        throw new Fault('not-found', 'no such code')
      }
      const commune = await codes.withdraw(id)
      await noteDone(ports, visit, { action: 'code-withdrawn', commune, subject: id })
      return null
    },
  }
}

/** @param commune only of this one; null for all of `communes` */
export async function stationRowsOf(
  { registry }: Pick<ConsolePorts, 'registry'>,
  communes: readonly Commune[],
  commune: string | null,
): Promise<StationRow[]> {
  const names = new Map(communes.map(({ code, name }) => [code, name]))
  return (await registry.stationRows(commune)).flatMap((station) => {
    const communeName = names.get(station.commune)
    if (communeName === undefined) return []
    const { id, name, ordinal, seenAt, revokedAt, revokedBy, revokedReason } = station
    const at = isoTime(revokedAt)
    return [
      {
        id,
        name,
        commune: station.commune,
        communeName,
        ordinal,
        seenAt: new Date(seenAt).toISOString(),
        revoked: at === null ? null : { at, by: revokedBy ?? '', reason: revokedReason ?? '' },
      },
    ]
  })
}
