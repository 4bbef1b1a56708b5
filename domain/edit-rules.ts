import { isConflicting, showsAlready } from './conflicts.ts'
import { Fault } from './fault.ts'
import { conflictingValues, type RecordState, shownValue } from './merge.ts'
import type { Edit, RecordId } from './op.ts'
import { assertCaseFileFonds, assertPlanEdits } from './plan-rules.ts'
import { assertOpen, type CaseFile, CaseStateValue, caseFileView, moveCaseFile } from './records/case-file.ts'

const STATE = '/state'
const DEPOSIT = '/deposit'
/** Notes of the turns in the life of a case file: each comes with its step. */
const LIFE = '/life/'
const CASE_FILE = '/caseFile'
/** Where its paper lies is no part of what a case file holds: paper is moved at any time. */
const PLACE = '/place'
/** Who may see it is decided until it is handed over, and is handed over with it. */
const ACCESS = '/access'
const ISOLATED = '/isolated'
/** A state secret is closed off whatever the state of its case file is. */
const secrecyCells = /^\/(isolated|notSecret\/.+)$/
/** What the machine read: it may end after a case file was closed, since it changes nothing that a person said. */
const machineCells = /^\/(text\/.+|unread\/.+|turn\/.+|proposals|findings)$/

/** Is a cell written by the machine alone? */
export function isMachineCell(path: string): boolean {
  return machineCells.test(path)
}

/**
 * Refuses edits that the law's order forbids: whatever a person or a program on this PC writes passes here, all of one
 * group or none. Edits that came from elsewhere are facts and do not pass here.
 * @param look the records before the group
 * @throws Fault 'case-closed' for cells of a case file that is not open and of its documents; 'conflict' for a step
 * that the order of states has not, and while people disagree on the state; 'invalid-input' for a state that is none,
 * or a reopening without a reason; 'isolated' for whatever is written of a document that was isolated
 */
export function assertEditsAllowed(edits: readonly Edit[], look: (id: RecordId) => RecordState): void {
  for (const [id, own] of byRecord(edits)) {
    if (id.startsWith('plan_')) assertPlanEdits(look(id), own, look)
    if (id.startsWith('case_')) {
      assertCaseFileFonds(look(id), own, look)
      assertCaseFileEdits(
        look(id),
        own.filter(({ path }) => path !== PLACE && (path !== ACCESS || isHandedOver(look(id)))),
      )
    }
    if (id.startsWith('doc_')) assertDocumentEdits(look(id), own, look)
  }
}

function byRecord(edits: readonly Edit[]): ReadonlyMap<RecordId, readonly Edit[]> {
  const groups = new Map<RecordId, Edit[]>()
  for (const edit of edits) {
    const group = groups.get(edit.record)
    if (group === undefined) groups.set(edit.record, [edit])
    else group.push(edit)
  }
  return groups
}

/** Is a case file with the archive, to be examined or for good? */
export function isHandedOver(record: RecordState): boolean {
  const { state } = caseFileView(record)
  return state === 'deposited' || state === 'accepted'
}

/** Do people disagree on what state a case file is in? Nothing but an answer to that may be written then. */
export function isStateDisputed(record: RecordState): boolean {
  return disputedStates(record).length > 1
}

/** The states that stand beside each other; different reasons for one state are no dispute over it. */
function disputedStates(record: RecordState): readonly string[] {
  const cell = record.cells[STATE]
  const values = cell === undefined ? [] : conflictingValues(cell)
  return [...new Set(values.map((op) => (op.del === true ? 'removed' : nameOf(op.val))))]
}

function nameOf(value: unknown): string {
  const state = CaseStateValue.safeParse(value)
  return state.success ? state.data.name : 'unknown'
}

function assertCaseFileEdits(record: RecordState, edits: readonly Edit[]): void {
  if (edits.length === 0) return
  if (isStateDisputed(record)) return assertSettlesState(record, edits)
  const before = caseFileView(record)
  const isOpen = before.state === 'open' && isStateKnown(record)
  const after = edits
    .filter((edit) => edit.path === STATE)
    .reduce((file, edit) => stateAfter({ record, file, isOpen }, edit), before)
  if (isOpen) return
  const hasMoved = after.state !== before.state
  const isOfStep = (path: string): boolean =>
    hasMoved && ((after.state === 'deposited' && path === DEPOSIT) || path.startsWith(LIFE))
  const others = edits.filter((edit) => edit.path !== STATE && !isOfStep(edit.path))
  if (others.some((edit) => !settlesAsShown(record, edit))) throw closed(record)
}

