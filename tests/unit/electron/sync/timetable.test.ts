import { expect, test } from 'vitest'
import { Fault } from '../../../../domain/fault.ts'
import type { ExchangeRunner, SyncPorts } from '../../../../electron/sync/exchange-runner.ts'
import { emptyMemory } from '../../../../electron/sync/exchange-runner.ts'
import { defaultSyncSetting } from '../../../../electron/sync/send-hours.ts'
import { createTimetable, type Timetable } from '../../../../electron/sync/timetable.ts'
import { kept } from '../../../support/sync-pc.ts'

interface Run {
  end(): void
  fail(): void
}

/** A timetable whose time passes, and whose exchanges end, when the test says so. */
function aTimetable(unsent = 0, { networks = ['lan'], url = 'https://tinh.example' } = {}) {
  const timers: { readonly delayMs: number; run: (() => void) | null }[] = []
  const runs: Run[] = []
  const state = { heard: 0, isBeside: false, plugIn: () => {} }
  const line: Partial<SyncPorts['line']> = {
    after: (delayMs, run) => {
      const timer = { delayMs, run: run as (() => void) | null }
      timers.push(timer)
      return () => {
        timer.run = null
      }
    },
    random: () => 1,
    networks: () => networks,
    onNetworks: (run) => {
      state.plugIn = run
      return () => undefined
    },
  }
  const runner: Partial<ExchangeRunner> = {
    run: () =>
      new Promise((resolve, reject) => {
        runs.push({ end: resolve, fail: () => reject(new Fault('offline', 'no line')) })
      }),
    wake: () => state.isBeside,
    heard: () => state.heard,
    view: () => ({ epoch: '', vector: {}, wanted: [], wantedTotal: 0, receipts: [] }),
  }
  const ports = {
    line,
    store: { station: { id: 'tram' }, vector: () => ({ 'tram.0': unsent }) },
    connection: { get: () => ({ url }) },
    memory: kept(emptyMemory),
    setting: kept(defaultSyncSetting),
    onChange: () => undefined,
  }
  // Only what a timetable asks of them is there.
  const table: Timetable = createTimetable(ports as unknown as SyncPorts, runner as ExchangeRunner, () => {})
  const armed = () => timers.filter(({ run }) => run !== null)
  return {
    table,
    state,
    runs,
    waits: () => armed().map(({ delayMs }) => delayMs),
    pass: () => armed()[0]?.run?.(),
    settle: () => new Promise((resolve) => setImmediate(resolve)),
  }
}

test('[SY12] who saves without a pause does not put the sending off', () => {
  const { table, waits, pass, runs } = aTimetable()
  const first = waits()
  for (let saved = 0; saved < 100; saved += 1) table.wake()
  pass()

  expect([first, runs.length]).toEqual([[500], 1])
})

test('[SY12] what was saved while the last answer came goes soon, and not at the next poll', async () => {
  const { table, waits, pass, runs, settle } = aTimetable(3)
  pass()
  table.wake()
  runs[0]?.end()
  await settle()

  expect(waits()).toEqual([500])
})

test('[SY13] waits grow while nothing is heard, and begin anew once an exchange brought something', async () => {
  const { waits, pass, runs, settle, state } = aTimetable()
  const seen: number[][] = []
  for (const brings of [0, 0, 0, 1, 0]) {
    pass()
    state.heard += brings
    runs.at(-1)?.fail()
    await settle()
    seen.push([...waits()])
  }

  expect(seen).toEqual([[1000], [2000], [4000], [1000], [2000]])
})

test('[SY13] without any network the next try waits for one, but not where the province is this PC', async () => {
  const away = aTimetable(0, { networks: [] })
  const here = aTimetable(0, { networks: [], url: 'http://127.0.0.1:8710' })
  for (const { pass, runs, settle } of [away, here]) {
    pass()
    runs[0]?.fail()
    await settle()
  }
  const waited = [away.waits(), here.waits()]
  away.state.plugIn()

  expect([...waited, away.waits()]).toEqual([[300_000], [1000], [500]])
})
