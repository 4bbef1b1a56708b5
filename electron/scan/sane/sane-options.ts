import {
  LEAST_DPI,
  MOST_DPI,
  type PaperSize,
  paperMm,
  paperSizes,
  type ScanColour,
  type ScannerAbility,
  type ScannerRow,
  type ScanSource,
  scanColours,
  scanSources,
} from '../../../domain/scan-api.ts'

/** One option of a backend, as `scanimage -A` prints it. */
interface SaneOption {
  /** `1..1200dpi (in steps of 1)`, `Gray|Color` or nothing. */
  readonly values: string
  readonly isActive: boolean
}

/** How the words of one backend mean what we ask for. */
export interface SaneDevice {
  readonly ability: ScannerAbility
  /** What is said for each of them; null where it goes without saying. */
  readonly sources: ReadonlyMap<ScanSource, readonly string[]>
  readonly colours: ReadonlyMap<ScanColour, readonly string[]>
  readonly hasDpi: boolean
  /** The bed in millimetres; null where the backend has no such options. */
  readonly bedMm: readonly [width: number, height: number] | null
}

const OPTION = /^ {4}(?:-([a-z])|--([a-z0-9-]+))(?:\[=\([^)]*\)\])?(?: (.*?))?(?: \[([^\]]*)\])?$/gm
/** More lines than any backend prints. */
const MOST_TEXT = 300_000
/** A scanner for A4 may say that its glass is a little smaller. */
const SLACK_MM = 8
/** What people choose among, where the scanner can do any. */
const ROUND_DPIS = [200, 300, 400, 600]

/** @param text what `scanimage -f '%d\t%v\t%m\t%t%n'` prints */
export function parseDevices(text: string): readonly ScannerRow[] {
  return text.split('\n').flatMap((line) => {
    const [id = '', vendor = '', model = ''] = line.split('\t')
    // A camera for films is no scanner.
    if (id === '' || id.length > 400 || id.startsWith('v4l:')) return []
    const name = `${vendor} ${model}`.replaceAll('_', ' ').replace(/\s+/g, ' ').trim()
    return [{ id, name: (name === '' ? id : name).slice(0, 200) }]
  })
}

/** @param text what `scanimage -A` prints of a device */
export function parseDevice(text: string): SaneDevice {
  const options = parseOptions(text.slice(0, MOST_TEXT))
  const sources = sourcesOf(options)
  const colours = coloursOf(options)
  const bedMm = bedOf(options)
  return {
    sources,
    colours,
    bedMm,
    hasDpi: isActive(options, 'resolution'),
    ability: {
      sources: scanSources.filter((source) => sources.has(source)).toSorted(feederFirst),
      colours: scanColours.filter((colour) => colours.has(colour)),
      dpis: [...dpisOf(options)],
      sizes: [...sizesOf(bedMm)],
    },
  }
}

type Options = ReadonlyMap<string, SaneOption>

function parseOptions(text: string): Options {
  const found = new Map<string, SaneOption>()
  for (const [, short, long, values = '', current = ''] of text.matchAll(OPTION)) {
    const name = short ?? long ?? ''
    if (!found.has(name)) found.set(name, { values, isActive: current !== 'inactive' })
  }
  return found
}

function isActive(options: Options, name: string): boolean {
  return options.get(name)?.isActive === true
}

function choices(options: Options, name: string): readonly string[] {
  const option = options.get(name)
  return option?.isActive === true ? option.values.split('|').map((value) => value.trim()) : []
}

/** The first that is there is the scanner's usual way. */
function feederFirst(a: ScanSource, b: ScanSource): number {
  const order: readonly ScanSource[] = ['feeder', 'duplex', 'flatbed']
  return order.indexOf(a) - order.indexOf(b)
}

const FLATBED = /flat ?bed|platen|^normal$|document table|fixed/i
const DUPLEX = /duplex|both|double|two.?sided/i
const FEEDER = /adf|feeder|automatic/i

function sourceCalled(word: string): ScanSource | null {
  if (DUPLEX.test(word)) return 'duplex'
  if (FEEDER.test(word)) return 'feeder'
  return FLATBED.test(word) ? 'flatbed' : null
}

function sourcesOf(options: Options): SaneDevice['sources'] {
  const found = new Map<ScanSource, readonly string[]>()
  for (const word of choices(options, 'source')) {
    const kind = sourceCalled(word)
    // Of `ADF Front` and `ADF Back` the first is meant.
    if (kind !== null && !found.has(kind)) found.set(kind, ['--source', word])
  }
  const feeder = found.get('feeder')
  const bothSides = feeder === undefined || found.has('duplex') ? null : bothSidesOf(options)
  if (feeder !== undefined && bothSides !== null) found.set('duplex', [...feeder, ...bothSides])
  if (found.size === 0) found.set('flatbed', [])
  return found
}

/** Some have a word of its own for it. */
function bothSidesOf(options: Options): readonly string[] | null {
  const mode = choices(options, 'adf-mode').find((word) => DUPLEX.test(word))
  if (mode !== undefined) return ['--adf-mode', mode]
  return isActive(options, 'duplex') ? ['--duplex=yes'] : null
}

const colourWords: readonly (readonly [ScanColour, RegExp])[] = [
  ['colour', /colou?r|24.?bit|rgb/i],
  ['grey', /gr[ae]y|8.?bit/i],
  ['mono', /lineart|mono|binary|^black/i],
]

function coloursOf(options: Options): SaneDevice['colours'] {
  const found = new Map<ScanColour, readonly string[]>()
  const words = choices(options, 'mode')
  for (const [colour, pattern] of colourWords) {
    const word = words.find((each) => pattern.test(each))
    if (word !== undefined) found.set(colour, ['--mode', word])
  }
  if (found.size === 0) found.set('colour', [])
  return found
}

function dpisOf(options: Options): readonly number[] {
  const values = options.get('resolution')?.values ?? ''
  const [, from, to] = /^([\d.]+)\.\.([\d.]+)/.exec(values) ?? []
  const listed = values.split('|').map((word) => Math.round(Number.parseFloat(word)))
  const all =
    from === undefined ? listed : ROUND_DPIS.filter((dpi) => dpi >= Number(from) && dpi <= Number(to))
  const good = [...new Set(all)]
    .filter((dpi) => dpi >= LEAST_DPI && dpi <= MOST_DPI)
    .toSorted((a, b) => a - b)
  return good.length > 0 ? good : [300]
}

function bedOf(options: Options): SaneDevice['bedMm'] {
  const [width = Number.NaN, height = Number.NaN] = ['x', 'y'].map((name) => {
    const [, end] = /^[\d.]+\.\.([\d.]+)mm/.exec(options.get(name)?.values ?? '') ?? []
    return end === undefined ? Number.NaN : Number(end)
  })
  return Number.isNaN(width + height) ? null : [width, height]
}

function sizesOf(bedMm: SaneDevice['bedMm']): readonly PaperSize[] {
  if (bedMm === null) return ['a4']
  const fitting = paperSizes.filter((size) => {
    const [width, height] = paperMm[size]
    return width <= bedMm[0] + SLACK_MM && height <= bedMm[1] + SLACK_MM
  })
  return fitting.length > 0 ? fitting : ['a4']
}
