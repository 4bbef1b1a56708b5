import type { ConsoleApi } from '../../domain/console-api.ts'
import type { Handlers } from '../../domain/rpc.ts'
import { auditActions } from '../audit/audit-log.ts'
import { type ConsolePorts, communeInScope, userOf, type Visit } from './console-ports.ts'

export function auditCalls(ports: ConsolePorts, visit: Visit): Pick<Handlers<ConsoleApi>, 'audit'> {
  return {
    audit: async ({ limit, offset, from, to, actor, action, commune }) => {
      const known = auditActions.find((each) => each === action)
      if (action !== null && known === undefined) return { rows: [], total: 0 }
      // Who sees some communes reads of one at a time, and of nothing beside them.
      const place = commune ?? userOf(visit).communes?.[0] ?? null
      if (place !== null) await communeInScope(ports, visit, place)
      return ports.audit.page(
        { limit, offset },
        {
          ...(from === null ? {} : { from }),
          ...(to === null ? {} : { to }),
          ...(actor === null ? {} : { actor }),
          ...(known === undefined ? {} : { action: known }),
          ...(place === null ? {} : { commune: place }),
        },
      )
    },
  }
}
