import { Window } from 'happy-dom'
import { expect, test } from 'vitest'
import { layerText, type TextLayer } from '../../../../../domain/text-layer.ts'
import { altoXml } from '../../../../../electron/digitise/output/alto.ts'
import { headingsOf, listedBookmarks } from '../../../../../electron/digitise/output/bookmarks.ts'
import { hocrHtml } from '../../../../../electron/digitise/output/hocr.ts'
import { altoFaults } from '../../../../support/alto-rules.ts'
import { lyingLayer } from '../../../../support/lying-layer.ts'
import { plainLayer } from '../../../../support/plain-layer.ts'
import { tinyDecision } from '../../../../support/tiny-sources.ts'

const layer = plainLayer(tinyDecision)
const strange: TextLayer = {
  version: 1,
  widthPx: 100,
  heightPx: 200,
  engine: 'a & b',
  lines: [
    {
      box: [1.4, 2, 30, 12],
      words: [
        { text: '<Tiê\u0301ng> & "Việt"', box: [1.4, 2, 30, 12], confidence: 0.987 },
        { text: '\u0000\ud800', box: [1, 2, 3, 4], confidence: 0 },
      ],
    },
    { box: [0, 0, 1, 1], words: [] },
  ],
}
const read = { source: 'số "1" <a>.pdf', language: 'vi-VN', layers: [layer, null, strange] }
const alto = altoXml(read)
const hocr = hocrHtml(read)

function parsed(xml: string) {
  return new new Window().DOMParser().parseFromString(xml, 'text/xml')
}

const attributes = (xml: string, name: string): readonly string[] =>
  [...xml.matchAll(new RegExp(`\\b${name}="([^"]*)"`, 'g'))].map(([, value]) => value ?? '')

/** Every element that is opened is closed, in order, and nothing stands unescaped. */
function expectWellFormed(xml: string): void {
  const open: string[] = []
  const misplaced: string[] = []
  for (const [tag, closing, name, , empty] of xml.matchAll(
    /<(\/?)([A-Za-z:]+)((?:\s[\w:-]+="[^"<]*")*)\s?(\/?)>/g,
  )) {
    if (closing === '/') misplaced.push(...(open.pop() === name ? [] : [tag]))
    else if (empty !== '/') open.push(name ?? '')
  }
  expect([open, misplaced]).toEqual([[], []])
  expect(xml.replace(/<[^<>]*>/g, '').match(/[<>]|&(?!(?:amp|lt|gt|quot|apos);)/g)).toBeNull()
  expect(xml).toBe(xml.normalize('NFC'))
  expect(attributes(xml, 'ID').length).toBe(new Set(attributes(xml, 'ID')).size)
  expect(attributes(xml, 'id').length).toBe(new Set(attributes(xml, 'id')).size)
}

test('[PA15] ALTO has every word with its place and confidence, page by page', () => {
  expectWellFormed(alto)
  const pages = [...parsed(alto).querySelectorAll('Page')]
  const words = pages.map((page) =>
    [...page.querySelectorAll('String')].map((word) => word.getAttribute('CONTENT')),
  )

  expect(words[0]).toEqual(layerText(layer).split(/\s+/))
  expect(words.slice(1)).toEqual([[], ['<Tiếng> & "Việt"']])
  expect(alto).toContain(
    '<String ID="page_3_line_1_word_1" HPOS="1" VPOS="2" WIDTH="29" HEIGHT="10" WC="0.99" CONTENT=',
  )
  expect(alto).toContain('<Page ID="page_1" PHYSICAL_IMG_NR="1" HEIGHT="2339" WIDTH="1654" LANG="vi-VN">')
})

test('[PA15] ALTO keeps the order of its parts, the attributes and the values that its schema asks for', () => {
  const lying = ([90, 180, 270] as const).map((turn) => lyingLayer(layer, turn))
  const wordless: TextLayer = { ...strange, lines: strange.lines.slice(1) }
  const turned = altoXml({ ...read, layers: [...lying, wordless, { ...strange, lines: [] }] })

  expect(altoFaults(alto)).toEqual([])
  expect(altoFaults(turned)).toEqual([])
  expect(attributes(turned, 'ROTATION')).toEqual(['90', '180', '270'])
  expect(altoFaults(altoXml({ ...read, layers: [null] }))).toEqual([])
})

test.each([
  [/<Description>[^]*?<\/Description>\n(<Layout>)/, '$1<Styles/>', 'Layout holds Styles Page Page Page'],
  [/<MeasurementUnit>pixel/, '<MeasurementUnit>points', 'MeasurementUnit says points'],
  [
    /<MeasurementUnit>.*<\/MeasurementUnit>/,
    '',
    'Description holds sourceImageInformation Processing Processing',
  ],
  [/<Processing ID="engine_1"/, '<Processing', 'Processing without ID'],
  [/ID="engine_2"/, 'ID="page_1"', 'ID page_1 stands twice'],
  [/ID="page_1"/, 'ID="1"', 'Page ID is 1'],
  [/ PHYSICAL_IMG_NR="1"/, '', 'Page without PHYSICAL_IMG_NR'],
  [/(<PrintSpace)[^>]*/, '$1', 'PrintSpace without HPOS'],
  [/<String (ID="[^"]*") HPOS="\d+"/, '<String $1', 'String without HPOS'],
  [/ CONTENT="[^"]*"/, '', 'String without CONTENT'],
  [/ WC="[^"]*"/, ' WC="1.5"', 'String WC is 1.5'],
  [/(<TextLine[^>]*>)/, '$1<SP/>', 'TextLine holds SP String SP String'],
  [/ns-v4#"/, 'ns-v3#"', 'not in the namespace of ALTO 4'],
] as const)('a breach of ALTO is seen: %s', (find, by, fault) => {
  const broken = alto.replace(find, by)

  expect(broken).not.toBe(alto)
  expect(altoFaults(broken).some((each) => each.startsWith(fault))).toBe(true)
})

test('[PA15] hOCR has every word with its place and confidence, page by page', () => {
  expectWellFormed(hocr.replace('<!DOCTYPE html>', ''))
  const pages = [...parsed(hocr).querySelectorAll('.ocr_page')]
  const words = pages.map((page) => [...page.querySelectorAll('.ocrx_word')].map((word) => word.textContent))

  expect(words[0]).toEqual(layerText(layer).split(/\s+/))
  expect(words.slice(1)).toEqual([[], ['<Tiếng> & "Việt"']])
  expect(hocr).toContain('title="bbox 1 2 30 12; x_wconf 99"')
})

test('bookmarks name the title and the headings, or the pages where there are none', () => {
  const headed = plainLayer([
    { text: 'Chương II', x: 0.1, y: 0.1 },
    { text: 'Điều 3. Trợ cấp xã hội', x: 0.1, y: 0.2 },
    { text: 'Điều này không phải là đầu đề', x: 0.1, y: 0.3 },
  ])
  const headings = [...headingsOf(layer, 0), ...headingsOf(headed, 1)]
  expect(listedBookmarks('Quyết định', headings, 2)).toEqual([
    { title: 'Quyết định', page: 0 },
    { title: 'Điều 1. Trợ cấp cho các hộ có tên trong danh sách từ ngày 01 tháng 4.', page: 0 },
    { title: 'Chương II', page: 1 },
    { title: 'Điều 3. Trợ cấp xã hội', page: 1 },
  ])
  expect(listedBookmarks('Thư', [], 2)).toEqual([
    { title: 'Thư', page: 0 },
    { title: 'Trang 2', page: 1 },
  ])
})
