import { execFileSync } from 'node:child_process'
import { chmod, mkdir, readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import ExcelJS from 'exceljs'
import { expect, test } from 'vitest'
import { Fault } from '../../../../domain/fault.ts'
import { newImportedFile } from '../../../../domain/records/authority-file.ts'
import { editClosed, packableDocument, packableFile } from '../../../support/packable-vault.ts'
import { createPacking, unzipped } from '../../../support/packing.ts'
import { edit, newRecord, piecesOf } from '../../../support/test-vault.ts'

test('[PA26] whatever may not leave is refused with its reason, and the rest is packed', async () => {
  const { pack, vault, folder, noted } = await createPacking({ files: 6, documents: 1 })
  const files = Array.from({ length: 6 }, (_, n) => packableFile(n))
  const [, open, excluded, emptied, undescribed, isolatedIn] = files
  if (!(open && excluded && emptied && undescribed && isolatedIn)) throw new Error('too few files')
  await vault.append([edit(open, '/state', { name: 'open', reason: 'thiếu' })])
  await vault.append([edit(excluded, '/state', { name: 'open', reason: 'loại ra' })])
  await vault.append([edit(excluded, '/excluded', { reason: 'complex', documents: 3 })])
  await editClosed(vault, 3, [edit(packableDocument(3, 0), '/caseFile', null)])
  await editClosed(vault, 4, [edit(packableDocument(4, 0), '/field/subject', '')])
  await vault.append([edit(packableDocument(5, 0), '/isolated', { at: '2026-01-01T00:00:00.000Z' })])
  const unknown = newRecord('case')

  const { packed, refused, selected } = await pack({ caseFiles: [...files, unknown] })

  expect(selected).toBe(7)
  expect(packed.map(({ id }) => id)).toEqual([files[0]])
  expect(refused.map(({ id, reason }) => [id, reason.code, reason.detail['reason']])).toEqual([
    [open, 'incomplete', 'not-closed'],
    [excluded, 'forbidden', 'excluded'],
    [emptied, 'incomplete', 'no-documents'],
    [undescribed, 'incomplete', 'description-missing'],
    [isolatedIn, 'incomplete', 'no-documents'],
    [unknown, 'not-found', undefined],
  ])
  expect(refused[3]?.reason.detail['elements']).toBe('1: Trích yếu nội dung')
  expect(noted).toEqual([files[0]])
  expect(await readdir(folder)).toHaveLength(1)
})

test('[PA26] an isolated document leaves no trace in the package of its file', async () => {
  const { pack, vault, folder, check } = await createPacking({ files: 1, documents: 3 })
  const secret = packableDocument(0, 1)
  await vault.append([edit(secret, '/isolated', { at: '2026-01-01T00:00:00.000Z' })])

  const { packed } = await pack()

  expect(packed[0]?.documents).toBe(2)
  const files = await unzipped(path.join(folder, packed[0]?.name ?? ''))
  const all = Buffer.concat([...files.values(), Buffer.from([...files.keys()].join())]).toString('utf8')
  expect(all).not.toContain(secret.slice(4))
  expect(all).not.toContain('trợ cấp xã hội lần 2')
  expect((await check(path.join(folder, packed[0]?.name ?? '')))[0]?.faults).toEqual([])
})

test('[PA26] without a record of the export nothing is written', async () => {
  const { pack, folder } = await createPacking({ files: 2, documents: 1 })
  const noteExport = async (): Promise<void> => {
    throw new Fault('disk-full', 'no room for the record')
  }

  const { packed, refused } = await pack({}, { noteExport })

  expect(packed).toEqual([])
  expect(refused.map(({ reason }) => reason.code)).toEqual(['disk-full', 'disk-full'])
  expect(await readdir(folder)).toEqual([])
})

test('[PA27] a name that is there is left as it is, and its case file refused', async () => {
  const { pack, folder } = await createPacking({ files: 2, documents: 1 })
  const first = await pack({ caseFiles: [packableFile(0)] })
  const name = first.packed[0]?.name ?? ''
  const before = await readFile(path.join(folder, name))

  const { packed, refused } = await pack()

  expect(packed.map(({ id }) => id)).toEqual([packableFile(1)])
  expect(refused.map(({ reason }) => reason)).toEqual([
    { code: 'conflict', detail: { reason: 'name-exists', name } },
  ])
  expect(await readFile(path.join(folder, name))).toEqual(before)
})

test.each(['sip', 'bagit', 'xlsx'] as const)(
  '[PA27] a cancelled run of %s leaves what is whole and nothing half',
  async (format) => {
    const { pack, folder } = await createPacking({ files: 3, documents: 1 })
    const stop = new AbortController()

    const { packed, refused } = await pack({
      format,
      signal: stop.signal,
      onProgress: ({ done }) => {
        if (done === 1) stop.abort()
      },
    })

    expect(packed.length + refused.length).toBe(3)
    expect(packed).toHaveLength(format === 'xlsx' ? 0 : 1)
    expect(refused.every(({ reason }) => reason.code === 'cancelled')).toBe(true)
    expect(await readdir(folder)).toEqual(packed.map(({ name }) => name))
  },
)

test.each(['ENOSPC', 'EIO'] as const)(
  '[PA27] a medium that fails with %s in the middle ends the run, and nothing half is left',
  async (code) => {
    const packing = await createPacking({ files: 3, documents: 2 })
    const { folder } = packing
    const failing = Object.assign(new Error(code), { code })
    let written = 0

    const { packed, refused } = await packing.pack(
      {},
      {
        reader: {
          openSource: async (...request) => {
            written += 1
            if (written > 4) throw failing
            return packing.ports.reader.openSource(...request)
          },
        },
      },
    )

    expect(packed).toHaveLength(1)
    const expected = code === 'ENOSPC' ? 'disk-full' : 'medium-lost'
    expect(refused.map(({ reason }) => reason.code)).toEqual([expected, expected])
    expect(await readdir(folder)).toEqual(packed.map(({ name }) => name))
  },
)

test('[PA27] a folder without rights and one that is not there refuse all', async () => {
  const { pack, folder } = await createPacking({ files: 2, documents: 1 })

  const gone = await pack({ folder: path.join(folder, 'không có') })

  expect(gone.packed).toEqual([])
  expect(gone.refused.map(({ reason }) => reason)).toEqual([
    { code: 'file-missing', detail: { reason: 'export' } },
    { code: 'file-missing', detail: { reason: 'export' } },
  ])
  if (process.getuid?.() === 0) return
  const closed = path.join(folder, 'khoá')
  await mkdir(closed)
  await chmod(closed, 0o500)
  const refused = await pack({ folder: closed })
  expect(refused.refused.map(({ reason }) => reason.code)).toEqual(['no-rights', 'no-rights'])
})

test('[PA27] one document is written at a time, and none is kept', async () => {
  const { pack, ports } = await createPacking({ files: 3, documents: 3 })
  const state = { open: 0, most: 0 }
  const watched = {
    openSource: async (...request: Parameters<typeof ports.reader.openSource>) => {
      state.open += 1
      state.most = Math.max(state.most, state.open)
      const opened = await ports.reader.openSource(...request)
      const close = async (): Promise<void> => {
        state.open -= 1
        await opened.close()
      }
      return { ...opened, close }
    },
  }

  const { packed } = await pack({}, { reader: watched })

  expect(packed).toHaveLength(3)
  expect(state).toEqual({ open: 0, most: 1 })
})

test('[PA28] a bag is whole for sha256sum and for our own check', async () => {
  const { pack, folder, check } = await createPacking({
    files: 1,
    documents: 2,
    title: () => 'Tiêu đề\nhai dòng',
  })

  const { packed } = await pack({ format: 'bagit' })

  const bag = path.join(folder, packed[0]?.name ?? '')
  expect((await readdir(bag)).toSorted()).toEqual([
    'bag-info.txt',
    'bagit.txt',
    'data',
    'manifest-sha256.txt',
    'tagmanifest-sha256.txt',
  ])
  const info = await readFile(path.join(bag, 'bag-info.txt'), 'utf8')
  expect(info).toContain('External-Description: Tiêu đề hai dòng\n')
  expect(info).toMatch(/\nPayload-Oxum: \d+\.14\n/)
  for (const manifest of ['manifest-sha256.txt', 'tagmanifest-sha256.txt']) {
    execFileSync('sha256sum', ['--strict', '--quiet', '-c', manifest], { cwd: bag })
  }
  expect(await check(bag)).toMatchObject([{ kind: 'bagit', documents: 2, faults: [] }])
})

test('[PA28] the workbook has a row for each case file and each document, under the labels of the profile', async () => {
  const { pack, folder } = await createPacking({
    files: 2,
    documents: 2,
    title: (n) => (n === 0 ? '=1+1' : 'Đất'),
  })

  const { packed } = await pack({ format: 'xlsx' })

  expect(await readdir(folder)).toEqual(['ho-so-tt05-2025-20261120100405.xlsx'])
  expect(packed.map(({ documents }) => documents)).toEqual([2, 2])
  const workbook = new ExcelJS.Workbook()
  await workbook.xlsx.readFile(path.join(folder, packed[0]?.name ?? ''))
  const [files, documents] = workbook.worksheets
  const row = (sheet: ExcelJS.Worksheet | undefined, at: number): readonly string[] => {
    const texts: string[] = []
    sheet?.getRow(at).eachCell({ includeEmpty: true }, ({ text }) => void texts.push(text))
    return texts
  }
  expect(files?.name).toBe('Hồ sơ')
  expect(row(files, 1).slice(0, 3)).toEqual(['Mã hồ sơ', 'Tiêu đề hồ sơ', 'Thời hạn lưu trữ'])
  expect(row(files, 2).slice(0, 3)).toEqual(['H27.38.05.2021.01.ĐĐ', '=1+1', '01'])
  expect(files?.rowCount).toBe(3)
  expect(documents?.rowCount).toBe(5)
  expect(row(documents, 1)[0]).toBe('Mã hồ sơ')
  expect(row(documents, 5)).toContain('Về việc trợ cấp xã hội lần 2')
})

test('[PA29] XSD files of the office stand in the package, and METS points to them', async () => {
  const { pack, vault, folder, check } = await createPacking({ files: 1, documents: 1 })
  const bytes = Buffer.from('<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"/>')
  const { sha } = await vault.blobs.put(piecesOf(bytes))
  const file = { name: 'schemas/mets.xsd', version: '2026-01-01', blob: sha, at: '2026-01-01T00:00:00.000Z' }
  await vault.append(newImportedFile(newRecord('authority'), file))

  const { packed } = await pack()

  const files = await unzipped(path.join(folder, packed[0]?.name ?? ''))
  const named = (end: string): string =>
    [...files].find(([name]) => name.endsWith(end))?.[1].toString('utf8') ?? ''
  expect(named('/schemas/mets.xsd')).toBe(bytes.toString())
  const root = `${packed[0]?.name.replace('.zip', '')}/`
  expect(files.get(`${root}METS.xml`)?.toString()).toContain('http://www.loc.gov/METS/ schemas/mets.xsd ')
  expect(files.get(`${root}representations/rep1/METS.xml`)?.toString()).toContain(
    'http://www.loc.gov/METS/ ../../schemas/mets.xsd ',
  )
  expect(files.get(`${root}METS.xml`)?.toString()).toContain('https://earkcsip.dilcis.eu/schema/')
  expect((await check(path.join(folder, packed[0]?.name ?? '')))[0]?.faults).toEqual([])
})
