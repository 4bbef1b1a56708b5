import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { expect, test } from 'vitest'
import { RecordId } from '../../domain/op.ts'
import { noFilters } from '../../domain/search-api.ts'
import { samplesFolder } from '../support/engine.ts'
import {
  ADMINISTRATOR,
  addUser,
  codeOf,
  LEADER,
  newDesk,
  openStatus,
  planOf,
  switchTo,
} from '../support/users-desk.ts'

test('[KY9] a vault whose recovery sheet nobody confirmed says so until one is kept', async () => {
  const made = await newDesk()
  // Killed before the code was shown: the next start knows that nobody may have it.
  const desk = await made.restart()
  await desk.client.unlockVault({ secret: ADMINISTRATOR })
  expect((await openStatus(desk)).hasRecoverySheet).toBe(false)

  const { code, slot } = await desk.client.newRecoverySheet({})
  await desk.client.confirmRecoverySheet({ slot, revokeOthers: false })

  expect((await openStatus(desk)).hasRecoverySheet).toBe(true)
  expect((await desk.client.security({})).sheets.map((sheet) => sheet.slot)).toEqual([slot])
  await desk.client.lockVault({})
  expect(await codeOf(desk.client.unlockVault({ secret: desk.recoveryCode }))).toBe('wrong-passphrase')
  await desk.client.unlockVault({ secret: code })
})

test('[KY9] a new sheet leaves the old one good, unless that is revoked', async () => {
  const desk = await newDesk()
  await desk.client.confirmRecoverySheet({ slot: desk.recoverySlot, revokeOthers: false })
  const second = await desk.client.newRecoverySheet({})
  await desk.client.confirmRecoverySheet({ slot: second.slot, revokeOthers: false })
  expect((await desk.client.security({})).sheets).toHaveLength(2)

  const third = await desk.client.newRecoverySheet({})
  await desk.client.confirmRecoverySheet({ slot: third.slot, revokeOthers: true })

  await desk.client.lockVault({})
  expect(await codeOf(desk.client.unlockVault({ secret: second.code }))).toBe('wrong-passphrase')
  expect(await codeOf(desk.client.unlockVault({ secret: third.code }))).toBe('done')
})

test('[KY10] the vault locks itself when nobody was at the keyboard, and at the command of the shell', async () => {
  const desk = await newDesk()
  await desk.client.setIdleMinutes({ minutes: 5 })
  await desk.client.noteActivity({})
  await expect.poll(async () => (await desk.client.security({})).idleMinutes).toBe(5)

  await expect
    .poll(async () => {
      desk.runTimers()
      return (await desk.client.status({})).kind
    })
    .toBe('locked')
  await desk.client.unlockVault({ secret: ADMINISTRATOR })
  desk.app.lock()

  expect(await desk.client.status({})).toEqual({ kind: 'locked', sample: null })
  expect(await codeOf(desk.client.overview({}))).toBe('locked')
})

test('[KY10] behind a locked gate the reading goes on and nothing is told; the right secret comes back in', async () => {
  const desk = await newDesk()
  const file = path.join(samplesFolder, 'quyet-dinh.pdf')
  await desk.client.startBatch({ paths: [file], isStatementMade: true })
  await expect.poll(() => desk.events.map(({ name }) => name), { timeout: 60_000 }).toContain('pageArrived')
  const source = createHash('sha256')
    .update(await readFile(file))
    .digest('hex')
  const page = { source, index: 0 }
  expect((await desk.app.pageImage(page, 'thumbnail')).bytes.length).toBeGreaterThan(0)

  await desk.client.lockVault({})
  const heard = desk.events.length
  expect(await codeOf(desk.client.batches({ limit: 10 }))).toBe('locked')
  expect(await codeOf(desk.app.pageImage(page, 'thumbnail'))).toBe('locked')
  expect(await codeOf(desk.client.unlockVault({ secret: 'không phải mật khẩu' }))).toBe('wrong-passphrase')
  await desk.app.settled()
  expect(desk.events.slice(heard).filter(({ name }) => name !== 'vaultChanged')).toEqual([])

  await desk.client.unlockVault({ secret: ADMINISTRATOR })
  const [batch] = (await desk.client.batches({ limit: 10 })).rows
  expect([batch?.pagesRead, batch?.pagesTotal]).toEqual([batch?.pagesTotal, batch?.pagesTotal])
})

