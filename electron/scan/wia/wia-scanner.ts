import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { paperMm, type ScannerRow } from '../../../domain/scan-api.ts'
import { type ChildLines, startChild } from '../child-lines.ts'
import type { Scanner, ScanRequest } from '../ports.ts'
import { assertPicture, MOST_PAGE_BYTES, scanFault } from '../scan-fault.ts'
import { parseWiaLine, type WiaLine, wiaAbility, wiaFault } from './wia-lines.ts'

export interface WiaOptions {
  /** The script of WIA, in the assets. */
  readonly script: string
  /** Starts the script; tests have a stand-in. */
  readonly command?: string
  readonly firstArgs?: readonly string[]
}

/** A page is one line, in base64. */
const LINE_BYTES = Math.ceil((MOST_PAGE_BYTES * 4) / 3)
const ASK_MS = 30_000
const PAGE_MS = 240_000
const MIL_PER_MM = 1 / 0.0254
const POWERSHELL_ARGS = ['-NoLogo', '-NoProfile', '-NonInteractive', '-ExecutionPolicy', 'Bypass', '-File']

/**
 * Scanners of this PC on Windows, by PowerShell and the COM objects of WIA. The script takes its orders as named arguments
 * that it checks itself, and the pictures come through its output: nothing of a page lies on a disk.
 */
export function createWiaScanner({
  script,
  command = 'powershell.exe',
  firstArgs = POWERSHELL_ARGS,
}: WiaOptions): Scanner {
  const run = async function* (
    args: readonly string[],
    quietMs: number,
    signal: AbortSignal,
  ): AsyncGenerator<WiaLine> {
    // The assets may lie in an archive, into which PowerShell cannot look.
    const folder = await mkdtemp(path.join(tmpdir(), 'hoso-wia-'))
    try {
      const copy = path.join(folder, 'wia.ps1')
      // Windows PowerShell 5 takes a script without this mark for one in the code page of the country.
      await writeFile(copy, `\uFEFF${await readFile(script, 'utf8')}`)
      const limits = { lineBytes: LINE_BYTES, quietMs }
      yield* linesOf(startChild({ command, args: [...firstArgs, copy, ...args], limits, signal }))
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
  }
  return {
    list: async (signal) => {
      const rows: ScannerRow[] = []
      for await (const line of run(['-Do', 'list'], ASK_MS, signal)) {
        throwFault(line, 0)
        if (line.kind === 'device') rows.push({ id: line.id, name: line.name.slice(0, 200) })
      }
      return rows
    },
    ability: async (device, signal) => {
      for await (const line of run(['-Do', 'ability', '-Device', device], ASK_MS, signal)) {
        throwFault(line, 0)
        if (line.kind === 'ability') return wiaAbility(line)
      }
      throw scanFault('strange-answer', 'the script says nothing of the scanner')
    },
    scan: async function* (request, signal) {
      let pages = 0
      for await (const line of run(scanArguments(request), PAGE_MS, signal)) {
        throwFault(line, pages)
        if (line.kind !== 'page') continue
        pages += 1
        yield assertPicture(Buffer.from(line.bytes, 'base64'))
      }
    },
  }
}

/** Asks for each line, so that no more pages are scanned than are looked at; nothing says more after the end. */
async function* linesOf(child: ChildLines): AsyncGenerator<WiaLine> {
  try {
    for (;;) {
      child.say('')
      const said = await child.next()
      if (said === null)
        throw scanFault(null, `PowerShell ended: ${(await child.ended()).errors.slice(-500)}`)
      const line = parseWiaLine(said)
      if (line.kind === 'end') return
      yield line
      if (line.kind === 'fault') return
    }
  } finally {
    await child.close()
  }
}

function throwFault(line: WiaLine, pages: number): void {
  const fault = line.kind === 'fault' ? wiaFault(line, pages) : null
  if (fault !== null) throw fault
}

function scanArguments({ device, setting, pages }: ScanRequest): readonly string[] {
  const [width, height] = paperMm[setting.size]
  const named: Readonly<Record<string, string | number>> = {
    '-Do': 'scan',
    '-Device': device,
    '-Source': setting.source,
    '-Colour': setting.colour,
    '-Dpi': setting.dpi,
    '-WidthMils': Math.round(width * MIL_PER_MM),
    '-HeightMils': Math.round(height * MIL_PER_MM),
    '-Pages': pages ?? 0,
  }
  return Object.entries(named).flatMap(([name, value]) => [name, String(value)])
}
