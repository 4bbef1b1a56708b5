import { expect, test } from 'vitest'
import { caseFileView } from '../../domain/records/case-file.ts'
import { documentView } from '../../domain/records/document.ts'
import type { Conflict } from '../../domain/sync-api.ts'
import { edit, newRecord } from '../support/test-vault.ts'
import { aFile, aRead, meet, PAGES, type Pc, textOf, twoPcs } from '../support/two-pcs.ts'

test('[SY25] what two people wrote offline is listed at both PCs the same, with record, cell, value, person, PC and time', async () => {
  const file = newRecord('case')
  const [one, two] = await twoPcs(...aFile(file, '01.TH', 'Hồ sơ hội nghị'))
  await one.write(edit(file, '/retention', '20'), edit(file, '/startDate', '2025-03-12'))
  await two.write(edit(file, '/retention', 'VV'), edit(file, '/startDate', '2025-03-21'))
  expect(await one.list()).toEqual([])
  await meet(one, two)

  const [atOne, atTwo] = [await one.list(), await two.list()]
  expect(atOne.map(({ label }) => label)).toEqual(['case-retention', 'case-startDate'])
  expect(atOne[1]).toMatchObject({
    record: file,
    kind: 'case',
    title: '01.TH Hồ sơ hội nghị',
    path: '/startDate',
    canKeepBoth: false,
  })
  const [dates] = atOne.slice(1)
  expect(new Set(dates?.sides.map(({ text, by }) => `${text} ${by}`))).toEqual(
    new Set(['12/03/2025 Trần Thị Mẫu', '21/03/2025 Lê Văn Thử']),
  )
  expect(dates?.sides.map(({ station: { isOwn, ordinal } }) => [isOwn, ordinal]).sort()).toEqual([
    [false, 2],
    [true, 1],
  ])
  expect(dates?.sides.every(({ time }) => time === new Date(1_767_571_200_000).toISOString())).toBe(true)
  // The same values in the same order; only whose PC it is differs.
  const plain = (conflicts: readonly Conflict[]) =>
    conflicts.map(({ sides, ...rest }) => ({ ...rest, sides: sides.map(({ op, text }) => [op, text]) }))
  expect(plain(atTwo)).toEqual(plain(atOne))
})

test('[SY25] conflicts are found by the catalogue, in pieces, and stand there after the vault is opened again', async () => {
  const files = Array.from({ length: 5 }, () => newRecord('case'))
  const [one, two] = await twoPcs(...files.flatMap((id, at) => aFile(id, `0${at}.TH`, `Hồ sơ ${at}`)))
  for (const id of files.slice(0, 3)) {
    await one.write(edit(id, '/title', 'một'), edit(id, '/basis', 'một'))
    await two.write(edit(id, '/title', 'hai'), edit(id, '/basis', 'hai'))
  }
  await meet(one, two)

  expect(one.vault.catalogue.conflicts().map(({ cells }) => cells)).toEqual([2, 2, 2])
  const whole = (await one.desk.conflicts({ offset: 0, limit: 200 })).rows
  const pieces = []
  for (const offset of [0, 2, 4]) pieces.push(...(await one.desk.conflicts({ offset, limit: 2 })).rows)
  expect(pieces).toEqual(whole)
  expect((await one.desk.conflicts({ offset: 1, limit: 1 })).total).toBe(6)
  const again = await one.reopen()
  expect(again.catalogue.conflicts().length).toBe(3)
})

test('[SY26] one edit settles a conflict everywhere, and what was said differently at two PCs is a conflict again', async () => {
  const file = newRecord('case')
  const [one, two] = await twoPcs(...aFile(file, '01.TH', 'ban đầu'))
  await one.write(edit(file, '/title', 'một'))
  await two.write(edit(file, '/title', 'hai'))
  await meet(one, two)
  const [conflict] = await one.list()
  const ours = conflict?.sides.find(({ text }) => text === 'một')?.op ?? ''
  const theirs = conflict?.sides.find(({ text }) => text === 'hai')?.op ?? ''

  await one.desk.settleConflict({ record: file, path: '/title', keep: theirs })
  expect(await one.list()).toEqual([])
  await meet(one, two)
  expect([await two.list(), caseFileView(two.vault.record(file)).title]).toEqual([[], 'hai'])
  await expect(two.desk.settleConflict({ record: file, path: '/title', keep: ours })).rejects.toMatchObject({
    code: 'conflict',
    detail: { reason: 'changed' },
  })

  await one.write(edit(file, '/title', 'ba'))
  await two.write(edit(file, '/title', 'bốn'))
  await meet(one, two)
  const opOf = async (pc: Pc, wanted: string) =>
    (await pc.list())[0]?.sides.find(({ text }) => text === wanted)?.op ?? ''
  await one.desk.settleConflict({ record: file, path: '/title', keep: await opOf(one, 'ba') })
  await two.desk.settleConflict({ record: file, path: '/title', keep: await opOf(two, 'bốn') })
  await meet(one, two)
  expect((await one.list())[0]?.sides.map(({ text }) => text).sort()).toEqual(['ba', 'bốn'])
})

test('[SY26] a removed value stands among the others in its own words, and can be kept', async () => {
  const document = newRecord('doc')
  const [one, two] = await twoPcs(...aRead(document), edit(document, '/field/subject', 'trích yếu'))
  await one.write({ record: document, path: '/field/subject', remove: true })
  await two.write(edit(document, '/field/subject', 'trích yếu mới'))
  await meet(one, two)

  const [conflict] = await one.list()
  expect(conflict).toMatchObject({ title: 'Quyết định 15/QĐ-UBND', label: 'doc-subject', canKeepBoth: false })
  expect(conflict?.sides.map(({ isRemoved }) => isRemoved)).toEqual([false, true])
  await one.desk.settleConflict({
    record: document,
    path: '/field/subject',
    keep: conflict?.sides[1]?.op ?? '',
  })
  expect(documentView(one.vault.record(document)).values.subject).toBeUndefined()
})

test('[SY29] nobody is asked about what machines read, nor about a state secret', async () => {
  const [read, secret] = [newRecord('doc'), newRecord('doc')]
  const [one, two] = await twoPcs(...aRead(read), ...aRead(secret))
  const page = PAGES[0]?.id ?? ''
  await one.write(edit(read, `/text/${page}`, textOf(7)), edit(secret, '/field/subject', 'một'))
  await two.write(edit(read, `/text/${page}`, textOf(8)), edit(secret, '/field/subject', 'hai'))
  await meet(one, two)
  expect((await one.list()).map(({ record }) => record)).toEqual([secret])

  await one.write(edit(secret, '/isolated', { at: '2026-11-20T03:00:00.000Z' }))
  await meet(one, two)
  expect([await one.list(), await two.list()]).toEqual([[], []])
})
