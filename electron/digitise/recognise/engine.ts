import type { TextLine, Word } from '../../../domain/text-layer.ts'
import type { GreyImage } from '../prepare/grey-image.ts'
import { lineOfWords } from './line-of-words.ts'
import {
  LSTM_ONLY,
  pageLevel,
  pageSegmentation,
  type StartedCore,
  type TesseractIterator,
} from './tesseract-core.ts'

/** `column`: lines of any size below one another; `block`: lines of one even block; `scattered`: any words anywhere. */
export type PageLayout = keyof typeof pageSegmentation

export interface EngineRequest {
  readonly image: GreyImage
  /** About how many pixels an inch of the paper has. */
  readonly dpi: number
  readonly layout: PageLayout
}

/** Data of one language, as Tesseract has it. */
export interface LanguageData {
  readonly code: string
  readonly bytes: Uint8Array
}

/** The reading engine in this thread. */
export interface Engine {
  /** Lines in reading order, boxes in pixels of the picture; it takes seconds and cannot be interrupted. */
  read(request: EngineRequest): readonly TextLine[]
}

const LEAST_DPI = 70
const MOST_DPI = 600

/**
 * Prepares an engine. What it learns from a page and what it leaves in its memory is undone before the next: the memory is
 * set back to what it was when the engine was ready, so that a picture gives the same text whatever was read before.
 */
export function prepareEngine({ core, memory }: StartedCore, languages: readonly LanguageData[]): Engine {
  for (const { code, bytes } of languages) core.FS.writeFile(`./${code}.traineddata`, bytes)
  const api = new core.TessBaseAPI()
  if (api.Init(null, languages.map(({ code }) => code).join('+'), LSTM_ONLY) !== 0) {
    throw new Error('the reading engine does not take its data')
  }
  const ready = new Uint8Array(memory.buffer).slice()
  return {
    read: ({ image, dpi, layout }) => {
      const bytes = new Uint8Array(memory.buffer)
      bytes.set(ready)
      bytes.fill(0, ready.length)
      const at = core._malloc(image.pixels.length)
      // Asking for room may have given the engine a larger memory.
      new Uint8Array(memory.buffer).set(image.pixels, at)
      api.SetPageSegMode(pageSegmentation[layout])
      // A line that is read badly is read again as white print on black. In a zone that is a seal or dirt.
      if (layout === 'block') api.SetVariable('tessedit_do_invert', '0')
      api.SetImage(at, image.widthPx, image.heightPx, 1, image.widthPx)
      api.SetSourceResolution(Math.round(Math.min(MOST_DPI, Math.max(LEAST_DPI, dpi))))
      return api.Recognize(null) === 0 ? linesOf(api.GetIterator()) : []
    },
  }
}

function linesOf(found: TesseractIterator): readonly TextLine[] {
  const lines: Word[][] = []
  found.Begin()
  do {
    if (found.Empty(pageLevel.word)) continue
    if (lines.length === 0 || found.IsAtBeginningOf(pageLevel.line)) lines.push([])
    const word = wordAt(found)
    if (word.text !== '') lines.at(-1)?.push(word)
  } while (found.Next(pageLevel.word))
  return lines.filter((words) => words.length > 0).map((words) => lineOfWords(words))
}

function wordAt(found: TesseractIterator): Word {
  const { x0, y0, x1, y1 } = found.getBoundingBox(pageLevel.word)
  return {
    text: vietnamese(found.GetUTF8Text(pageLevel.word)),
    box: [x0, y0, x1, y1],
    confidence: Math.min(1, Math.max(0, found.Confidence(pageLevel.word) / 100)),
  }
}

/** NFC, and the Vietnamese đ where the Icelandic eth of the same shape was read. */
function vietnamese(text: string): string {
  return text.normalize('NFC').replaceAll('Ð', 'Đ').replaceAll('ð', 'đ').trim()
}
