import { execFileSync } from 'node:child_process'
import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import {
  freeBytesOf,
  neededBytes,
  removeInstalled,
  takeUpdate,
} from '../../../../electron/update/take-update.ts'
import { faultOf, temporaryFolder } from '../../../support/test-vault.ts'
import { anUpdateFile, aReleaser, payloadBytes, present } from '../../../support/update-files.ts'

const releaser = aReleaser()
const judge = { keys: releaser.trusted, present, freeBytes: freeBytesOf }

async function aRequest(payload?: Buffer) {
  const folder = await temporaryFolder()
  const from = await anUpdateFile(folder, releaser, payload === undefined ? {} : { payload })
  return {
    from,
    folder: path.join(folder, 'updates'),
    onBytes: () => {},
    signal: new AbortController().signal,
    ...judge,
  }
}

test('[UP5] a payload is verified again while it is copied, and lies whole in a folder of its version', async () => {
  const request = await aRequest()

  const { version, payload } = await takeUpdate(request)
  // What an earlier try left of this version is replaced.
  const again = await takeUpdate(request)

  expect(version).toBe('0.2.0')
  expect(again.payload).toBe(payload)
  expect(path.relative(request.folder, payload)).toBe(path.join('0.2.0', 'ho-so-xa_0.2.0_amd64.deb'))
  expect((await readFile(payload)).equals(payloadBytes(200_000))).toBe(true)
  expect(await readdir(path.dirname(payload))).toHaveLength(1)
  expect((await stat(payload)).mode & 0o777).toBe(0o500)
})

test('[UP5] a file that was altered since it was checked leaves nothing', async () => {
  const request = await aRequest()
  const bytes = await readFile(request.from)
  const at = bytes.length >> 1
  bytes.writeUInt8(bytes.readUInt8(at) ^ 1, at)
  await writeFile(request.from, bytes)

  expect(await faultOf(takeUpdate(request))).toEqual({
    code: 'hash-mismatch',
    detail: { reason: 'update-payload' },
  })
  expect(await readdir(request.folder)).toEqual([])
})

test('[UP5] a copy that is stopped leaves nothing', async () => {
  const stop = new AbortController()
  const request = {
    ...(await aRequest(payloadBytes(2_000_000))),
    signal: stop.signal,
    onBytes: () => stop.abort(),
  }

  expect((await faultOf(takeUpdate(request))).code).toBe('cancelled')
  expect(await readdir(request.folder)).toEqual([])
})

test('[UP5] without room nothing is begun, and how much is needed is told', async () => {
  const request = { ...(await aRequest()), freeBytes: async () => 1000 }

  expect(await faultOf(takeUpdate(request))).toEqual({
    code: 'disk-full',
    detail: { reason: 'update', needed: neededBytes(200_000), free: 1000 },
  })
  await expect(stat(request.folder)).rejects.toThrow(/ENOENT/)
})

test('[UP5] a disk that fills up while it is copied to is told, and given its room back', async () => {
  const request = await aRequest(payloadBytes(3_000_000))
  await mkdir(request.folder)
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', request.folder], { stdio: 'ignore' })
  } catch {
    // Only root may mount; the same fault is proved above by what the disk says of itself.
    return
  }
  onTestFinished(() => void execFileSync('umount', [request.folder]))

  const fault = await faultOf(takeUpdate({ ...request, freeBytes: async () => 1_000_000_000 }))

  expect(fault).toEqual({ code: 'disk-full', detail: { reason: 'update' } })
  expect(await readdir(request.folder)).toEqual([])
})

test('what was copied of versions that are reached is removed, and nothing else', async () => {
  const folder = await temporaryFolder()
  for (const name of ['0.0.9', '0.1.0', '0.2.0', 'ghi chú']) await mkdir(path.join(folder, name))

  await removeInstalled(folder, '0.1.0')

  expect(await readdir(folder)).toEqual(['0.2.0', 'ghi chú'])
})
