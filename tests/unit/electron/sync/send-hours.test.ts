import fc from 'fast-check'
import { expect, test } from 'vitest'
import { defaultSyncSetting, heldReason, isWithin } from '../../../../electron/sync/send-hours.ts'

const at = (minuteOfDay: number, networks: readonly string[] = ['LAN']) => ({ minuteOfDay, networks })
const night = { from: '22:00', to: '05:30' }

test('[SY14] hours may go over midnight; their end is no longer within', () => {
  const minutes = [1319, 1320, 1439, 0, 329, 330, 720]

  expect(minutes.map((minute) => isWithin(night, minute))).toEqual([
    false,
    true,
    true,
    true,
    true,
    false,
    false,
  ])
})

test('[SY14] of two hours one goes before the other, or the whole day counts', () => {
  const time = fc
    .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
    .map(([hour, minute]) => `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`)
  fc.assert(
    fc.property(time, time, fc.integer({ min: 0, max: 1439 }), (from, to, minute) => {
      const isIn = isWithin({ from, to }, minute)

      expect(isWithin({ from: to, to: from }, minute)).toBe(from === to ? true : !isIn)
    }),
  )
})

test('[SY14] scans wait for the hour, for a network, or until somebody goes on', () => {
  const setting = { ...defaultSyncSetting, hours: night, networks: ['LAN'] }

  expect(heldReason(defaultSyncSetting, at(720, []))).toBeNull()
  expect(heldReason(setting, at(720))).toBe('hours')
  expect(heldReason(setting, at(0, ['phone']))).toBe('network')
  expect(heldReason(setting, at(0))).toBeNull()
  expect(heldReason({ ...setting, isPaused: true }, at(0))).toBe('paused')
})
