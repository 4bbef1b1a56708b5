import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { RecordId } from '../../domain/op.ts'
import type { Document } from '../../domain/records/document.ts'
import { createSaneScanner } from '../../electron/scan/sane/sane-scanner.ts'
import { encodeJpeg } from '../fixtures/encode.ts'
import { drawStampedPage, secretStamps } from '../fixtures/secret-stamps.ts'
import { findSane } from '../support/sane.ts'
import { blankPage, openScanDesk, type ScanDesk, scannedPages } from '../support/scan-desk.ts'

const sane = findSane()

let desk: ScanDesk
beforeEach(async () => {
  desk = await openScanDesk(sane === null ? {} : { sane: createSaneScanner(sane.command) })
})
afterEach(() => desk.close())

const client = () => desk.engine().client

async function finished(): Promise<Document> {
  const { document } = await client().finishScan({})
  if (document === null) throw new Error('the sitting had no page')
  return client().document({ id: document })
}

async function vaultBytes(): Promise<number> {
  const entries = await readdir(path.join(desk.folder, 'kho'), { recursive: true, withFileTypes: true })
  const files = entries.filter((entry) => entry.isFile() && entry.parentPath.includes('blobs'))
  const sizes = await Promise.all(
    files.map(async (file) => (await readFile(path.join(file.parentPath, file.name))).length),
  )
  return sizes.reduce((sum, size) => sum + size, 0)
}

test('[SC1] each page is stored and named before the next is looked at, and what comes of them is one document', async () => {
  desk.scanner.feeder = await scannedPages(4)

  const session = await desk.scan()
  expect(session.phase).toEqual({ kind: 'standing', reason: 'empty', fault: null })
  expect(session.pages).toHaveLength(4)
  const [batch] = (await client().batches({ offset: 0, limit: 1 })).rows
  expect(batch).toMatchObject({ id: session.batch, taken: 4, waiting: 0, refused: 0 })
  const { rows } = await client().batchSources({ id: session.batch, outcome: 'taken', offset: 0, limit: 9 })
  const names = rows.map(({ source }) => source.name.replace(/\d{4}-\d\d-\d\d-\d{4}/, 'giờ'))
  expect(names).toEqual([1, 2, 3, 4].map((n) => `quet-giờ-00${n}.jpg`))
  for (const { page } of session.pages) {
    const image = await desk.engine().app.pageImage(page, 'thumbnail')
    expect(image.bytes.length).toBeGreaterThan(100)
  }

  const document = await finished()
  expect(document.pages.map(({ id }) => id)).toEqual(session.pages.map(({ page }) => page.id))
  expect((await client().scanState({})).session).toBeNull()
})

test('[SC3] a jam at page 23 keeps 22 pages, and the scan goes on from there in the same batch', async () => {
  desk.scanner.feeder = [...(await scannedPages(22)), { kind: 'jam' }]

  const jammed = await desk.scan()
  expect(jammed.phase).toEqual({
    kind: 'standing',
    reason: 'fault',
    fault: { code: 'scanner', detail: { reason: 'jam' } },
  })
  expect(jammed.pages).toHaveLength(22)

  desk.scanner.feeder = await scannedPages(3, 22)
  const whole = await desk.scan()
  expect(whole.batch).toBe(jammed.batch)
  expect(whole.pages.slice(0, 22)).toEqual(jammed.pages)
  expect((await finished()).pages).toHaveLength(25)
})

test('[SC8] what was scanned is there after the program ended in the middle, and the scan goes on', async () => {
  desk.scanner.feeder = await scannedPages(3)
  const before = await desk.scan()

  await desk.restart()

  const { session } = await client().scanState({})
  expect(session?.phase).toMatchObject({ kind: 'standing', reason: 'interrupted' })
  expect(session?.pages).toEqual(before.pages)
  desk.scanner.feeder = await scannedPages(1, 3)
  expect((await desk.scan()).pages).toHaveLength(4)
  expect((await finished()).pages).toHaveLength(4)
})

test('[SC9] a page is scanned again, and pages go before and after others; what was replaced lies in the bin', async () => {
  desk.scanner.feeder = await scannedPages(3)
  const [first, second, third] = (await desk.scan()).pages.map(({ page }) => page.id)
  desk.scanner.feeder = await scannedPages(2, 10)
  await desk.scan({ place: { way: 'replace', page: second ?? '' } })
  const afterReplace = (await client().scanState({})).session?.pages.map(({ page }) => page.id) ?? []
  expect(afterReplace).toEqual([first, expect.any(String), third])
  expect(afterReplace).not.toContain(second)

  desk.scanner.feeder = await scannedPages(2, 20)
  const inserted = await desk.scan({ place: { way: 'before', page: first ?? '' } })
  const ids = inserted.pages.map(({ page }) => page.id)
  expect(ids.slice(2)).toEqual(afterReplace)

  const document = await finished()
  expect(document.pages.map(({ id }) => id)).toEqual(ids)
  expect(document.layout?.aside[second ?? '']).toEqual({ kind: 'bin' })
})

test('[SC9] after the sitting pages go into the document, before or in place of one, and that is taken back', async () => {
  desk.scanner.feeder = await scannedPages(3)
  await desk.scan()
  const document = await finished()
  const [first, second, third] = document.pages.map(({ id }) => id)
  const id = RecordId.parse(document.id)

  desk.scanner.feeder = await scannedPages(1, 30)
  await desk.scan({ target: { document: id, page: second ?? '', way: 'replace' } })
  const replaced = await finished()
  expect(replaced.id).toBe(document.id)
  expect(replaced.pages.map((page) => page.id)).toEqual([first, expect.any(String), third])
  expect(replaced.layout?.aside[second ?? '']).toEqual({ kind: 'bin' })

  await client().undo({})
  const back = await client().document({ id })
  expect(back.pages.map((page) => page.id)).toEqual([first, second, third])
})

