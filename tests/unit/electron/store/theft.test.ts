import { createHash } from 'node:crypto'
import { readdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { expect, test } from 'vitest'
import * as z from 'zod'
import { foldText } from '../../../../domain/fold-text.ts'
import type { Vault } from '../../../../electron/store/vault.ts'
import { everyFile } from '../../../support/test-care.ts'
import {
  createTestVault,
  edit,
  newRecord,
  PASSPHRASE,
  piecesOf,
  temporaryFolder,
} from '../../../support/test-vault.ts'

const PER_KIND = 63

/** What a thief may know beforehand, by where it stands: eight kinds of 63 make 504 texts. */
const secrets = {
  titles: texts('Hồ sơ cấp giấy chứng nhận quyền sử dụng đất số'),
  persons: texts('Trần Thị Bích Ngọc, thôn'),
  numbers: texts('4501/QĐ-UBND ngày'),
  pages: texts('Ủy ban nhân dân xã Kỳ Xuân quyết định thu hồi thửa'),
  files: texts('C:\\Quét\\Tháng 5\\trang-bia-'),
  settings: texts('https://tinh.example.vn/kenh/'),
  users: texts('Nguyễn Văn Mẫu công chức địa chính'),
  thumbnails: texts('ảnh thu nhỏ của trang bìa'),
} as const

// None is so short that sealed bytes could hold it by chance.
const magics = [
  '%PDF-1.7',
  '\x89PNG\r\n\x1a\n',
  '\xff\xd8\xff\xe0\x00\x10JFIF',
  'SQLite format 3',
  '"cells"',
  '"heads"',
  'PRIVATE KEY',
]

function texts(start: string): readonly string[] {
  return Array.from({ length: PER_KIND }, (_, at) => `${start} ${1000 + at * 7}`)
}

test('[ST11] a thief of the folder, its backup and its ballast finds no title, text, name, content hash or known file, open or closed', async () => {
  const space = { freeBytes: async () => 1e9, ballastBytes: 262_144, reserveBytes: 0 }
  const { folder, vault } = await createTestVault({ space })
  const stick = await temporaryFolder()
  const { sha, hashes } = await fill(vault)
  await vault.care.space.keepBallast()
  await setAside(vault, folder)
  await vault.care.backUp(stick, {})

  const all = Object.values(secrets).flat()
  expect(all.length).toBeGreaterThanOrEqual(500)
  const needles = [...needlesOf(all), PASSPHRASE, ...magics, ...hashes].map((text) =>
    Buffer.from(text, 'latin1'),
  )
  for (const when of ['open', 'closed']) {
    if (when === 'closed') await vault.close()
    const files = [...(await everyFile(folder)), ...(await everyFile(stick))]
    const names = files.map(({ name }) => name)
    for (const part of [
      'ballast',
      'index.db',
      'ledger.db',
      'quarantine',
      'blobs',
      'log',
      'derived',
      'settings',
      'objects',
      'snapshots',
    ]) {
      expect([part, names.some((name) => name.includes(part))]).toEqual([part, true])
    }
    const inNames = names.join('\n')
    expect([...all, sha].filter((text) => inNames.includes(text))).toEqual([])
    for (const { name, bytes } of files) {
      const found = needles
        .filter((needle) => bytes.includes(needle))
        .map((needle) => needle.toString('latin1'))
      expect([when, name, found]).toEqual([when, name, []])
    }
  }
})

async function fill(vault: Vault): Promise<{ sha: string; hashes: string[] }> {
  const scan = Buffer.concat([
    Buffer.from('%PDF-1.7\n\x89PNG\r\n\x1a\n\xff\xd8\xff\xe0\x00\x10JFIF', 'latin1'),
    Buffer.from(secrets.pages.join('\n').repeat(20)),
  ])
  const { sha } = await vault.blobs.put(piecesOf(scan, 10_000))
  for (let at = 0; at < PER_KIND; at += 1) {
    const said = (kind: keyof typeof secrets): string => secrets[kind][at] ?? ''
    const [file, document] = [newRecord('case'), newRecord('doc')]
    vault.setAuthor(said('users'))
    await vault.append([
      edit(file, '/title', said('titles')),
      edit(document, '/caseFile', file),
      edit(document, '/pages', [{ id: 'p1', source: sha, index: 0 }]),
      edit(document, '/field/signer', said('persons')),
      edit(document, '/field/number', said('numbers')),
      edit(newRecord('batch'), '/source/0', { name: said('files'), path: said('files') }),
    ])
    await vault.index.put([
      {
        document,
        caseFile: file,
        stamp: said('titles'),
        number: said('numbers'),
        notation: 'QĐ-UBND',
        type: '07',
        issuedDate: '2025-05-01',
        year: 2025,
        issuer: said('users'),
        subject: said('titles'),
        signer: said('persons'),
        pages: [said('pages'), said('pages').repeat(20)],
      },
    ])
    await vault.derived.put(`thumbnail/${said('files')}`, Buffer.from(said('thumbnails').repeat(20)))
  }
  await (await vault.settings('ket-noi', z.array(z.string()), [])).save([...secrets.settings])
  const hash = createHash('sha256').update(scan)
  return { sha, hashes: [sha, Buffer.from(sha, 'hex').toString('base64url'), hash.digest('base64')] }
}

/** A blob in the quarantine. */
async function setAside(vault: Vault, folder: string): Promise<void> {
  await vault.blobs.put(piecesOf(Buffer.from(secrets.pages.join('; '))))
  const entries = await readdir(path.join(folder, 'blobs'), { recursive: true, withFileTypes: true })
  const found = entries.find((entry) => entry.isFile())
  const file = path.join(found?.parentPath ?? '', found?.name ?? '')
  const bytes = await readFile(file)
  bytes.writeUInt8(bytes.readUInt8(bytes.length - 1) ^ 1, bytes.length - 1)
  await writeFile(file, bytes)
  expect(await vault.blobs.shelves.quarantine(path.basename(file))).toBe(true)
}

/** Each text as it may be written, as bytes: folded, decomposed, in UTF-16 and packed for a mail. */
function needlesOf(all: readonly string[]): readonly string[] {
  return all.flatMap((text) => [
    Buffer.from(text).toString('latin1'),
    Buffer.from(text.normalize('NFD')).toString('latin1'),
    Buffer.from(text, 'utf16le').toString('latin1'),
    Buffer.from(foldText(text)).toString('latin1'),
    Buffer.from(text).toString('base64').slice(0, -4),
  ])
}
