import { randomBytes } from 'node:crypto'
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { expect, test } from 'vitest'
import { Fault } from '../../../../../domain/fault.ts'
import { shownValue } from '../../../../../domain/merge.ts'
import type { BackupOptions } from '../../../../../electron/store/care/backup.ts'
import { checkBackup } from '../../../../../electron/store/care/backup-check.ts'
import { listSnapshots, mediumOf, readSnapshot } from '../../../../../electron/store/care/backup-medium.ts'
import { restoreVault } from '../../../../../electron/store/care/restore.ts'
import { createNodeFiles } from '../../../../../electron/store/files/node-files.ts'
import { openVault, type Vault } from '../../../../../electron/store/vault.ts'
import { createFaultyFiles } from '../../../../support/faulty-files.ts'
import { carePorts, everyFile } from '../../../../support/test-care.ts'
import {
  createTestVault,
  edit,
  faultOf,
  newRecord,
  PASSPHRASE,
  piecesOf,
  temporaryFolder,
  testPorts,
} from '../../../../support/test-vault.ts'

const files = createNodeFiles()

/** A case file with a document whose page is a blob. */
async function fill(vault: Vault, title: string): Promise<{ readonly file: string; readonly sha: string }> {
  const { sha } = await vault.blobs.put(piecesOf(randomBytes(200_000), 50_000))
  const [file, document] = [newRecord('case'), newRecord('doc')]
  await vault.append([
    edit(file, '/title', title),
    edit(document, '/caseFile', file),
    edit(document, '/pages', [{ id: 'p1', source: sha, index: 0 }]),
  ])
  return { file, sha }
}

test('[CA1] a backup of a vault in use is restored elsewhere with every record and blob, by passphrase or recovery code', async () => {
  const { vault, recoveryCode } = await createTestVault()
  const { file, sha } = await fill(vault, 'Cấp đất')
  const stick = await temporaryFolder()

  const progress: number[] = []
  const summary = await vault.care.backUp(stick, { onProgress: ({ filesDone }) => progress.push(filesDone) })
  await vault.append([edit(newRecord('case'), '/title', 'sau bản sao lưu')])

  expect(summary).toMatchObject({ copiedFiles: 6, keptFiles: 0, damaged: [] })
  expect(progress).toEqual([1, 2, 3, 4, 5, 6])
  for (const secret of [PASSPHRASE, recoveryCode]) {
    const to = path.join(await temporaryFolder(), 'kho')
    expect(await restoreVault({ from: stick, to, secret }, carePorts())).toMatchObject({
      kind: 'restored',
      files: 6,
    })
    const restored = await openVault(to, secret, testPorts())
    expect(restored.notices).toEqual([])
    expect(shownValue(restored.record(file), '/title')).toBe('Cấp đất')
    expect(restored.vector()).toEqual({ [`${vault.station.id}.0`]: 3 })
    const reader = await restored.blobs.open(sha)
    expect((await reader.read(0, reader.sizeBytes)).length).toBe(200_000)
    await reader.close()
    await restored.close()
  }
})

test('[CA2] a second backup copies only what is new, and every backup before it can still be restored', async () => {
  const { vault } = await createTestVault()
  await fill(vault, 'một')
  const stick = await temporaryFolder()
  const first = await vault.care.backUp(stick, {})
  const { file } = await fill(vault, 'hai')

  const second = await vault.care.backUp(stick, {})

  // The new blob, and the segment that grew; the first blob, two slots, station and header are there.
  expect(second).toMatchObject({ copiedFiles: 2, keptFiles: 5 })
  const to = path.join(await temporaryFolder(), 'kho')
  await restoreVault({ from: stick, to, secret: PASSPHRASE, snapshot: first.snapshot }, carePorts())
  const restored = await openVault(to, PASSPHRASE, testPorts())
  expect([restored.vector(), restored.record(file).cells]).toEqual([{ [`${vault.station.id}.0`]: 3 }, {}])
  await restored.close()
})