test('[SC10] a sheet that looks secret is nowhere in the vault, everything stands, and only a gap is left', async () => {
  const letter = { seed: 11, template: 'cong-van', tier: 'A' } as const
  const secret = encodeJpeg(drawStampedPage({ ...letter, stamp: secretStamps[1] }), 85)
  desk.scanner.feeder = [
    ...(await scannedPages(1)),
    { kind: 'page', bytes: secret },
    ...(await scannedPages(2, 1)),
  ]

  const stopped = await desk.scan()
  expect(stopped.stop).toEqual({ number: 2, level: 'top-secret', by: 'frame' })
  expect(stopped.phase).toMatchObject({ reason: 'secret' })
  expect(stopped.pages).toHaveLength(1)
  const bytesBefore = await vaultBytes()
  await expect(client().finishScan({})).rejects.toMatchObject({ code: 'conflict' })
  await expect(desk.scan()).rejects.toMatchObject({ detail: { reason: 'secret-stop' } })

  await client().decideScan({ isSecret: true })
  expect(await vaultBytes()).toBe(bytesBefore)
  const { session } = await client().scanState({})
  expect(session).toMatchObject({ withheld: 1, stop: null })
  const on = await desk.scan()
  expect(on.pages).toHaveLength(3)
  const { rows } = await client().batchSources({ id: on.batch, outcome: 'taken', offset: 0, limit: 9 })
  expect(rows.map(({ source }) => source.outcome.kind)).toEqual(['taken', 'withheld', 'taken', 'taken'])
  expect((await finished()).pages).toHaveLength(3)
})

test('[SC10] a mark that is none is taken with who said so', async () => {
  const letter = { seed: 12, template: 'cong-van', tier: 'A' } as const
  desk.scanner.feeder = [
    { kind: 'page', bytes: encodeJpeg(drawStampedPage({ ...letter, stamp: secretStamps[1] }), 85) },
  ]
  expect((await desk.scan()).stop).not.toBeNull()

  await client().decideScan({ isSecret: false })

  expect((await finished()).pages).toHaveLength(1)
})

test('[SC11] a blank page is flagged and stays', async () => {
  desk.scanner.feeder = [...(await scannedPages(1)), { kind: 'page', bytes: blankPage() }]

  const { pages } = await desk.scan()

  expect(pages.map(({ isBlank }) => isBlank)).toEqual([false, true])
  expect((await finished()).pages).toHaveLength(2)
})

test('[SC12] a page that is scanned to try is shown and kept nowhere', async () => {
  desk.scanner.feeder = await scannedPages(1)
  const before = await vaultBytes()
  const setting = { source: 'flatbed', colour: 'grey', dpi: 300, size: 'a4' } as const

  const shown = await client().testScan({ scanner: desk.id, setting, isStatementMade: true })

  expect(shown.image).toMatch(/^data:image\/jpeg;base64,/)
  expect(shown.widthPx).toBe(900)
  expect(await vaultBytes()).toBe(before)
  expect((await client().batches({ offset: 0, limit: 1 })).total).toBe(0)
})

test('[SC13] profiles, scanners of the network and what was used last are remembered on this PC', async () => {
  const setting = { source: 'duplex', colour: 'grey', dpi: 200, size: 'a3' } as const
  const profile = { id: '5f1cbd0a-0d5b-4a55-a1d5-6f0f3a0f3f10', name: 'Sổ hộ tịch', setting }
  await client().keepScanProfile({ profile })
  await client().addNetworkScanner({ address: desk.scanner.address })
  desk.scanner.feeder = await scannedPages(1)
  await desk.scan({ setting })
  await client().finishScan({})

  await desk.restart()

  expect(await client().scanState({})).toEqual({
    session: null,
    profiles: [profile],
    network: [{ id: desk.id, name: 'Máy quét mạng thử' }],
    last: { scanner: desk.id, setting },
  })
})

test('[SC19] a pasted picture becomes a document named by its time; one that looks secret is decided first', async () => {
  const [page] = await scannedPages(1)
  if (page?.kind !== 'page') throw new Error('there is a page')
  await client().pastePictures({ pictures: [page.bytes], isStatementMade: true })
  const [batch] = (await client().batches({ offset: 0, limit: 1 })).rows
  expect(batch).toMatchObject({ taken: 1, pagesTotal: 1 })

  await expect(
    client().pastePictures({ pictures: [Buffer.from('no picture')], isStatementMade: true }),
  ).rejects.toMatchObject({ code: 'file-unsupported' })

  const letter = { seed: 13, template: 'cong-van', tier: 'A' } as const
  const secret = encodeJpeg(drawStampedPage({ ...letter, stamp: secretStamps[1] }), 85)
  await client().pastePictures({ pictures: [secret], isStatementMade: true })
  expect((await client().scanState({})).session?.stop).not.toBeNull()
  await client().decideScan({ isSecret: true })
  expect(await client().finishScan({})).toEqual({ document: null, pages: 0 })
})

describe.skipIf(sane === null)('with the test scanner of SANE', () => {
  test('[SC4] its pages go into the vault and become a document', async () => {
    const { scanners } = await client().scanners({ isNetworkAsked: true })
    expect(scanners.map(({ id }) => id)).toEqual(['sane:test:0', desk.id])

    const session = await desk.scan({ scanner: 'sane:test:0' })
    expect(session.phase).toMatchObject({ reason: 'empty' })
    expect(session.pages).toHaveLength(10)
    expect(session.pages.every(({ isBlank }) => isBlank)).toBe(true)
    expect((await finished()).pages).toHaveLength(10)
  })
})
