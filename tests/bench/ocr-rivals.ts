import { spawn, spawnSync } from 'node:child_process'
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import path from 'node:path'
import { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { gunzipSync } from 'node:zlib'
import type { Contestant, Cost } from './ocr-contestant.ts'
import type { RivalName } from './ocr-options.ts'
import type { PaperPage } from './ocr-papers.ts'
import { cpuSecondsOfTimes, watchMemory } from './process-tree.ts'

const LONGEST_MS = 600_000
/** Our readers leave the processor to others by as much: on a busy machine all wait alike. */
const NICENESS = 4
const SCRIPT = `nice -n ${NICENESS} "$@"; code=$?; times >&3; exit $code`

export interface Run extends Cost {
  readonly printed: string
}

/** Runs a program to its end. @throws Error with what it complained of where it failed */
export async function runMeasured(
  command: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<Run> {
  const began = performance.now()
  const child = spawn('sh', ['-c', SCRIPT, 'sh', ...command], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
    timeout: LONGEST_MS,
  })
  const memory = watchMemory(() => (child.pid === undefined ? [] : [child.pid]))
  const [, stdout, stderr, times] = child.stdio
  if (stdout === null || stderr === null || !(times instanceof Readable))
    throw new Error('no lines to the shell')
  const ended = new Promise<number | null>((resolve, reject) => {
    child.on('error', reject)
    child.on('close', resolve)
  })
  const [printed, complaint, used] = await Promise.all([text(stdout), text(stderr), text(times)])
  const code = await ended
  const peakBytes = memory.stop()
  if (code !== 0) throw new Error(`${command[0] ?? ''} ended with ${code}: ${complaint.slice(-500)}`)
  const wallSeconds = (performance.now() - began) / 1000
  return { printed, cpuSeconds: cpuSecondsOfTimes(used), wallSeconds, peakBytes }
}

/** Each page is read by one thread: work is spread over cores by pages, as ours is. */
export const oneThread = { OMP_THREAD_LIMIT: '1' } as const

export const ocrmypdfOptions = ['-q', '--deskew', '--clean', '-l', 'vie'] as const

/** What of the rivals can run here: the programs, and for two of them Vietnamese of the machine's own. */
export function installedRivals(wanted: readonly RivalName[]): readonly RivalName[] {
  const answer = (program: RivalName, option: string): string | null => {
    const { status, stdout } = spawnSync(program, [option], { encoding: 'utf8' })
    return status === 0 ? stdout : null
  }
  const isThere = (program: RivalName): boolean => answer(program, '--version') !== null
  const readsVietnamese = answer('tesseract', '--list-langs')?.split('\n').includes('vie') ?? false
  return wanted.filter((name) => {
    if (name === 'tesseract-same-data') return isThere('tesseract')
    return readsVietnamese && isThere(name)
  })
}

/** @param folder where it may write */
export async function createRival(name: RivalName, folder: string): Promise<Contestant> {
  await mkdir(folder, { recursive: true })
  if (name === 'tesseract') return createTesseract(name, [])
  if (name === 'ocrmypdf') return createOcrmypdf(folder)
  const data = await unpackOurData(folder)
  return createTesseract(name, ['--tessdata-dir', data])
}

function createTesseract(name: RivalName, options: readonly string[]): Contestant {
  return {
    name,
    read: async ({ file }: PaperPage) => {
      const command = ['tesseract', file, 'stdout', '-l', 'vie', ...options]
      const { printed, ...cost } = await runMeasured(command, oneThread)
      return { ...cost, lines: linesOf(printed), layer: null }
    },
    close: async () => undefined,
  }
}

function createOcrmypdf(folder: string): Contestant {
  const sidecar = path.join(folder, 'text.txt')
  const output = path.join(folder, 'page.pdf')
  return {
    name: 'ocrmypdf',
    read: async ({ file, dpi }: PaperPage) => {
      const dpiOption = ['--image-dpi', String(Math.round(dpi))]
      const command = [
        'ocrmypdf',
        ...ocrmypdfOptions,
        '-j1',
        ...dpiOption,
        '--sidecar',
        sidecar,
        file,
        output,
      ]
      const { printed: _, ...cost } = await runMeasured(command, oneThread)
      return { ...cost, lines: linesOf(await readFile(sidecar, 'utf8')), layer: null }
    },
    close: () => rm(folder, { recursive: true, force: true }),
  }
}

function linesOf(printed: string): readonly string[] {
  return printed.split(/[\n\f]+/).filter((line) => line.trim() !== '')
}

/** The language data that comes with the program, as the native engine wants it. */
async function unpackOurData(folder: string): Promise<string> {
  const require = createRequire(import.meta.url)
  const ours = path.dirname(require.resolve('@tesseract.js-data/vie/package.json'))
  const packed = await readFile(path.join(ours, '4.0.0_best_int/vie.traineddata.gz'))
  await writeFile(path.join(folder, 'vie.traineddata'), gunzipSync(packed))
  return folder
}
