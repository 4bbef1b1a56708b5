import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { canonicalJson, type Json } from '../../../domain/json.ts'
import { type Op, opId } from '../../../domain/op.ts'
import { batchText } from '../../../domain/sync/protocol.ts'
import { stationRecordOf } from '../../../server/receive/station-record.ts'
import {
  COMMUNE,
  OTHER_COMMUNE,
  removeServer,
  startServer,
  type TestServer,
} from '../../support/test-server.ts'
import { createTestStation, headOf, newId, type TestStation } from '../../support/test-station.ts'

let server: TestServer
beforeAll(async () => {
  server = await startServer()
})
afterAll(() => removeServer(server))

/** Not over the wire, where enrolments of one address are few a minute. */
async function enrol(commune = COMMUNE): Promise<TestStation> {
  const station = createTestStation(server.url, { commune })
  const { code } = await server.registry.createEnrolmentCode(commune)
  const { id, publicKey: key } = station
  await server.registry.enrol({ id, key, name: 'Máy thử', code, agencyCode: commune })
  await station.openSession()
  return station
}

/** A station that writes whatever text it likes, chained and signed as it should be where that can be done. */
function forge(station: TestStation, ...ops: readonly Partial<Record<keyof Op, Json>>[]) {
  for (const part of ops) {
    const op = {
      v: 1,
      s: station.id,
      i: 0,
      n: station.bodies.length + 1,
      t: [1_767_571_200_000, 0],
      f: newId('case'),
      p: '/title',
      o: [],
      val: 'x',
      by: 'thử',
      sv: 1,
      ...part,
    }
    station.bodies.push(canonicalJson(op))
  }
  return station.batch()
}

async function codeOf(station: TestStation, batch: ReturnType<TestStation['batch']>): Promise<string | null> {
  return (await station.sync({ push: [batch] })).refused[0]?.code ?? null
}

const hostile: readonly (readonly [what: string, op: Partial<Record<keyof Op, Json>>, code: string])[] = [
  ['a path that climbs out', { f: 'case_../../../../etc/passwd' }, 'canonical'],
  ['a record that is none', { f: '/etc/passwd' }, 'canonical'],
  ['a name of a cell that is not composed', { p: '/field/tie\u0302u đề' }, 'canonical'],
  ['a name of a person that is not composed', { by: 'Nguye\u0302n' }, 'canonical'],
  ['an op of more than 64 KiB', { val: 'a'.repeat(65_536) }, 'limit'],
  ['a verdict', { f: newId('deposit'), p: '/verdict/doc_1', val: { hasPassed: true, reason: '' } }, 'role'],
  ['an outcome', { f: newId('deposit'), p: '/outcome', val: null }, 'role'],
  ['an acceptance', { p: '/state', val: { name: 'accepted', reason: null } }, 'role'],
  ['the record of another PC', { f: newId('station'), p: '/user/1', val: { name: 'x' } }, 'role'],
]
test.each(hostile)('[SV17] %s is refused with its code, and others go on', async (_what, op, code) => {
  const station = await enrol()
  const honest = await enrol()
  honest.write({ record: newId('case'), path: '/title', value: 'của người ngay' })

  expect(await codeOf(station, forge(station, op))).toBe(code)
  expect((await honest.sync({ push: [honest.batch()] })).vector).toMatchObject({ [honest.origin]: 1 })
})

test('[SV14] a PC writes the record of what belongs to it', async () => {
  const station = await enrol()

  expect(await codeOf(station, forge(station, { f: stationRecordOf(station.id), p: '/user/1' }))).toBeNull()
})

test('[SV17] the same name for another op is a fork; it is remembered, and what was held stays', async () => {
  const station = await enrol()
  const [first] = station.write({ record: newId('case'), path: '/title', value: 'bản đầu' })
  await station.sync({ push: [station.batch()] })
  const body = station.bodies[0]
  station.bodies.length = 0

  expect(await codeOf(station, forge(station, { val: 'bản khác' }))).toBe('fork')
  const { pull } = await (await enrol()).sync()
  expect(pull.flatMap(({ ops }) => ops)).toContain(body)
  const forks = await server.audit.page({ limit: 10, offset: 0 }, { action: 'fork-seen' })
  expect(forks.rows).toMatchObject([{ subject: first?.s, actor: { kind: 'station', name: station.id } }])
})

test('[SV17] a head that the ops do not lead to is a wrong chain, also under a good signature', async () => {
  const station = await enrol()
  const batch = forge(station, {}, {})
  const named = { ...batch, head: headOf(station.bodies, 1) }

  expect(
    await codeOf(station, { ...named, signature: station.sign(batchText(named, station.commune)) }),
  ).toBe('chain')
})

test('[SV17] no more than 64 values of one station stand in one cell; others write there all the same', async () => {
  const station = await enrol()
  const honest = await enrol()
  const record = newId('case')
  const values = Array.from({ length: 64 }, (_, index) => ({ f: record, val: index }))

  expect(await codeOf(station, forge(station, ...values))).toBeNull()
  const many = Array.from({ length: 400 }, (_, index) => ({ f: record, val: `nữa ${index}` }))
  forge(station, ...many)
  expect(await codeOf(station, station.batch(65))).toBe('limit')
  const { pull } = await honest.sync()
  honest.take(pull)
  honest.write({ record, path: '/title', value: 'một giá trị' })
  expect(await codeOf(honest, honest.batch())).toBeNull()
})

