import { expect, test } from 'vitest'
import { syncFormOf, writtenSetting } from '../../../../../renderer/features/sync/sync-form.ts'
import { freeSetting } from '../../../../support/memory-sync.ts'

const form = syncFormOf(freeSetting)

test('a form that nobody touched writes the setting that it shows', () => {
  const setting = {
    hours: { from: '22:30', to: '05:15' },
    networks: ['Văn phòng xã'],
    kilobitsPerSecond: 512,
    isPaused: true,
  }

  expect(writtenSetting(form, freeSetting).written).toEqual(freeSetting)
  expect(writtenSetting(syncFormOf(setting), setting).written).toEqual(setting)
})

test.each([
  ['22', '22:00'],
  ['7h', '07:00'],
  ['7.30', '07:30'],
  ['22h15', '22:15'],
  ['0530', '05:30'],
])('%s is read as the time %s', (typed, time) => {
  const { written } = writtenSetting({ ...form, byHours: true, from: typed, to: '06:01' }, freeSetting)

  expect(written?.hours?.from).toBe(time)
})

test.each(['24:00', '7:60', 'tối', ''])('%s is no time', (typed) => {
  const { written, faults } = writtenSetting({ ...form, byHours: true, from: typed }, freeSetting)

  expect([written, faults]).toEqual([null, { from: 'clock-wrong' }])
})

test('hours without length, no network and no speed are refused, each where it stands', () => {
  const wrong = { ...form, byHours: true, to: '22', byNetwork: true, byLimit: true, limit: '15' }

  expect(writtenSetting(wrong, freeSetting)).toEqual({
    faults: { to: 'clock-same', networks: 'network-missing', limit: 'limit-wrong' },
    written: null,
  })
})
