import * as z from 'zod'
import { faultCodes } from './fault.ts'
import { RecordId } from './op.ts'
import { Page } from './records/page.ts'
import { procedure } from './rpc.ts'
import { secretLevels } from './secret-mark.ts'

/** From where the paper comes: the glass, the feeder, or the feeder with both sides. */
export const scanSources = ['flatbed', 'feeder', 'duplex'] as const
export type ScanSource = (typeof scanSources)[number]
export const scanColours = ['colour', 'grey', 'mono'] as const
export type ScanColour = (typeof scanColours)[number]
export const paperSizes = ['a4', 'a3', 'legal'] as const
export type PaperSize = (typeof paperSizes)[number]

/** Width and height in millimetres, upright. */
export const paperMm: Readonly<Record<PaperSize, readonly [width: number, height: number]>> = {
  a4: [210, 297],
  a3: [297, 420],
  legal: [215.9, 355.6],
}

/** What is read worse than this is of no use in an archive. @see Thông tư 05/2025/TT-BNV */
export const LEAST_DPI = 200
const USUAL_DPI = 300
export const MOST_DPI = 600
/** Pages of one sitting: a batch is written again with each of its sources. */
export const MOST_SCANNED = 500

export const ScanSetting = z.object({
  source: z.enum(scanSources),
  colour: z.enum(scanColours),
  dpi: z.int().min(LEAST_DPI).max(MOST_DPI),
  size: z.enum(paperSizes),
})
export type ScanSetting = z.infer<typeof ScanSetting>

export const usualScan: ScanSetting = { source: 'feeder', colour: 'colour', dpi: USUAL_DPI, size: 'a4' }

/** What a scanner can do, each with one value at least and the best first. */
export const ScannerAbility = z.object({
  sources: z.array(z.enum(scanSources)).min(1),
  colours: z.array(z.enum(scanColours)).min(1),
  dpis: z.array(z.int().min(LEAST_DPI).max(MOST_DPI)).min(1),
  sizes: z.array(z.enum(paperSizes)).min(1),
})
export type ScannerAbility = z.infer<typeof ScannerAbility>

/** The wanted setting as near as the scanner can. */
export function fittingSetting(wanted: ScanSetting, ability: ScannerAbility): ScanSetting {
  const of = <T>(choices: readonly T[], value: T): T =>
    choices.includes(value) ? value : (choices[0] ?? value)
  const nearest = ability.dpis.toSorted((a, b) => Math.abs(a - wanted.dpi) - Math.abs(b - wanted.dpi))[0]
  return {
    source: of(ability.sources, wanted.source),
    colour: of(ability.colours, wanted.colour),
    dpi: nearest ?? wanted.dpi,
    size: of(ability.sizes, wanted.size),
  }
}

const ScannerId = z.string().min(1).max(500)
/** `id` begins with the way it is reached: `sane:`, `wia:`, `escl:`. */
export const ScannerRow = z.object({ id: ScannerId, name: z.string().max(200) })
export type ScannerRow = z.infer<typeof ScannerRow>

const FaultData = z.object({
  code: z.enum(faultCodes),
  detail: z.record(z.string(), z.union([z.string(), z.number()])),
})

/** A setting under a name. */
export const ScanProfile = z.object({
  id: z.uuid(),
  name: z.string().trim().min(1).max(60),
  setting: ScanSetting,
})
export type ScanProfile = z.infer<typeof ScanProfile>

/** Where the next page goes among those of the sitting; pages by their ids. */
export const ScanPlace = z.discriminatedUnion('way', [
  z.object({ way: z.literal('end') }),
  z.object({ way: z.enum(['before', 'after', 'replace']), page: z.string().max(100) }),
])
export type ScanPlace = z.infer<typeof ScanPlace>

/** A page of a document that was there before, beside or in place of which the pages go. */
export const ScanTarget = z.object({
  document: RecordId,
  page: z.string().max(100),
  way: z.enum(['before', 'after', 'replace']),
})
export type ScanTarget = z.infer<typeof ScanTarget>

/** A page that is stored. `isBlank` is a flag for people, and nothing follows from it. */
export const ScannedPage = z.object({
  /** The batch, as long as it is of no document. */
  document: RecordId,
  page: Page,
  isBlank: z.boolean(),
  isSheet: z.boolean(),
})
export type ScannedPage = z.infer<typeof ScannedPage>

