import { setTimeout as pause } from 'node:timers/promises'
import type { ScannerRow, ScanSetting } from '../../../domain/scan-api.ts'
import type { Scanner } from '../ports.ts'
import { assertPicture, cancelled, MOST_PAGE_BYTES, type ScanTrouble, scanFault } from '../scan-fault.ts'
import { esclAddress, jobAddress } from './escl-address.ts'
import {
  colourMode,
  type EsclDevice,
  esclUnits,
  MOST_XML_BYTES,
  parseCapabilities,
  parseStatus,
} from './escl-answers.ts'
import { askScanner, type EsclAnswer } from './escl-line.ts'

/** How long is waited for what; tests wait less. */
export interface EsclPatience {
  readonly askMs: number
  /** For the bytes of one page. */
  readonly pageMs: number
  /** For a page that is not ready, all tries together. */
  readonly readyMs: number
  readonly betweenMs: number
}

const usualPatience: EsclPatience = { askMs: 10_000, pageMs: 180_000, readyMs: 120_000, betweenMs: 500 }
/** Of what a device asks to be left alone. */
const MOST_RETRY_MS = 5000

/** Scanners in the network, by the interface that Mopria, AirScan and most makers share; a device is its address. */
export function createEsclScanner(
  addresses: () => readonly ScannerRow[],
  patience: EsclPatience = usualPatience,
): Scanner {
  const line = createLine(patience)
  return {
    list: async () => addresses(),
    ability: async (device, signal) => (await line.describe(esclAddress(device), signal)).ability,
    scan: async function* ({ device, setting, pages }, signal) {
      const base = esclAddress(device)
      const description = await line.describe(base, signal)
      const job = await line.begin(base, settingXml(setting, description), signal)
      const most = setting.source === 'flatbed' ? 1 : (pages ?? Number.POSITIVE_INFINITY)
      let taken = 0
      let isOver = false
      try {
        while (taken < most) {
          const page = await line.nextPage({ base, job, isFirst: taken === 0 }, signal)
          isOver = page === null
          if (page === null) break
          taken += 1
          yield page
        }
      } finally {
        // A job that nobody ends keeps the scanner busy for others.
        if (!isOver) await line.end(job)
      }
    },
  }
}

/** Asks a scanner how it is called. @throws Fault 'scanner' */
export async function nameEsclScanner(typed: string, signal: AbortSignal): Promise<ScannerRow> {
  const base = esclAddress(typed)
  const { name } = await createLine(usualPatience).describe(base, signal)
  return { id: base.origin, name: name === '' ? base.host : name }
}

interface PageWish {
  readonly base: URL
  readonly job: URL
  readonly isFirst: boolean
}

function createLine(patience: EsclPatience) {
  const asking = createAsking(patience)
  return { ...asking, nextPage: createPages(patience, asking.trouble) }
}

/** Pages of a job. */
function createPages(
  patience: EsclPatience,
  trouble: (base: URL, signal: AbortSignal) => Promise<ScanTrouble | null>,
) {
  /** Null when the feeder is empty. A jam ends the job just as the last page does: only the status tells them apart. */
  return async ({ base, job, isFirst }: PageWish, signal: AbortSignal): Promise<Uint8Array | null> => {
    const url = new URL(`${job.pathname}/NextDocument`, job)
    for (let waitedMs = 0; waitedMs <= patience.readyMs; ) {
      const answer = await askScanner({
        method: 'GET',
        url,
        mostBytes: MOST_PAGE_BYTES,
        timeoutMs: patience.pageMs,
        signal,
      })
      if (answer.status === 200) return assertPicture(answer.body)
      if (answer.status === 503) {
        const waitMs = retryMs(answer.retryAfter, patience.betweenMs)
        waitedMs += waitMs
        await pause(waitMs, null, { signal }).catch(() => {
          throw cancelled()
        })
      }
      const found = await trouble(base, signal)
      if (answer.status === 503 && isHarmless(found)) continue
      if (answer.status === 404 && !isFirst && isHarmless(found)) return null
      throw scanFault(found, `a page was answered by ${answer.status}`)
    }
    throw scanFault('no-answer', 'the page does not come')
  }
}

