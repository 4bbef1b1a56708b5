import { expect, test } from 'vitest'
import { closingFigures, closingProposal, lifeOf } from '../../../domain/closing.ts'
import { applyOps, emptyRecord } from '../../../domain/merge.ts'
import type { Op } from '../../../domain/op.ts'
import { cleanCaseFile, cleanDocument } from '../../support/faulty-case-files.ts'
import { aPlanEntry, idOf } from '../../support/memory-vault.ts'
import { shippedAuthority } from '../../support/shipped-authority.ts'

const dated = (n: number, issuedDate: string, extra: Readonly<Record<string, string>> = {}) =>
  cleanDocument(n, { values: { ...cleanDocument(n).values, issuedDate }, extra })

test('[CF41] the longest retention of documents, plan and schedule is proposed, and only what binds is the least', () => {
  const file = cleanCaseFile({ title: 'Sổ hộ tịch', retention: '07-5', startDate: '2025-02-01' })
  const documents = [dated(1, '2025-03-05'), dated(2, '2025-11-20', { maintenance: '05' })]

  const proposal = closingProposal({ file, documents }, aPlanEntry(1, { retention: '06' }), shippedAuthority)

  // The schedule says for ever; nobody confirmed it, so it is proposed and does not bind.
  expect(proposal).toMatchObject({
    startDate: '2025-02-01',
    endDate: '2025-11-20',
    retention: '01',
    leastRetention: '05',
  })
})

test('[CF41] a retention that depends on something stays as a person chose it', () => {
  const file = cleanCaseFile({ retention: '07-life', endDate: '2026-01-31' })

  const { retention, endDate } = closingProposal(
    { file, documents: [dated(1, '2025-03-05')] },
    null,
    shippedAuthority,
  )

  expect([retention, endDate]).toEqual(['07-life', '2026-01-31'])
})

test('[CF41] the figures of the closing sheet come from the sheets', () => {
  const documents = [
    cleanDocument(1, { sheets: { count: 3, first: null } }),
    cleanDocument(2, { sheets: { count: 2, first: 3 } }),
    cleanDocument(3, { sheets: { count: 1, first: 7 } }),
  ]

  expect(closingFigures({ file: cleanCaseFile(), documents })).toEqual({
    documents: 3,
    pages: 3,
    sheets: 6,
    first: 1,
    last: 7,
    doubled: [3],
    missing: [5, 6],
    listPages: 1,
  })
})

test('[CF42] of a file from before such notes the last turn is told from its state', () => {
  const id = idOf('case', 1)
  const op: Op = {
    v: 1,
    s: 'a'.repeat(16),
    i: 0,
    n: 1,
    t: [Date.parse('2026-11-20T02:00:00Z'), 0],
    f: id,
    p: '/state',
    o: [],
    val: { name: 'open', reason: 'Thiếu tờ trình' },
    by: 'Mẫu',
    sv: 1,
  }

  expect(lifeOf(applyOps(emptyRecord(id), [op]))).toEqual([
    { what: 'reopened', at: '2026-11-20T02:00:00.000Z', by: 'Mẫu', reason: 'Thiếu tờ trình', overlooked: 0 },
  ])
})
