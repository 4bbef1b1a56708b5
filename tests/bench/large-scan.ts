import { open } from 'node:fs/promises'
import { generateDocument } from '../fixtures/document.ts'
import { encodeJpeg } from '../fixtures/encode.ts'
import type { PageImage } from '../fixtures/page-image.ts'

const DPI = 300
/** Grain keeps a JPEG of a page near two megabytes, as scanners make them at their best quality. */
const QUALITY = 94
const KINDS_OF_PAGES = 6
const POINTS_PER_INCH = 72

export interface LargeScan {
  readonly pages: number
  readonly sizeBytes: number
}

/** Writes a PDF of scanned pages, one JPEG each, a page at a time: the file may be larger than memory. */
export async function writeLargeScan(file: string, pages: number): Promise<LargeScan> {
  const pictures = samplePages().map((image) => ({ image, bytes: encodeJpeg(image, QUALITY) }))
  const handle = await open(file, 'w')
  const offsets: number[] = []
  let length = 0
  const add = async (bytes: Uint8Array): Promise<void> => {
    await handle.write(bytes)
    length += bytes.length
  }
  const object = async (number: number, body: string, stream?: Uint8Array): Promise<void> => {
    offsets[number] = length
    const ended = stream === undefined ? '\nendobj\n' : `\nstream\n`
    await add(Buffer.from(`${number} 0 obj\n${body}${ended}`, 'latin1'))
    if (stream === undefined) return
    await add(stream)
    await add(Buffer.from('\nendstream\nendobj\n'))
  }
  try {
    await add(Buffer.from('%PDF-1.7\n%\xe2\xe3\xcf\xd3\n', 'latin1'))
    for (let page = 0; page < pages; page += 1) {
      const { image, bytes } = pictures[page % pictures.length] ?? { image: null, bytes: new Uint8Array(0) }
      if (image !== null) await putPage(object, page, { image, bytes })
    }
    const kids = Array.from({ length: pages }, (_, page) => `${3 + page * 3} 0 R`).join(' ')
    await object(1, '<< /Type /Catalog /Pages 2 0 R >>')
    await object(2, `<< /Type /Pages /Kids [${kids}] /Count ${pages} >>`)
    await add(tableOf(offsets, length))
  } finally {
    await handle.close()
  }
  return { pages, sizeBytes: length }
}

type PutObject = (number: number, body: string, stream?: Uint8Array) => Promise<void>

interface Picture {
  readonly image: PageImage
  readonly bytes: Uint8Array
}

async function putPage(object: PutObject, page: number, { image, bytes }: Picture): Promise<void> {
  const first = 3 + page * 3
  const [width, height] = [image.widthPx, image.heightPx].map((px) => (px * POINTS_PER_INCH) / image.dpi)
  const content = Buffer.from(`q ${width} 0 0 ${height} 0 0 cm /P Do Q`)
  const box = `[0 0 ${width} ${height}]`
  const resources = `<< /XObject << /P ${first + 2} 0 R >> >>`
  await object(
    first,
    `<< /Type /Page /Parent 2 0 R /MediaBox ${box} /Contents ${first + 1} 0 R /Resources ${resources} >>`,
  )
  await object(first + 1, `<< /Length ${content.length} >>`, content)
  await object(
    first + 2,
    `<< /Type /XObject /Subtype /Image /Width ${image.widthPx} /Height ${image.heightPx} /ColorSpace /DeviceRGB ` +
      `/BitsPerComponent 8 /Filter /DCTDecode /Length ${bytes.length} >>`,
    bytes,
  )
}

function tableOf(offsets: readonly number[], start: number): Uint8Array {
  const rows = offsets.slice(1).map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`)
  const size = offsets.length
  return Buffer.from(
    `xref\n0 ${size}\n0000000000 65535 f \n${rows.join('')}trailer\n<< /Size ${size} /Root 1 0 R >>\n` +
      `startxref\n${start}\n%%EOF\n`,
  )
}

function samplePages(): readonly PageImage[] {
  const pages: PageImage[] = []
  for (let seed = 1; pages.length < KINDS_OF_PAGES; seed += 1) {
    const document = generateDocument({ seed: `large ${seed}`, template: 'qd-tro-cap', tier: 'A', dpi: DPI })
    pages.push(...document.pages)
  }
  return pages.slice(0, KINDS_OF_PAGES).map(withGrain)
}

/** The same on every run: a fixed sequence in place of a source of chance. */
function withGrain(image: PageImage): PageImage {
  const rgba = Uint8ClampedArray.from(image.rgba)
  let state = 12_345
  for (let at = 0; at < rgba.length; at += 4) {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0
    const grain = (state >>> 16) % 7
    for (let part = 0; part < 3; part += 1) rgba[at + part] = (rgba[at + part] ?? 0) - grain
  }
  return { ...image, rgba }
}
