import { readdirSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { Fault } from '../../domain/fault.ts'
import type { ScanSetting } from '../../domain/scan-api.ts'
import { jpegFacts } from '../../electron/digitise/decode/photo-facts.ts'
import { createSaneScanner } from '../../electron/scan/sane/sane-scanner.ts'
import { findSane } from '../support/sane.ts'

const sane = findSane()
const setting: ScanSetting = { source: 'feeder', colour: 'colour', dpi: 300, size: 'a4' }
const { signal } = new AbortController()

async function scanAll(command: string, part: Partial<ScanSetting> = {}, pages: number | null = null) {
  const scanner = createSaneScanner(command)
  const sizes: Uint8Array[] = []
  try {
    const request = { device: 'test:0', setting: { ...setting, ...part }, pages }
    for await (const bytes of scanner.scan(request, signal)) sizes.push(bytes)
    return { pages: sizes, reason: null }
  } catch (error) {
    if (!(error instanceof Fault)) throw error
    return { pages: sizes, reason: error.detail['reason'] ?? error.code }
  }
}

/** Folders of pages that lie in memory now. */
const left = (): readonly string[] =>
  readdirSync('/dev/shm').filter((name) => name.startsWith(`hoso-scan-${process.pid}-`))

describe.skipIf(sane === null)('a scanner of SANE', () => {
  const command = sane?.command ?? ''

  test('[SC4] is found with its sources, colours, resolutions and sizes', async () => {
    const scanner = createSaneScanner(command)

    expect(await scanner.list(signal)).toEqual([{ id: 'test:0', name: 'Noname frontend-tester' }])
    expect(await scanner.ability('test:0', signal)).toEqual({
      sources: ['feeder', 'flatbed'],
      colours: ['colour', 'grey'],
      dpis: [200, 300, 400, 600],
      sizes: ['a4', 'a3', 'legal'],
    })
  })

  test('[SC4] gives the pages of its feeder one by one, with their resolution, and leaves nothing behind', async () => {
    const { pages, reason } = await scanAll(command)

    expect(reason).toBeNull()
    expect(pages).toHaveLength(10)
    expect(pages.map((bytes) => jpegFacts(bytes).stated)).toEqual(Array.from({ length: 10 }, () => 300))
    expect(left()).toEqual([])
  })

  test('[SC4] gives one page of its glass, and as many of its feeder as are wanted', async () => {
    expect((await scanAll(command, { source: 'flatbed', size: 'a3', colour: 'grey' })).pages).toHaveLength(1)
    expect((await scanAll(command, {}, 3)).pages).toHaveLength(3)
  })

  test.each([
    ['SANE_STATUS_JAMMED', 'jam'],
    ['SANE_STATUS_COVER_OPEN', 'cover-open'],
    ['SANE_STATUS_NO_DOCS', 'no-paper'],
    ['SANE_STATUS_DEVICE_BUSY', 'busy'],
    ['SANE_STATUS_IO_ERROR', 'gone'],
    ['SANE_STATUS_ACCESS_DENIED', 'no-rights'],
  ])('[SC4] that says %s is told as %s', async (status, reason) => {
    expect(await scanAll(sane?.failing(status) ?? '')).toEqual({ pages: [], reason })
    expect(left()).toEqual([])
  })

  test('[SC4] scans no page that nobody asks for, and stops when it is told', async () => {
    const stop = new AbortController()
    const scanner = createSaneScanner(command)
    const pages = scanner
      .scan({ device: 'test:0', setting, pages: null }, stop.signal)
      [Symbol.asyncIterator]()
    await pages.next()
    // Of the second page nothing lies anywhere before it is asked for.
    const folder = left()[0] ?? ''
    expect(readdirSync(`/dev/shm/${folder}`)).toEqual([])

    stop.abort()
    await expect(pages.next()).rejects.toMatchObject({ code: 'cancelled' })
    expect(left()).toEqual([])
  })

  test('[SC4] that is not there is told', async () => {
    const scanner = createSaneScanner(command)
    await expect(scanner.ability('test:7', signal)).rejects.toMatchObject({ detail: { reason: 'gone' } })
    await expect(createSaneScanner('no-such-scanimage').list(signal)).rejects.toMatchObject({
      detail: { reason: 'not-installed' },
    })
  })
})
