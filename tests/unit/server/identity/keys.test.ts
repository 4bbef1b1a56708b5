import { expect, test } from 'vitest'
import {
  createSigningKey,
  isSignedBy,
  readSigningKey,
  stationIdOf,
} from '../../../../server/identity/keys.ts'
import { createTestStation } from '../../../support/test-station.ts'

test('the id of a station follows from its key as everybody computes it', () => {
  for (let tries = 0; tries < 20; tries += 1) {
    const { id, publicKey } = createTestStation('http://127.0.0.1')

    expect(stationIdOf(publicKey)).toBe(id)
  }
})

test('a key written and read again is the same key', () => {
  const key = createSigningKey()
  const again = readSigningKey(key.pem)

  expect([again.publicKey, again.stationId]).toEqual([key.publicKey, key.stationId])
  expect(isSignedBy(key.publicKey, 'Đơn', again.sign('Đơn'))).toBe(true)
})

test('a signature over another text, by another key or of no key does not hold', () => {
  const key = createSigningKey()
  const signature = key.sign('a')

  expect(isSignedBy(key.publicKey, 'b', signature)).toBe(false)
  expect(isSignedBy(createSigningKey().publicKey, 'a', signature)).toBe(false)
  expect(isSignedBy('A'.repeat(42), 'a', signature)).toBe(false)
  expect(isSignedBy(key.publicKey, 'a', 'A'.repeat(86))).toBe(false)
})
