import { expect, test } from 'vitest'
import { createRegistry, type NewStation, renewIncarnations } from '../../../server/store/registry.ts'
import type { SqlDatabase } from '../../../server/store/sql.ts'

const COMMUNE = 'H27.38.05'
const OTHER = 'H27.38.06'
const DAY_MS = 86_400_000

/** What every registry promises. @param open an empty database for each test */
export function registryContract(open: () => Promise<SqlDatabase>): void {
  async function opened() {
    const clock = { nowMs: Date.parse('2026-01-05T08:00:00Z') }
    const db = await open()
    const registry = createRegistry(db, () => clock.nowMs)
    await registry.addCommune(COMMUNE, 'Xã Một')
    await registry.addCommune(OTHER, 'Xã Hai')
    return { clock, db, registry }
  }
  const aStation = (id: string, code: string, agencyCode = COMMUNE): NewStation => ({
    id,
    key: `key of ${id}`,
    name: 'Máy thử',
    code,
    agencyCode,
  })

  test('communes are kept in their order, each once', async () => {
    const { registry } = await opened()

    await expect(registry.addCommune(COMMUNE, 'Khác')).rejects.toMatchObject({ code: 'conflict' })

    expect(await registry.communes()).toEqual([
      { code: COMMUNE, name: 'Xã Một', incarnation: 0 },
      { code: OTHER, name: 'Xã Hai', incarnation: 1 },
    ])
    expect(await registry.commune('H00')).toBeNull()
  })

  test('communes added at the same moment get incarnations of their own', async () => {
    const { registry } = await opened()

    await Promise.all(Array.from({ length: 10 }, (_, index) => registry.addCommune(`X${index}`, 'x')))

    const all = await registry.communes()
    expect(new Set(all.map(({ incarnation }) => incarnation)).size).toBe(12)
  })

  test('[SV3] a code enrols one station, which may repeat it, until it expires', async () => {
    const { registry, clock } = await opened()
    const { code } = await registry.createEnrolmentCode(COMMUNE)

    const first = await registry.enrol(aStation('aaaa', code))
    const again = await registry.enrol(aStation('aaaa', code.toLowerCase().replaceAll('-', ' ')))

    expect(first).toMatchObject({ code: COMMUNE, ordinal: 1 })
    expect(again).toEqual(first)
    await expect(registry.enrol(aStation('bbbb', code))).rejects.toMatchObject({ code: 'code' })
    const late = await registry.createEnrolmentCode(COMMUNE)
    clock.nowMs += 8 * DAY_MS
    await expect(registry.enrol(aStation('cccc', late.code))).rejects.toMatchObject({ code: 'code' })
    await expect(registry.enrol(aStation('cccc', '0000-0000-0000-0000-0000'))).rejects.toMatchObject({
      code: 'code',
    })
    expect(await registry.stations(COMMUNE)).toHaveLength(1)
  })

  test('[SV3] of stations that use one code at the same moment one is enrolled', async () => {
    const { registry } = await opened()
    const { code } = await registry.createEnrolmentCode(COMMUNE)

    const outcomes = await Promise.allSettled(
      ['aaaa', 'bbbb', 'cccc', 'dddd'].map((id) => registry.enrol(aStation(id, code))),
    )

    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect(await registry.stations(COMMUNE)).toHaveLength(1)
  })

  test('stations enrolled at the same moment get places of their own', async () => {
    const { registry } = await opened()
    const codes = await Promise.all(Array.from({ length: 8 }, () => registry.createEnrolmentCode(COMMUNE)))

    const enrolled = await Promise.all(
      codes.map(({ code }, index) => registry.enrol(aStation(`s${index}`, code))),
    )

    expect(enrolled.map(({ ordinal }) => ordinal).toSorted((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6, 7, 8])
  })

  test('[SV2] a code is for its own commune only', async () => {
    const { registry } = await opened()
    const { code } = await registry.createEnrolmentCode(COMMUNE)

    await expect(registry.enrol(aStation('aaaa', code, OTHER))).rejects.toMatchObject({ code: 'commune' })
    expect(await registry.station('aaaa')).toBeNull()
  })

  test('[SV1] a token names its station until it expires', async () => {
    const { registry, clock } = await opened()
    const { code } = await registry.createEnrolmentCode(COMMUNE)
    await registry.enrol(aStation('aaaa', code))
    const { token } = await registry.createToken('aaaa')

    expect(await registry.stationOfToken(token)).toMatchObject({ id: 'aaaa', commune: COMMUNE })
    expect(await registry.stationOfToken(`${token}x`)).toBeNull()
    clock.nowMs += DAY_MS
    expect(await registry.stationOfToken(token)).toBeNull()
  })

  test('a station that was revoked is told so, and stays known', async () => {
    const { registry, clock } = await opened()
    const { code } = await registry.createEnrolmentCode(COMMUNE)
    await registry.enrol(aStation('aaaa', code))

    await registry.revoke({ id: 'aaaa', by: 'người quản trị', reason: 'mất máy' })
    const revokedAt = clock.nowMs
    clock.nowMs += 1000
    await registry.revoke({ id: 'aaaa', by: 'người khác', reason: 'lần nữa' })

    expect(await registry.stationRows(COMMUNE)).toMatchObject([
      { id: 'aaaa', revokedAt, revokedBy: 'người quản trị', revokedReason: 'mất máy' },
    ])
    expect(await registry.stationRows(null)).toHaveLength(1)
    expect(await registry.stationRows(OTHER)).toEqual([])
    await expect(registry.revoke({ id: 'zzzz', by: 'a', reason: '' })).rejects.toMatchObject({
      code: 'not-found',
    })
    await expect(registry.enrol(aStation('aaaa', code))).rejects.toMatchObject({ code: 'revoked' })
  })

  test('being seen is remembered', async () => {
    const { registry, clock } = await opened()
    const { code } = await registry.createEnrolmentCode(COMMUNE)
    await registry.enrol(aStation('aaaa', code))
    const station = await registry.station('aaaa')
    clock.nowMs += DAY_MS

    if (station !== null) await registry.markSeen(station)

    expect(await registry.station('aaaa')).toMatchObject({ seenAt: clock.nowMs })
  })

  test('after a restore every commune gets an incarnation that none ever had', async () => {
    const { registry, db, clock } = await opened()
    const used = new Set((await registry.communes()).map(({ incarnation }) => incarnation))

    for (let restore = 0; restore < 3; restore += 1) {
      await renewIncarnations(db, clock.nowMs)
      for (const { incarnation } of await registry.communes()) {
        expect(used.has(incarnation)).toBe(false)
        used.add(incarnation)
      }
    }
  })
}
