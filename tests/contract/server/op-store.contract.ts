import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { Op } from '../../../domain/op.ts'
import { type Receipt, receiptText } from '../../../domain/receipt.ts'
import type { OpBatch } from '../../../domain/sync/protocol.ts'
import { extendChain } from '../../../server/store/chain-walk.ts'
import type { CheckedBatch, OpStore } from '../../../server/store/op-store.ts'
import { createTestStation, newId, type TestStation } from '../../support/test-station.ts'

const NOWHERE = 'http://127.0.0.1'

export function checked(batch: OpBatch): CheckedBatch {
  return { batch, ops: batch.ops.map((body) => ({ op: Op.parse(JSON.parse(body)), body })) }
}

export function aStation(edits: number): TestStation {
  const station = createTestStation(NOWHERE)
  const records = [newId('case'), newId('doc')] as const
  for (let index = 0; index < edits; index += 1) {
    station.write({ record: records[index % 2 === 0 ? 0 : 1], path: `/cell${index % 3}`, value: index })
  }
  return station
}

function aReceipt(commune: string, seq: number, number: string): Receipt {
  const deposit = {
    id: newId('deposit'),
    number,
    ordinal: 1,
    manifest: '0'.repeat(64),
    caseFiles: 1,
    documents: 1,
    blobs: 1,
    sizeBytes: 1,
    acceptedBy: 'a',
  }
  const body = {
    commune,
    epoch: 'e',
    seq,
    previous: null,
    time: '2026-01-05T00:00:00.000Z',
    vector: {},
    deposit,
  }
  return { body, signature: createHash('sha256').update(receiptText(body)).digest('base64url') }
}

