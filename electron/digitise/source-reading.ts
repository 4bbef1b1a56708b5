import type { Canvas } from '@napi-rs/canvas'
import type { SecretMark } from '../../domain/secret-mark.ts'
import type { PixelBox, TextLayer } from '../../domain/text-layer.ts'
import type { Decoder, PageSize } from './decode/decoder.ts'
import { pixelsOf, scaledTo } from './decode/page-canvas.ts'
import type { SignatureReport } from './decode/raw-pdf/signatures.ts'
import type { ArchivePage } from './output/coded-picture.ts'
import { drawnPage } from './output/drawn-page.ts'
import { type PagePictures, pagePictures } from './page-pictures.ts'
import { isBlankPage } from './prepare/blank-page.ts'
import { type ReadScan, readScan, withBoxes } from './recognise/read-page.ts'
import type { ReadingEngine } from './recognise/reading-engine.ts'
import { type Recogniser, recogniserName } from './recognise/recogniser.ts'
import type { Scan } from './recognise/scan.ts'
import { LOOK_DPI as DRAWN_LOOK_DPI, lookAtPage } from './secret/look-at-page.ts'
import type { ReadSmall } from './secret/look-for-secret.ts'
import type { ReadSeparator } from './separator/read-separator.ts'

/** An open file in a reader process. */
export interface SourceReading extends PagePictures {
  readPage(index: number, signal: AbortSignal): Promise<TextLayer>
  /** Looks at a page before anything of it may be kept. */
  lookForSecret(index: number, signal: AbortSignal): Promise<SecretMark | null>
  /** Is there nothing on the page? A guess. */
  isBlank(index: number, signal: AbortSignal): Promise<boolean>
  /** The code of a separator sheet of this program; null where the page has none. */
  readSeparator(index: number, signal: AbortSignal): Promise<string | null>
  archivePage(index: number, signal: AbortSignal): Promise<ArchivePage>
  signatures(): Promise<SignatureReport>
  close(): Promise<void>
}

/** What is drawn to be kept. */
const ARCHIVE_DPI = 300
/**
 * Measured 2026-11 on generated and reference pages of four qualities: 300 dpi are read no better, and cost a quarter more.
 * Small print is read in all the pixels it has.
 */
const READING_DPI = 230
const LEAST_NATIVE_DPI = 150
const MOST_NATIVE_DPI = 250
const MOST_FINE_DPI = 400
/** Drawing a page anew must make it larger by this at least. */
const LEAST_GAIN = 1.2
const LONGEST_SIDE_PX = 5000
/** Of the small cut-outs that are looked at for stamps. */
const LOOK_DPI = 270

interface SourceReadingOptions {
  /** Of the process: it outlives the file. */
  readonly engine: ReadingEngine
  readonly languages: readonly string[]
  readonly separators: ReadSeparator
}

