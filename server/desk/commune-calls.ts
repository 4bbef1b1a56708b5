import type { CommuneDetail, CommuneProgress } from '../../domain/console/commune-api.ts'
import type { ConsoleApi } from '../../domain/console-api.ts'
import type { RecordState } from '../../domain/merge.ts'
import type { CaseState } from '../../domain/records/case-file.ts'
import type { Handlers } from '../../domain/rpc.ts'
import { allDeposits } from '../archive/deposit-contents.ts'
import type { CommuneRecords } from '../state/commune-records.ts'
import { viewCaseFile, viewFonds, viewPlanEntry } from '../state/views.ts'
import type { Commune } from '../store/registry.ts'
import { type ConsolePorts, communeInScope, communesInScope, noteDone, type Visit } from './console-ports.ts'
import { progressOf, yearsOf } from './progress.ts'
import { stationRowsOf } from './station-calls.ts'

type CommuneCalls = Pick<
  Handlers<ConsoleApi>,
  'communes' | 'province' | 'commune' | 'addCommune' | 'setTarget'
>

export function communeCalls(ports: ConsolePorts, visit: Visit): CommuneCalls {
  const { registry, cache, targets } = ports
  return {
    communes: async ({ year }) => {
      const rows: CommuneProgress[] = []
      for (const commune of await communesInScope(ports, visit)) {
        rows.push(await progressOfCommune(ports, commune, year))
      }
      return rows
    },
    province: async () => {
      const years = new Set<number>()
      for (const { code } of await communesInScope(ports, visit)) {
        for (const year of yearsOf(await cache.of(code))) years.add(year)
      }
      return { years: [...years].sort((a, b) => b - a), share: await targets.province() }
    },
    commune: async ({ code }) => detailOf(ports, await communeInScope(ports, visit, code)),
    addCommune: async ({ code, name }) => {
      await registry.addCommune(code, name.normalize('NFC'))
      await noteDone(ports, visit, { action: 'commune-added', commune: code, subject: code })
      return null
    },
    setTarget: async ({ commune, share }) => {
      if (commune !== null) await communeInScope(ports, visit, commune)
      await targets.set(commune, share)
      const detail = { percent: share === null ? 0 : Math.round(share * 100) }
      await noteDone(ports, visit, { action: 'target-set', commune, subject: commune ?? '', detail })
      return null
    },
  }
}

/** How far a commune is, with the files of one year or of all. */
export async function progressOfCommune(
  { registry, cache, targets, clock }: ConsolePorts,
  commune: Commune,
  year: number | null,
): Promise<CommuneProgress> {
  const own = (await targets.own()).get(commune.code)
  return progressOf({
    commune,
    stations: (await registry.stations(commune.code)).filter(({ revokedAt }) => revokedAt === null),
    records: await cache.of(commune.code),
    target: { share: own ?? (await targets.province()), isOwn: own !== undefined },
    year,
    nowMs: clock(),
  })
}

async function detailOf(ports: ConsolePorts, commune: Commune): Promise<CommuneDetail> {
  const records = await ports.cache.of(commune.code)
  return {
    progress: await progressOfCommune(ports, commune, null),
    fonds: records.ofKind('fonds').map((record) => fondsRow(records, record)),
    stations: await stationRowsOf(ports, [commune], commune.code),
    history: (await historyOf(ports, commune, records)).sort((a, b) => (a.at < b.at ? 1 : -1)),
  }
}

function fondsRow(records: CommuneRecords, record: RecordState): CommuneDetail['fonds'][number] {
  const { id, agencyCode, agencyName, code, isOpen, approvals } = viewFonds(record)
  const entries = records.ofKind('plan').map(viewPlanEntry)
  const own = entries.filter(({ fonds, notation }) => fonds === id && notation !== '')
  const years = [...new Set(own.map(({ year }) => year))].sort((a, b) => b - a)
  const files = records
    .ofKind('case')
    .map(viewCaseFile)
    .filter(({ fonds, notation, excluded }) => fonds === id && notation !== '' && excluded === null)
  const countOf = (state: CaseState): number => files.filter((file) => file.state === state).length
  return {
    id,
    agencyCode,
    agencyName,
    code,
    isOpen,
    plans: years.map((year) => ({
      year,
      entries: own.filter((entry) => entry.year === year).length,
      decision: approvals[String(year)]?.decision ?? null,
    })),
    files: {
      open: countOf('open'),
      closed: countOf('closed'),
      deposited: countOf('deposited'),
      returned: countOf('returned'),
      accepted: countOf('accepted'),
    },
  }
}

type Step = CommuneDetail['history'][number]

async function historyOf(
  { sendings }: ConsolePorts,
  commune: Commune,
  records: CommuneRecords,
): Promise<Step[]> {
  const deposits = allDeposits(records).flatMap(({ id, ordinal, createdAt, outcome }): Step[] => {
    // The id of a deposit came from its record.
    const record = records.ofKind('deposit').find((each) => each.id === id)
    const by = record?.cells['/manifest']?.heads[0]?.by ?? ''
    const made: Step = { at: createdAt, by, kind: 'deposited', subject: String(ordinal), deposit: id }
    if (outcome === null) return [made]
    const kind = outcome.isAccepted ? 'accepted' : 'returned'
    return [
      made,
      { at: outcome.decidedAt, by: outcome.decidedBy, kind, subject: String(ordinal), deposit: id },
    ]
  })
  const sent = (await sendings.all(commune.code)).map(
    ({ at, by, kind, title }): Step => ({
      at: new Date(at).toISOString(),
      by,
      kind: kind === 'plan' ? 'plan-sent' : 'authority-sent',
      subject: title,
      deposit: null,
    }),
  )
  return [...deposits, ...sent]
}
