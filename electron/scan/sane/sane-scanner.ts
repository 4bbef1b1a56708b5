import { readFile, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import { paperMm, type ScanSetting } from '../../../domain/scan-api.ts'
import { type ChildLines, startChild } from '../child-lines.ts'
import { makeMemoryFolder } from '../memory-folder.ts'
import type { Scanner, ScanRequest } from '../ports.ts'
import { assertPicture, MOST_PAGE_BYTES, scanFault } from '../scan-fault.ts'
import { withDensity } from './png-density.ts'
import { endingFault } from './sane-ending.ts'
import { parseDevice, parseDevices, type SaneDevice } from './sane-options.ts'

const LINE_BYTES = 1_000_000
/** Backends that look for scanners in the network take their time. */
const LIST_MS = 40_000
const ASK_MS = 30_000
/** The slowest page: A3 in colour at 600 dpi on an old flatbed whose lamp is cold. */
const PAGE_MS = 240_000

/** Scanners of this PC on Linux, by the program of SANE. */
export function createSaneScanner(command = 'scanimage'): Scanner {
  const ask = async (args: readonly string[], quietMs: number, signal: AbortSignal): Promise<string> => {
    const child = startChild({ command, args, limits: { lineBytes: LINE_BYTES, quietMs }, signal })
    try {
      const lines: string[] = []
      for (let line = await child.next(); line !== null; line = await child.next()) lines.push(line)
      const fault = endingFault(await child.ended(), 0)
      if (fault !== null) throw fault
      return lines.join('\n')
    } finally {
      await child.close()
    }
  }
  const deviceOf = async (device: string, signal: AbortSignal): Promise<SaneDevice> =>
    parseDevice(await ask([`--device-name=${device}`, '-A'], ASK_MS, signal))
  return {
    list: async (signal) => parseDevices(await ask(['-f', '%d\t%v\t%m\t%t%n'], LIST_MS, signal)),
    ability: async (device, signal) => (await deviceOf(device, signal)).ability,
    scan: async function* (request, signal) {
      const { folder, remove } = await makeMemoryFolder()
      try {
        const args = scanArguments(request, await deviceOf(request.device, signal), folder)
        const limits = { lineBytes: LINE_BYTES, quietMs: PAGE_MS }
        yield* pagesOf(startChild({ command, args, limits, signal }), request.setting.dpi)
      } finally {
        await remove()
      }
    },
  }
}

/**
 * `--batch-prompt` makes it wait for a line before each page, so that no more pages are scanned than are looked at, and
 * `--batch-print` names a page when it is whole; one that was broken off it deletes itself.
 */
async function* pagesOf(child: ChildLines, dpi: number): AsyncGenerator<Uint8Array> {
  let pages = 0
  try {
    for (;;) {
      child.say('')
      const file = await child.next()
      if (file === null) break
      pages += 1
      yield await takePage(file, dpi)
    }
    const fault = endingFault(await child.ended(), pages)
    if (fault !== null) throw fault
  } finally {
    await child.close()
  }
}

async function takePage(file: string, dpi: number): Promise<Uint8Array> {
  const { size } = await stat(file)
  if (size > MOST_PAGE_BYTES) throw scanFault('too-large', `a page of ${size} bytes`)
  const bytes = assertPicture(await readFile(file))
  await rm(file)
  return file.endsWith('.png') ? withDensity(bytes, dpi) : bytes
}

/** What `scanimage` is told; a value is never read as an option, since each stands behind its own. */
export function scanArguments(
  { device, setting, pages }: ScanRequest,
  known: SaneDevice,
  folder: string,
): readonly string[] {
  // A JPEG of black and white has fringes.
  const format = setting.colour === 'mono' ? 'png' : 'jpeg'
  const most = setting.source === 'flatbed' ? 1 : pages
  return [
    `--device-name=${device}`,
    `--format=${format}`,
    ...(known.sources.get(setting.source) ?? []),
    ...(known.colours.get(setting.colour) ?? []),
    ...(known.hasDpi ? ['--resolution', String(setting.dpi)] : []),
    ...areaArguments(setting, known),
    `--batch=${path.join(folder, format === 'png' ? '%d.png' : '%d.jpg')}`,
    '--batch-print',
    '--batch-prompt',
    ...(most === null ? [] : [`--batch-count=${most}`]),
  ]
}

function areaArguments({ size }: ScanSetting, { bedMm }: SaneDevice): readonly string[] {
  if (bedMm === null) return []
  const [width, height] = paperMm[size]
  return ['-x', String(Math.min(width, bedMm[0])), '-y', String(Math.min(height, bedMm[1]))]
}