/** Settling a conflict in favour of what is shown anyway changes nothing of a closed file. */
function settlesAsShown(record: RecordState, edit: Edit): boolean {
  return isConflicting(record.cells[edit.path]) && showsAlready(record, edit)
}

/** Checks one step of the state. */
function stateAfter(
  from: { readonly record: RecordState; readonly file: CaseFile; readonly isOpen: boolean },
  edit: Edit,
): CaseFile {
  const { record, file, isOpen } = from
  if ('remove' in edit) {
    // Only a file that was opened by mistake loses its state, with all else that was written of it.
    if (!isOpen) throw closed(record)
    return file
  }
  const { name, reason } = stateIn(edit)
  const isFirst = shownValue(record, STATE) === undefined && name === 'open'
  const isSettled = isConflicting(record.cells[STATE]) && name === file.state
  if (isFirst || isSettled) return file
  if (!isStateKnown(record)) throw closed(record)
  moveCaseFile(file, name, reason)
  if (name === 'open' && (reason ?? '').trim() === '') {
    throw new Fault('invalid-input', `case file ${file.id} is reopened without a reason`, {
      detail: { reason: 'reopen' },
    })
  }
  return { ...file, state: name }
}

function assertSettlesState(record: RecordState, edits: readonly Edit[]): void {
  const states = edits.filter((edit) => edit.path === STATE)
  const names = states.map((edit) => ('remove' in edit ? 'removed' : stateIn(edit).name))
  const isDepositing = names.includes('deposited')
  const isOther = edits.some((edit) => edit.path !== STATE && !(isDepositing && edit.path === DEPOSIT))
  const isSettled = names.length === 1 && names.every((name) => disputedStates(record).includes(name))
  if (isOther || !isSettled) throw disputed(record)
}

function stateIn(edit: Edit & { readonly value: unknown }): CaseStateValue {
  const state = CaseStateValue.safeParse(edit.value)
  if (state.success) return state.data
  throw new Fault('invalid-input', `${edit.record} is given a state that is none`, {
    detail: { reason: 'state' },
  })
}

function assertDocumentEdits(
  record: RecordState,
  edits: readonly Edit[],
  look: (id: RecordId) => RecordState,
): void {
  const isIsolated = (shownValue(record, ISOLATED) ?? null) !== null
  const others = edits.filter((edit) => !secrecyCells.test(edit.path) && !(isIsolated && 'remove' in edit))
  if (isIsolated && others.length > 0)
    throw new Fault('isolated', `${record.id} is isolated as a state secret`)
  const ofPeople = others.filter((edit) => !machineCells.test(edit.path) && !settlesAsShown(record, edit))
  if (ofPeople.length === 0) return
  const targets = ofPeople.map((edit) => (edit.path === CASE_FILE && 'value' in edit ? edit.value : null))
  for (const file of new Set([shownValue(record, CASE_FILE), ...targets])) {
    if (typeof file === 'string') assertFileOpen(look(file))
  }
  for (const file of targets) if (typeof file === 'string') assertNotExcluded(look(file))
}

/** A file that the law leaves out of the electronic ones takes no document in. */
function assertNotExcluded(record: RecordState): void {
  const { excluded, notation } = caseFileView(record)
  if (excluded === null) return
  throw new Fault('conflict', `case file ${record.id} is left out`, {
    detail: { reason: 'excluded', notation },
  })
}

function assertFileOpen(record: RecordState): void {
  if (isStateDisputed(record)) throw disputed(record)
  if (!isStateKnown(record)) throw closed(record)
  assertOpen(caseFileView(record))
}

/** A state that a newer program wrote is none that this one may take for open. */
function isStateKnown(record: RecordState): boolean {
  const state = shownValue(record, STATE)
  return state === undefined || nameOf(state) !== 'unknown'
}

function closed(record: RecordState): Fault {
  const { notation, state } = caseFileView(record)
  return new Fault('case-closed', `case file ${record.id} is not open`, { detail: { notation, state } })
}

function disputed(record: RecordState): Fault {
  const { notation } = caseFileView(record)
  return new Fault('conflict', `the state of case file ${record.id} is disputed`, {
    detail: { reason: 'state', notation },
  })
}
