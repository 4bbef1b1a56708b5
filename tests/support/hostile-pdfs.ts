import type { NamedFile } from '../fixtures/bad-files.ts'
import { type PdfObject, plainPdf } from '../fixtures/plain-pdf.ts'
import { bombPdfs } from './hostile-pdf-bombs.ts'
import {
  catalog,
  drawing,
  image,
  line,
  onePage,
  pageOf,
  paint,
  pdf,
  withPicture,
} from './hostile-pdf-parts.ts'

/** Writes the table of objects by hand: it points to itself, or nowhere. */
function withTable(name: string, table: string, startAt: (start: number) => number): NamedFile {
  const whole = Buffer.from(plainPdf([catalog, onePage, pageOf(), line])).toString('latin1')
  const start = whole.indexOf('xref\n')
  const text = `${whole.slice(0, start)}${table.replaceAll('SELF', String(start))}\nstartxref\n${startAt(start)}\n%%EOF\n`
  return { name: `${name}.pdf`, bytes: Buffer.from(text, 'latin1') }
}

/** The table says of object 5, the picture, that it lies where the page does. */
function pictureAtWrongPlace(): NamedFile {
  const dot = image('/Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8', Buffer.alloc(1))
  const operators = drawing('595 0 0 842 0 0 cm /P Do 0 0 m 9 9 l S')
  const text = Buffer.from(plainPdf([catalog, onePage, pageOf(withPicture), operators, dot])).toString(
    'latin1',
  )
  const rows = text.slice(text.indexOf('xref\n')).match(/\d{10} 00000 n/g) ?? []
  return {
    name: 'picture-at-a-wrong-place.pdf',
    bytes: Buffer.from(text.replace(rows[4] ?? '', rows[2] ?? ''), 'latin1'),
  }
}

function pageTrees(): readonly NamedFile[] {
  const deep = Array.from(
    { length: 3000 },
    (_, at): string => `<< /Type /Pages /Kids [${at + 3} 0 R] /Count 1 /Parent ${at + 1} 0 R >>`,
  )
  return [
    pdf('kids-are-their-parents', [catalog, '<< /Type /Pages /Kids [2 0 R] /Count 1 >>']),
    pdf('tree-in-a-circle', [
      catalog,
      '<< /Type /Pages /Kids [3 0 R] /Count 5 >>',
      '<< /Type /Pages /Kids [2 0 R] /Count 5 /Parent 2 0 R >>',
    ]),
    pdf('a-million-pages', [catalog, '<< /Type /Pages /Kids [3 0 R] /Count 1000000 >>', pageOf(), line]),
    pdf('minus-one-page', [catalog, '<< /Type /Pages /Kids [3 0 R] /Count -1 >>', pageOf(), line]),
    pdf('the-same-page-often', [
      catalog,
      `<< /Type /Pages /Kids [${'3 0 R '.repeat(5000)}] /Count 5000 >>`,
      pageOf(),
      line,
    ]),
    pdf('tree-three-thousand-deep', [catalog, ...deep]),
    pdf('no-pages', [catalog]),
    pdf('parent-in-a-circle', [catalog, onePage, '<< /Type /Page /Parent 3 0 R /Contents 4 0 R >>', line]),
  ]
}

function tables(): readonly NamedFile[] {
  return [
    pictureAtWrongPlace(),
    withTable(
      'table-points-to-itself',
      'xref\n0 1\n0000000000 65535 f \ntrailer\n<< /Size 5 /Root 1 0 R /Prev SELF >>',
      (start) => start,
    ),
    withTable(
      'table-of-four-billion',
      'xref\n0 4294967295\n0000000000 65535 f \ntrailer\n<< /Size 4294967295 /Root 1 0 R >>',
      (start) => start,
    ),
    withTable('table-behind-the-end', 'trailer\n<< /Size 5 /Root 1 0 R >>', () => 999_999_999),
    withTable('table-at-minus-one', 'trailer\n<< /Size 5 /Root 1 0 R >>', () => -1),
    withTable(
      'trailer-without-root',
      'xref\n0 1\n0000000000 65535 f \ntrailer\n<< /Size 5 >>',
      (start) => start,
    ),
    pdf('references-in-a-circle', [catalog, onePage, pageOf(), '5 0 R', '4 0 R']),
    pdf('length-refers-to-itself', [
      catalog,
      onePage,
      pageOf(),
      '<< /Length 4 0 R >>\nstream\n0 0 m\nendstream',
    ]),
  ]
}

