import { boxAround, type PixelBox, type TextLayer, type TextLine } from '../../../domain/text-layer.ts'
import { turnOfLayer } from '../../../domain/upright-pages.ts'
import { xmlText } from '../../../domain/xml-text.ts'
import { plainWord } from './plain-word.ts'

/** What was read of one file, page by page; `null` for a page that could not be read. */
export interface ReadText {
  /** Name of the file that was read. */
  readonly source: string
  /** BCP 47. */
  readonly language: string
  readonly layers: readonly (TextLayer | null)[]
}

const NAMESPACE = 'http://www.loc.gov/standards/alto/ns-v4#'
const SCHEMA = `${NAMESPACE} http://www.loc.gov/standards/alto/v4/alto-4-4.xsd`

/** The words, their places in pixels and their confidence as ALTO 4.4. @see www.loc.gov/standards/alto */
export function altoXml(read: ReadText): string {
  const pages = read.layers.map((layer, index) => altoPage(layer, index, read.language))
  return [altoHead(read.source, enginesOf(read.layers)), ...pages, ALTO_END].join('')
}

/** What read the pages, each once. */
function enginesOf(layers: readonly (TextLayer | null)[]): readonly string[] {
  return [...new Set(layers.flatMap((layer) => (layer === null ? [] : [layer.engine])))]
}

/** What stands before the first page. */
export function altoHead(source: string, engines: readonly string[]): string {
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<alto xmlns="${NAMESPACE}" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="${SCHEMA}" SCHEMAVERSION="4.4">`,
    '<Description>',
    '<MeasurementUnit>pixel</MeasurementUnit>',
    `<sourceImageInformation><fileName>${xmlText(plainWord(source))}</fileName></sourceImageInformation>`,
    ...engines.map(processing),
    '</Description>',
    '<Layout>',
    '',
  ].join('\n')
}

/** What stands behind the last page. */
export const ALTO_END = '</Layout>\n</alto>\n'

/** @param index of the page, from 0 */
export function altoPage(layer: TextLayer | null, index: number, language: string): string {
  return `${page(layer, index, language)}\n`
}

function processing(engine: string, place: number): string {
  const software = `<processingSoftware><softwareName>${xmlText(plainWord(engine))}</softwareName></processingSoftware>`
  return `<Processing ID="engine_${place + 1}">${software}</Processing>`
}

function page(layer: TextLayer | null, index: number, language: string): string {
  const id = `page_${index + 1}`
  const size = layer === null ? '' : ` HEIGHT="${layer.heightPx}" WIDTH="${layer.widthPx}"`
  const head = `<Page ID="${id}" PHYSICAL_IMG_NR="${index + 1}"${size}${rotation(layer)} LANG="${xmlText(language)}">`
  if (layer === null) return `${head}</Page>`
  const lines = layer.lines.flatMap((line, place) => textLine(line, `${id}_line_${place + 1}`))
  const space = `<PrintSpace${place([0, 0, layer.widthPx, layer.heightPx])}>`
  if (lines.length === 0) return `${head}${space}</PrintSpace></Page>`
  const block = `<TextBlock ID="${id}_block_1"${place(boxAround(layer.lines.map(({ box }) => box)))}>`
  return `${head}${space}\n${block}\n${lines.join('\n')}\n</TextBlock>\n</PrintSpace></Page>`
}

/** How the print of a page that lies runs, in degrees counterclockwise: so far the page is turned back to be upright. */
function rotation(layer: TextLayer | null): string {
  const turn = layer === null ? 0 : turnOfLayer(layer)
  return turn === 0 ? '' : ` ROTATION="${turn}"`
}

function textLine(line: TextLine, id: string): readonly string[] {
  const words = line.words.flatMap(({ text, box, confidence }) => {
    const plain = plainWord(text)
    return plain === '' ? [] : [{ plain, box, confidence }]
  })
  if (words.length === 0) return []
  const parts = words.map(({ plain, box, confidence }, at) => {
    const blank = at === 0 ? '' : '<SP/>'
    return `${blank}<String ID="${id}_word_${at + 1}"${place(box)} WC="${confidence.toFixed(2)}" CONTENT="${xmlText(plain)}"/>`
  })
  return [`<TextLine ID="${id}"${place(line.box)}>${parts.join('')}</TextLine>`]
}

function place([left, top, right, bottom]: PixelBox): string {
  const [width, height] = [Math.max(0, right - left), Math.max(0, bottom - top)].map(Math.round)
  return ` HPOS="${Math.round(left)}" VPOS="${Math.round(top)}" WIDTH="${width}" HEIGHT="${height}"`
}
