import { expect, test } from 'vitest'
import { coalesce } from '../../../../renderer/state/coalesce.ts'

test('a burst of requests costs one run now and one at the end', async () => {
  const gates: (() => void)[] = []
  const refresh = coalesce(
    () => new Promise((resolve) => void gates.push(resolve)),
    async () => {},
  )

  const first = refresh()
  for (let request = 0; request < 20; request++) void refresh()
  expect(gates).toHaveLength(1)
  gates[0]?.()
  await expect.poll(() => gates.length).toBe(2)
  gates[1]?.()
  await first

  expect(gates).toHaveLength(2)
})

test('work that failed is run again when it is asked for', async () => {
  const runs: string[] = []
  const refresh = coalesce(
    async () => {
      runs.push('run')
      if (runs.length === 1) throw new Error('the first run fails')
    },
    async () => {},
  )

  await expect(refresh()).rejects.toThrow('the first run fails')
  await refresh()

  expect(runs).toHaveLength(2)
})