export function createSourceReading(decoder: Decoder, options: SourceReadingOptions): SourceReading {
  const { engine, languages, separators } = options
  const drawing = createDrawing(decoder)
  /** The page that was looked at last, small: its code is asked for next. */
  const looked = { index: -1, canvas: null as Canvas | null }
  const drawnToLook = async (index: number, signal: AbortSignal): Promise<Canvas> =>
    drawing.at(index, widthAt(DRAWN_LOOK_DPI, await decoder.pageSize(index)), signal)

  return {
    ...pagePictures(decoder, { draw: drawing.at, finestWidth }),
    readPage: async (index, signal) => {
      const size = await decoder.pageSize(index)
      const { widthPx, heightPx } = size
      const own = await decoder.ownText(index)
      const page = { version: 1, widthPx, heightPx } as const
      if (own !== null) return { ...page, engine: 'pdf', lines: own.map((line) => withBoxes(line, rounded)) }
      const isVector = decoder.format === 'pdf'
      const drawn = scanDrawing((width) => drawing.at(index, width, signal), size)
      const scan = await drawn(readingWidth(isVector, size))
      const finest = finestWidth(isVector, size)
      const finer = finest > scan.image.widthPx * LEAST_GAIN ? () => drawn(finest) : null
      const work = (recogniser: Recogniser): Promise<ReadScan> => readScan({ scan, finer, recogniser })
      const { lines, recipe } = await engine.use({ languages, signal, work })
      const read = lines.map((line) => withBoxes(line, (box) => rounded(onPage(box, size))))
      return { ...page, engine: recogniserName(languages), lines: read, recipe }
    },
    lookForSecret: (index, signal) => {
      const read: ReadSmall = (image, layout) =>
        engine.use({
          languages,
          signal,
          work: (recogniser) => recogniser.read({ image, dpi: LOOK_DPI, layout }),
        })
      const onDrawn = (canvas: Canvas): void => {
        Object.assign(looked, { index, canvas })
      }
      return lookAtPage(decoder, { index, read, signal, onDrawn })
    },
    readSeparator: async (index, signal) => {
      const known = looked.index === index ? looked.canvas : null
      looked.canvas = null
      return separators(known ?? (await drawnToLook(index, signal)))
    },
    isBlank: async (index, signal) => {
      const known = looked.index === index ? looked.canvas : null
      return isBlankPage(pixelsOf(known ?? (await drawnToLook(index, signal))))
    },
    archivePage: async (index, signal) => {
      const kept = await decoder.keptPage(index)
      if (kept !== null) return kept
      const size = await decoder.pageSize(index)
      const widthPx = decoder.format === 'pdf' ? widthAt(ARCHIVE_DPI, size) : size.widthPx
      return drawnPage(await drawing.at(index, widthPx, signal), size)
    },
    signatures: () => decoder.signatures(),
    close: () => decoder.close(),
  }
}

/** Draws pages, keeping the last one where drawing is dear: its picture, thumbnail and reading are wanted in turn. */
function createDrawing(decoder: Decoder) {
  const last = { index: -1, canvas: null as Canvas | null }
  return {
    at: async (index: number, widthPx: number, signal: AbortSignal): Promise<Canvas> => {
      if (decoder.isHeld) return decoder.draw(index, widthPx, signal)
      if (last.canvas !== null && last.index === index && last.canvas.width >= widthPx) {
        return scaledTo(last.canvas, widthPx)
      }
      const size = await decoder.pageSize(index)
      const longest = Math.max(size.widthPx, size.heightPx)
      const usual = Math.round(size.widthPx * Math.min(1, LONGEST_SIDE_PX / longest))
      const canvas = await decoder.draw(index, Math.max(widthPx, usual), signal)
      last.index = index
      last.canvas = canvas
      return scaledTo(canvas, widthPx)
    },
  }
}

/** Draws a page as the reading wants it. */
function scanDrawing(draw: (widthPx: number) => Promise<Canvas>, size: PageSize) {
  return async (widthPx: number): Promise<Scan> => {
    const image = pixelsOf(await draw(widthPx))
    return { image, dpi: (size.dpi * image.widthPx) / size.widthPx }
  }
}

/** How wide the copy that is read is to be; scans of about the right resolution are not blurred by drawing them anew. */
function readingWidth(isVector: boolean, size: PageSize): number {
  const isNative = !isVector && size.dpi >= LEAST_NATIVE_DPI && size.dpi <= MOST_NATIVE_DPI
  return widthAt(isNative ? size.dpi : READING_DPI, size)
}

/** How wide small print is drawn: a scan in all the pixels it has, up to a limit. */
function finestWidth(isVector: boolean, size: PageSize): number {
  const most = widthAt(MOST_FINE_DPI, size)
  return isVector ? most : Math.min(size.widthPx, most)
}

/** How wide the page is at a resolution. */
function widthAt(dpi: number, size: PageSize): number {
  const most = LONGEST_SIDE_PX / Math.max(size.widthPx, size.heightPx)
  return Math.max(1, Math.round(size.widthPx * Math.min(dpi / size.dpi, most)))
}

/** From shares of a page to its pixels. */
function onPage([left, top, right, bottom]: PixelBox, { widthPx, heightPx }: PageSize): PixelBox {
  return [left * widthPx, top * heightPx, right * widthPx, bottom * heightPx]
}

function rounded(box: PixelBox): PixelBox {
  return [Math.round(box[0]), Math.round(box[1]), Math.round(box[2]), Math.round(box[3])]
}
