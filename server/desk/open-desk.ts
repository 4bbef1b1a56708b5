import path from 'node:path'
import type { CodeName } from '../../domain/authority.ts'
import { originOf, type Vector } from '../../domain/op.ts'
import type { Accounts } from '../accounts/accounts.ts'
import { createEnrolmentCodes } from '../accounts/enrolment-codes.ts'
import { createTargets } from '../accounts/targets.ts'
import type { Decide } from '../archive/decide.ts'
import type { WriteOwnOps } from '../archive/own-ops.ts'
import { createRefuseTwins } from '../archive/refuse-twins.ts'
import type { AuditLog } from '../audit/audit-log.ts'
import type { Log } from '../log.ts'
import { openHoldingsSearch } from '../search/open-holdings-search.ts'
import { createSendDown } from '../sending/send-down.ts'
import { createSendings } from '../sending/sendings.ts'
import type { Serial } from '../serial.ts'
import type { RecordCache } from '../state/commune-records.ts'
import type { BlobIndex } from '../store/blob-index.ts'
import type { BlobStore } from '../store/blob-store.ts'
import type { OpStore } from '../store/op-store.ts'
import type { Registry } from '../store/registry.ts'
import type { SqlDatabase } from '../store/sql.ts'
import type { ConsolePorts } from './console-ports.ts'

interface DeskPorts {
  readonly dataFolder: string
  readonly authorityFolder: string
  readonly sql: SqlDatabase
  readonly accounts: Accounts
  readonly registry: Registry
  readonly cache: RecordCache
  readonly store: OpStore
  readonly blobs: BlobStore
  readonly index: BlobIndex
  readonly decide: Decide
  readonly write: WriteOwnOps
  readonly serial: Serial
  readonly audit: AuditLog
  readonly documentTypes: readonly CodeName[]
  /** Whose ops the server's own are. */
  readonly ownId: string
  readonly clock: () => number
  readonly log: Log
}

/** Everything that the console's calls work with, and what goes on beside them. */
export interface Desk extends ConsolePorts {
  /** To be told what a station says that it holds, at each of its exchanges. */
  noteReach(station: { readonly id: string; readonly commune: string }, vector: Vector): Promise<void>
  close(): Promise<void>
}

export async function openDesk(ports: DeskPorts): Promise<Desk> {
  const { dataFolder, sql, registry, cache, ownId, clock, log } = ports
  const refuseTwins = createRefuseTwins(ports)
  const sendings = createSendings(sql)
  const search = await openHoldingsSearch(ports)
  const running = new Set<Promise<unknown>>()

  /** The rule of duplicates runs where something of a deposit came. */
  cache.onAdded((code, ops) => {
    if (!ops.some(({ f, s }) => s !== ownId && /^(?:deposit|doc|case)_/.test(f))) return
    const work = registry
      .commune(code)
      .then((commune) => (commune === null ? 0 : refuseTwins(commune)))
      .catch((error: unknown) => {
        log.failure('the rule of duplicates failed', error, { commune: code })
      })
      .finally(() => running.delete(work))
    running.add(work)
  })

  return {
    ...ports,
    codes: createEnrolmentCodes(sql, clock),
    targets: createTargets(sql),
    refuseTwins,
    sendings,
    sendDown: createSendDown({ ...ports, sendings, folder: path.join(dataFolder, 'outgoing') }),
    search,
    noteReach: async ({ id, commune }, vector) => {
      const found = await registry.commune(commune)
      if (found === null) return
      const { incarnation } = found
      const n = vector[originOf({ s: ownId, i: incarnation })] ?? 0
      if (n > 0) await sendings.noteReach({ station: id, incarnation, n })
    },
    close: async () => {
      await Promise.all(running)
      await search.close()
    },
  }
}
