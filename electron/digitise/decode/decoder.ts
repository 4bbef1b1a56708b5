import type { Canvas } from '@napi-rs/canvas'
import type { TextLine } from '../../../domain/text-layer.ts'
import type { ArchivePage } from '../output/coded-picture.ts'
import type { SignatureReport } from './raw-pdf/signatures.ts'
import type { Resolution } from './resolution.ts'
import type { SourceFormat } from './sniff-format.ts'

/**
 * What is wrong with a file that could be opened all the same: its table of objects was made anew from what was found in
 * it; it has fewer pages than it says, or some that cannot be shown.
 */
export const sourceWarnings = ['repaired', 'pages-lost'] as const
export type SourceWarning = (typeof sourceWarnings)[number]

/** Width and height of the picture that is shown for a page, and how many of its pixels make an inch of paper. */
export interface PageSize extends Resolution {
  readonly widthPx: number
  readonly heightPx: number
  /** Black and white only: is kept so when it is shown. */
  readonly isBilevel: boolean
}

/**
 * Decoding takes twice as long as drawing, and a page is looked at, read and shown in turn: pictures of up to this size are
 * held decoded meanwhile. Larger ones take too much memory.
 */
export const MOST_HELD_PIXELS = 25e6

/** One open file. Pages are counted from 0. Every call @throws Fault 'file-corrupt' | 'file-too-large' where the page is bad. */
export interface Decoder {
  readonly format: SourceFormat
  readonly pageCount: number
  readonly warnings: readonly SourceWarning[]
  /** Holds its picture decoded, so that drawing in another width costs little. */
  readonly isHeld: boolean
  pageSize(index: number): Promise<PageSize>
  /** Pixels of the scan itself to an inch of paper; null where the page is written, not scanned. */
  scanDpi(index: number): Promise<number | null>
  /** The page on white, about `widthPx` wide where the format lets one choose, in its own size otherwise. */
  draw(index: number, widthPx: number, signal: AbortSignal): Promise<Canvas>
  /** The words that the page itself carries, boxes in the pixels of `pageSize`; null where they cannot be trusted. */
  ownText(index: number): Promise<readonly TextLine[] | null>
  /** A page that is nothing but pictures, with these as they lie in the file; null where it must be drawn to be kept. */
  keptPage(index: number): Promise<ArchivePage | null>
  /** What the file says of its signatures; nothing of it is verified. */
  signatures(): Promise<SignatureReport>
  close(): Promise<void>
}