test('[CA3] a restored station never numbers an op as it did before, restored twice or not', async () => {
  const { vault } = await createTestVault()
  await fill(vault, 'một')
  const stick = await temporaryFolder()
  await vault.care.backUp(stick, {})

  const incarnations = new Set([vault.station.incarnation])
  for (const name of ['a', 'b']) {
    const to = path.join(await temporaryFolder(), name)
    await restoreVault({ from: stick, to, secret: PASSPHRASE }, carePorts())
    const restored = await openVault(to, PASSPHRASE, testPorts())
    expect(restored.station.id).toBe(vault.station.id)
    await restored.append([edit(newRecord('case'), '/title', 'sau khi khôi phục')])
    expect(Object.keys(restored.vector())).toContain(`${vault.station.id}.${restored.station.incarnation}`)
    incarnations.add(restored.station.incarnation)
    await restored.close()
  }

  expect(incarnations.size).toBe(3)
})

test('[CA4] every flipped byte and every missing object of a backup is found, and such a backup is refused before anything is touched', async () => {
  const { vault } = await createTestVault()
  await fill(vault, 'một')
  const stick = await temporaryFolder()
  await vault.care.backUp(stick, {})
  const root = path.join(stick, 'ho-so-xa-backup')
  const place = await temporaryFolder()
  const to = path.join(place, 'kho')
  for (const { file } of await everyFile(root)) {
    const bytes = await readFile(file)
    for (const at of [0, bytes.length >> 1, bytes.length - 1]) {
      const altered = Buffer.from(bytes)
      altered.writeUInt8(bytes.readUInt8(at) ^ 1, at)
      await writeFile(file, altered)

      const outcome = await restoreVault({ from: stick, to, secret: PASSPHRASE }, carePorts())

      expect(outcome, `${file} ${at}`).toMatchObject({ kind: 'refused' })
    }
    await writeFile(file, bytes)
    await rename(file, `${file}.away`)
    expect(await restoreVault({ from: stick, to, secret: PASSPHRASE }, carePorts())).toMatchObject({
      kind: 'refused',
    })
    await rename(`${file}.away`, file)
  }
  expect(await readdir(place)).toEqual([])

  expect(await restoreVault({ from: stick, to, secret: PASSPHRASE }, carePorts())).toMatchObject({
    kind: 'restored',
  })
})

test('[CA4] several faults of a backup are all listed', async () => {
  const { vault } = await createTestVault()
  await fill(vault, 'một')
  const stick = await temporaryFolder()
  await vault.care.backUp(stick, {})
  const objects = (await everyFile(path.join(stick, 'ho-so-xa-backup', 'objects'))).map(({ file }) => file)
  await rm(objects[0] ?? '')
  await writeFile(objects[1] ?? '', 'x')

  const verdict = await checkBackup(mediumOf(files, stick))

  expect(verdict.faults.map(({ code }) => code).sort()).toEqual(['object-damaged', 'object-missing'])
})

