import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { env } from 'node:process'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Fault } from '../../domain/fault.ts'
import { type TakenUpdate, takeUpdate } from '../../electron/update/take-update.ts'
import { seeded } from '../support/bag-mutator.ts'
import {
  anUpdateFile,
  anyZip,
  aReleaser,
  payloadBytes,
  present,
  signedParts,
} from '../support/update-files.ts'

const SEED = Number(env['SEED'] ?? 20_261_123)
const FILES = env['HOSO_LONG'] === '1' ? 20_000 : 600
const releaser = aReleaser()
const payload = payloadBytes(3000)

/** What a file that somebody altered may be refused with. */
const refusals = [
  'update-file',
  'update-cut',
  'update-shape',
  'update-manifest',
  'update-signature',
  'update-payload',
  'update-key',
  'update-newer',
]

let folder: string
let good: Buffer

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'updates-'))
  good = await readFile(await anUpdateFile(folder, releaser, { payload }))
  await mkdir(path.join(folder, 'việc'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

type Mutate = (bytes: Buffer, random: () => number) => Buffer

const at = (bytes: Buffer, random: () => number): number => Math.floor(random() * bytes.length)

const mutations: readonly Mutate[] = [
  // A bit, anywhere.
  (bytes, random) => {
    const place = at(bytes, random)
    bytes.writeUInt8(bytes.readUInt8(place) ^ (1 << Math.floor(random() * 8)), place)
    return bytes
  },
  // A bit in the list of parts, where sizes, names, places and kinds stand.
  (bytes, random) => {
    const place = bytes.length - 1 - Math.floor(random() * Math.min(260, bytes.length))
    bytes.writeUInt8(Math.floor(random() * 256), place)
    return bytes
  },
  // The end is missing.
  (bytes, random) => bytes.subarray(0, at(bytes, random)),
  // A piece is missing.
  (bytes, random) => {
    const from = at(bytes, random)
    return Buffer.concat([bytes.subarray(0, from), bytes.subarray(from + 1 + Math.floor(random() * 200))])
  },
  // A piece stands twice.
  (bytes, random) => {
    const from = at(bytes, random)
    const to = from + Math.floor(random() * 400)
    return Buffer.concat([bytes.subarray(0, to), bytes.subarray(from)])
  },
  // Zeros, as a bad sector reads.
  (bytes, random) => bytes.fill(0, at(bytes, random), at(bytes, random)),
  // Something before or behind it.
  (bytes, random) =>
    random() < 0.5
      ? Buffer.concat([Buffer.alloc(Math.floor(random() * 50), 80), bytes])
      : Buffer.concat([bytes, Buffer.alloc(Math.floor(random() * 50), 80)]),
  // A name of a part leads elsewhere, at the same length.
  (bytes, random) => {
    const names = ['update.json', 'update.sig', 'ho-so-xa_0.2.0_amd64.deb']
    const name = names[Math.floor(random() * names.length)] ?? ''
    const text = bytes.toString('latin1').replaceAll(name, '../../../../ra-ngoai-cay'.slice(0, name.length))
    return Buffer.from(text, 'latin1')
  },
]

/** Refused with a reason of its own and nothing left, or taken into the one place for it. */
function isExpected(outcome: Fault | TakenUpdate, left: readonly string[]): boolean {
  if (outcome instanceof Fault) {
    return refusals.includes(String(outcome.detail['reason'])) && left.length === 0
  }
  return left.join() === 'a/b/updates/0.2.0,a/b/updates/0.2.0/ho-so-xa_0.2.0_amd64.deb'
}

/** A work folder with what is to be taken, and where it goes. */
async function tryFile(bytes: Buffer, seed: number) {
  const work = path.join(folder, 'việc', String(seed))
  const from = path.join(work, 'tệp.hoso')
  const updates = path.join(work, 'a', 'b', 'updates')
  await mkdir(updates, { recursive: true })
  await writeFile(from, bytes)
  const request = {
    from,
    folder: updates,
    keys: releaser.trusted,
    present,
    freeBytes: async () => 1_000_000_000,
    onBytes: () => {},
    signal: new AbortController().signal,
  }
  const outcome = await takeUpdate(request).then(
    (taken) => taken,
    (error: unknown) => {
      if (error instanceof Fault) return error
      throw error
    },
  )
  const isWhole = outcome instanceof Fault || (await readFile(outcome.payload)).equals(payload)
  const left = (await readdir(work, { recursive: true })).filter((name) => name !== 'tệp.hoso').sort()
  await rm(work, { recursive: true })
  return { outcome, isWhole, left: left.filter((name) => !['a', 'a/b', 'a/b/updates'].includes(name)) }
}

test(`[UP14] seed ${SEED}: ${FILES} altered update files are refused, or what is taken of them is what was signed`, async () => {
  let taken = 0
  /** Seeds of files that were not refused as they should, or left something. */
  const wrong: number[] = []
  const told = new Set<string>()
  for (let index = 0; index < FILES; index += 1) {
    const random = seeded(SEED + index)
    const rounds = 1 + Math.floor(random() * 3)
    let bytes: Buffer = Buffer.from(good)
    for (let round = 0; round < rounds; round += 1) {
      const mutate = mutations[Math.floor(random() * mutations.length)]
      if (mutate !== undefined && bytes.length > 0) bytes = Buffer.from(mutate(bytes, random))
    }

    const { outcome, isWhole, left } = await tryFile(bytes, SEED + index)

    if (!isWhole || !isExpected(outcome, left)) wrong.push(SEED + index)
    if (outcome instanceof Fault) told.add(String(outcome.detail['reason']))
    else taken += 1
  }

  expect(wrong).toEqual([])
  // Alterations outside of what counts, such as a date in the list, leave it good; the others were told apart.
  expect(taken).toBeLessThan(FILES / 4)
  expect(told.size).toBeGreaterThanOrEqual(5)
  expect((await readdir(folder)).sort()).toEqual(['nguồn', 'usb', 'việc'])
}, 240_000)

test('[UP14] [UP2] names that lead out of the folder are refused even where a trusted key signed them', async () => {
  const names = [
    '../ra.deb',
    '/ra.deb',
    'a/b.deb',
    'a\\b.deb',
    '..',
    'C:a.deb',
    'a.deb\0',
    'a..deb.',
    ' a.deb',
    '',
  ]
  const told: unknown[] = []
  for (const [index, name] of names.entries()) {
    const manifest = {
      kind: 'ho-so-xa-update',
      format: 1,
      version: '0.2.0',
      platform: 'linux',
      arch: 'x64',
      vaultFormat: 1,
      oldestFrom: '0.0.0',
      payload: { name, sizeBytes: 3, sha256: '0'.repeat(64) },
      notes: { vi: '', en: '' },
      createdAt: '2026-11-20T02:00:00.000Z',
      keyId: releaser.keyId,
    }
    const parts = [...signedParts(releaser, manifest), { name: 'a.deb', bytes: Buffer.from('abc') }]
    const bytes = await readFile(await anyZip(path.join(folder, 'usb'), parts))

    const { outcome, left } = await tryFile(bytes, index)

    told.push({ name, reason: outcome instanceof Fault ? outcome.detail['reason'] : 'taken', left })
  }

  expect(told).toEqual(names.map((name) => ({ name, reason: 'update-manifest', left: [] })))
})
