import { expect, test } from 'vitest'
import { createVault, openVault } from '../../../../electron/store/vault.ts'
import { expectAll, nothingYet, settingSchema, vaultInMemory, work } from '../../../support/disk-work.ts'
import type { TornWrite } from '../../../support/faulty-files.ts'
import {
  diskInMemory,
  edit,
  faultOf,
  losePower,
  newRecord,
  PASSPHRASE,
  piecesOf,
  testPorts,
} from '../../../support/test-vault.ts'

test.each<TornWrite>(['nothing', 'half', 'half-then-zeros', 'everything'])(
  '[ST2] everything that was acknowledged survives a power cut that leaves %s of what was under way',
  async (torn) => {
    const { vault, files, folder } = await vaultInMemory()
    const acknowledged = nothingYet()
    await work(vault, acknowledged)
    expect([acknowledged.values.size, acknowledged.blobs.size, acknowledged.settings.length]).toEqual([
      5, 3, 3,
    ])

    files.failAt(files.calls + 2, 'EIO')
    await faultOf(vault.append([edit(newRecord('case'), '/title', 'chưa lưu xong')]))
    await losePower(vault, files, torn)

    const again = await openVault(folder, PASSPHRASE, testPorts({ files }))
    await expectAll(again, acknowledged)
    await work(again, acknowledged)
    await expectAll(again, acknowledged)
    await again.close()
  },
)

test.each(['EPERM', 'EBUSY'] as const)(
  'a file that Windows says %s of for a moment is renamed when it is free, and nobody hears of it',
  async (code) => {
    const { vault, files, folder } = await vaultInMemory('win32')
    const acknowledged = nothingYet()
    for (const call of [1, 5, 10])
      files.failKindAt('rename', files.callsOf('rename') + call, { code, times: 3 })

    await work(vault, acknowledged)

    expect([acknowledged.refusals, acknowledged.blobs.size, acknowledged.settings.length]).toEqual([[], 3, 3])
    await losePower(vault, files)
    const again = await openVault(folder, PASSPHRASE, testPorts({ files }))
    await expectAll(again, acknowledged)
    await again.close()
  },
)

test.each([
  ['EPERM', 'no-rights'],
  ['EBUSY', 'file-busy'],
] as const)(
  'a file that Windows never gives free (%s) is told as %s, and all else is kept',
  async (code, told) => {
    const { vault, files, folder } = await vaultInMemory('win32')
    const acknowledged = nothingYet()
    await work(vault, acknowledged)
    files.failKindAt('rename', files.callsOf('rename') + 1, { code, times: 1000 })

    const later = nothingYet()
    await work(vault, later)

    // Settings and new blobs are renamed into their places; edits and blobs that are there already are not.
    expect(later.refusals).toEqual([told, told, told])
    expect(await faultOf(vault.blobs.put(piecesOf(Buffer.from('tờ mới'))))).toMatchObject({ code: told })
    expect([later.values.size, later.blobs.size]).toEqual([5, 3])
    await losePower(vault, files)
    const again = await openVault(folder, PASSPHRASE, testPorts({ files: files }))
    await expectAll(again, acknowledged)
    await expectAll(again, { ...later, settings: [] })
    await again.close()
  },
)

test('[ST16] a disk that is full is said to be full, and what was saved stays readable', async () => {
  const { vault, files } = await vaultInMemory()
  const acknowledged = nothingYet()
  await work(vault, acknowledged)
  const record = newRecord('case')

  files.failAlways('ENOSPC')
  const full = { code: 'disk-full' }
  expect(await faultOf(vault.blobs.put(piecesOf(Buffer.from('x'))))).toMatchObject(full)
  expect(await faultOf((await vault.settings('thu', settingSchema, [])).save(['x']))).toMatchObject(full)
  expect(await faultOf(vault.append([edit(record, '/title', 'x')]))).toMatchObject(full)
  files.failAlways(null)

  await expectAll(vault, acknowledged)
  await vault.close()
})

test('a vault whose making failed at any call does not exist, and can be made then', async () => {
  const { folder, files } = await diskInMemory()
  const start = files.calls
  await (await createVault(folder, { passphrase: PASSPHRASE }, testPorts({ files }))).vault.close()
  const calls = files.calls - start

  for (let call = 1; call <= calls - 1; call += 3) {
    const disk = await diskInMemory()
    const ports = testPorts({ files: disk.files })
    disk.files.failAt(call, 'ENOSPC')
    const made = await createVault(disk.folder, { passphrase: PASSPHRASE }, ports).then(
      ({ vault }) => vault.close().then(() => true),
      () => false,
    )
    disk.files.cutPower()
    const vault = made
      ? await openVault(disk.folder, PASSPHRASE, ports)
      : (await createVault(disk.folder, { passphrase: PASSPHRASE }, ports)).vault
    await vault.append([edit(newRecord('case'), '/title', 'đất')])
    expect(vault.notices).toEqual([])
    await vault.close()
  }
})
