import { expect, test } from 'vitest'
import { Fault } from '../../../domain/fault.ts'
import {
  assertOpen,
  type CaseFile,
  type CaseState,
  caseStates,
  fileCode,
  moveCaseFile,
} from '../../../domain/records/case-file.ts'

const id = 'case_00000000-0000-4000-8000-000000000000'

function inState(state: CaseState): CaseFile {
  return {
    id,
    fonds: '',
    planEntry: null,
    year: 2025,
    notation: '02.XH',
    title: '',
    retention: '05',
    maker: '',
    startDate: null,
    endDate: null,
    state,
    stateReason: null,
    deposit: null,
    access: 'open',
    basis: '',
    place: null,
    excluded: null,
    closing: null,
    extra: {},
  }
}

const isAllowed = (from: CaseState, to: CaseState): boolean => {
  try {
    return moveCaseFile(inState(from), to).record === id
  } catch (error) {
    return !(error instanceof Fault && error.code === 'conflict')
  }
}

test('[CF1] a case file moves along the lawful steps and no other', () => {
  const steps = caseStates.flatMap((from) =>
    caseStates.filter((to) => isAllowed(from, to)).map((to) => `${from} -> ${to}`),
  )

  expect(steps).toEqual([
    'open -> closed',
    'closed -> open',
    'closed -> deposited',
    'deposited -> returned',
    'deposited -> accepted',
    'returned -> open',
    'returned -> deposited',
  ])
})

test('[CF2] only an open case file may be changed', () => {
  expect(() => assertOpen(inState('open'))).not.toThrow()
  for (const state of caseStates.filter((other) => other !== 'open')) {
    expect(() => assertOpen(inState(state))).toThrow(expect.objectContaining({ code: 'case-closed' }))
  }
})

test('the code of a case file is agency, year and notation', () => {
  expect(fileCode('H27.38.05', inState('open'))).toBe('H27.38.05.2025.02.XH')
})
