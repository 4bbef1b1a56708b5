import type { Canvas } from '@napi-rs/canvas'
import { Fault } from '../../domain/fault.ts'
import type { PixelBox, TextLayer, TextLine } from '../../domain/text-layer.ts'
import type { Decoder, PageSize } from './decode/decoder.ts'
import { encodePage } from './decode/encode-page.ts'
import { pixelsOf, scaledTo } from './decode/page-canvas.ts'
import type { SignatureReport } from './decode/raw-pdf/signatures.ts'
import type { ArchivePage } from './output/coded-picture.ts'
import { drawnPage } from './output/drawn-page.ts'
import type { PageImageAnswer } from './reader-protocol.ts'
import { readScan, withBoxes } from './recognise/read-page.ts'
import { createRecogniser, type Recogniser, recogniserName } from './recognise/recogniser.ts'

/** An open file in a reader process. */
export interface SourceReading {
  pageImage(index: number, widthPx: number | null, signal: AbortSignal): Promise<PageImageAnswer>
  readPage(index: number, signal: AbortSignal): Promise<TextLayer>
  archivePage(index: number, signal: AbortSignal): Promise<ArchivePage>
  signatures(): Promise<SignatureReport>
  close(): Promise<void>
}

const READING_DPI = 300
/** Scans between these are read as they are: making them larger or smaller by little only blurs. */
const LEAST_NATIVE_DPI = 150
const MOST_NATIVE_DPI = 400
const LONGEST_SIDE_PX = 5000
/** The engine's memory grows a little with every page. */
const PAGES_PER_ENGINE = 50

export function createSourceReading(decoder: Decoder): SourceReading {
  const drawing = createDrawing(decoder)
  const engine = createEngine()

  const read = async (index: number, size: PageSize, signal: AbortSignal): Promise<readonly TextLine[]> => {
    const widthPx = readingWidth(decoder.format === 'pdf', size)
    const scan = pixelsOf(await drawing.at(index, widthPx, signal))
    const dpi = (size.dpi * scan.widthPx) / size.widthPx
    const lines = await engine.use(signal, (recogniser) => readScan(scan, dpi, recogniser))
    return lines.map((line) => withBoxes(line, (box) => scaledBox(box, size.widthPx / scan.widthPx)))
  }
  return {
    pageImage: async (index, widthPx, signal) => {
      const size = await decoder.pageSize(index)
      const isOwn = widthPx === null && (decoder.format === 'jpeg' || decoder.format === 'png')
      if (isOwn) return { kind: 'own', widthPx: size.widthPx, heightPx: size.heightPx }
      const canvas = await drawing.at(index, widthPx ?? size.widthPx, signal)
      return { kind: 'made', ...(await encodePage(canvas, size.isBilevel && widthPx === null)) }
    },
    readPage: async (index, signal) => {
      const size = await decoder.pageSize(index)
      const { widthPx, heightPx } = size
      const own = await decoder.ownText(index)
      const lines = own ?? (await read(index, size, signal))
      const engineName = own === null ? recogniserName : 'pdf'
      return {
        version: 1,
        widthPx,
        heightPx,
        engine: engineName,
        lines: lines.map((line) => withBoxes(line, rounded)),
      }
    },
    archivePage: async (index, signal) => {
      const kept = await decoder.keptPage(index)
      if (kept !== null) return kept
      const size = await decoder.pageSize(index)
      const widthPx = decoder.format === 'pdf' ? readingWidth(true, size) : size.widthPx
      return drawnPage(await drawing.at(index, widthPx, signal), size)
    },
    signatures: () => decoder.signatures(),
    close: async () => {
      await engine.close()
      await decoder.close()
    },
  }
}

/** Draws pages, keeping the last one: its picture, its thumbnail and its reading are wanted one after the other. */
function createDrawing(decoder: Decoder) {
  const last = { index: -1, canvas: null as Canvas | null }
  return {
    at: async (index: number, widthPx: number, signal: AbortSignal): Promise<Canvas> => {
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

/** The reading engine, started when a page is first read and anew after a number of pages. */
function createEngine() {
  const state = { recogniser: null as Promise<Recogniser> | null, pages: 0 }
  const close = async (): Promise<void> => {
    const open = await state.recogniser
    state.recogniser = null
    state.pages = 0
    await open?.close()
  }
  return {
    use: async <T>(signal: AbortSignal, work: (recogniser: Recogniser) => Promise<T>): Promise<T> => {
      if (state.pages >= PAGES_PER_ENGINE) await close()
      state.recogniser ??= createRecogniser()
      state.pages += 1
      // A page that is no longer wanted is given up by ending the engine: it cannot be interrupted.
      const stopped = new Promise<never>((_, reject) => {
        const stop = (): void => {
          reject(new Fault('cancelled', 'the page is no longer wanted'))
          void close()
        }
        if (signal.aborted) stop()
        signal.addEventListener('abort', stop, { once: true })
      })
      return Promise.race([state.recogniser.then(work), stopped])
    },
    close,
  }
}

/** How wide the copy that is read is to be; its resolution is near what the engine was trained for. */
function readingWidth(isVector: boolean, size: PageSize): number {
  const isNative = !isVector && size.dpi >= LEAST_NATIVE_DPI && size.dpi <= MOST_NATIVE_DPI
  const wanted = isNative ? 1 : READING_DPI / size.dpi
  const most = LONGEST_SIDE_PX / Math.max(size.widthPx, size.heightPx)
  return Math.max(1, Math.round(size.widthPx * Math.min(wanted, most)))
}

function scaledBox(box: PixelBox, factor: number): PixelBox {
  return [box[0] * factor, box[1] * factor, box[2] * factor, box[3] * factor]
}

function rounded(box: PixelBox): PixelBox {
  return [Math.round(box[0]), Math.round(box[1]), Math.round(box[2]), Math.round(box[3])]
}
