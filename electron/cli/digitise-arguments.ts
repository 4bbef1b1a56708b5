import { availableParallelism } from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { extraOutputs } from '../compose/digitise.ts'

export const DIGITISE_USAGE = `usage: hoso digitise PATHS... --out DIR [--pdf] [--alto] [--hocr] [--json] [--workers N]
                     [--langs vie,eng] [--dpi N] [--keep-going] [--watch]
PATHS are files, folders (with all below them) and patterns such as 'scans/2020-*'.
  --pdf --alto --hocr  also write a PDF/A-2u, ALTO or hOCR of each file
  --langs --dpi        languages of the pages; their resolution where it is known better than the file tells
  --keep-going         go on when a file is refused; else the run stops after the pages in hand
  --watch              wait for further files in the folders, until Ctrl+C
  --json               the report as JSON, and the progress as one JSON value a line
The same command again goes on where a run was cut off.
exit codes: 0 all taken, 1 something refused, unread or left, 2 wrong use, or another run writes into DIR,
            130 stopped by Ctrl+C`

export interface DigitiseArguments {
  readonly asked: readonly string[]
  readonly outFolder: string
  readonly extra: readonly (typeof extraOutputs)[number][]
  readonly isJson: boolean
  readonly readers: number
  readonly languages: readonly string[]
  readonly dpi: number | null
  readonly keepsGoing: boolean
  readonly isWatching: boolean
}

/** @returns what was asked for, or what is wrong with it */
export function readDigitiseArguments(
  args: readonly string[],
): DigitiseArguments | { readonly wrong: string } {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { ...options },
    })
    const readers = Number(values.workers ?? Math.min(4, availableParallelism()))
    const dpi = values.dpi === undefined ? null : Number(values.dpi)
    if (values.out === undefined) return { wrong: '--out is missing' }
    if (positionals.length === 0) return { wrong: 'no file or folder is named' }
    if (!Number.isInteger(readers) || readers < 1) return { wrong: '--workers is a number from 1' }
    if (dpi !== null && !Number.isInteger(dpi)) return { wrong: '--dpi is a whole number' }
    return {
      asked: positionals,
      outFolder: path.resolve(values.out),
      extra: extraOutputs.filter((output) => values[output]),
      isJson: values.json,
      readers,
      dpi,
      languages: values.langs.split(',').map((code) => code.trim()),
      keepsGoing: values['keep-going'],
      isWatching: values.watch,
    }
  } catch (error) {
    // An option that there is not; its message names it.
    if (error instanceof TypeError) return { wrong: error.message }
    throw error
  }
}

const off = { type: 'boolean', default: false } as const
const options = {
  out: { type: 'string' },
  pdf: off,
  alto: off,
  hocr: off,
  json: off,
  workers: { type: 'string' },
  langs: { type: 'string', default: 'vie' },
  dpi: { type: 'string' },
  'keep-going': off,
  watch: off,
} as const
