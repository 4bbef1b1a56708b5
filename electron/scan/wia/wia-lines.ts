import * as z from 'zod'
import type { Fault } from '../../../domain/fault.ts'
import {
  LEAST_DPI,
  MOST_DPI,
  paperMm,
  paperSizes,
  type ScannerAbility,
  type ScanSource,
} from '../../../domain/scan-api.ts'
import { type ScanTrouble, scanFault } from '../scan-fault.ts'

/** What the script says, one object a line. */
const WiaLine = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('device'), id: z.string().min(1).max(400), name: z.string() }),
  z.object({
    kind: z.literal('ability'),
    handling: z.int(),
    dpis: z.array(z.int()).max(1000),
    widthMils: z.int(),
    heightMils: z.int(),
  }),
  z.object({ kind: z.literal('page'), bytes: z.string() }),
  z.object({ kind: z.literal('end') }),
  z.object({ kind: z.literal('fault'), code: z.string().max(20), words: z.string() }),
])
export type WiaLine = z.infer<typeof WiaLine>

/** @throws Fault 'scanner' reason `strange-answer` */
export function parseWiaLine(line: string): WiaLine {
  try {
    return WiaLine.parse(JSON.parse(line))
  } catch (error) {
    throw scanFault('strange-answer', 'the script of WIA says something else', error)
  }
}

/** @see Microsoft, WIA Error Codes */
const troubles: Readonly<Record<string, ScanTrouble>> = {
  '0x80210002': 'jam',
  '0x80210003': 'no-paper',
  '0x80210004': 'jam',
  '0x80210005': 'gone',
  '0x80210006': 'busy',
  '0x80210007': 'busy',
  '0x80210009': 'gone',
  '0x8021000A': 'gone',
  '0x8021000D': 'busy',
  '0x80210015': 'gone',
  '0x80210016': 'cover-open',
  '0x80070005': 'no-rights',
  '0x80040154': 'not-installed',
  gone: 'gone',
}

/** Null where the feeder is simply empty after some pages. */
export function wiaFault({ code, words }: Extract<WiaLine, { kind: 'fault' }>, pages: number): Fault | null {
  const trouble = Object.hasOwn(troubles, code) ? (troubles[code] ?? null) : null
  if (trouble === 'no-paper' && pages > 0) return null
  return scanFault(trouble, `WIA ${code}: ${words.slice(0, 300)}`)
}

const [FEEDER, FLATBED, DUPLEX] = [1, 2, 4]
const MM_PER_MIL = 0.0254
const SLACK_MM = 8

export function wiaAbility({
  handling,
  dpis,
  widthMils,
  heightMils,
}: Extract<WiaLine, { kind: 'ability' }>): ScannerAbility {
  const sources: ScanSource[] = [
    ...((handling & FEEDER) === 0 ? [] : (['feeder'] as const)),
    ...((handling & FEEDER) === 0 || (handling & DUPLEX) === 0 ? [] : (['duplex'] as const)),
    ...((handling & FLATBED) === 0 ? [] : (['flatbed'] as const)),
  ]
  const good = [...new Set(dpis)].filter((dpi) => dpi >= LEAST_DPI && dpi <= MOST_DPI)
  const sizes = paperSizes.filter((size) => {
    const [width, height] = paperMm[size]
    return width <= widthMils * MM_PER_MIL + SLACK_MM && height <= heightMils * MM_PER_MIL + SLACK_MM
  })
  return {
    sources: sources.length > 0 ? sources : ['flatbed'],
    colours: ['colour', 'grey', 'mono'],
    dpis: good.length > 0 ? good.toSorted((a, b) => a - b) : [300],
    sizes: sizes.length > 0 ? sizes : ['a4'],
  }
}
