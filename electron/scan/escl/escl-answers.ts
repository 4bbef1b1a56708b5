import { XMLParser } from 'fast-xml-parser'
import * as z from 'zod'
import {
  LEAST_DPI,
  MOST_DPI,
  type PaperSize,
  paperMm,
  paperSizes,
  type ScanColour,
  type ScannerAbility,
  type ScanSource,
} from '../../../domain/scan-api.ts'
import { type ScanTrouble, scanFault } from '../scan-fault.ts'

/** The longest description of a scanner that was seen has 30 kB. */
export const MOST_XML_BYTES = 512 * 1024
/** Lengths in eSCL. */
const PER_INCH = 300
const MM_PER_INCH = 25.4
const SLACK = 60
const USUAL_DPIS = [200, 300, 400, 600]

export interface EsclDevice {
  readonly name: string
  readonly ability: ScannerAbility
  /** Is there a word for the resolution of two sides in the feeder? */
  readonly most: Readonly<Partial<Record<'flatbed' | 'feeder', readonly [width: number, height: number]>>>
}

/** Lists and texts alike: a device may leave out what it likes. */
const asList = (value: unknown): unknown[] =>
  // `isArray` forgets what is in it.
  value === undefined || value === '' ? [] : Array.isArray(value) ? (value as unknown[]) : [value]
const list = <T extends z.ZodType>(item: T) => z.preprocess(asList, z.array(item).max(500))
const number = z.coerce.number().finite().optional().catch(undefined)
const text = z.string().max(500).optional().catch(undefined)
const textList = z
  .preprocess(asList, z.array(z.unknown()).max(500))
  .transform((values) => values.filter((value): value is string => typeof value === 'string'))

const Discrete = z.object({ XResolution: number }).catch({})
const Range = z.object({ Min: number, Max: number }).optional().catch(undefined)
const Profile = z.object({
  ColorModes: z.object({ ColorMode: textList }).optional().catch(undefined),
  SupportedResolutions: z
    .object({
      DiscreteResolutions: z
        .object({ DiscreteResolution: list(Discrete) })
        .optional()
        .catch(undefined),
      ResolutionRange: z.object({ XResolutionRange: Range }).optional().catch(undefined),
    })
    .optional()
    .catch(undefined),
})
const Input = z.object({
  MaxWidth: number,
  MaxHeight: number,
  SettingProfiles: z
    .object({ SettingProfile: list(Profile) })
    .optional()
    .catch(undefined),
})
type Input = z.infer<typeof Input>
const input = Input.optional().catch(undefined)
const Capabilities = z.object({
  ScannerCapabilities: z.object({
    MakeAndModel: text,
    Platen: z.object({ PlatenInputCaps: input }).optional().catch(undefined),
    Adf: z.object({ AdfSimplexInputCaps: input, AdfDuplexInputCaps: input }).optional().catch(undefined),
  }),
})
const Status = z.object({ ScannerStatus: z.object({ State: text, AdfState: text }) })

/** @throws Fault 'scanner' reason `strange-answer` */
export function parseCapabilities(bytes: Uint8Array): EsclDevice {
  const { MakeAndModel = '', Platen, Adf } = parsed(Capabilities, bytes).ScannerCapabilities
  const flatbed = Platen?.PlatenInputCaps ?? null
  const duplex = Adf?.AdfDuplexInputCaps ?? null
  const feeder = Adf?.AdfSimplexInputCaps ?? duplex
  const inputs = [feeder, flatbed].filter((each) => each !== null)
  const [main] = inputs
  if (main === undefined) throw scanFault('strange-answer', 'the scanner names no source')
  const sources: readonly (readonly [ScanSource, Input | null])[] = [
    ['feeder', feeder],
    ['duplex', duplex],
    ['flatbed', flatbed],
  ]
  return {
    name: MakeAndModel.slice(0, 200),
    ability: {
      sources: sources.flatMap(([source, caps]) => (caps === null ? [] : [source])),
      colours: coloursOf(main),
      dpis: dpisOf(main),
      sizes: sizesOf(inputs),
    },
    most: {
      ...(flatbed === null ? {} : { flatbed: bedOf(flatbed) }),
      ...(feeder === null ? {} : { feeder: bedOf(feeder) }),
    },
  }
}

