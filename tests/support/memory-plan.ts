import type { EngineApi } from '../../domain/api.ts'
import { Fault } from '../../domain/fault.ts'
import { nextNotation, notationClashes, notationKey, usualSuffix } from '../../domain/notation-number.ts'
import type { FondsForm, FondsPlanApi } from '../../domain/plan-api.ts'
import { comparePlanEntries, headingsOf, moveHeading, renameHeading } from '../../domain/plan-headings.ts'
import { assertFondsLives, fondsYears } from '../../domain/plan-rules.ts'
import type { Fonds } from '../../domain/records/fonds.ts'
import type { PlanEntry } from '../../domain/records/plan-entry.ts'
import type { Handlers } from '../../domain/rpc.ts'
import type { MemoryParts } from './memory-case-files.ts'
import { fileAt, issuerHandlers } from './memory-issuers.ts'
import { existing } from './memory-rows.ts'
import { aCaseFile } from './memory-vault.ts'

const AT = '2026-11-20T03:00:00.000Z'

export function planningHandlers(parts: MemoryParts): Handlers<FondsPlanApi> {
  return {
    ...fondsHandlers(parts),
    ...sheetHandlers(parts),
    ...manyHandlers(parts),
    ...numberHandlers(parts),
    ...issuerHandlers(parts),
  }
}

type FondsNames = 'fondsList' | 'addFonds' | 'editFonds' | 'closeFonds'

function fondsHandlers({ vault, newId, changed }: MemoryParts): Handlers<Pick<EngineApi, FondsNames>> {
  const { planning } = vault
  const make = (form: FondsForm, isOpen: boolean): { id: string } => {
    const id = newId('fonds')
    planning.fonds = [...planning.fonds, { ...form, id, isOpen, approvals: {} }]
    changed(id)
    return { id }
  }
  return {
    fondsList: async () =>
      planning.fonds.map((fonds) => ({
        fonds,
        planEntries: vault.plan.filter((entry) => entry.fonds === fonds.id).length,
        caseFiles: vault.caseFiles.filter((file) => file.fonds === fonds.id).length,
        years: [...fondsYears(fonds)],
      })),
    addFonds: async (form) => make(form, false),
    editFonds: async ({ id, ...form }) => {
      planning.fonds = planning.fonds.map((fonds) => (fonds.id === id ? { ...fonds, ...form } : fonds))
      changed(id)
      return null
    },
    closeFonds: async ({ id, closedOn, successor }) => {
      planning.fonds = planning.fonds.map((fonds) =>
        fonds.id === id ? { ...fonds, isOpen: false, closedOn } : fonds,
      )
      return make({ ...successor, closedOn: null }, true)
    },
  }
}

type SheetNames =
  | 'planSheet'
  | 'addPlanEntry'
  | 'editPlanEntry'
  | 'deletePlanEntries'
  | 'approvePlan'
  | 'withdrawApproval'

function sheetHandlers({ vault, newId, changed }: MemoryParts): Handlers<Pick<EngineApi, SheetNames>> {
  const { planning } = vault
  const approve = (id: string, year: number, approval: Fonds['approvals'][string] | null): void => {
    planning.fonds = planning.fonds.map((fonds) => {
      const { [String(year)]: _old, ...others } = fonds.approvals
      const approvals = approval === null ? others : { ...others, [String(year)]: approval }
      return fonds.id === id ? { ...fonds, approvals } : fonds
    })
    changed(id)
  }
  const isApproved = ({ fonds, year }: Pick<PlanEntry, 'fonds' | 'year'>): boolean =>
    String(year) in existing(planning.fonds, fonds).approvals
  const assertFree = (place: Pick<PlanEntry, 'fonds' | 'year' | 'notation'>, own: string): void => {
    const key = notationKey(place.notation)
    const isTaken = vault.plan.some(
      (entry) =>
        entry.id !== own &&
        entry.fonds === place.fonds &&
        entry.year === place.year &&
        notationKey(entry.notation) === key,
    )
    if (isTaken) {
      const detail = { reason: 'notation-taken', notation: place.notation }
      throw new Fault('conflict', 'taken', { detail })
    }
  }
  return {
    planSheet: async ({ fonds: wanted, year: wantedYear }) => {
      const fonds = planning.fonds.find(({ id, isOpen }) => (wanted === null ? isOpen : id === wanted))
      if (fonds === undefined) throw new Fault('not-found', 'no fonds')
      const own = vault.plan.filter((entry) => entry.fonds === fonds.id)
      const years = [...new Set(own.map(({ year }) => year))].sort((a, b) => b - a)
      const year = wantedYear ?? years[0] ?? 2026
      const entries = own.filter((entry) => entry.year === year).sort(comparePlanEntries)
      return {
        fonds,
        year,
        years,
        entries: entries.map((entry) => ({
          entry,
          caseFiles: vault.caseFiles.filter((file) => file.planEntry === entry.id).length,
          added: planning.added.get(entry.id) ?? null,
        })),
        approval: fonds.approvals[String(year)] ?? null,
        withdrawn: planning.withdrawn,
      }
    },
    addPlanEntry: async (form) => {
      assertFree(form, '')
      const id = newId('plan')
      const isAddition = isApproved(form)
      if (isAddition) planning.added.set(id, { by: vault.userName, at: AT })
      vault.plan = [...vault.plan, { ...form, id, isAddition }]
      changed(id)
      return { id }
    },
    editPlanEntry: async ({ id, ...form }) => {
      const entry = existing(vault.plan, id)
      assertFree({ ...entry, ...form }, id)
      if (isApproved(entry) && !entry.isAddition) {
        throw new Fault('conflict', 'approved', { detail: { reason: 'plan-approved', year: entry.year } })
      }
      vault.plan = vault.plan.map((other) => (other.id === id ? { ...other, ...form } : other))
      changed(id)
      return null
    },
    deletePlanEntries: async ({ ids }) => {
      vault.plan = vault.plan.filter(({ id }) => !ids.includes(id))
      changed(...ids)
      return null
    },
    approvePlan: async ({ fonds, year, decision, decidedOn }) => {
      approve(fonds, year, { at: AT, by: vault.userName, decision, decidedOn })
      return null
    },
    withdrawApproval: async ({ fonds, year, reason }) => {
      const { decision } = existing(planning.fonds, fonds).approvals[String(year)] ?? { decision: '' }
      planning.withdrawn = [...planning.withdrawn, { at: AT, by: vault.userName, reason, decision }]
      approve(fonds, year, null)
      return null
    },
  }
}

