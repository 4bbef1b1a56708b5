import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  fingerprintOf,
  readEnrolmentCode,
  writeEnrolmentCode,
} from '../../../../domain/sync/enrolment-code.ts'

const bytes = (length: number) => fc.uint8Array({ minLength: length, maxLength: length })

test('[SY9] a code that was written is read as it was meant, however it is typed', () => {
  const typing = fc.record({ gap: fc.constantFrom('', ' ', '-', ' - '), isLower: fc.boolean() })
  fc.assert(
    fc.property(bytes(20), fc.tuple(bytes(32), typing), (random, [key, { gap, isLower }]) => {
      const fingerprint = fingerprintOf(key)
      const code = writeEnrolmentCode(random, fingerprint)
      const typed = code.replaceAll('-', gap).replaceAll('0', 'o').replaceAll('1', 'l')
      const read = readEnrolmentCode(isLower ? typed.toLowerCase() : typed)

      expect(read.secret).toHaveLength(20)
      expect(read.fingerprint).toBe(fingerprint)
      expect(code.replaceAll('-', '')).toBe(read.secret + fingerprint)
    }),
  )
})

test('[SY9] a code of an earlier server names no server', () => {
  expect(readEnrolmentCode('ABCD-EFGH-JKMN-PQRS-TVWX')).toEqual({
    secret: 'ABCDEFGHJKMNPQRSTVWX',
    fingerprint: null,
  })
})

test('[SY9] two keys that differ have other fingerprints, of which a person can say every sign', () => {
  const first = fingerprintOf(new Uint8Array(32).fill(1))
  const second = fingerprintOf(new Uint8Array(32).fill(2))

  expect(first).not.toBe(second)
  expect(first).toMatch(/^[0-9A-HJKMNP-TV-Z]{12}$/)
})
