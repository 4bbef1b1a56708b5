import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { expect, test } from 'vitest'
import {
  cpuSecondsOf,
  cpuSecondsOfStat,
  cpuSecondsOfTimes,
  treeOf,
  watchMemory,
} from '../../bench/process-tree.ts'

const onLinux = process.platform === 'linux'

test('seconds of processor are read behind the name of the program, whatever that is', () => {
  const stat = '4711 (a b) c) S 1 1 1 0 -1 0 0 0 0 0 150 50 25 75 20 0 1 0 1 1'

  expect(cpuSecondsOfStat(stat)).toBe(3)
  expect(cpuSecondsOfStat('')).toBe(0)
})

test.each([
  ['0m0.000000s 0m0.010000s\n0m12.500000s 1m0.250000s\n', 72.75],
  ['0m0.00s 0m0.00s\n0m0.01s 0m0.00s', 0.01],
])('of what a shell prints, the programs it ran count: %j', (printed, seconds) => {
  expect(cpuSecondsOfTimes(printed)).toBeCloseTo(seconds)
})

test.runIf(onLinux)('a process is seen with what it started', async () => {
  const child = spawn('sh', ['-c', 'cat & cat; wait'], { stdio: ['pipe', 'ignore', 'ignore'] })
  const { pid = 0 } = child

  await expect.poll(() => treeOf(pid).length).toBeGreaterThanOrEqual(2)
  const memory = watchMemory(() => [pid])
  expect(memory.stop()).toBeGreaterThan(10_000)
  child.stdin.end()
  await once(child, 'exit')
  expect(cpuSecondsOf(pid)).toBe(0)
})

test.runIf(onLinux)('work of this process is counted', () => {
  const before = cpuSecondsOf(process.pid)
  const until = performance.now() + 60
  while (performance.now() < until) Math.sqrt(2)

  expect(cpuSecondsOf(process.pid)).toBeGreaterThan(before)
})