function shapes(): readonly NamedFile[] {
  const boxes = [
    '0 0 1e9 1e9',
    '0 0 1e9 0.001',
    '0 0 0 0',
    '0 0 -5 -5',
    '1e308 1e308 -1e308 1e308',
    'a b c d',
    '0 0 14400 14400',
  ]
  const nested = (open: string, close: string): PdfObject =>
    drawing(`${open.repeat(100_000)}1${close.repeat(100_000)} 0 0 m`)
  return [
    ...boxes.map((box, at) => pdf(`box-${at}`, [catalog, onePage, pageOf('', box), line])),
    pdf('user-unit', [catalog, onePage, pageOf('/UserUnit 1e9'), line]),
    pdf('rotated-by-45', [catalog, onePage, pageOf('/Rotate 45'), line]),
    pdf('arrays-in-arrays', [catalog, onePage, pageOf(), nested('[', ']')]),
    pdf('dictionaries-in-dictionaries', [
      catalog,
      onePage,
      `${'<< /A '.repeat(50_000)}1${' >>'.repeat(50_000)}`,
      line,
    ]),
    pdf('states-in-states', [catalog, onePage, pageOf(), drawing('q '.repeat(40_000))]),
    pdf('a-million-lines', [catalog, onePage, pageOf(), drawing('0 0 m 9 9 l S '.repeat(40_000))]),
    pdf('string-without-end', [catalog, onePage, pageOf(), drawing(`(${'('.repeat(100_000)}`)]),
  ]
}

function doings(): readonly NamedFile[] {
  const acting = (action: string): string => `<< /Type /Catalog /Pages 2 0 R /OpenAction ${action} >>`
  const script = '<< /S /JavaScript /JS (while \\(true\\) app.alert\\(1\\);) >>'
  return [
    pdf('script-on-opening', [acting(script), onePage, pageOf(`/AA << /O ${script} >>`), line]),
    pdf('launches-a-program', [
      acting('<< /S /Launch /F (cmd.exe) /Win << /F (cmd.exe) /P (/c calc) >> >>'),
      onePage,
      pageOf(),
      line,
    ]),
    pdf('goes-to-a-place', [acting('<< /S /URI /URI (http://127.0.0.1:9/) >>'), onePage, pageOf(), line]),
    pdf('submits-a-form', [acting('<< /S /SubmitForm /F (http://127.0.0.1:9/) >>'), onePage, pageOf(), line]),
    pdf('holds-a-program', [
      '<< /Type /Catalog /Pages 2 0 R /Names << /EmbeddedFiles << /Names [(a.exe) 5 0 R] >> >> >>',
      onePage,
      pageOf(),
      line,
      '<< /Type /Filespec /F (a.exe) /EF << /F 6 0 R >> >>',
      { entries: '/Type /EmbeddedFile', bytes: Buffer.from('MZ\x90\0 not a program') },
    ]),
    pdf('form-of-xml', [
      '<< /Type /Catalog /Pages 2 0 R /AcroForm << /XFA 5 0 R /Fields [] >> >>',
      onePage,
      pageOf(),
      line,
      drawing(
        `<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b"><!ENTITY c SYSTEM "file:///etc/passwd">]><xdp:xdp xmlns:xdp="http://ns.adobe.com/xdp/">${'<a>'.repeat(2000)}&c;</xdp:xdp>`,
      ),
    ]),
    pdf('picture-from-elsewhere', [
      catalog,
      onePage,
      pageOf(withPicture),
      paint,
      image(
        '/Width 9 /Height 9 /ColorSpace /DeviceGray /BitsPerComponent 8 /F (http://127.0.0.1:9/a.jpg) /FFilter /DCTDecode',
        Buffer.alloc(0),
      ),
    ]),
    pdf('endless-font-program', [
      catalog,
      onePage,
      pageOf(
        '/Resources << /Font << /F << /Type /Font /Subtype /Type3 /FontMatrix [1 0 0 1 0 0] /FontBBox [0 0 1 1] /FirstChar 65 /LastChar 65 /Widths [1] /Encoding << /Differences [65 /a] >> /CharProcs << /a 5 0 R >> /Resources << >> >> >> >>',
      ),
      drawing('BT /F 12 Tf (AAAA) Tj ET'),
      drawing('BT /F 12 Tf (AAAA) Tj ET'),
    ]),
    pdf('function-of-many-samples', [
      catalog,
      onePage,
      pageOf(
        '/Resources << /Shading << /S << /ShadingType 1 /ColorSpace /DeviceRGB /Function 5 0 R >> >> >>',
      ),
      drawing('/S sh'),
      {
        entries:
          '/FunctionType 0 /Domain [0 1 0 1] /Range [0 1 0 1 0 1] /Size [60000 60000] /BitsPerSample 32',
        bytes: Buffer.alloc(64),
      },
    ]),
  ]
}

/** PDFs made by hand against whoever opens them. */
export function hostilePdfs(): readonly NamedFile[] {
  return [...pageTrees(), ...tables(), ...bombPdfs(), ...shapes(), ...doings()]
}
