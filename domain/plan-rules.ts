import { isConflicting, showsAlready } from './conflicts.ts'
import { Fault } from './fault.ts'
import { type RecordState, shownValue } from './merge.ts'
import { type Edit, RecordId } from './op.ts'
import { type Fonds, fondsView } from './records/fonds.ts'

type Look = (id: RecordId) => RecordState

/**
 * Refuses what the law does not allow with an entry of the plan: once the plan of its year is approved it stays as it
 * is, and what is put in is an addition. Neither the fonds nor the year of an entry changes.
 * @throws Fault 'conflict' with the reason `plan-approved`, 'invalid-input' with `plan-place`
 */
export function assertPlanEdits(record: RecordState, edits: readonly Edit[], look: Look): void {
  const isNew = shownValue(record, '/notation') === undefined
  assertPlaceStays(record, edits)
  const fonds = fondsAt(valueAfter(record, edits, '/fonds'), look)
  const inYear = valueAfter(record, edits, '/year')
  const year = typeof inYear === 'number' ? String(inYear) : ''
  if (fonds === null || !Object.hasOwn(fonds.approvals, year)) return
  const isAddition = isNew
    ? edits.some((edit) => edit.path === '/isAddition' && 'value' in edit && edit.value === true)
    : shownValue(record, '/isAddition') === true
  const isKept = edits.every((edit) => isConflicting(record.cells[edit.path]) && showsAlready(record, edit))
  // An addition stays one as long as it is there.
  const losesMark = edits.some(
    (edit) => edit.path === '/isAddition' && 'value' in edit && edit.value !== true,
  )
  if (isKept || (isAddition && !losesMark)) return
  throw new Fault('conflict', `the plan of ${year} is approved`, {
    detail: { reason: 'plan-approved', year: Number(year) },
  })
}

/**
 * A case file stays in its fonds, and in a fonds only for years in which that lived.
 * @throws Fault 'invalid-input' with the reasons `plan-place`, `fonds` or `fonds-year`
 */
export function assertCaseFileFonds(record: RecordState, edits: readonly Edit[], look: Look): void {
  const paths = new Set(edits.map(({ path }) => path))
  if (!['/fonds', '/year', '/planEntry'].some((path) => paths.has(path))) return
  if (edits.some((edit) => edit.path === '/fonds' && 'remove' in edit)) return
  assertPlaceStays(record, edits)
  const fondsId = valueAfter(record, edits, '/fonds')
  const entry = RecordId.safeParse(valueAfter(record, edits, '/planEntry'))
  const ofEntry = entry.success ? shownValue(look(entry.data), '/fonds') : undefined
  if (ofEntry !== undefined && ofEntry !== fondsId) {
    throw new Fault('invalid-input', `${record.id} mixes fonds`, { detail: { reason: 'fonds' } })
  }
  const fonds = fondsAt(fondsId, look)
  const year = valueAfter(record, edits, '/year')
  if (fonds !== null && typeof year === 'number') assertFondsLives(fonds, year)
}

/** @throws Fault 'invalid-input' with the reason `fonds-year` where the fonds had not begun or was closed in that year */
export function assertFondsLives(fonds: Fonds, year: number): void {
  const [first, last] = fondsYears(fonds)
  if (year >= first && year <= last) return
  throw new Fault('invalid-input', `${fonds.id} has no year ${year}`, {
    detail: { reason: 'fonds-year', name: fonds.agencyName, year },
  })
}

const EARLIEST = 1900
const LATEST = 2199

/** First and last year of which a fonds has case files; what nobody said does not narrow. */
export function fondsYears({
  closedOn,
  extra,
}: Pick<Fonds, 'closedOn' | 'extra'>): readonly [number, number] {
  const first = Number.parseInt(extra['openedOn'] ?? '', 10)
  const last = Number.parseInt(closedOn ?? '', 10)
  return [Number.isNaN(first) ? EARLIEST : first, Number.isNaN(last) ? LATEST : last]
}

function assertPlaceStays(record: RecordState, edits: readonly Edit[]): void {
  const moves = edits.some((edit) => {
    const before = shownValue(record, edit.path)
    const isPlace = edit.path === '/fonds' || edit.path === '/year'
    return isPlace && 'value' in edit && before !== undefined && before !== edit.value
  })
  if (moves) {
    throw new Fault('invalid-input', `${record.id} changes its fonds or year`, {
      detail: { reason: 'plan-place' },
    })
  }
}

/** What a cell shows after the edits; one that is removed still counts, for where the record stood. */
function valueAfter(record: RecordState, edits: readonly Edit[], path: string): unknown {
  const edit = edits.find((each) => each.path === path)
  return edit !== undefined && 'value' in edit ? edit.value : shownValue(record, path)
}

/** Null where it has not come here yet. */
function fondsAt(id: unknown, look: Look): Fonds | null {
  const fonds = RecordId.safeParse(id)
  if (!fonds.success || !fonds.data.startsWith('fonds_')) return null
  const view = fondsView(look(fonds.data))
  return view.agencyName === '' ? null : view
}
