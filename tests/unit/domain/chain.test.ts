import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { chainHash, ZERO_HASH } from '../../../domain/chain.ts'

const sha256 = (bytes: Uint8Array): Uint8Array => createHash('sha256').update(bytes).digest()
const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex')

test('the hash of an op is SHA-256 over the tag, both earlier hashes and the body', () => {
  const ofOrigin = new Uint8Array(32).fill(1)
  const ofRecord = new Uint8Array(32).fill(2)
  const body = Buffer.from('{"v":1}')

  const expected = createHash('sha256')
    .update('hsx1\0')
    .update(ofOrigin)
    .update(ofRecord)
    .update(body)
    .digest('hex')

  expect(hex(chainHash(sha256, { ofOrigin, ofRecord }, body))).toBe(expected)
})

test('every part of the past changes the hash', () => {
  const body = Buffer.from('{}')
  const other = new Uint8Array(32).fill(1)
  const hashes = [
    chainHash(sha256, { ofOrigin: ZERO_HASH, ofRecord: ZERO_HASH }, body),
    chainHash(sha256, { ofOrigin: other, ofRecord: ZERO_HASH }, body),
    chainHash(sha256, { ofOrigin: ZERO_HASH, ofRecord: other }, body),
    chainHash(sha256, { ofOrigin: ZERO_HASH, ofRecord: ZERO_HASH }, Buffer.from('{} ')),
  ].map(hex)

  expect(new Set(hashes).size).toBe(4)
})
