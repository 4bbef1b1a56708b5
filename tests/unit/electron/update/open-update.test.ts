import { createHash } from 'node:crypto'
import { mkdir, readFile, truncate, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { expect, test } from 'vitest'
import { checkUpdate } from '../../../../electron/update/check-update.ts'
import type { TrustedKeys } from '../../../../electron/update/update-keys.ts'
import { faultOf, temporaryFolder } from '../../../support/test-vault.ts'
import {
  aManifest,
  anUpdateFile,
  anyZip,
  aReleaser,
  payloadBytes,
  present,
  signedParts,
  type ZipPart,
} from '../../../support/update-files.ts'

const releaser = aReleaser()
const payload = payloadBytes(5000)
const quiet = () => ({ onBytes: () => {}, signal: new AbortController().signal })

const check = (file: string, keys: TrustedKeys = releaser.trusted) =>
  checkUpdate(file, { keys, present }, quiet())

const manifestOf = (part: object = {}) => ({
  kind: 'ho-so-xa-update',
  format: 1,
  ...aManifest,
  payload: {
    name: 'a.deb',
    sizeBytes: payload.length,
    sha256: createHash('sha256').update(payload).digest('hex'),
  },
  keyId: releaser.keyId,
  ...part,
})
const body: ZipPart = { name: 'a.deb', bytes: payload }

test('[UP1] an update file that a trusted key signed is taken as it was made', async () => {
  const folder = await temporaryFolder()

  const manifest = await check(await anUpdateFile(folder, releaser))

  expect(manifest).toMatchObject({
    ...aManifest,
    payload: { name: 'ho-so-xa_0.2.0_amd64.deb', sizeBytes: 200_000 },
  })
})

test('[UP1] the same payload, words and key give the same update file', async () => {
  const folder = await temporaryFolder()

  const first = await readFile(await anUpdateFile(folder, releaser))
  const second = await readFile(await anUpdateFile(folder, releaser))

  expect(second.equals(first)).toBe(true)
})

test('[UP1] [UP4] an unknown key, no key at all, an altered manifest and an altered payload each say so', async () => {
  const folder = await temporaryFolder()
  const [manifest, signature] = signedParts(releaser, manifestOf())
  const altered = { ...manifest, bytes: Buffer.from(manifest.bytes.toString().replace('0.2.0', '0.3.0')) }
  const other = { ...body, bytes: Buffer.from(payload).fill(7, 100, 101) }
  const reasonOf = async (parts: readonly ZipPart[], keys?: TrustedKeys) =>
    (await faultOf(check(await anyZip(folder, parts), keys))).detail

  expect(await reasonOf([manifest, signature, body], aReleaser().trusted)).toMatchObject({
    reason: 'update-key',
  })
  expect(await reasonOf([manifest, signature, body], new Map())).toEqual({ reason: 'update-no-keys' })
  expect(await reasonOf([altered, signature, body])).toEqual({ reason: 'update-signature' })
  expect(await reasonOf([manifest, signature, other])).toEqual({ reason: 'update-payload' })
})

const link = 0o120_777
test.each([
  ['a fourth part', [body, { name: 'thêm.txt', bytes: Buffer.from('a') }], 'update-shape'],
  ['no payload', [], 'update-shape'],
  ['a payload under another name', [{ ...body, name: 'b.deb' }], 'update-payload'],
  ['a payload that is shorter', [{ ...body, bytes: payload.subarray(1) }], 'update-payload'],
  ['a link as its payload', [{ ...body, mode: link }], 'update-shape'],
  ['a payload that unfolds', [{ ...body, compress: true }], 'update-shape'],
] as const)('[UP2] %s is refused', async (_what, rest, reason) => {
  const folder = await temporaryFolder()

  const file = await anyZip(folder, [...signedParts(releaser, manifestOf()), ...rest])

  expect((await faultOf(check(file))).detail).toEqual({ reason })
})

test.each([
  ['another kind', { kind: 'x' }, 'update-manifest'],
  ['a key that it does not have', { more: 1 }, 'update-manifest'],
  ['a later layout', { format: 2 }, 'update-newer'],
  [
    'a payload whose name leads elsewhere',
    { payload: { ...manifestOf().payload, name: '../a.deb' } },
    'update-manifest',
  ],
  ['a hidden payload', { payload: { ...manifestOf().payload, name: '.a' } }, 'update-manifest'],
  ['a version that is none', { version: '0.2' }, 'update-manifest'],
] as const)('[UP2] a signed manifest with %s is refused', async (_what, part, reason) => {
  const folder = await temporaryFolder()

  const file = await anyZip(folder, [...signedParts(releaser, manifestOf(part)), body])

  expect((await faultOf(check(file))).detail).toEqual({ reason })
})

test('[UP2] a manifest or signature beyond its size, and parts in another order, are refused', async () => {
  const folder = await temporaryFolder()
  const [manifest, signature] = signedParts(releaser, manifestOf())
  const wide = { ...manifest, bytes: Buffer.concat([manifest.bytes, Buffer.alloc(70_000, 32)]) }
  const reasons = []
  for (const parts of [
    [wide, signature, body],
    [manifest, { ...signature, bytes: Buffer.alloc(2000, 65) }, body],
    [signature, manifest, body],
    [body, manifest, signature],
    [manifest, manifest, body],
  ]) {
    reasons.push((await faultOf(check(await anyZip(folder, parts)))).detail)
  }

  expect(reasons).toEqual(Array.from({ length: 5 }, () => ({ reason: 'update-shape' })))
})

test('[UP2] what is no update file, is cut, is a folder or is gone says what it is', async () => {
  const folder = await temporaryFolder()
  const file = await anUpdateFile(folder, releaser)
  const text = path.join(folder, 'thư.hoso')
  await writeFile(text, 'không phải tệp cập nhật')
  const empty = path.join(folder, 'rỗng.hoso')
  await writeFile(empty, '')
  await mkdir(path.join(folder, 'thư mục.hoso'))

  expect(await faultOf(check(text))).toEqual({ code: 'file-unsupported', detail: { reason: 'update-file' } })
  expect((await faultOf(check(empty))).code).toBe('file-unsupported')
  expect((await faultOf(check(path.join(folder, 'thư mục.hoso')))).code).toBe('file-unsupported')
  expect(await faultOf(check(path.join(folder, 'không có.hoso')))).toEqual({
    code: 'file-missing',
    detail: { reason: 'update' },
  })
  await truncate(file, 150_000)
  expect(await faultOf(check(file))).toEqual({ code: 'incomplete', detail: { reason: 'update-cut' } })
})

test('a check that is stopped says so', async () => {
  const folder = await temporaryFolder()
  const stop = new AbortController()
  stop.abort()

  const work = { onBytes: () => {}, signal: stop.signal }

  expect(
    (
      await faultOf(
        checkUpdate(await anUpdateFile(folder, releaser), { keys: releaser.trusted, present }, work),
      )
    ).code,
  ).toBe('cancelled')
})
