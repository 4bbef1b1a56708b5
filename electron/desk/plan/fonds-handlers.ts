import { Fault } from '../../../domain/fault.ts'
import type { Edit, RecordId } from '../../../domain/op.ts'
import type { FondsForm, FondsPlanApi, FondsRow } from '../../../domain/plan-api.ts'
import { fondsYears } from '../../../domain/plan-rules.ts'
import { type Fonds, fondsView, newFonds } from '../../../domain/records/fonds.ts'
import type { Handlers } from '../../../domain/rpc.ts'
import { derivedId, fondsIdOf } from './derived-id.ts'
import type { PlanPorts } from './plan-ports.ts'
import { existingFonds } from './plan-records.ts'

type FondsApi = Pick<FondsPlanApi, 'fondsList' | 'addFonds' | 'editFonds' | 'closeFonds'>

const byVietnamese = new Intl.Collator('vi', { numeric: true })

/** The fonds of a commune: one that is open, and those of the communes it was merged from. */
export function fondsHandlers({ records }: Pick<PlanPorts, 'records'>): Handlers<FondsApi> {
  const all = (): readonly Fonds[] =>
    records
      .records('fonds')
      .map(fondsView)
      .filter(({ agencyName }) => agencyName !== '')
  const rowOf = (fonds: Fonds): FondsRow => ({
    fonds,
    planEntries: records.catalogue.count({ kind: 'plan', fonds: fonds.id }),
    caseFiles: records.catalogue.count({ kind: 'case', fonds: fonds.id }),
    years: [...fondsYears(fonds)],
  })
  return {
    fondsList: async () =>
      [...all()]
        .sort(
          (a, b) => Number(b.isOpen) - Number(a.isOpen) || byVietnamese.compare(a.agencyName, b.agencyName),
        )
        .map(rowOf),
    addFonds: async (form) => {
      assertIsNew(all(), form)
      const id = freeId(records, form)
      await records.append([...newFonds(id, { ...form, isOpen: false }), ...edits(id, null, form)])
      return { id }
    },
    editFonds: async ({ id, ...form }) => {
      const before = existingFonds(records, id)
      if (before.isOpen !== (form.closedOn === null)) {
        throw new Fault('invalid-input', 'a closed fonds has its day', { detail: { reason: 'fonds-day' } })
      }
      assertIsNew(
        all().filter((fonds) => fonds.id !== id),
        form,
      )
      const head = (['agencyCode', 'agencyName'] as const).filter((name) => before[name] !== form[name])
      await records.append([
        ...head.map((name) => ({ record: id, path: `/${name}`, value: form[name] })),
        ...edits(id, before, form),
      ])
      return null
    },
    closeFonds: async ({ id, closedOn, successor }) => {
      const before = existingFonds(records, id)
      if (!before.isOpen)
        throw new Fault('conflict', `${id} is closed`, { detail: { reason: 'fonds-closed' } })
      // What is left of a year belongs to the new fonds, so both have case files of that year.
      const form = { ...successor, closedOn: null, extra: { ...successor.extra, openedOn: closedOn } }
      const next = freeId(records, form)
      await records.append([
        { record: id, path: '/isOpen', value: false },
        { record: id, path: '/closedOn', value: closedOn },
        ...newFonds(next, { ...form, isOpen: true }),
        ...edits(next, null, form),
      ])
      return { id: next }
    },
  }
}

/** @throws Fault 'conflict' with the reason `fonds-exists` */
function assertIsNew(
  others: readonly Fonds[],
  { code, agencyName }: Pick<FondsForm, 'code' | 'agencyName'>,
): void {
  const isSame = (fonds: Fonds): boolean =>
    code === '' ? fonds.agencyName === agencyName && fonds.code === '' : fonds.code === code
  if (others.some(isSame)) {
    throw new Fault('conflict', 'there is such a fonds', {
      detail: { reason: 'fonds-exists', name: agencyName },
    })
  }
}

/** Two stations that add the same fonds add one; what was added twice at one station is another. */
function freeId(records: PlanPorts['records'], form: Omit<FondsForm, 'extra'>): RecordId {
  const id = fondsIdOf(form)
  if (fondsView(records.record(id)).agencyName === '') return id
  return derivedId('fonds', [form.agencyCode, form.code, form.closedOn ?? '', form.agencyName].join('/'))
}

/** The cells beside code and name of the agency. */
function edits(
  id: RecordId,
  before: Fonds | null,
  { code, closedOn, extra }: Pick<FondsForm, 'code' | 'closedOn' | 'extra'>,
): readonly Edit[] {
  const changed: Edit[] = []
  if ((before?.code ?? '') !== code) changed.push({ record: id, path: '/code', value: code })
  if ((before?.closedOn ?? null) !== closedOn)
    changed.push({ record: id, path: '/closedOn', value: closedOn })
  return [...changed, ...elementEdits(id, before?.extra ?? {}, extra)]
}

function elementEdits(id: RecordId, old: Fonds['extra'], extra: Fonds['extra']): readonly Edit[] {
  const changed: Edit[] = []
  for (const [name, value] of Object.entries(extra)) {
    const path = `/extra/${name}`
    if ((old[name] ?? '') === value) continue
    changed.push(value === '' ? { record: id, path, remove: true } : { record: id, path, value })
  }
  return changed
}
