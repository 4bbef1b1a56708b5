import { expect, test } from 'vitest'
import type { RecordId } from '../../domain/op.ts'
import { caseFileView } from '../../domain/records/case-file.ts'
import { type Document, documentView } from '../../domain/records/document.ts'
import { edit, newRecord } from '../support/test-vault.ts'
import { aFile, aRead, meet, PAGES, type Pc, textOf, twoPcs } from '../support/two-pcs.ts'

test('[SY27] both texts are kept below each other, in one cell', async () => {
  const file = newRecord('case')
  const [one, two] = await twoPcs(...aFile(file, '01.TH', 'Hồ sơ'))
  await one.write(edit(file, '/extra/description', 'ghi chú một'))
  await two.write(edit(file, '/extra/description', 'ghi chú hai'))
  await meet(one, two)
  const [conflict] = await one.list()
  expect(conflict).toMatchObject({ label: 'case-extra', canKeepBoth: true })

  await one.desk.keepBoth({ record: file, path: '/extra/description' })
  await two.desk.keepBoth({ record: file, path: '/extra/description' })
  await meet(one, two)

  expect(await two.list()).toEqual([])
  const kept = caseFileView(two.vault.record(file)).extra['description']
  expect(kept?.split('\n').sort()).toEqual(['ghi chú hai', 'ghi chú một'])
})

test('[SY27] a document that two people put into two case files becomes two, with the same pages, once for all PCs', async () => {
  const [document, here, there] = [newRecord('doc'), newRecord('case'), newRecord('case')]
  const [one, two] = await twoPcs(
    ...aFile(here, '01.TH', 'Hồ sơ một'),
    ...aFile(there, '02.TH', 'Hồ sơ hai'),
    ...aRead(document),
    edit(document, `/word/${PAGES[1]?.id ?? ''}/10-20-30-40`, 'chữ sửa'),
  )
  await one.write(edit(document, '/caseFile', here))
  await two.write(edit(document, '/caseFile', there))
  await meet(one, two)
  const [conflict] = await one.list()
  expect(conflict).toMatchObject({ label: 'doc-caseFile', canKeepBoth: true })
  expect(conflict?.sides.map(({ text }) => text).sort()).toEqual(['01.TH Hồ sơ một', '02.TH Hồ sơ hai'])

  await one.desk.keepBoth({ record: document, path: '/caseFile' })
  await two.desk.keepBoth({ record: document, path: '/caseFile' })
  await meet(one, two)

  expect([await one.list(), await two.list()]).toEqual([[], []])
  const filed = [...inFile(one, here), ...inFile(one, there)]
  expect(filed.map(({ caseFile }) => caseFile)).toEqual([here, there])
  expect(filed.map(place)).toEqual([place({ pages: PAGES }), place({ pages: PAGES })])
  expect([...inFile(two, here), ...inFile(two, there)].map(({ id }) => id)).toEqual(filed.map(({ id }) => id))
  const copy = filed.find(({ id }) => id !== document)
  if (copy === undefined) throw new Error('there is no copy')
  expect(copy).toMatchObject({ isAccepted: true, values: { type: '02', number: '15', notation: 'QĐ-UBND' } })
  // A page stands in one document: the copy's pages are its own, each with its text and its corrections.
  const own = copy.pages.map(({ id }) => id)
  expect(PAGES.filter(({ id }) => own.includes(id))).toEqual([])
  expect(own.map((id) => copy.texts[id])).toEqual([textOf(1), textOf(2)])
  expect(Object.keys(copy.corrections)).toEqual(own.slice(1))
})

const inFile = ({ vault }: Pc, file: RecordId): readonly Document[] =>
  vault.catalogue.ids({ kind: 'doc', parent: file, limit: 9 }).map((id) => documentView(vault.record(id)))

const place = ({ pages }: Pick<Document, 'pages'>) => pages.map(({ source, index }) => [source, index])

