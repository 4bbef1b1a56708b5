import { expect, test } from 'vitest'
import { withMedium, withZip } from '../../../../electron/update/update-medium.ts'
import { faultOf } from '../../../support/test-vault.ts'

const systemError = (code: string): Error => Object.assign(new Error(code), { code })

test.each([
  ['EIO', 'medium-lost'],
  ['ENODEV', 'medium-lost'],
  ['ENOSPC', 'disk-full'],
  ['EACCES', 'no-rights'],
  ['EROFS', 'no-rights'],
  ['ENOENT', 'file-missing'],
] as const)('[UP5] what the system says as %s of a stick or disk is told in words', async (said, code) => {
  const fail = () => Promise.reject(systemError(said))

  expect(await faultOf(withMedium(fail))).toEqual({ code, detail: { reason: 'update' } })
  expect(await faultOf(withZip('shape', fail))).toEqual({ code, detail: { reason: 'update' } })
})

test('what the system did not say is the file of no sense, or a bug', async () => {
  const fail = () => Promise.reject(new Error('unexpected EOF'))

  expect((await faultOf(withZip('cut', fail))).detail).toEqual({ reason: 'update-cut' })
  await expect(withMedium(fail)).rejects.toThrow(/unexpected EOF/)
})
