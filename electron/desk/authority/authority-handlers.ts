import type { authorityApi, ScheduleRowInput } from '../../../domain/authority-api.ts'
import { Fault } from '../../../domain/fault.ts'
import { kindOf, RecordId, recordId } from '../../../domain/op.ts'
import { dropRetentionRule, setRetentionRule } from '../../../domain/records/retention-rule.ts'
import { type PlacedRow, placedRows } from '../../../domain/retention-schedule.ts'
import type { Handlers } from '../../../domain/rpc.ts'
import { derivedId } from '../plan/derived-id.ts'
import type { Blobs, Records, Surroundings } from '../ports.ts'
import type { AuthorityDesk } from './authority-desk.ts'
import { chooseProfile, currentProfile } from './current-profile.ts'
import { importSchema, schemaRows } from './schema-files.ts'

type AuthorityApi = Omit<typeof authorityApi, 'description' | 'describe'>

interface AuthorityHandlerPorts {
  readonly records: Records
  readonly blobs: Blobs
  readonly surroundings: Pick<Surroundings, 'clock' | 'createId'>
  readonly desk: AuthorityDesk
}

/** The law's data: what is in use, newer data files, the retention schedule, the profile. */
export function authorityHandlers(ports: AuthorityHandlerPorts): Handlers<AuthorityApi> {
  const { records, desk } = ports
  return {
    authorityState: async () => ({
      files: [...desk.rows(), ...schemaRows(records)],
      schedule: placed(desk).map(({ row, origin }) => ({ row, origin })),
      profile: currentProfile(records, desk.authority()).id,
      profiles: desk.authority().profiles,
    }),
    importAuthority: ({ path }) =>
      path.toLowerCase().endsWith('.xsd') ? importSchema(ports, path) : desk.importFile(path),
    setScheduleRow: async ({ id, row }) => ({ id: await setRow(ports, id, row) }),
    removeScheduleRow: async ({ id }) => {
      const { row, origin } = existing(desk, id)
      const rule = ruleOf(id)
      const edits =
        origin === 'added'
          ? dropRetentionRule(rule)
          : setRetentionRule(rule, { ...row, of: id, isRemoved: true })
      await records.append(edits, { undo: 'set-schedule-row' })
      await desk.settled()
      return null
    },
    resetScheduleRow: async ({ id }) => {
      const { origin } = existing(desk, id)
      if (origin === 'changed' || origin === 'removed') {
        await records.append(dropRetentionRule(ruleOf(id)), { undo: 'set-schedule-row' })
        await desk.settled()
      }
      return null
    },
    chooseProfile: async ({ profile }) => {
      if (!desk.authority().profiles.some(({ id }) => id === profile)) {
        throw new Fault('not-found', `no profile ${profile}`)
      }
      await records.append([chooseProfile(records, profile)], { undo: 'choose-profile' })
      return null
    },
  }
}

function placed(desk: AuthorityDesk): readonly PlacedRow[] {
  return placedRows(desk.files().schedule.entries, desk.rules())
}

/** @throws Fault 'not-found' */
function existing(desk: AuthorityDesk, id: string): PlacedRow {
  const found = placed(desk).find(({ row }) => row.id === id)
  if (found === undefined) throw new Fault('not-found', `no row ${id} in the retention schedule`)
  return found
}

async function setRow(
  { records, surroundings, desk }: AuthorityHandlerPorts,
  id: string | null,
  row: ScheduleRowInput,
): Promise<string> {
  const codes = new Set(desk.authority().retentions.entries.map(({ code }) => code))
  const unknown = row.retention.find((code) => !codes.has(code))
  if (unknown !== undefined) {
    throw new Fault('invalid-input', `no retention code ${unknown}`, { detail: { reason: 'retention' } })
  }
  const said = { ...row, group: row.group.normalize('NFC'), title: row.title.normalize('NFC') }
  const rule = id === null ? recordId('rule', surroundings.createId()) : ruleOf(existing(desk, id).row.id)
  // A row that was added is named by its own record.
  const of = id === null || id === rule ? '' : id
  await records.append(setRetentionRule(rule, { ...said, of, isRemoved: false }), {
    undo: 'set-schedule-row',
  })
  await desk.settled()
  return id ?? rule
}

/** The record of what is said of a row: the same on every station, so that two that say something disagree in sight. */
function ruleOf(row: string): RecordId {
  const own = RecordId.safeParse(row)
  if (own.success && kindOf(own.data) === 'rule') return own.data
  return derivedId('rule', row)
}