/** Why nothing is being scanned though the sitting is not ended. */
const standReasons = ['empty', 'stopped', 'interrupted', 'secret', 'full', 'fault'] as const

/** One sitting before the scanner: what comes of it becomes one document. */
export const ScanSession = z.object({
  batch: RecordId,
  target: ScanTarget.nullable(),
  phase: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('scanning') }),
    /** `fault` where that is the reason. */
    z.object({
      kind: z.literal('standing'),
      reason: z.enum(standReasons),
      fault: FaultData.nullable(),
    }),
  ]),
  /** In their order. */
  pages: z.array(ScannedPage).max(MOST_SCANNED),
  /** Sheets that turned out to be state secrets: gaps. */
  withheld: z.int().min(0),
  /** Pages that left the feeder and are looked at. */
  checking: z.int().min(0),
  /** The page that looks like a state secret; nothing goes on before somebody decided. */
  stop: z.object({ number: z.int(), level: z.enum(secretLevels), by: z.enum(['frame', 'line']) }).nullable(),
  pagesPerMinute: z.number().nullable(),
})
export type ScanSession = z.infer<typeof ScanSession>

/** Everything of the dialogue that is remembered. */
export const ScanState = z.object({
  session: ScanSession.nullable(),
  profiles: z.array(ScanProfile),
  /** Scanners in the network that were typed in, as `escl:` rows. */
  network: z.array(ScannerRow),
  /** What was used last. */
  last: z.object({ scanner: ScannerId.nullable(), setting: ScanSetting }),
})
export type ScanState = z.infer<typeof ScanState>

/** Largest picture that comes through a paste. */
const MOST_PASTED_BYTES = 40 * 1024 * 1024
const MOST_PASTED = 20

const nothing = z.object({})
const done = z.null()

export const scanApi = {
  scanState: procedure(nothing, ScanState),
  /** Asks the operating system and, if wanted, the network; takes seconds. What could not be asked is told. */
  scanners: procedure(
    z.object({ isNetworkAsked: z.boolean() }),
    z.object({ scanners: z.array(ScannerRow), faults: z.array(FaultData) }),
  ),
  scannerAbility: procedure(z.object({ id: ScannerId }), ScannerAbility),
  /** Begins a sitting, or goes on with it. Whoever calls states that no sheet is stamped MẬT, TỐI MẬT or TUYỆT MẬT. */
  startScan: procedure(
    z.object({
      scanner: ScannerId,
      setting: ScanSetting,
      place: ScanPlace,
      /** Only where the sitting begins. */
      target: ScanTarget.nullable(),
      isStatementMade: z.literal(true),
    }),
    done,
  ),
  /** The page that is under way may be lost; those before it are stored. */
  stopScan: procedure(nothing, done),
  decideScan: procedure(z.object({ isSecret: z.boolean() }), done),
  /** Ends the sitting. Null where it had no page. */
  finishScan: procedure(nothing, z.object({ document: RecordId.nullable(), pages: z.int() })),
  /** One page that is shown and kept nowhere, as a data URL. @throws Fault 'state-secret' */
  testScan: procedure(
    z.object({ scanner: ScannerId, setting: ScanSetting, isStatementMade: z.literal(true) }),
    z.object({ image: z.string(), widthPx: z.int(), heightPx: z.int(), isBlank: z.boolean() }),
  ),
  keepScanProfile: procedure(z.object({ profile: ScanProfile }), done),
  forgetScanProfile: procedure(z.object({ id: z.uuid() }), done),
  /** Asks the scanner at this address for its name and keeps it. */
  addNetworkScanner: procedure(z.object({ address: z.string().trim().min(1).max(300) }), ScannerRow),
  forgetNetworkScanner: procedure(z.object({ id: ScannerId }), done),
  /** Pictures from the clipboard, PNG or JPEG, as a batch of their own; the same statement holds. */
  pastePictures: procedure(
    z.object({
      pictures: z
        .array(
          z.custom<Uint8Array>(
            (value) => value instanceof Uint8Array && value.length > 0 && value.length <= MOST_PASTED_BYTES,
          ),
        )
        .min(1)
        .max(MOST_PASTED),
      isStatementMade: z.literal(true),
    }),
    done,
  ),
} as const
export type ScanApi = typeof scanApi

export const scanEvents = {
  /** Something of the sitting or of what is remembered is another now. */
  scanChanged: z.object({}),
} as const