test('restoring needs an empty place, the right secret, and a manifest that the vault itself made', async () => {
  const { vault } = await createTestVault()
  await fill(vault, 'một')
  const stick = await temporaryFolder()
  await vault.care.backUp(stick, {})
  const place = await temporaryFolder()
  const to = path.join(place, 'kho')
  await mkdir(to)
  await writeFile(path.join(to, 'cũ.txt'), 'x')

  expect(await faultOf(restoreVault({ from: stick, to, secret: PASSPHRASE }, carePorts()))).toMatchObject({
    code: 'conflict',
  })
  await rm(path.join(to, 'cũ.txt'))
  expect(await faultOf(restoreVault({ from: stick, to, secret: 'sai' }, carePorts()))).toMatchObject({
    code: 'wrong-passphrase',
  })
  expect(await readdir(place)).toEqual(['kho'])

  // Whoever rewrites a manifest with a right hash still lacks the key.
  const [name = ''] = await listSnapshots(mediumOf(files, stick))
  const manifest = path.join(stick, 'ho-so-xa-backup', 'snapshots', name)
  const text = await readFile(manifest, 'utf8')
  await writeFile(
    manifest,
    text.replace(/"mac":"./, (found) => (found.endsWith('A') ? '"mac":"B' : '"mac":"A')),
  )
  expect((await checkBackup(mediumOf(files, stick))).faults).toEqual([])
  expect(await faultOf(restoreVault({ from: stick, to, secret: PASSPHRASE }, carePorts()))).toMatchObject({
    code: 'damaged',
  })
})

test('[CA5] a stick that fails at any moment leaves the backups before it valid and no half one', async () => {
  const { vault } = await createTestVault()
  await fill(vault, 'một')
  const root = '/usb'
  const measure = createFaultyFiles(root)
  await vault.care.backUp(root, { files: measure })
  await fill(vault, 'hai')
  const before = measure.calls
  await vault.care.backUp(root, { files: measure })
  const calls = measure.calls - before
  expect(calls).toBeGreaterThan(20)

  for (let call = 1; call <= calls; call += 1) {
    const stick = createFaultyFiles(root)
    const first = await vault.care.backUp(root, { files: stick })
    await fill(vault, `lần ${call}`)
    stick.failAt(stick.calls + call, call % 2 === 0 ? 'ENOSPC' : 'EIO')
    const outcome = await attemptBackup(vault, { files: stick })
    stick.cutPower('half')

    const names = await listSnapshots(mediumOf(stick, root))
    expect(names).toContain(first.snapshot)
    expect(names.length).toBe(outcome === 'done' ? 2 : 1)
    for (const snapshot of names) {
      expect((await checkBackup(mediumOf(stick, root), { snapshot })).faults).toEqual([])
    }
  }
}, 120_000)

async function attemptBackup(vault: Vault, options: BackupOptions): Promise<string> {
  try {
    await vault.care.backUp('/usb', options)
    return 'done'
  } catch (error) {
    // Whatever the medium does is told as a fault that somebody can act on.
    if (error instanceof Fault) return error.code
    throw error
  }
}

test('[CA5] a backup can be cancelled, says what it lacks, and never lies inside the vault', async () => {
  const { vault, folder } = await createTestVault()
  await fill(vault, 'một')
  const stick = await temporaryFolder()
  const stop = new AbortController()

  const cancelled = vault.care.backUp(stick, { signal: stop.signal, onProgress: () => stop.abort() })

  expect(await faultOf(cancelled)).toMatchObject({ code: 'cancelled' })
  expect(await listSnapshots(mediumOf(files, stick))).toEqual([])
  expect(await faultOf(vault.care.backUp(path.join(folder, 'quarantine'), {}))).toMatchObject({
    code: 'invalid-input',
  })
})

test('a backup holds no op that was not acknowledged when it began, whatever is written meanwhile', async () => {
  const { vault } = await createTestVault()
  await fill(vault, 'một')
  const stick = await temporaryFolder()
  const writing = Array.from({ length: 20 }, (_, at) =>
    vault.append([edit(newRecord('case'), '/title', `${at}`)]),
  )

  const backup = vault.care.backUp(stick, {})
  const acknowledged = backup.then(() => vault.vector())
  const { snapshot } = await backup
  await Promise.all(writing)

  const to = path.join(await temporaryFolder(), 'kho')
  await restoreVault({ from: stick, to, secret: PASSPHRASE }, carePorts())
  const restored = await openVault(to, PASSPHRASE, testPorts())
  const { head } = await readSnapshot(mediumOf(files, stick), snapshot)
  expect([restored.vector(), restored.notices]).toEqual([head.vector, []])
  expect(head.vector[`${vault.station.id}.0`]).toBeLessThanOrEqual(
    (await acknowledged)[`${vault.station.id}.0`] ?? 0,
  )
  await restored.close()
})
