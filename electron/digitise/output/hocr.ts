import type { PixelBox, TextLayer, TextLine } from '../../../domain/text-layer.ts'
import { xmlText } from '../../../domain/xml-text.ts'
import type { ReadText } from './alto.ts'
import { plainWord } from './plain-word.ts'

/** The words, their places in pixels and their confidence as hOCR 1.2, which browsers show and other programs read. */
export function hocrHtml({ source, language, layers }: ReadText): string {
  const pages = layers.map((layer, index) => hocrPage(layer, index, source))
  return [hocrHead(source, language), ...pages, HOCR_END].join('')
}

/** What stands before the first page. */
export function hocrHead(source: string, language: string): string {
  const title = xmlText(plainWord(source))
  const code = xmlText(language)
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<!DOCTYPE html>',
    `<html xmlns="http://www.w3.org/1999/xhtml" xml:lang="${code}" lang="${code}">`,
    '<head>',
    `<title>${title}</title>`,
    '<meta charset="utf-8" />',
    '<meta name="ocr-system" content="Hồ Sơ Xã" />',
    '<meta name="ocr-capabilities" content="ocr_page ocr_line ocrx_word" />',
    '</head>',
    '<body>',
    '',
  ].join('\n')
}

/** What stands behind the last page. */
export const HOCR_END = '</body>\n</html>\n'

/** @param index of the page, from 0 */
export function hocrPage(layer: TextLayer | null, index: number, source: string): string {
  return `${page(layer, index, xmlText(plainWord(source)))}\n`
}

function page(layer: TextLayer | null, index: number, source: string): string {
  const id = `page_${index + 1}`
  const box: PixelBox = layer === null ? [0, 0, 0, 0] : [0, 0, layer.widthPx, layer.heightPx]
  const image = `image &quot;${source.replaceAll('&quot;', '')}&quot;`
  const lines = (layer?.lines ?? []).flatMap((line, place) => textLine(line, `${id}_line_${place + 1}`))
  return [
    `<div class="ocr_page" id="${id}" title="${image}; ${bounds(box)}; ppageno ${index}">`,
    ...lines,
    '</div>',
  ].join('\n')
}

function textLine(line: TextLine, id: string): readonly string[] {
  const words = line.words.flatMap(({ text, box, confidence }, at) => {
    const plain = plainWord(text)
    const title = `${bounds(box)}; x_wconf ${Math.round(confidence * 100)}`
    if (plain === '') return []
    return [`<span class="ocrx_word" id="${id}_word_${at + 1}" title="${title}">${xmlText(plain)}</span>`]
  })
  if (words.length === 0) return []
  return [`<span class="ocr_line" id="${id}" title="${bounds(line.box)}">${words.join(' ')}</span><br />`]
}

function bounds(box: PixelBox): string {
  return `bbox ${box.map((side) => Math.max(0, Math.round(side))).join(' ')}`
}
