import { expect, test } from 'vitest'
import { conflictingValues, shownValue } from '../../../../../domain/merge.ts'
import { batchText, type OpBatch } from '../../../../../domain/sync/protocol.ts'
import { createTestStation } from '../../../../support/test-station.ts'
import { createTestVault, edit, faultOf, newRecord } from '../../../../support/test-vault.ts'

const COMMUNE = 'H27.38.05'

/** Another station with some ops, none of them sent anywhere. */
function otherStation(values: readonly string[], record = newRecord('case')) {
  const station = createTestStation('http://127.0.0.1', { commune: COMMUNE })
  for (const value of values) station.write(edit(record, '/title', value))
  return { station, record }
}

test('a batch of another station is taken, durable, and known when it comes again', async () => {
  const { vault, reopen } = await createTestVault()
  const { station, record } = otherStation(['đất', 'nhà', 'rừng'])

  expect(await vault.ingest(station.batch(1, 2), COMMUNE)).toBe('taken')
  expect(await vault.ingest(station.batch(1, 2), COMMUNE)).toBe('known')
  expect(await vault.ingest(station.batch(2, 3), COMMUNE)).toBe('taken')

  expect(vault.vector()).toEqual({ [station.origin]: 3 })
  const again = await reopen()
  expect(again.vector()).toEqual({ [station.origin]: 3 })
  expect(again.record(record)).toEqual(station.record(record))
  expect(await again.ingest(station.batch(), COMMUNE)).toBe('known')
})

test('[SY8] what is unsent is what stands above a vector, and another station takes it as it was written', async () => {
  const { vault } = await createTestVault()
  const { vault: other } = await createTestVault()
  const record = newRecord('case')
  for (const value of ['một', 'hai', 'ba', 'bốn', 'năm']) await vault.append([edit(record, '/title', value)])
  const { id: s, incarnation: i, publicKey: key } = vault.station

  for (;;) {
    const unsent = await vault.unsent(other.vector(), { ops: 2, bytes: 1_000_000 })
    if (unsent === null) break
    const named = { s, i, from: unsent.from, to: unsent.to, head: unsent.head }
    const signature = vault.station.sign(batchText(named, COMMUNE))
    await other.ingest({ ...named, key, signature, ops: [...unsent.ops] }, COMMUNE)
  }

  expect(other.vector()).toEqual(vault.vector())
  expect(other.record(record)).toEqual(vault.record(record))
  expect(await vault.unsent({ [`${s}.0`]: 99 }, { ops: 10, bytes: 1000 })).toBeNull()
})

test('ops that would leave a gap are refused with what is expected', async () => {
  const { vault } = await createTestVault()
  const { station } = otherStation(['một', 'hai', 'ba'])
  await vault.ingest(station.batch(1, 1), COMMUNE)

  expect(await faultOf(vault.ingest(station.batch(3, 3), COMMUNE))).toEqual({
    code: 'gap',
    detail: { origin: station.origin, expect: 2 },
  })
  expect(vault.vector()).toEqual({ [station.origin]: 1 })
})

test('two bodies under one number are a fork, and the first stays', async () => {
  const { vault } = await createTestVault()
  const { station, record } = otherStation(['một', 'hai'])
  await vault.ingest(station.batch(), COMMUNE)

  // The same station, started again from an older copy of itself.
  station.bodies.length = 1
  station.write(edit(record, '/title', 'hai khác'))
  station.write(edit(record, '/title', 'ba'))

  expect(await faultOf(vault.ingest(station.batch(1, 3), COMMUNE))).toMatchObject({
    code: 'fork',
    detail: { n: 2 },
  })
  expect(shownValue(vault.record(record), '/title')).toBe('hai')
  expect(vault.vector()).toEqual({ [station.origin]: 2 })
})