test('[KY11] a view of a restricted file leaves one record for each user, file and hour; of an open one none', async () => {
  const desk = await newDesk()
  await addUser(desk, 'leader', LEADER)
  const plan = await planOf(desk)
  const [restricted, open] = await Promise.all(
    plan.slice(0, 2).map(({ id }) => desk.client.openCaseFile({ planEntry: RecordId.parse(id) })),
  )
  if (restricted === undefined || open === undefined) throw new Error('no case files')
  await desk.client.setCaseFileAccess({ id: restricted.id, access: 'restricted' })

  await Promise.all([restricted, open, restricted].map((file) => desk.client.caseFile(file)))
  await switchTo(desk, LEADER)
  await desk.client.caseFile(restricted)
  desk.later(3_600_000)
  await desk.client.caseFile(restricted)
  await desk.client.noteAccess({ what: 'print', subject: open.id })
  expect(await codeOf(desk.client.accessRecords({ limit: 1 }))).toBe('forbidden role')

  await switchTo(desk, ADMINISTRATOR)
  const { rows, total } = await desk.client.accessRecords({ limit: 3 })
  expect(total).toBe(4)
  expect(rows.map(({ what, by }) => [what, by])).toEqual([
    ['print', 'Người leader'],
    ['view', 'Người leader'],
    ['view', 'Người leader'],
  ])
  const { rows: rest } = await desk.client.accessRecords({ offset: 3, limit: 10 })
  expect(rest).toMatchObject([{ what: 'view', by: 'Trần Thị Mẫu', subject: restricted.id }])
})

test('[KY11] the image and the text of a page of a restricted file are views, even when asked for by hash alone', async () => {
  const made = await newDesk()
  const [entry] = await planOf(made)
  const file = await made.client.openCaseFile({ planEntry: RecordId.parse(entry?.id) })
  await made.client.startBatch({ paths: [path.join(samplesFolder, 'giay-moi.jpg')], isStatementMade: true })
  await made.app.settled()
  const { rows: documents } = await made.client.documents({ filter: 'to-review', limit: 10 })
  const [document] = documents
  const id = RecordId.parse(document?.id)
  await made.client.acceptDocument({ id, values: {} })
  await made.client.fileDocument({ id, caseFile: file.id })
  await made.client.setCaseFileAccess({ id: file.id, access: 'restricted' })
  const [page] = document?.pages ?? []
  const [text] = Object.values(document?.texts ?? {})
  if (page === undefined || text === undefined) throw new Error('nothing was read')

  const desk = await made.restart()
  await desk.client.unlockVault({ secret: ADMINISTRATOR })
  const count = async () => (await desk.client.accessRecords({ limit: 1 })).total
  await desk.app.pageImage(page, 'thumbnail')
  expect(await count()).toBe(1)
  desk.later(3_600_000)
  await desk.client.pageText({ text })
  expect(await count()).toBe(2)
  desk.later(3_600_000)
  await desk.client.document({ id })
  await desk.app.pageImage(page, 'full')
  expect(await count()).toBe(3)

  // A search tells that it is there, and shows its text only to whoever opens it.
  await desk.app.settled()
  const query = 'giấy mời'
  const { hits } = await desk.client.search({ query, filters: noFilters, limit: 10 })
  expect(hits.map(({ document: hit, boxes }) => [hit.id, boxes])).toEqual([[id, []]])
  expect(await count()).toBe(3)
  desk.later(3_600_000)
  expect((await desk.client.pageMatches({ document: id, page: 0, query })).boxes).not.toEqual([])
  expect(await count()).toBe(4)
})
