import type { Canvas } from '@napi-rs/canvas'
import type { TextLine } from '../../../domain/text-layer.ts'
import type { ArchivePage } from '../output/coded-picture.ts'
import type { SignatureReport } from './raw-pdf/signatures.ts'
import type { SourceFormat } from './sniff-format.ts'

/** Width and height of the picture that is shown for a page. */
export interface PageSize {
  readonly widthPx: number
  readonly heightPx: number
  /** Black and white only: is kept so when it is shown. */
  readonly isBilevel: boolean
  /** Pixels to an inch of paper, as near as the file lets one know. */
  readonly dpi: number
}

/** One open file. Pages are counted from 0. Every call @throws Fault 'file-corrupt' | 'file-too-large' where the page is bad. */
export interface Decoder {
  readonly format: SourceFormat
  readonly pageCount: number
  pageSize(index: number): Promise<PageSize>
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
