import { parseArgs } from 'node:util'

/** Papers for finding out what works: as many looks at them as wanted. */
export const tuningSeeds = { first: 1, last: 999 } as const
/** Papers for saying how good it is: nobody looks at one of them alone. */
export const reportingSeeds = { first: 5000, last: 5999 } as const

/** `tesseract-same-data` is the native program with the language data that ours reads with. */
export const rivalNames = ['tesseract', 'tesseract-same-data', 'ocrmypdf'] as const
export type RivalName = (typeof rivalNames)[number]

export interface OcrOptions {
  readonly tiers: readonly string[]
  readonly documents: number
  /** Documents that the rivals read as well; they are slow. */
  readonly compared: number
  /** Of the first document; each further one has the next. */
  readonly seed: number
  /** Papers that were written before, instead of papers made from seeds. */
  readonly folder: string | null
  readonly rivals: readonly RivalName[]
  readonly workers: number
  /** Where the figures are written as JSON. */
  readonly out: string
  /** Says what was read wrong on each page; not of reporting seeds. */
  readonly hasDetails: boolean
}

const ALL_OF_A_FOLDER = '9999'

/** @throws RangeError naming the option that is wrong */
export function parseOcrOptions(args: readonly string[]): OcrOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      tiers: { type: 'string', default: 'A,B,C,D' },
      documents: { type: 'string' },
      compared: { type: 'string' },
      seed: { type: 'string', default: String(reportingSeeds.first) },
      folder: { type: 'string' },
      rivals: { type: 'string', default: rivalNames.join(',') },
      workers: { type: 'string', default: '2' },
      out: { type: 'string', default: 'out/bench/ocr.json' },
      details: { type: 'boolean', default: false },
    },
  })
  const folder = values.folder ?? null
  const documents = countOf('documents', values.documents ?? (folder === null ? '24' : ALL_OF_A_FOLDER))
  const seed = countOf('seed', values.seed)
  if (folder === null) assertSeeds(seed, documents)
  return {
    tiers: listOf(values.tiers),
    documents,
    compared: countOf('compared', values.compared ?? (folder === null ? '6' : ALL_OF_A_FOLDER)),
    seed,
    folder,
    rivals: listOf(values.rivals).map(asRival),
    workers: countOf('workers', values.workers),
    out: values.out,
    hasDetails: values.details && (folder !== null || !isReporting(seed)),
  }
}

function listOf(text: string): readonly string[] {
  return text.split(',').filter((part) => part !== '')
}

function countOf(name: string, text: string): number {
  const count = Number(text)
  if (!Number.isInteger(count) || count < 1) throw new RangeError(`--${name}=${text} is no count`)
  return count
}

function asRival(name: string): RivalName {
  const rival = rivalNames.find((known) => known === name)
  if (rival === undefined) throw new RangeError(`--rivals: ${name} is none of ${rivalNames.join(', ')}`)
  return rival
}

function isReporting(seed: number): boolean {
  return seed >= reportingSeeds.first && seed <= reportingSeeds.last
}

function assertSeeds(seed: number, documents: number): void {
  const last = seed + documents - 1
  const isWithin = [tuningSeeds, reportingSeeds].some((seeds) => seed >= seeds.first && last <= seeds.last)
  if (!isWithin)
    throw new RangeError(
      `--seed=${seed} with ${documents} documents is neither within ${tuningSeeds.first}-${tuningSeeds.last} nor ${reportingSeeds.first}-${reportingSeeds.last}`,
    )
}