type ManyNames =
  | 'moveHeading'
  | 'renameHeading'
  | 'copyPlan'
  | 'previewPlanImport'
  | 'importPlan'
  | 'exportPlan'

function manyHandlers({ vault, newId, changed }: MemoryParts): Handlers<Pick<EngineApi, ManyNames>> {
  const entriesOf = (fonds: string, year: number): readonly PlanEntry[] =>
    vault.plan.filter((entry) => entry.fonds === fonds && entry.year === year)
  const rename = (fonds: string, year: number, changes: ReadonlyMap<string, string>): null => {
    const own = new Set(entriesOf(fonds, year))
    vault.plan = vault.plan.map((entry) =>
      own.has(entry) ? { ...entry, heading: changes.get(entry.heading) ?? entry.heading } : entry,
    )
    changed(newId('plan'))
    return null
  }
  const put = (entries: readonly Omit<PlanEntry, 'id'>[]): void => {
    vault.plan = [...vault.plan, ...entries.map((entry) => ({ ...entry, id: newId('plan') }))]
    changed(...vault.plan.map(({ id }) => id))
  }
  return {
    moveHeading: async ({ fonds, year, heading, by }) =>
      rename(fonds, year, moveHeading(headingsOf(entriesOf(fonds, year)), heading, by)),
    renameHeading: async ({ fonds, year, heading, name }) =>
      rename(fonds, year, renameHeading(headingsOf(entriesOf(fonds, year)), heading, name)),
    copyPlan: async ({ fonds, year, from, entries: chosen }) => {
      const source = entriesOf(fonds, from).filter(({ id }) => chosen?.includes(id) ?? true)
      put(source.map((entry) => ({ ...entry, year })))
      return { copied: source.length, left: 0 }
    },
    previewPlanImport: async ({ path }) => fileAt(vault.planning.planFiles, path),
    importPlan: async ({ fonds, year, path }) => {
      const { rows, taken, refused } = fileAt(vault.planning.planFiles, path)
      const entries = rows.flatMap((row) => (row.kind === 'taken' ? [row.entry] : []))
      put(entries.map((entry) => ({ ...entry, fonds, year, basis: '', isAddition: false })))
      return { taken, refused }
    },
    exportPlan: async ({ year }) => ({ file: `danh-muc-ho-so-H27.38.05-${year}.xlsx` }),
  }
}

type NumberNames = 'proposeNotation' | 'openOutsidePlan' | 'editCaseFileHead' | 'notationClashes' | 'renumber'

function numberHandlers({ vault, newId, changed }: MemoryParts): Handlers<Pick<EngineApi, NumberNames>> {
  const taken = (): string[] => [...vault.plan, ...vault.caseFiles].map(({ notation }) => notation)
  return {
    proposeNotation: async ({ heading }) => {
      const below = vault.plan.filter((entry) => entry.heading === heading)
      const suffix = usualSuffix(below.map(({ notation }) => notation))
      return { notation: nextNotation({ ordinal: 1, suffix, taken: taken() }) }
    },
    openOutsidePlan: async ({ fonds, ...head }) => {
      assertFondsLives(existing(vault.planning.fonds, fonds), head.year)
      const id = newId('case')
      vault.caseFiles = [...vault.caseFiles, aCaseFile(1, { ...head, id, fonds, planEntry: null })]
      changed(id)
      return { id }
    },
    editCaseFileHead: async ({ id, ...head }) => {
      vault.caseFiles = vault.caseFiles.map((file) => (file.id === id ? { ...file, ...head } : file))
      changed(id)
      return null
    },
    notationClashes: async () => {
      const files = vault.caseFiles.map((file, at) => ({
        ...file,
        madeAtMs: Date.parse(AT) + at,
        canChange: file.state === 'open',
      }))
      return notationClashes(files).map(({ notation, ids, renumber }) => ({
        notation,
        renumber,
        holders: ids.map((id) => {
          const { title } = existing(vault.caseFiles, id)
          return { id, title, madeAt: AT, isEntry: false }
        }),
      }))
    },
    renumber: async ({ id }) => {
      const notation = nextNotation({ ordinal: 1, suffix: 'TH', taken: taken() })
      vault.caseFiles = vault.caseFiles.map((file) => (file.id === id ? { ...file, notation } : file))
      changed(id)
      return { notation }
    },
  }
}
