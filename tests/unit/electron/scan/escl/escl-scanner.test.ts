import { afterEach, beforeEach, expect, test } from 'vitest'
import { Fault } from '../../../../../domain/fault.ts'
import type { ScanSetting } from '../../../../../domain/scan-api.ts'
import { createEsclScanner, nameEsclScanner } from '../../../../../electron/scan/escl/escl-scanner.ts'
import {
  type EsclPage,
  type EsclServer,
  esclCapabilities,
  startEsclServer,
} from '../../../../support/escl-server.ts'

const setting: ScanSetting = { source: 'feeder', colour: 'grey', dpi: 300, size: 'a4' }
const patience = { askMs: 1500, pageMs: 1500, readyMs: 300, betweenMs: 20 }
const scanner = createEsclScanner(() => [], patience)
const { signal } = new AbortController()

let server: EsclServer
beforeEach(async () => {
  server = await startEsclServer()
})
afterEach(() => server.close())

function page(mark: number): EsclPage {
  return { kind: 'page', bytes: new Uint8Array([0xff, 0xd8, 0xff, mark]) }
}

const pages = (count: number, from = 0): EsclPage[] =>
  Array.from({ length: count }, (_, at) => page((from + at) % 256))

/** The pages that came, and the reason why it ended, if it did not end well. */
async function scanAll(device = server.address, part: Partial<ScanSetting> = {}) {
  const marks: number[] = []
  try {
    for await (const bytes of scanner.scan({ device, setting: { ...setting, ...part }, pages: null }, signal))
      marks.push(bytes[3] ?? -1)
    return { marks, reason: null }
  } catch (error) {
    if (!(error instanceof Fault)) throw error
    return { marks, reason: error.detail['reason'] ?? error.code }
  }
}

test('[SC5] a scanner in the network tells what it can do, and its pages come until the feeder is empty', async () => {
  server.feeder = pages(3)

  expect(await nameEsclScanner(server.address, signal)).toEqual({
    id: server.address,
    name: 'Máy quét mạng thử',
  })
  expect(await scanner.ability(server.address, signal)).toEqual({
    sources: ['feeder', 'duplex', 'flatbed'],
    colours: ['colour', 'grey'],
    dpis: [200, 300, 600],
    sizes: ['a4', 'a3', 'legal'],
  })
  expect(await scanAll()).toEqual({ marks: [0, 1, 2], reason: null })
  expect(server.settings[0]).toMatch(/<scan:XResolution>300<.*Grayscale8/s)
  expect(server.openJobs()).toBe(0)
})

test('[SC3] a jam at page 23 gives the 22 pages before it, and the reason', async () => {
  server.feeder = [...pages(22), { kind: 'jam' }, ...pages(5, 22)]

  const first = await scanAll()
  expect(first.marks).toEqual(Array.from({ length: 22 }, (_, at) => at))
  expect(first.reason).toBe('jam')

  expect(await scanAll()).toEqual({ marks: [22, 23, 24, 25, 26], reason: null })
})

test('[SC5] an open cover, an empty feeder and a page that is late are told apart', async () => {
  server.feeder = [page(0), { kind: 'hatch' }]
  expect(await scanAll()).toEqual({ marks: [0], reason: 'cover-open' })

  server.feeder = []
  expect(await scanAll()).toEqual({ marks: [], reason: 'no-paper' })

  server.feeder = [{ kind: 'later', times: 3 }, page(7)]
  expect(await scanAll()).toEqual({ marks: [7], reason: null })

  server.feeder = [{ kind: 'later', times: 1000 }]
  expect((await scanAll()).reason).toBe('no-answer')
  expect(server.openJobs()).toBe(0)
})

test('[SC5] the glass gives one page, and a job that is left is ended at the device', async () => {
  server.feeder = pages(5)
  expect(await scanAll(server.address, { source: 'flatbed' })).toEqual({ marks: [0], reason: null })
  expect(server.settings[0]).toContain('<pwg:InputSource>Platen<')
  expect(server.openJobs()).toBe(0)

  const stop = new AbortController()
  const seen: number[] = []
  const left = (async () => {
    for await (const bytes of scanner.scan({ device: server.address, setting, pages: null }, stop.signal)) {
      seen.push(bytes[3] ?? -1)
      stop.abort()
    }
  })()
  await expect(left).rejects.toMatchObject({ code: 'cancelled' })
  expect(seen).toEqual([1])
  expect(server.openJobs()).toBe(0)
})

const BOMB = `<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><scan:ScannerCapabilities>&b;</scan:ScannerCapabilities>`

test.each([
  ['that names other texts', BOMB],
  ['that is none', 'not xml at all <<<'],
  ['of another kind', '<html><body>router</body></html>'],
  ['that is nested without end', '<a>'.repeat(20_000)],
])('[SC6] a device whose answer is XML %s is refused', async (_what, xml) => {
  server.capabilities = xml

  await expect(scanner.ability(server.address, signal)).rejects.toMatchObject({
    code: 'scanner',
    detail: { reason: 'strange-answer' },
  })
})

test('[SC6] what makes no sense in an answer is left out, and the rest counts', async () => {
  server.capabilities = esclCapabilities.replaceAll(
    '<scan:MaxWidth>3508</scan:MaxWidth>',
    '<scan:MaxWidth><x/><x/></scan:MaxWidth>',
  )

  expect(await scanner.ability(server.address, signal)).toMatchObject({ dpis: [200, 300, 600] })
})

test('[SC6] a device leads nowhere else: not by its job, not by a redirect', async () => {
  server.feeder = pages(1)
  server.jobAnswer = (response) =>
    void response.writeHead(201, { location: 'http://192.0.2.9/elsewhere' }).end()
  expect((await scanAll()).reason).toBe('strange-answer')

  server.jobAnswer = null
  server.feeder = [
    {
      kind: 'raw',
      answer: (response) => void response.writeHead(302, { location: 'http://192.0.2.9/' }).end(),
    },
  ]
  // The status says nothing of it, so it is an answer that nobody knows.
  expect(await scanAll()).toMatchObject({ marks: [] })
  expect(server.requests.every((request) => request.includes('/eSCL/'))).toBe(true)
})

test('[SC6] a page that is none, too large or never ends is refused in time, and those before it are kept', async () => {
  server.feeder = [page(0), { kind: 'page', bytes: Buffer.from('%PDF-1.7') }]
  expect(await scanAll()).toEqual({ marks: [0], reason: 'strange-answer' })

  server.feeder = [
    page(1),
    {
      kind: 'raw',
      answer: (response) => {
        response.writeHead(200)
        const chunk = Buffer.alloc(8 * 1024 * 1024)
        const write = (): void => void (response.destroyed || response.write(chunk, write))
        write()
      },
    },
  ]
  const large = await scanAll()
  expect(large.marks).toEqual([1])
  expect(['too-large', 'no-answer']).toContain(large.reason)

  server.feeder = [
    page(2),
    {
      kind: 'raw',
      answer: (response) => {
        response.writeHead(200)
        response.write(Buffer.from([0xff, 0xd8]))
      },
    },
  ]
  expect(await scanAll()).toEqual({ marks: [2], reason: 'no-answer' })
})

test('[SC5] nobody there, and an address that is none, are told', async () => {
  await server.close()
  expect((await scanAll()).reason).toBe('gone')
  for (const typed of ['ftp://x', 'http://', 'http://user:pw@host/', '   '])
    await expect(nameEsclScanner(typed, signal)).rejects.toMatchObject({ detail: { reason: 'bad-address' } })
  server = await startEsclServer()
})