const adfTroubles: Readonly<Record<string, ScanTrouble>> = {
  ScannerAdfJam: 'jam',
  ScannerAdfMispick: 'jam',
  ScannerAdfMultipickDetected: 'jam',
  ScannerAdfHatchOpen: 'cover-open',
  ScannerAdfEmpty: 'no-paper',
}

/** What keeps the scanner from going on; null where it says nothing of that kind. */
export function parseStatus(bytes: Uint8Array): ScanTrouble | null {
  const { State = '', AdfState = '' } = parsed(Status, bytes).ScannerStatus
  const ofFeeder = Object.hasOwn(adfTroubles, AdfState) ? (adfTroubles[AdfState] ?? null) : null
  if (ofFeeder !== null && ofFeeder !== 'no-paper') return ofFeeder
  if (State === 'Processing' || State === 'Testing') return 'busy'
  return ofFeeder
}

const parser = new XMLParser({
  removeNSPrefix: true,
  ignoreAttributes: true,
  ignoreDeclaration: true,
  parseTagValue: false,
  // Names for other texts are how a few bytes become gigabytes.
  processEntities: false,
  htmlEntities: false,
  maxNestedTags: 40,
})

function parsed<T>(schema: z.ZodType<T>, bytes: Uint8Array): T {
  const xml = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('utf8')
  try {
    if (bytes.length > MOST_XML_BYTES || /<!(?:DOCTYPE|ENTITY)/i.test(xml)) throw new Error('no plain XML')
    return schema.parse(parser.parse(xml))
  } catch (error) {
    throw scanFault('strange-answer', 'the scanner answers in no XML that is known', error)
  }
}

const colourModes: readonly (readonly [ScanColour, string])[] = [
  ['colour', 'RGB24'],
  ['grey', 'Grayscale8'],
  ['mono', 'BlackAndWhite1'],
]

/** @see Mopria eSCL, ColorMode */
export function colourMode(colour: ScanColour): string {
  return colourModes.find(([name]) => name === colour)?.[1] ?? 'RGB24'
}

function profilesOf({ SettingProfiles }: Input) {
  return SettingProfiles?.SettingProfile ?? []
}

function coloursOf(from: Input): ScanColour[] {
  const words = new Set(profilesOf(from).flatMap(({ ColorModes }) => ColorModes?.ColorMode ?? []))
  const known = colourModes.flatMap(([colour, word]) => (words.has(word) ? [colour] : []))
  return known.length > 0 ? known : ['colour']
}

function dpisOf(from: Input): number[] {
  const listed = profilesOf(from).flatMap(({ SupportedResolutions }) => {
    const range = SupportedResolutions?.ResolutionRange?.XResolutionRange
    const { Min = 0, Max = 0 } = range ?? {}
    const discrete = SupportedResolutions?.DiscreteResolutions?.DiscreteResolution ?? []
    return [
      ...discrete.map(({ XResolution = 0 }) => Math.round(XResolution)),
      ...USUAL_DPIS.filter((dpi) => dpi >= Min && dpi <= Max),
    ]
  })
  const good = [...new Set(listed)].filter((dpi) => dpi >= LEAST_DPI && dpi <= MOST_DPI)
  return good.length > 0 ? good.toSorted((a, b) => a - b) : [300]
}

/** In three hundredths of an inch; a device that does not say takes A4. */
function bedOf({ MaxWidth = 2550, MaxHeight = 3508 }: Input): readonly [number, number] {
  return [MaxWidth, MaxHeight]
}

export function esclUnits(size: PaperSize): readonly [width: number, height: number] {
  const [width, height] = paperMm[size]
  return [Math.round((width / MM_PER_INCH) * PER_INCH), Math.round((height / MM_PER_INCH) * PER_INCH)]
}

function sizesOf(inputs: readonly Input[]): PaperSize[] {
  const fitting = paperSizes.filter((size) => {
    const [width, height] = esclUnits(size)
    return inputs.some((each) => {
      const [mostWidth, mostHeight] = bedOf(each)
      return width <= mostWidth + SLACK && height <= mostHeight + SLACK
    })
  })
  return fitting.length > 0 ? fitting : ['a4']
}
