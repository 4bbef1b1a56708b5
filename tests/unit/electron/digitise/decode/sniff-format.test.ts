import { expect, test } from 'vitest'
import { sniffFormat } from '../../../../../electron/digitise/decode/sniff-format.ts'

const bytes = (text: string): Uint8Array => Buffer.from(text, 'latin1')

test.each([
  ['\xff\xd8\xff\xe0', 'jpeg'],
  ['\x89PNG\r\n\x1a\n', 'png'],
  ['II*\0', 'tiff'],
  ['MM\0*', 'tiff'],
  ['II+\0', 'tiff'],
  ['RIFF\0\0\0\0WEBPVP8 ', 'webp'],
  ['\0\0\0\x1cftypavif', 'avif'],
  ['%PDF-1.4', 'pdf'],
  ['Received: by mail\r\n\r\n%PDF-1.7', 'pdf'],
])('a file that begins with %j is %s', (head, format) => {
  expect(sniffFormat(bytes(head))).toEqual({ kind: 'supported', format })
})

test.each([
  ['PK\x03\x04....word/document.xml', 'DOCX'],
  ['PK\x03\x04....xl/workbook.xml', 'XLSX'],
  ['PK\x03\x04....anything', 'ZIP'],
  ['\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1', 'DOC'],
  ['\0\0\0\x18ftypheic', 'HEIC'],
  ['MZ', 'EXE'],
  ['<?xml version="1.0"?>\n<svg xmlns=', 'SVG'],
  ['\0\0\0\x0cjP  \r\n\x87\n', 'JPEG 2000'],
  ['hello', null],
])('a file that begins with %j is refused as %s', (head, found) => {
  expect(sniffFormat(bytes(head))).toEqual({ kind: 'unsupported', found })
})
