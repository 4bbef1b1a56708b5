import * as z from 'zod'
import { faultCodes } from '../../domain/fault.ts'
import { SecretMark } from '../../domain/secret-mark.ts'
import { ViewedPage } from '../../domain/viewer-api.ts'
import { sourceWarnings } from './decode/decoder.ts'
import { sourceFormats } from './decode/sniff-format.ts'
import type { ReaderLimits } from './reader-limits.ts'
import type { ReadingOptions } from './reading-options.ts'

/** What is asked of a reader process; every kind with an `id` but `cancel` and `range` is answered once. */
export type ToReader =
  | {
      readonly kind: 'open'
      readonly id: number
      readonly sizeBytes: number
      readonly limits: ReaderLimits
      readonly options: ReadingOptions
    }
  | {
      readonly kind: 'pageImage'
      readonly id: number
      readonly index: number
      readonly widthPx: number | null
    }
  | { readonly kind: 'finePage'; readonly id: number; readonly index: number }
  | { readonly kind: 'pageSizes'; readonly id: number; readonly from: number; readonly count: number }
  | { readonly kind: 'readPage'; readonly id: number; readonly index: number }
  | { readonly kind: 'lookForSecret'; readonly id: number; readonly index: number }
  | { readonly kind: 'isBlank'; readonly id: number; readonly index: number }
  | { readonly kind: 'readSeparator'; readonly id: number; readonly index: number }
  | { readonly kind: 'archivePage'; readonly id: number; readonly index: number }
  | { readonly kind: 'signatures'; readonly id: number }
  | { readonly kind: 'close'; readonly id: number }
  | { readonly kind: 'cancel'; readonly id: number }
  /** Answers the reader's own question for bytes of the file. */
  | { readonly kind: 'range'; readonly id: number; readonly bytes: Uint8Array }

/** No single question of a reader may be for more of a file than this. */
export const MOST_RANGE_BYTES = 8 * 1024 * 1024

/**
 * What a reader process says. It has decoded a stranger's file and may have been taken over by it, so everything that
 * comes from it is parsed.
 */
export const FromReader = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('range'),
    id: z.int(),
    offset: z.int().min(0),
    length: z.int().min(0).max(MOST_RANGE_BYTES),
  }),
  z.object({ kind: z.literal('done'), id: z.int(), value: z.unknown() }),
  z.object({
    kind: z.literal('failed'),
    id: z.int(),
    code: z.enum(faultCodes),
    detail: z.record(z.string(), z.union([z.string(), z.number()])),
    message: z.string(),
  }),
])
export type FromReader = z.infer<typeof FromReader>

export const OpenedAnswer = z.object({
  format: z.enum(sourceFormats),
  pageCount: z.int().positive(),
  warnings: z.array(z.enum(sourceWarnings)),
})
export type OpenedAnswer = z.infer<typeof OpenedAnswer>

const pictureSize = { widthPx: z.int().positive(), heightPx: z.int().positive() }
export const PageImageAnswer = z.discriminatedUnion('kind', [
  /** The file itself is the picture. */
  z.object({ kind: z.literal('own'), ...pictureSize }),
  z.object({
    kind: z.literal('made'),
    ...pictureSize,
    bytes: z.custom<Uint8Array>((value) => value instanceof Uint8Array),
    mediaType: z.enum(['image/jpeg', 'image/png']),
  }),
])
export type PageImageAnswer = z.infer<typeof PageImageAnswer>

export const PageSizesAnswer = z.array(ViewedPage.nullable())
export type PageSizesAnswer = z.infer<typeof PageSizesAnswer>

export const LookAnswer = SecretMark.nullable()
export const BlankAnswer = z.boolean()

/** More than any code of ours is long. */
const MOST_CODE = 200
export const SeparatorAnswer = z.string().max(MOST_CODE).nullable()

export const ClosedAnswer = z.object({ residentBytes: z.number() })
export type ClosedAnswer = z.infer<typeof ClosedAnswer>
