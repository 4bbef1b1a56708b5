import { execFile } from 'node:child_process'
import { readdir, rm, unlink, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { BagsRead, BagsWritten } from '../../domain/bag-api.ts'
import type { RecordId } from '../../domain/op.ts'
import { HelloAnswer } from '../../domain/sync/protocol.ts'
import { FIRST_USER } from '../../domain/user.ts'
import { createUsersBook } from '../../electron/compose/users-book.ts'
import { createBagStation } from '../support/bag-world.ts'
import { COMMUNE, newFolder, OTHER_COMMUNE, startServer } from '../support/test-server.ts'
import { temporaryFolder } from '../support/test-vault.ts'

const entry = path.join(import.meta.dirname, '../../out/cli/hoso.mjs')
const PASSPHRASE = 'một câu thật dài'

let folder: string
/** The data of a server that is stopped. */
let data: string
let secret: string
let stick: string
let deposit: RecordId

const vaultAt = (name: string): string => path.join(folder, name)

beforeAll(async () => {
  folder = await newFolder()
  secret = path.join(folder, 'mật khẩu.txt')
  await writeFile(secret, `${PASSPHRASE}\n`)
  const server = await startServer()
  data = server.dataFolder
  const hello = HelloAnswer.parse(await (await fetch(new URL('/v1/hello', server.url))).json())
  const known = { ...server, serverKey: hello.serverKey }
  const own = await createBagStation(vaultAt('kho'), known)
  ;({ deposit } = await own.deposit(50_000))
  const other = await createBagStation(vaultAt('kho xã khác'), known, { commune: OTHER_COMMUNE })
  await other.deposit(1000)
  for (const { vault } of [own, other]) {
    const user = { id: FIRST_USER, name: 'Trần Thị Mẫu', role: 'administrator', isRemoved: false } as const
    await createUsersBook(vault).save({ ...user, slot: vault.openedBy.id })
    await vault.close()
  }
  await server.close()
}, 60_000)
beforeEach(async () => {
  stick = await newFolder()
})
afterEach(() => rm(stick, { recursive: true, force: true }))
afterAll(async () => {
  await rm(folder, { recursive: true, force: true })
  await rm(data, { recursive: true, force: true })
})

interface Run {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
}

function hoso(...args: readonly string[]): Promise<Run> {
  return new Promise((resolve) => {
    const child = execFile(process.execPath, [entry, ...args], (_error, stdout, stderr) => {
      resolve({ code: child.exitCode ?? -1, stdout, stderr })
    })
    child.stdin?.end()
  })
}

const bag = (way: string, at: string, { vault = 'kho', isJson = false } = {}): Promise<Run> => {
  const options = ['--vault', vaultAt(vault), '--passphrase-file', secret]
  return hoso('bag', way, at, ...options, ...(isJson ? ['--json'] : []))
}

const office = (...args: readonly string[]): Promise<Run> => hoso('serve', ...args, '--data', data)

/** What the server program says, a JSON value a line. */
const said = ({ stdout }: Run): readonly unknown[] =>
  stdout
    .trim()
    .split('\n')
    .map((line): unknown => JSON.parse(line))

const bagsOn = async (place: string, way: 'up' | 'down'): Promise<readonly string[]> =>
  (await readdir(place)).filter((name) => name.startsWith(`hsx-${way}-`))

test('[SY34] hoso bag writes for the province, a stopped server takes and answers, and the answer is taken', async () => {
  const written = await bag('export', stick, { isJson: true })
  const again = await bag('export', stick)
  const taken = await office('bag-import', '--answers', stick, stick)
  const read = await bag('import', stick, { isJson: true })
  const nothingNew = await bag('export', stick, { isJson: true })

  expect([written, again, taken, read, nothingNew].map(({ code }) => code)).toEqual([0, 0, 0, 0, 0])
  expect(BagsWritten.parse(JSON.parse(written.stdout))).toMatchObject({ blobs: 1, absentBlobs: 0 })
  expect(written.stderr).toContain('"part":1')
  expect(again.stdout).toMatch(
    /^wrote hsx-up-H27\.38\.05-.*\n1 parts, \d+ files, \d+ bytes: \d+ edits, 1 blobs/,
  )
  expect(said(taken)).toContainEqual(
    expect.objectContaining({ kind: 'bag', result: 'taken', commune: COMMUNE, fault: null }),
  )
  expect(said(taken)).toContainEqual({ kind: 'answer', name: (await bagsOn(stick, 'down'))[0] })
  expect(BagsRead.parse(JSON.parse(read.stdout))).toMatchObject({ receipts: 0, refusedOps: null })
  // What the answer told is known now, and only that.
  expect(BagsWritten.parse(JSON.parse(nothingNew.stdout))).toMatchObject({ ops: 0, blobs: 0 })
  expect(written.stdout + again.stdout + read.stdout).not.toContain('hộ nghèo')
})

test('[SY34] a stopped server tells a commune of which no bag came all there is, the receipt too', async () => {
  await bag('export', stick)
  await office('bag-import', stick)
  const server = await startServer({ dataFolder: data })
  await (await server.console()).acceptDeposit({ commune: COMMUNE, deposit })
  await server.close()
  const answers = await temporaryFolder()

  const exported = await office('bag-export', '--commune', COMMUNE, '--answers', answers)
  const read = await bag('import', answers)

  expect([exported.code, read.code]).toEqual([0, 0])
  expect(said(exported)).toEqual([{ kind: 'answer', name: (await bagsOn(answers, 'down'))[0] }])
  expect(read.stdout).toMatch(/^1 parts: \d+ edits, 0 blobs, 1 accepted deposits/)
})

test('[SY35] the answer to another commune is refused with its reason, and changes nothing', async () => {
  await bag('export', stick, { vault: 'kho xã khác' })
  const taken = await office('bag-import', '--answers', stick, stick)
  const text = await bag('import', stick)
  const json = await bag('import', stick, { isJson: true })
  const theirs = await bag('import', stick, { vault: 'kho xã khác' })

  expect([taken, text, json, theirs].map(({ code }) => code)).toEqual([0, 1, 1, 0])
  expect(text.stdout).toMatch(/^refused hsx-down-H27\.38\.06-.*: forbidden bag-commune/)
  expect(BagsRead.parse(JSON.parse(json.stdout))).toMatchObject({
    bags: [{ refusal: { code: 'forbidden', detail: { reason: 'bag-commune' } } }],
    ops: 0,
    blobs: 0,
  })
})

test('[SY31] a bag of a stick that was pulled is incomplete on both ways, and whole again when it is written again', async () => {
  await bag('export', stick)
  const [up = ''] = await bagsOn(stick, 'up')
  await unlink(path.join(stick, up, 'bagit.txt'))
  const cutUp = await office('bag-import', '--answers', stick, stick)
  await bag('export', stick)
  const answers = await temporaryFolder()
  const mended = await office('bag-import', '--answers', answers, stick)
  const [down = ''] = await bagsOn(answers, 'down')
  await unlink(path.join(answers, down, 'bag-info.txt'))
  const cutDown = await bag('import', answers)

  expect([cutUp.code, mended.code, cutDown.code]).toEqual([1, 1, 1])
  expect(said(cutUp)).toMatchObject([{ kind: 'bag', result: 'refused', fault: { code: 'incomplete' } }])
  expect(said(mended)).toContainEqual(expect.objectContaining({ kind: 'bag', result: 'taken' }))
  expect(cutDown.stdout).toMatch(/^refused hsx-down-.*: incomplete bag/)
})

test('[SY37] hoso bag ends with 2 where it could not run, and says why', async () => {
  const nowhere = path.join(folder, 'USB đã rút')
  const empty = await temporaryFolder()
  const runs = {
    noStick: await bag('export', nowhere),
    noBag: await bag('import', empty, { isJson: true }),
    noVault: await bag('export', stick, { vault: 'không có' }),
    noWay: await hoso('bag', 'send', stick),
    noFolder: await hoso('bag', 'export'),
    noOption: await hoso('bag', 'export', stick, '--passphrase', PASSPHRASE),
    noSecret: await hoso('bag', 'export', stick, '--vault', vaultAt('kho')),
  }
  await writeFile(secret, 'sai')
  const wrong = await bag('export', stick)
  await writeFile(secret, `${PASSPHRASE}\n`)
  const noData = await hoso('serve', 'bag-import', stick)

  expect(Object.values(runs).map(({ code }) => code)).toEqual([2, 2, 2, 2, 2, 2, 2])
  expect(runs.noStick.stderr).toMatch(/^medium-lost|^not-found/)
  expect(JSON.parse(runs.noBag.stdout)).toEqual({ fault: 'not-found', detail: { reason: 'bag' } })
  for (const { stderr } of [runs.noWay, runs.noFolder, runs.noOption]) {
    expect(stderr).toContain('usage: hoso bag export DIR')
  }
  expect([wrong.code, wrong.stderr]).toEqual([2, expect.stringContaining('wrong-passphrase')])
  expect(await readdir(stick)).toEqual([])
  expect([noData.code, noData.stderr]).toEqual([1, expect.stringContaining('bag-import --data DIR')])
})
