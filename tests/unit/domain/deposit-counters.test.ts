import { expect, test } from 'vitest'
import { acceptedSoFar, depositCounters } from '../../../domain/deposit-counters.ts'
import { aCaseFile, aDeposit, aDocument, aFonds } from '../../support/memory-vault.ts'

const accepted = (decidedAt: string) => ({
  isAccepted: true,
  receiptNumber: 'BN-1',
  decidedAt,
  decidedBy: 'Lưu trữ',
  reason: '',
})

test('[CF60] what is counted of a deposit: files, documents, parts that are there, bytes, number and time', () => {
  const file = aCaseFile(1)
  const documents = [aDocument(1), aDocument(2), { ...aDocument(3), isolated: { at: '2026-11-20' } }]
  const [there] = documents[0]?.pages ?? []

  const counters = depositCounters({
    deposit: aDeposit(3, { outcome: accepted('2026-11-21T00:00:00.000Z') }),
    fonds: aFonds(),
    contents: [{ file, documents }],
    acceptedSoFar: 5,
    sizeOf: (sha) => (sha === there?.source ? 700 : null),
  })

  expect(counters).toMatchObject({
    requestCode: `NL.${aFonds().agencyCode}.2026.03`,
    packages: 1,
    caseFiles: 1,
    documents: 2,
    acceptedSoFar: 5,
    partsLoaded: 1,
    sizeBytes: 700,
    ordinal: 3,
    receivedAt: '2026-11-21T00:00:00.000Z',
  })
  expect(counters.parts).toBeGreaterThan(1)
})

test('[CF60] files accepted so far are those of the fonds up to the deposit', () => {
  const all = [
    { deposit: aDeposit(1, { outcome: accepted('2026-01-01T00:00:00.000Z') }), caseFiles: 4 },
    { deposit: aDeposit(2, { outcome: accepted('2026-02-01T00:00:00.000Z') }), caseFiles: 2 },
    { deposit: aDeposit(3), caseFiles: 8 },
    {
      deposit: aDeposit(4, { outcome: { ...accepted('2026-01-02T00:00:00.000Z'), isAccepted: false } }),
      caseFiles: 16,
    },
    {
      deposit: aDeposit(5, { fonds: 'other', outcome: accepted('2026-01-01T00:00:00.000Z') }),
      caseFiles: 32,
    },
  ]

  expect(all.slice(0, 3).map(({ deposit }) => acceptedSoFar(deposit, all))).toEqual([4, 6, 6])
})
