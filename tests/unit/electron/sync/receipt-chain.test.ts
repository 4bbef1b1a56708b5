import { createHash, generateKeyPairSync, type KeyObject, sign } from 'node:crypto'
import { expect, test } from 'vitest'
import { type Receipt, type ReceiptBody, receiptText } from '../../../../domain/receipt.ts'
import { extendReceipts } from '../../../../electron/sync/receipt-chain.ts'

const { publicKey, privateKey } = generateKeyPairSync('ed25519')
const serverKey = publicKey.export({ format: 'jwk' }).x ?? ''
const manifest = 'a'.repeat(64)
const rules = { commune: 'H27.38.05', epoch: 'e1', serverKey, manifestOf: () => manifest }

function receipt(
  previous: Receipt | null,
  change: Partial<ReceiptBody> = {},
  key: KeyObject = privateKey,
): Receipt {
  const body: ReceiptBody = {
    commune: 'H27.38.05',
    epoch: 'e1',
    seq: (previous?.body.seq ?? 0) + 1,
    previous:
      previous === null ? null : createHash('sha256').update(receiptText(previous.body)).digest('hex'),
    time: '2026-01-05T08:00:00.000Z',
    vector: {},
    deposit: {
      id: 'deposit_x',
      number: 'BN-2026-000001',
      ordinal: 1,
      manifest,
      caseFiles: 1,
      documents: 2,
      blobs: 4,
      sizeBytes: 10,
      acceptedBy: 'Lưu trữ',
    },
    ...change,
  }
  return { body, signature: sign(null, Buffer.from(receiptText(body)), key).toString('base64url') }
}

test('receipts that continue the chain are taken, known ones are passed over', () => {
  const first = receipt(null)
  const second = receipt(first)

  expect(extendReceipts([first], [first, second], rules)).toEqual([first, second])
})

test('[SY5] a receipt that is not what it should be is refused with the whole answer', () => {
  const first = receipt(null)
  const stranger = generateKeyPairSync('ed25519').privateKey
  const wrong: readonly Receipt[] = [
    receipt(first, { seq: 3 }),
    receipt(first, { previous: 'b'.repeat(64) }),
    receipt(first, { commune: 'H27.38.06' }),
    receipt(first, {}, stranger),
    { ...receipt(first), body: { ...receipt(first).body, time: '2027-01-01T00:00:00.000Z' } },
  ]

  for (const fresh of wrong) {
    expect(() => extendReceipts([first], [fresh], rules)).toThrow(
      expect.objectContaining({ code: 'server-suspect' }),
    )
  }
})

test('[SY5] a receipt over another manifest than ours is refused', () => {
  const fresh = receipt(null)

  expect(() => extendReceipts([], [fresh], { ...rules, manifestOf: () => 'b'.repeat(64) })).toThrow(
    expect.objectContaining({ code: 'server-suspect' }),
  )
})

test('after a restore the chain begins anew in the new epoch', () => {
  const old = receipt(null)
  const fresh = receipt(null, { epoch: 'e2' })

  expect(extendReceipts([old], [fresh], { ...rules, epoch: 'e2' })).toEqual([old, fresh])
})
