import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { foldText } from '../../../../domain/fold-text.ts'
import { createTestVault, edit, newRecord, PASSPHRASE, piecesOf } from '../../../support/test-vault.ts'

const secrets = {
  title: 'Hồ sơ cấp giấy chứng nhận quyền sử dụng đất',
  person: 'Trần Thị Bích Ngọc',
  page: 'Ủy ban nhân dân xã Kỳ Xuân quyết định thu hồi',
  file: 'quet-trang-bia.pdf',
  setting: 'https://tinh.example.vn',
  thumbnail: 'ảnh thu nhỏ trang bìa',
}
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

test('[ST11] a thief of the folder finds no title, text, name, content hash or known file in it, open or closed', async () => {
  const { folder, vault } = await createTestVault()
  const { sha, hashes } = await fill(vault)

  const closedNeedles = [...needlesOf(Object.values(secrets)), PASSPHRASE, ...magics, ...hashes]
  for (const when of ['open', 'closed']) {
    if (when === 'closed') await vault.close()
    const files = await everyFile(folder)
    expect(files.length).toBeGreaterThan(10)
    for (const { name, bytes } of files) {
      const found = closedNeedles.filter(
        (needle) => name.includes(needle) || bytes.includes(needle, 0, 'latin1') || bytes.includes(needle),
      )
      expect([when, name, found]).toEqual([when, name, []])
    }
    expect(files.some(({ name }) => name.includes(sha))).toBe(false)
  }
})

async function fill(
  vault: Awaited<ReturnType<typeof createTestVault>>['vault'],
): Promise<{ sha: string; hashes: string[] }> {
  vault.setAuthor(secrets.person)
  const scan = Buffer.from(`%PDF-1.7\n${secrets.page.repeat(5000)}\n\x89PNG\r\n\x1a\n`, 'latin1')
  const { sha } = await vault.blobs.put(piecesOf(scan, 10_000))
  const file = newRecord('case')
  const document = newRecord('doc')
  await vault.append([
    edit(file, '/title', secrets.title),
    edit(document, '/caseFile', file),
    edit(document, '/pages', [sha]),
    edit(newRecord('batch'), '/source/0', { name: secrets.file }),
  ])
  await vault.index.put({
    document,
    caseFile: file,
    code: '45/QĐ-UBND',
    fields: secrets.title,
    pages: [secrets.page, secrets.page.repeat(100)],
  })
  await vault.index.search('quyet dinh', 10)
  await vault.index.setCovered(vault.vector())
  await vault.derived.put(`thumbnail/${sha}`, Buffer.from(secrets.thumbnail.repeat(50)))
  await (await vault.settings('ket-noi', z.string(), '')).save(secrets.setting)
  const hash = createHash('sha256').update(scan)
  return { sha, hashes: [sha, Buffer.from(sha, 'hex').toString('base64url'), hash.digest('base64')] }
}

/** Each text as it may be written: folded, decomposed, in UTF-8 (read as bytes) and UTF-16. */
function needlesOf(texts: readonly string[]): readonly string[] {
  return texts.flatMap((text) => [
    Buffer.from(text).toString('latin1'),
    Buffer.from(text.normalize('NFD')).toString('latin1'),
    Buffer.from(text, 'utf16le').toString('latin1'),
    foldText(text),
    Buffer.from(text).toString('base64').slice(0, -4),
  ])
}

async function everyFile(folder: string): Promise<readonly { name: string; bytes: Buffer }[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const files: { name: string; bytes: Buffer }[] = []
  for (const entry of entries) {
    // Reading the lock would drop it, and it is empty.
    if (!entry.isFile() || entry.name.startsWith('lock')) continue
    const file = path.join(entry.parentPath, entry.name)
    files.push({ name: path.relative(folder, file), bytes: await readFile(file) })
  }
  return files
}
