import { expect, test } from 'vitest'
import type { Proposals } from '../../../domain/records/document.ts'
import type { Findings } from '../../../domain/records/findings.ts'
import {
  type FieldJudgement,
  impossibleDates,
  judgeProposals,
  scoreField,
  scoreHand,
  scoreSure,
} from '../../bench/ocr-fields.ts'
import type { PaperTruth } from '../../bench/ocr-papers.ts'
import { documentTypes } from '../../support/document-types.ts'

const truth: PaperTruth = {
  pages: [
    {
      lines: [
        { text: 'Số: 44/QĐ-UBND', seg: 'number', hand: true },
        { text: 'Đại Nghĩa, ngày 12 tháng 3 năm 2021', seg: 'date' },
      ],
      aux: [],
    },
  ],
  fields: { number: '44', notation: 'QĐ-UBND', date: '2021-03-12', type: 'Quyết định', agency: null },
}
const proposal = (value: string, confidence: number) => ({ value, confidence, page: 0, box: null })
const nothing: Findings = { cited: [], incoming: null, splits: [], layout: 'other' }

test('fields are judged by the names the truth has for them, the type by its code', () => {
  const proposals: Proposals = {
    number: proposal('14', 0.95),
    notation: proposal('QĐ-UBND', 0.95),
    issuedDate: proposal('2021-03-12', 0.8),
    type: proposal('02', 0.95),
    issuer: proposal('UBND xã', 0.5),
  }
  const judged = judgeProposals(truth, { proposals }, documentTypes)

  expect(judged.map(({ field, outcome, isByHand }) => [field, outcome, isByHand])).toEqual([
    ['number', 'wrong', true],
    ['notation', 'exact', false],
    ['issuedDate', 'exact', false],
    ['issuer', 'invented', false],
    ['type', 'exact', false],
  ])
})

test('a type that the list does not have is right as Khác', () => {
  const petition = { ...truth, fields: { type: 'Đơn khiếu nại' } }
  const judged = judgeProposals(petition, { proposals: { type: proposal('32', 0.9) } }, documentTypes)

  expect(judged).toMatchObject([{ field: 'type', outcome: 'exact' }])
})

function judgement(part: Partial<FieldJudgement>): FieldJudgement {
  const usual = {
    field: 'number',
    outcome: 'exact',
    isByHand: false,
    confidence: 0.95,
    truth: '1',
    proposed: '1',
  }
  return { ...usual, ...part } as const as FieldJudgement
}

test('precision is of what was offered, recall of what stands there', () => {
  const judged = [
    judgement({}),
    judgement({}),
    judgement({ outcome: 'wrong', proposed: '7' }),
    judgement({ outcome: 'missing', proposed: null, confidence: null }),
    judgement({ outcome: 'invented', truth: null }),
    judgement({ outcome: 'exact', truth: null, proposed: null, confidence: null }),
  ]

  expect(scoreField(judged)).toEqual({
    wanted: 4,
    proposed: 4,
    right: 2,
    precision: 0.5,
    recall: 0.5,
    f1: 0.5,
  })
})

test('what is written by hand is no part of what is to be found', () => {
  const judged = [judgement({}), judgement({ isByHand: true, outcome: 'missing', proposed: null })]

  expect(scoreField(judged)).toMatchObject({ wanted: 1, proposed: 1, f1: 1 })
})

test('a near miss counts where it is asked for', () => {
  const judged = [judgement({ field: 'subject', outcome: 'near' })]

  expect(scoreField(judged).f1).toBe(0)
  expect(scoreField(judged, (outcome) => outcome === 'near').f1).toBe(1)
})

test('what is marked sure is counted with what is by hand, and doubts are not', () => {
  const judged = [
    judgement({}),
    judgement({ isByHand: true, outcome: 'wrong', confidence: 0.9 }),
    judgement({ outcome: 'wrong', confidence: 0.89 }),
    judgement({ isByHand: true, outcome: 'missing', confidence: null, proposed: null }),
  ]

  expect(scoreSure(judged)).toEqual({ sure: 2, right: 1, precision: 0.5 })
  expect(scoreHand(judged)).toEqual({ values: 2, empty: 1, doubtful: 0, sure: 1 })
})

test.each([
  ['2021-03-12', true],
  ['2024-02-29', true],
  ['2023-02-29', false],
  ['2021-13-01', false],
  ['2021-00-10', false],
  ['1021-03-12', false],
  ['2031-03-12', false],
  ['12/3/2021', false],
])('is %s a date of a paper: %s', (date, isPossible) => {
  const offered = impossibleDates(
    { proposals: { issuedDate: proposal(date, 0.5) }, findings: nothing },
    '2026-11-22',
  )

  expect(offered).toEqual(isPossible ? [] : [date])
})

test('dates of stamps, of what is cited, and second guesses are looked at as well', () => {
  const place = { page: 0, box: null, confidence: 0.5 }
  const cited = { type: null, number: null, notation: null, issuer: null, text: 'Căn cứ' }
  const offered = impossibleDates(
    {
      proposals: {
        issuedDate: {
          ...proposal('2021-03-12', 0.5),
          candidates: [{ value: '2021-03-32', confidence: 0.2 }],
        },
      },
      findings: {
        ...nothing,
        incoming: { ...place, number: null, date: '2021-04-31' },
        cited: [
          { ...place, ...cited, issuedDate: '2015-06-31' },
          { ...place, ...cited, issuedDate: null },
        ],
      },
    },
    '2026-11-22',
  )

  expect(offered).toEqual(['2021-03-32', '2021-04-31', '2015-06-31'])
})
