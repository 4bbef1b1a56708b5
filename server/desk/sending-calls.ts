import type { SendingRow } from '../../domain/console/sending-api.ts'
import type { ConsoleApi } from '../../domain/console-api.ts'
import { Fault } from '../../domain/fault.ts'
import type { PlanRow } from '../../domain/plan-import.ts'
import type { Handlers } from '../../domain/rpc.ts'
import type { Sent } from '../sending/sendings.ts'
import type { Commune } from '../store/registry.ts'
import {
  type ConsolePorts,
  communeInScope,
  communesInScope,
  noteDone,
  userOf,
  type Visit,
} from './console-ports.ts'

type SendingCalls = Pick<
  Handlers<ConsoleApi>,
  'sendings' | 'previewPlan' | 'sendPlan' | 'previewAuthority' | 'sendAuthority'
>

export function sendingCalls(ports: ConsolePorts, visit: Visit): SendingCalls {
  const { sendDown } = ports
  const chosen = (codes: readonly string[]): Promise<Commune[]> =>
    Promise.all([...new Set(codes)].map((code) => communeInScope(ports, visit, code)))
  return {
    sendings: () => sendingRows(ports, visit),
    previewPlan: async ({ year, bytes, communes }) => {
      const rows = await sendDown.readPlan({ year, bytes: bytesOf(bytes) })
      const previews = (await chosen(communes)).map(async (commune) => {
        const plan = await sendDown.previewPlan(rows, year, commune)
        const counts = plan.blocked === null ? { added: plan.added, kept: plan.kept } : { added: 0, kept: 0 }
        return { commune: commune.code, communeName: commune.name, blocked: plan.blocked, ...counts }
      })
      return { rows: rows.map(shownRow), ...counted(rows), communes: await Promise.all(previews) }
    },
    sendPlan: async ({ year, bytes, communes }) => {
      const rows = await sendDown.readPlan({ year, bytes: bytesOf(bytes) })
      const by = userOf(visit).name
      const got = await sendDown.sendPlan(rows, { year, by, communes: await chosen(communes) })
      for (const [commune, entries] of got) {
        await noteDone(ports, visit, {
          action: 'plan-sent',
          commune,
          subject: String(year),
          detail: { entries },
        })
      }
      return { communes: got.size, entries: [...got.values()].reduce((sum, entries) => sum + entries, 0) }
    },
    previewAuthority: async ({ bytes }) => {
      const raw = bytesOf(bytes)
      const { name, version, source } = await sendDown.readAuthority(raw)
      return { name, version, source, sizeBytes: raw.length }
    },
    sendAuthority: async ({ bytes, communes }) => {
      const raw = bytesOf(bytes)
      const file = await sendDown.readAuthority(raw)
      const to = await chosen(communes)
      await sendDown.sendAuthority(file, raw, { communes: to, by: userOf(visit).name })
      for (const { code } of to) {
        const detail = { version: file.version }
        await noteDone(ports, visit, { action: 'authority-sent', commune: code, subject: file.name, detail })
      }
      return { communes: to.length }
    },
  }
}

function bytesOf(base64: string): Buffer {
  const bytes = Buffer.from(base64, 'base64')
  if (bytes.length < 4)
    throw new Fault('invalid-input', 'an empty file', { detail: { reason: 'file-empty' } })
  return bytes
}

function shownRow(row: PlanRow) {
  const { number, text } = row
  if (row.kind === 'heading') return { number, text, kind: row.kind, level: row.level }
  if (row.kind === 'refused') return { number, text, kind: row.kind, reason: row.reason }
  return { number, text, kind: row.kind }
}

function counted(rows: readonly PlanRow[]): { readonly taken: number; readonly refused: number } {
  const count = (kind: PlanRow['kind']): number => rows.filter((row) => row.kind === kind).length
  return { taken: count('taken'), refused: count('refused') }
}

/** What went to several communes at once is one row, with those of them that the visitor sees. */
async function sendingRows(ports: ConsolePorts, visit: Visit): Promise<SendingRow[]> {
  const { sendings, registry } = ports
  const communes = new Map((await communesInScope(ports, visit)).map((commune) => [commune.code, commune]))
  const stations = (await registry.stationRows(null)).filter(({ revokedAt }) => revokedAt === null)
  const reaches = await sendings.reaches()
  const hasFetched = (station: string, { incarnation, n }: Sent): boolean => {
    const reach = reaches.get(station)
    return reach !== undefined && reach.incarnation === incarnation && reach.n >= n
  }
  const rows = new Map<string, SendingRow>()
  for (const sent of await sendings.all(null)) {
    const commune = communes.get(sent.commune)
    if (commune === undefined) continue
    const { id, kind, by, title } = sent
    const row = rows.get(id) ?? { id, kind, by, title, at: new Date(sent.at).toISOString(), communes: [] }
    rows.set(id, row)
    const own = stations.filter((station) => station.commune === sent.commune)
    row.communes.push({
      commune: commune.code,
      communeName: commune.name,
      entries: sent.entries,
      fetched: own.filter((station) => hasFetched(station.id, sent)).length,
      stations: own.length,
    })
  }
  return [...rows.values()]
}
