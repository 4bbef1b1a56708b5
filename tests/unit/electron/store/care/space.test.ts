import { execFileSync } from 'node:child_process'
import { mkdir, stat, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { shownValue } from '../../../../../domain/merge.ts'
import { diskSpace } from '../../../../../electron/store/care/space.ts'
import { createVault } from '../../../../../electron/store/vault.ts'
import {
  createTestVault,
  diskInMemory,
  edit,
  faultOf,
  newRecord,
  PASSPHRASE,
  piecesOf,
  temporaryFolder,
  testPorts,
} from '../../../../support/test-vault.ts'

const MIB = 1_048_576

test('[CA9] the ballast is written for real where there is room, once, and refused room tells how much is needed', async () => {
  const free = { bytes: 10 * MIB }
  const space = { freeBytes: async () => free.bytes, ballastBytes: 3 * MIB + 7, reserveBytes: 4 * MIB }
  const { folder, vault } = await createTestVault({ space })
  await vault.care.space.keepBallast()
  await vault.care.space.keepBallast()

  const ballast = await stat(path.join(folder, 'ballast'))
  expect(ballast.size).toBe(3 * MIB + 7)
  expect(ballast.blocks * 512).toBeGreaterThanOrEqual(3 * MIB)
  expect(await vault.care.space.state()).toEqual({ freeBytes: 10 * MIB, isLow: false, hasBallast: true })
  await vault.care.space.assertRoom(6 * MIB)
  expect(await faultOf(vault.care.space.assertRoom(6 * MIB + 1))).toEqual({
    code: 'disk-full',
    detail: { reason: 'reserve', needed: 10 * MIB + 1, free: 10 * MIB },
  })

  free.bytes = 3 * MIB
  expect(await vault.care.space.state()).toMatchObject({ isLow: true })
})

test('[CA9] where there is too little room no ballast is made, and edits go on', async () => {
  const space = { freeBytes: async () => 5 * MIB, ballastBytes: 2 * MIB, reserveBytes: 4 * MIB }
  const { vault } = await createTestVault({ space })

  await vault.care.space.keepBallast()
  await vault.append([edit(newRecord('case'), '/title', 'đất')])

  expect(await vault.care.space.state()).toMatchObject({ hasBallast: false })
})

test('[CA9] a full disk gives up its ballast for an edit, and is told as full when there is none left', async () => {
  const { folder, files } = await diskInMemory()
  const space = { freeBytes: async () => 10 * MIB, ballastBytes: MIB, reserveBytes: MIB }
  const { vault } = await createVault(folder, { passphrase: PASSPHRASE }, testPorts({ files, space }))
  await vault.care.space.keepBallast()
  const record = newRecord('case')

  await vault.append([edit(record, '/title', 'một')])
  files.failAt(files.calls + 1, 'ENOSPC')
  await vault.append([edit(record, '/title', 'hai')])

  expect(shownValue(vault.record(record), '/title')).toBe('hai')
  expect(await vault.care.space.state()).toMatchObject({ hasBallast: false })
  files.failAt(files.calls + 1, 'ENOSPC')
  expect(await faultOf(vault.append([edit(record, '/title', 'ba')]))).toMatchObject({ code: 'disk-full' })
  await vault.append([edit(record, '/title', 'bốn')])
  expect(vault.record(record).cells['/title']?.heads).toHaveLength(1)
  await vault.close()
})

/** A small real file system, where this may be made. */
async function smallDisk(sizeMib: number): Promise<string | null> {
  const folder = path.join(await temporaryFolder(), 'disk')
  await mkdir(folder)
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${sizeMib}m`, 'tmpfs', folder], { stdio: 'ignore' })
  } catch {
    return null
  }
  onTestFinished(() => {
    execFileSync('umount', ['-l', folder])
  })
  return folder
}

test('[CA9] on a disk that is really full, edits are still saved from the ballast and imports are refused', async () => {
  const disk = await smallDisk(24)
  // Only root may mount; what the ballast does is proved above without.
  if (disk === null) return
  const folder = path.join(disk, 'kho')
  const space = { ballastBytes: 4 * MIB, reserveBytes: MIB }
  const { vault } = await createVault(folder, { passphrase: PASSPHRASE }, testPorts({ space }))
  await vault.care.space.keepBallast()
  expect(await vault.care.space.state()).toMatchObject({ hasBallast: true, isLow: false })
  const filler = path.join(disk, 'đầy')
  await writeFile(filler, Buffer.alloc(Math.max(0, await diskSpace.freeBytes(disk))))
  const record = newRecord('case')

  for (let round = 1; round <= 50; round += 1) {
    await vault.append([edit(record, '/title', `${round} ${'chữ '.repeat(1000)}`)])
  }

  expect(await vault.care.space.state()).toMatchObject({ hasBallast: false })
  expect(await faultOf(vault.care.space.assertRoom(3 * MIB))).toMatchObject({ code: 'disk-full' })
  expect(await faultOf(vault.blobs.put(piecesOf(Buffer.alloc(8 * MIB))))).toMatchObject({ code: 'disk-full' })
  await vault.append([edit(record, '/title', 'xong')])
  expect(shownValue(vault.record(record), '/title')).toBe('xong')
  await vault.close()
})