/** What is asked of a device beside its pages. */
function createAsking(patience: EsclPatience) {
  const get = (url: URL, signal: AbortSignal): Promise<EsclAnswer> =>
    askScanner({ method: 'GET', url, mostBytes: MOST_XML_BYTES, timeoutMs: patience.askMs, signal })
  const describe = async (base: URL, signal: AbortSignal): Promise<EsclDevice> =>
    parseCapabilities(whole(await get(new URL('ScannerCapabilities', base), signal)))
  const trouble = async (base: URL, signal: AbortSignal) =>
    parseStatus(whole(await get(new URL('ScannerStatus', base), signal)))
  const begin = async (base: URL, body: string, signal: AbortSignal): Promise<URL> => {
    const answer = await askScanner({
      method: 'POST',
      url: new URL('ScanJobs', base),
      body,
      mostBytes: MOST_XML_BYTES,
      timeoutMs: patience.askMs,
      signal,
    })
    if (answer.status === 201) return jobAddress(base, answer.location)
    if (answer.status === 503)
      throw scanFault((await trouble(base, signal)) ?? 'busy', 'the scanner takes no job')
    if (answer.status === 401 || answer.status === 403) throw scanFault('no-rights', 'the scanner refuses us')
    throw scanFault(
      (await trouble(base, signal)) ?? 'strange-answer',
      `a job was answered by ${answer.status}`,
    )
  }
  return {
    describe,
    begin,
    trouble,
    end: async (job: URL): Promise<void> => {
      const signal = AbortSignal.timeout(patience.askMs)
      const request = {
        method: 'DELETE',
        url: job,
        mostBytes: MOST_XML_BYTES,
        timeoutMs: patience.askMs,
        signal,
      } as const
      // It may be gone, which ends the job as well.
      await askScanner(request).catch(() => undefined)
    },
  }
}

/** The feeder may be empty or the scanner still at work, and nothing is wrong. */
function isHarmless(trouble: ScanTrouble | null): boolean {
  return trouble === null || trouble === 'busy' || trouble === 'no-paper'
}

function whole({ status, body }: EsclAnswer): Uint8Array {
  if (status === 200) return body
  if (status === 401 || status === 403) throw scanFault('no-rights', 'the scanner refuses us')
  // Also a redirect: a scanner leads nowhere else.
  throw scanFault('strange-answer', `the scanner answers ${status}`)
}

function retryMs(told: string | undefined, usualMs: number): number {
  const seconds = Number(told)
  const isTold = told !== undefined && Number.isFinite(seconds) && seconds > 0
  return isTold ? Math.max(1, Math.min(MOST_RETRY_MS, seconds * 1000)) : usualMs
}

/** @see Mopria eSCL, ScanSettings */
function settingXml({ source, colour, dpi, size }: ScanSetting, { most }: EsclDevice): string {
  const isFlatbed = source === 'flatbed'
  const [width, height] = esclUnits(size)
  const [mostWidth, mostHeight] = (isFlatbed ? most.flatbed : most.feeder) ?? [width, height]
  const region = [
    `<pwg:Height>${Math.min(height, mostHeight)}</pwg:Height>`,
    `<pwg:ContentRegionUnits>escl:ThreeHundredthsOfInches</pwg:ContentRegionUnits>`,
    `<pwg:Width>${Math.min(width, mostWidth)}</pwg:Width>`,
    '<pwg:XOffset>0</pwg:XOffset><pwg:YOffset>0</pwg:YOffset>',
  ].join('')
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<scan:ScanSettings xmlns:scan="http://schemas.hp.com/imaging/escl/2011/05/03" xmlns:pwg="http://www.pwg.org/schemas/2010/12/sm">',
    '<pwg:Version>2.0</pwg:Version>',
    `<pwg:ScanRegions><pwg:ScanRegion>${region}</pwg:ScanRegion></pwg:ScanRegions>`,
    '<pwg:DocumentFormat>image/jpeg</pwg:DocumentFormat>',
    `<pwg:InputSource>${isFlatbed ? 'Platen' : 'Feeder'}</pwg:InputSource>`,
    `<scan:XResolution>${dpi}</scan:XResolution><scan:YResolution>${dpi}</scan:YResolution>`,
    `<scan:ColorMode>${colourMode(colour)}</scan:ColorMode>`,
    isFlatbed ? '' : `<scan:Duplex>${source === 'duplex'}</scan:Duplex>`,
    '</scan:ScanSettings>',
  ].join('\n')
}