test('[SY27] a document whose pages two people ordered otherwise becomes one of each order', async () => {
  const [document, here] = [newRecord('doc'), newRecord('case')]
  const [one, two] = await twoPcs(
    ...aFile(here, '01.TH', 'Hồ sơ một'),
    ...aRead(document),
    edit(document, '/caseFile', here),
  )
  const [first, second] = PAGES.map((page) => ({ ...page }))
  if (first === undefined || second === undefined) throw new Error('there are two pages')
  await one.write(edit(document, '/pages', [second, first]))
  await two.write(edit(document, '/pages', [first]))
  await meet(one, two)
  const [conflict] = await one.list()
  expect(conflict).toMatchObject({ label: 'doc-pages', canKeepBoth: true })
  expect(conflict?.sides.map(({ text, told }) => [told?.count, text]).sort()).toEqual([
    [1, '1'],
    [2, '2, 1'],
  ])

  await one.desk.keepBoth({ record: document, path: '/pages' })

  expect(await one.list()).toEqual([])
  const orders = inFile(one, here).map(({ pages }) => pages.map(({ index }) => index))
  expect(orders.sort((a, b) => a.length - b.length)).toEqual([[0], [1, 0]])
})

test('[SY27] values that cannot stand beside each other are not kept both', async () => {
  const file = newRecord('case')
  const [one, two] = await twoPcs(...aFile(file, '01.TH', 'Hồ sơ'))
  await one.write(edit(file, '/retention', '20'))
  await two.write(edit(file, '/retention', 'VV'))
  await meet(one, two)

  await expect(one.desk.keepBoth({ record: file, path: '/retention' })).rejects.toMatchObject({
    code: 'invalid-input',
    detail: { reason: 'keep-both' },
  })
  expect((await one.list()).length).toBe(1)
})

test('[SY28] a choice is taken back and made again like any step, and is an edit of who made it', async () => {
  const file = newRecord('case')
  const [one, two] = await twoPcs(...aFile(file, '01.TH', 'ban đầu'))
  await one.write(edit(file, '/title', 'một'))
  await two.write(edit(file, '/title', 'hai'))
  await meet(one, two)
  const title = () => caseFileView(one.vault.record(file)).title

  for (const nth of [0, 1]) {
    const [conflict] = await one.list()
    const chosen = conflict?.sides[nth]
    await one.desk.settleConflict({ record: file, path: '/title', keep: chosen?.op ?? '' })
    expect(title()).toBe(chosen?.text)
    expect(one.vault.record(file).cells['/title']?.heads.map(({ by }) => by)).toEqual(['Trần Thị Mẫu'])
    expect(await one.undo.handlers.undo({})).toEqual({ label: 'settle-conflict' })
    expect(title()).toBe(conflict?.sides[1 - nth]?.text)
    expect(await one.undo.handlers.redo({})).toEqual({ label: 'settle-conflict' })
    expect(title()).toBe(chosen?.text)
    await meet(one, two)
    await one.write(edit(file, '/title', `một ${nth}`))
    await two.write(edit(file, '/title', `hai ${nth}`))
    await meet(one, two)
  }
})

test('[SY28] a copy that was kept goes again when that is taken back', async () => {
  const [document, here, there] = [newRecord('doc'), newRecord('case'), newRecord('case')]
  const [one, two] = await twoPcs(
    ...aFile(here, '01.TH', 'Hồ sơ một'),
    ...aFile(there, '02.TH', 'Hồ sơ hai'),
    ...aRead(document),
  )
  await one.write(edit(document, '/caseFile', here))
  await two.write(edit(document, '/caseFile', there))
  await meet(one, two)
  const documents = () => one.vault.catalogue.count({ kind: 'doc' })

  await one.desk.keepBoth({ record: document, path: '/caseFile' })
  expect(documents()).toBe(2)
  expect(await one.undo.handlers.undo({})).toEqual({ label: 'keep-both' })
  expect(documents()).toBe(1)
})

test('[SY28] in a case file that was closed only what is shown can be kept', async () => {
  const file = newRecord('case')
  const [one, two] = await twoPcs(...aFile(file, '01.TH', 'ban đầu'))
  await one.write(edit(file, '/title', 'một'))
  await two.write(edit(file, '/title', 'hai'))
  await meet(one, two)
  await one.write(edit(file, '/state', { name: 'closed', reason: null }))
  const [conflict] = await one.list()
  const keep = (nth: number) => ({ record: file, path: '/title', keep: conflict?.sides[nth]?.op ?? '' })

  await expect(one.desk.settleConflict(keep(1))).rejects.toMatchObject({ code: 'case-closed' })
  await one.desk.settleConflict(keep(0))
  expect(await one.list()).toEqual([])
})