test('[SV17] the record of another commune stays as it is, whoever names it', async () => {
  const station = await enrol()
  const foreign = await enrol(OTHER_COMMUNE)
  const record = newId('case')
  station.write({ record, path: '/title', value: 'của xã này' })
  await station.sync({ push: [station.batch()] })

  await codeOf(foreign, forge(foreign, { f: record, val: 'của xã khác' }))
  const { pull } = await (await enrol()).sync()
  expect(pull.flatMap(({ ops }) => ops).join()).not.toContain('của xã khác')
})

test('[SV17] a thousand broken batches cost no memory and no honest station its turn', async () => {
  const station = await enrol()
  const batch = forge(station, { val: 'a'.repeat(30_000) })
  const broken = { ...batch, from: 5, to: 5 }
  const before = process.memoryUsage().heapUsed
  for (let round = 0; round < 10; round += 1) {
    await station.sync({ push: Array.from({ length: 100 }, () => broken) })
  }

  expect(process.memoryUsage().heapUsed - before).toBeLessThan(200 * 1_048_576)
  expect(await codeOf(station, batch)).toBeNull()
})

test('[SV18] a batch that overtook its predecessor is kept for a minute and counts once that one is here', async () => {
  const station = await enrol()
  const write = () => station.write({ record: newId('case'), path: '/title', value: randomUUID() })
  for (let op = 0; op < 6; op += 1) write()

  const early = await station.sync({ push: [station.batch(3, 4)] })
  const later = await station.sync({ push: [station.batch(5, 6)] })
  expect([early.vector[station.origin], later.vector[station.origin]]).toEqual([undefined, undefined])
  expect(early.refused).toMatchObject([{ code: 'gap', from: 3 }])
  expect((await station.sync({ push: [station.batch(1, 2)] })).vector).toMatchObject({ [station.origin]: 6 })
})

test('[SV18] after a minute a batch that came early is forgotten and has to be sent again', async () => {
  const station = await enrol()
  for (let op = 0; op < 2; op += 1) station.write({ record: newId('case'), path: '/title', value: op })

  await station.sync({ push: [station.batch(2, 2)] })
  server.clock.nowMs += 60_001
  expect((await station.sync({ push: [station.batch(1, 1)] })).vector).toMatchObject({ [station.origin]: 1 })
})

const clocks: readonly (readonly [what: string, shiftMs: number])[] = [
  ['ten years ahead', 3653 * 86_400_000],
  ['ten years behind', -3653 * 86_400_000],
  ['before 1970', -60 * 365 * 86_400_000],
  ['frozen', 0],
]
test.each(clocks)(
  '[SV19] ops of a station whose clock is %s are taken, kept and served',
  async (_what, shiftMs) => {
    const station = await enrol()
    const record = newId('case')
    const t = [1_767_571_200_000 + shiftMs, 0]

    expect(
      await codeOf(station, forge(station, { f: record, t }, { f: record, t, o: [`${station.id}:0:1`] })),
    ).toBeNull()
    expect((await station.sync()).pull.flatMap(({ ops }) => ops)).toEqual(
      expect.arrayContaining(station.bodies),
    )
  },
)

test('[SV19] the server goes on when its own clock is put back by years, and tells its time', async () => {
  const station = await enrol()
  station.write({ record: newId('case'), path: '/title', value: 'x' })
  const then = server.clock.nowMs
  server.clock.nowMs -= 3653 * 86_400_000
  const late = await enrol()
  late.write({ record: newId('case'), path: '/title', value: 'y' })

  const answer = await late.sync({ push: [late.batch()] })
  expect(answer.refused).toEqual([])
  expect(Date.parse(answer.time)).toBe(server.clock.nowMs)
  server.clock.nowMs = then
  expect((await station.sync({ push: [station.batch()] })).refused).toEqual([])
})

test('[SV20] kinds, cells and keys of a newer program survive the round trip byte for byte', async () => {
  const station = await enrol()
  const newer = {
    f: `hologram_${randomUUID()}`,
    p: '/góc nhìn/3d',
    val: { sâu: [1.5, -0, 'x'], đ: null },
    sv: 7,
    zz: { thêm: true },
  }
  const batch = forge(station, newer as Partial<Record<keyof Op, Json>>)

  expect(await codeOf(station, batch)).toBeNull()
  const other = await enrol()
  const [pulled] = (await other.sync()).pull.filter(({ s }) => s === station.id)
  expect(pulled).toEqual(batch)
  const back = await enrol()
  expect((await back.sync({ push: pulled === undefined ? [] : [pulled] })).refused).toEqual([])
  expect(opId(JSON.parse(batch.ops[0] ?? '{}') as Op)).toBe(`${station.id}:0:1`)
})
