import { reportOf } from '../../domain/fault.ts'
import type { RecordId } from '../../domain/op.ts'
import type { Handlers, Reply } from '../../domain/rpc.ts'
import type { SecurityApi } from '../../domain/security-api.ts'
import type { Surroundings } from '../desk/ports.ts'
import type { Vault } from '../store/vault.ts'
import { createAccessBook } from './access-book.ts'
import type { Session } from './session.ts'
import { securityHandlers } from './session-security.ts'
import type { PagePlace } from './shown-pages.ts'
import { usersHandlers } from './users.ts'
import type { UsersBook } from './users-book.ts'

/** Users, locks and the record of who saw what, around an open vault. */
export interface Security {
  readonly handlers: Handlers<SecurityApi>
  /** Writes down what the answer shows of restricted files, before it is told. */
  noteAnswer(name: string, input: unknown, reply: Reply): Promise<Reply>
  /** @throws Fault where the view could not be written down */
  noteImage(page: PagePlace): Promise<void>
  /** @throws Fault where the export could not be written down */
  noteExport(document: RecordId): Promise<void>
}

export interface SecurityParts {
  readonly vault: Vault
  readonly book: UsersBook
  readonly session: Session
}

export function joinSecurity(parts: SecurityParts, surroundings: Surroundings): Security {
  const { createId, clock } = surroundings
  const access = createAccessBook({ ...parts, surroundings })
  return {
    handlers: {
      ...usersHandlers({ ...parts, createId }),
      ...securityHandlers({ ...parts, clock }),
      ...access.handlers,
    },
    noteAnswer: async (name, input, reply) => {
      if (!reply.ok) return reply
      try {
        await access.beforeAnswer(name, input, reply.value)
        return reply
      } catch (error) {
        return { ok: false, ...reportOf(error) }
      }
    },
    noteImage: (page) => access.beforeImage(page),
    noteExport: async (subject) => {
      await access.handlers.noteAccess({ what: 'export', subject })
    },
  }
}
