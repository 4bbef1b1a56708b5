import { expect, test } from 'vitest'
import { createByteCache } from '../../../../../electron/desk/viewing/byte-cache.ts'

const value = (bytes: number) => ({ bytes: new Uint8Array(bytes) })

test('[UI56] what was used longest ago goes first, and the whole never takes more than its room', () => {
  const cache = createByteCache(1000)
  for (const key of ['a', 'b', 'c', 'd']) cache.put(key, value(250))
  expect(cache.get('a')).not.toBeNull()

  cache.put('e', value(200))

  expect(cache.get('b')).toBeNull()
  expect(['a', 'c', 'd', 'e'].map((key) => cache.get(key) !== null)).toEqual([true, true, true, true])
  expect(cache.sizeBytes()).toBe(950)
})

test('[UI56] a thousand pages leave no more than the room holds, and one huge picture throws out no other', () => {
  const cache = createByteCache(10_000)
  for (let page = 0; page < 1000; page += 1) cache.put(`page ${page}`, value(300))
  expect(cache.sizeBytes()).toBeLessThanOrEqual(10_000)

  cache.put('plan', value(9000))

  expect(cache.get('plan')).toBeNull()
  expect(cache.get('page 999')).not.toBeNull()
  cache.remove('page 999')
  expect(cache.get('page 999')).toBeNull()
})