/** What every op store promises. @param open an empty one for each test */
export function opStoreContract(open: () => Promise<OpStore>): void {
  test('a batch is taken, and told by the vector', async () => {
    const store = await open()
    const station = aStation(5)

    const outcomes = await store.append('A', [checked(station.batch())])

    expect(outcomes).toMatchObject([{ kind: 'taken', added: { length: 5 } }])
    expect(await store.vector('A')).toEqual({ [station.origin]: 5 })
    expect(await store.vector('B')).toEqual({})
  })

  test('[SV5] a gap, a fork and a wrong chain are refused whole; the other batches of the call are taken', async () => {
    const store = await open()
    const [good, gapped, forked, chained] = [aStation(3), aStation(6), aStation(4), aStation(4)]
    await store.append('A', [checked(forked.batch(1, 2))])
    const other = forked.batch(2, 4)
    const changed = { ...other, ops: other.ops.map((body) => body.replace('"by":"thử"', '"by":"kẻ"')) }

    const outcomes = await store.append('A', [
      checked(gapped.batch(4, 6)),
      checked(changed),
      checked({ ...chained.batch(), head: good.batch().head }),
      checked(good.batch()),
    ])

    expect(outcomes).toMatchObject([
      { kind: 'refused', code: 'gap' },
      { kind: 'refused', code: 'fork' },
      { kind: 'refused', code: 'chain' },
      { kind: 'taken' },
    ])
    expect(await store.vector('A')).toEqual({ [good.origin]: 3, [forked.origin]: 2 })
  })

  test('what is held already is taken again without effect, and an overlap adds only what is new', async () => {
    const store = await open()
    const station = aStation(8)
    await store.append('A', [checked(station.batch(1, 5))])

    const outcomes = await store.append('A', [checked(station.batch(1, 5)), checked(station.batch(3, 8))])

    expect(outcomes).toMatchObject([
      { kind: 'taken', added: [] },
      { kind: 'taken', added: [{ n: 6 }, { n: 7 }, { n: 8 }] },
    ])
    expect((await store.feed('A', 0, 100)).map(({ body }) => body)).toEqual(station.bodies)
  })

  test('the feed numbers the ops of a commune without a gap and in the order of their commits', async () => {
    const store = await open()
    const stations = [aStation(3), aStation(4), aStation(5)]
    await Promise.all(stations.map((station) => store.append('A', [checked(station.batch())])))

    const feed = await store.feed('A', 0, 100)
    const rest = await store.feed('A', 5, 3)

    expect(feed.map(({ seq }) => seq)).toEqual(Array.from({ length: 12 }, (_, index) => index + 1))
    expect(rest.map(({ seq }) => seq)).toEqual([6, 7, 8])
  })

  test('batches are served again byte for byte with key, head and signature', async () => {
    const store = await open()
    const [one, two] = [aStation(4), aStation(2)]
    const batches = [one.batch(1, 2), one.batch(3, 4), two.batch()]
    await store.append('A', batches.map(checked))

    const all = await store.batchesAbove('A', {}, 1_000_000)
    const rest = await store.batchesAbove('A', { [one.origin]: 2, [two.origin]: 2 }, 1_000_000)

    expect(all.hasMore).toBe(false)
    expect([...all.batches].sort((a, b) => a.signature.localeCompare(b.signature))).toEqual(
      [...batches].sort((a, b) => a.signature.localeCompare(b.signature)),
    )
    expect(rest).toEqual({ batches: [batches[1]], hasMore: false })
  })

  test('overlapping batches serve a receiver that holds any part of them', async () => {
    const store = await open()
    const station = aStation(9)
    for (const [from, to] of [
      [1, 3],
      [1, 6],
      [5, 9],
    ] as const) {
      await store.append('A', [checked(station.batch(from, to))])
    }

    for (let held = 0; held < 9; held += 1) {
      const { batches } = await store.batchesAbove('A', { [station.origin]: held }, 1_000_000)
      const reached = batches.reduce((n, batch) => (batch.from <= n + 1 ? Math.max(n, batch.to) : n), held)

      expect(reached).toBe(9)
    }
  })

  test('a pull keeps to its budget but always brings something', async () => {
    const store = await open()
    const station = aStation(10)
    for (let n = 1; n <= 10; n += 1) await store.append('A', [checked(station.batch(n, n))])
    const bodyBytes = Buffer.byteLength(station.bodies[0] ?? '')

    const little = await store.batchesAbove('A', {}, 1)
    const some = await store.batchesAbove('A', {}, bodyBytes * 3 + 10)

    expect(little).toMatchObject({ batches: { length: 1 }, hasMore: true })
    expect(some).toMatchObject({ batches: { length: 3 }, hasMore: true })
  })

  test('the tip is where the next op of an origin joins its chain', async () => {
    const store = await open()
    const station = aStation(7)
    await store.append('A', [checked(station.batch(1, 5))])
    const added = station.bodies.slice(5).map((body) => ({ record: Op.parse(JSON.parse(body)).f, body }))
    const records = added.map(({ record }) => record)

    const tip = await store.tip('A', { s: station.id, i: 0 }, records)

    expect(tip.n).toBe(5)
    expect(extendChain(tip, added).ofOrigin).toBe(station.batch().head)
  })

  test('a receipt is stored with its ops or not at all', async () => {
    const store = await open()
    const station = aStation(6)
    const receipt = aReceipt('A', 1, 'BN-2026-000001')

    await expect(store.append('A', [checked(station.batch(3, 6))], receipt)).rejects.toThrow('refused')
    expect(await store.receiptsAbove('A', 'e', 0)).toEqual([])
    await store.append('A', [checked(station.batch())], receipt)

    expect(await store.receiptsAbove('A', 'e', 0)).toEqual([receipt])
    expect(await store.receiptOfDeposit('A', receipt.body.deposit?.id ?? '')).toEqual(receipt)
    expect(await store.receiptOfDeposit('B', receipt.body.deposit?.id ?? '')).toBeNull()
    expect(await store.lastReceiptNumber('BN-2026-')).toBe('BN-2026-000001')
    expect(await store.lastReceiptNumber('BN-2027-')).toBeNull()
  })

  test('a receipt number is given once, over all communes', async () => {
    const store = await open()
    const [one, two] = [aStation(1), aStation(1)]
    await store.append('A', [checked(one.batch())], aReceipt('A', 1, 'BN-2026-000001'))

    await expect(
      store.append('B', [checked(two.batch())], aReceipt('B', 1, 'BN-2026-000001')),
    ).rejects.toThrow(/unique/i)

    expect(await store.vector('B')).toEqual({})
    expect(await store.lastReceipt('A', 'e')).toMatchObject({ body: { seq: 1 } })
    expect(await store.lastReceipt('B', 'e')).toBeNull()
  })
}