test('a batch that goes on from another chain is refused', async () => {
  const { vault } = await createTestVault()
  const { station, record } = otherStation(['một'])
  await vault.ingest(station.batch(), COMMUNE)

  station.bodies.length = 0
  station.write(edit(record, '/title', 'một khác'))
  station.write(edit(record, '/title', 'hai'))

  expect(await faultOf(vault.ingest(station.batch(2, 2), COMMUNE))).toMatchObject({ code: 'hash-mismatch' })
})

const forgeries: readonly [string, (batch: OpBatch) => Partial<OpBatch>][] = [
  ['a signature of something else', (batch) => ({ signature: batch.signature.replace(/^./, flip) })],
  ['a body that was changed', (batch) => ({ ops: [batch.ops[0]?.replace('đất', 'nhà') ?? ''] })],
  ['a key that does not name the station', () => ({ key: createTestStation('http://127.0.0.1').publicKey })],
  ['fewer ops than it says', (batch) => ({ to: batch.to + 1 })],
  ['another commune', (batch) => batch],
]

test.each(forgeries)('a batch with %s changes nothing', async (name, change) => {
  const { vault } = await createTestVault()
  const { station } = otherStation(['đất'])
  const batch = station.batch()
  const commune = name === 'another commune' ? 'H27.38.06' : COMMUNE

  const { code } = await faultOf(vault.ingest({ ...batch, ...change(batch) }, commune))

  expect(['server-suspect', 'hash-mismatch']).toContain(code)
  expect(vault.vector()).toEqual({})
})

test.each([
  ['white space', (body: string) => `${body} `],
  [
    'another order of keys',
    (body: string) =>
      JSON.stringify(Object.fromEntries(Object.entries(JSON.parse(body) as object).reverse())),
  ],
  ['a number written otherwise', (body: string) => body.replace('"n":1', '"n":1.0')],
  [
    'a value nested too deep',
    (body: string) => body.replace('"đất"', `${'['.repeat(3000)}${']'.repeat(3000)}`),
  ],
  ['a value that is too long', (body: string) => body.replace('đất', 'x'.repeat(70_000))],
])('a station that signs a text with %s is refused', async (_, change) => {
  const { vault } = await createTestVault()
  const { station } = otherStation(['đất'])
  const batch = { ...station.batch(), ops: [change(station.bodies[0] ?? '')] }

  expect(await faultOf(vault.ingest(batch, COMMUNE))).toEqual({
    code: 'server-suspect',
    detail: { reason: 'canonical' },
  })
})

test('[MG2] an edit replaces what its author saw, not what came while it was on its way', async () => {
  const { vault } = await createTestVault()
  const record = newRecord('case')
  const { station } = otherStation(['từ nơi khác'], record)

  // Both are asked for before either is written; the edit saw an empty cell.
  await Promise.all([vault.ingest(station.batch(), COMMUNE), vault.append([edit(record, '/title', 'ở đây')])])

  const cell = vault.record(record).cells['/title']
  expect(conflictingValues(cell ?? { heads: [], awaited: [] }).map((op) => op.val)).toEqual([
    'ở đây',
    'từ nơi khác',
  ])

  await vault.append([edit(record, '/title', 'đã xem cả hai')])
  expect(vault.record(record).cells['/title']?.heads.map((op) => op.val)).toEqual(['đã xem cả hai'])
})

test('[MG6] what a newer program added is stored and sent on byte for byte', async () => {
  const { vault, reopen } = await createTestVault()
  const { station, record } = otherStation(['đất'])
  station.bodies[0] = (station.bodies[0] ?? '').replace('"đất"}', '"đất","was":"x"}')

  await vault.ingest(station.batch(), COMMUNE)

  const again = await reopen()
  expect(again.record(record).cells['/title']?.heads[0]).toMatchObject({ was: 'x', val: 'đất' })
  expect(await again.ingest(station.batch(), COMMUNE)).toBe('known')
})

function flip(letter: string): string {
  return letter === 'A' ? 'B' : 'A'
}
