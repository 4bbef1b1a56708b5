import type { ArchivePage, Placement } from '../../output/coded-picture.ts'
import { POINTS_PER_INCH } from '../../output/pdf-syntax.ts'
import { structureLimits } from '../../reader-limits.ts'
import { type DrawnPicture, drawnPictures, isTextHidden, multiplied } from './page-operators.ts'
import { plainStream } from './pdf-streams.ts'
import { asKind, nameOf, numberOf, type PdfDictionary, type PdfValue } from './pdf-values.ts'
import type { RawPdf } from './raw-pdf.ts'
import { rawPicture } from './raw-picture.ts'

export interface ScannedPageRequest {
  /** Number of the page's object. */
  readonly id: number
  /** From the page's own coordinates to points from the top left of the page as it is shown. */
  readonly toShown: readonly number[]
  readonly widthPt: number
  readonly heightPt: number
  readonly mostPictureBytes: number
}

const MOST_CONTENT_BYTES = 32 * 1024 * 1024

/** A page that is nothing but pictures, with these as they lie in the file; null where it is more or they cannot be kept. */
export async function scannedPage(pdf: RawPdf, request: ScannedPageRequest): Promise<ArchivePage | null> {
  const page = asKind(await pdf.object(request.id), 'dictionary')
  if (page === null || (await hasMarks(pdf, page))) return null
  const found = await picturesOf(pdf, page)
  if (found === null) return null
  const pictures: ArchivePage['pictures'] = []
  for (const each of found.drawn) {
    const placed = await placedPicture(pdf, { each, objects: found.objects }, request)
    if (placed === null) return null
    pictures.push(placed)
  }
  return { widthPt: request.widthPt, heightPt: request.heightPt, pictures }
}

/**
 * How many pixels of a scan make an inch of its page as the file tells it, from what is written of the largest picture: none
 * is read. Null where the page is more than pictures.
 */
export async function scanDensity(pdf: RawPdf, pageId: number): Promise<number | null> {
  const page = asKind(await pdf.object(pageId), 'dictionary')
  const found = page === null ? null : await picturesOf(pdf, page)
  if (found === null) return null
  const sizeOf = ({ placement: [a, b, c, d] }: DrawnPicture): number => Math.hypot(a, b) * Math.hypot(c, d)
  const [largest] = found.drawn.toSorted((one, other) => sizeOf(other) - sizeOf(one))
  if (largest === undefined) return null
  const picture = await pdf.dictionary(found.objects.entries.get(largest.name))
  const widthPx = numberOf(await pdf.resolve(picture?.entries.get('Width')))
  const widthPt = Math.hypot(largest.placement[0], largest.placement[1])
  return widthPx === null || !(widthPx > 0) || !(widthPt > 0) ? null : (widthPx * POINTS_PER_INCH) / widthPt
}

/** What a page draws that is nothing but pictures, and what these are called in. */
async function picturesOf(pdf: RawPdf, page: PdfDictionary) {
  const content = await contentOf(pdf, page.entries.get('Contents'))
  const drawn = content === null ? null : drawnPictures(content)
  const resources = drawn === null ? null : await inherited(pdf, page, 'Resources')
  const objects = asKind(
    await pdf.resolve(asKind(resources ?? null, 'dictionary')?.entries.get('XObject')),
    'dictionary',
  )
  return drawn === null || objects === null ? null : { drawn, objects }
}

/** Does the page have text of which nothing is seen? */
export async function hasHiddenText(pdf: RawPdf, pageId: number): Promise<boolean> {
  const page = asKind(await pdf.object(pageId), 'dictionary')
  const content = page === null ? null : await contentOf(pdf, page.entries.get('Contents'))
  return content !== null && isTextHidden(content)
}

interface Drawn {
  readonly each: DrawnPicture
  readonly objects: PdfDictionary
}

async function placedPicture(pdf: RawPdf, { each, objects }: Drawn, request: ScannedPageRequest) {
  const { toShown, heightPt, mostPictureBytes } = request
  const stream = await pdf.stream(objects.entries.get(each.name), mostPictureBytes)
  if (stream === null) return null
  const { isFillBlack } = each
  const picture = await rawPicture(pdf, stream, { isFillBlack, mostBytes: mostPictureBytes })
  if (picture === null) return null
  const [a = 1, b = 0, c = 0, d = -1, e = 0, f = 0] = toShown
  const fromTop = multiplied(each.placement, [a, b, c, d, e, f])
  const upsideDown: Placement = [1, 0, 0, -1, 0, heightPt]
  return { picture, placement: multiplied(fromTop, upsideDown) }
}

/** Something lies on the page beside its content: a note, a stamp, the field of a signature. Links are not seen. */
async function hasMarks(pdf: RawPdf, page: PdfDictionary): Promise<boolean> {
  const list = asKind(await pdf.resolve(page.entries.get('Annots')), 'array')?.items ?? []
  for (const item of list) {
    const annotation = asKind(await pdf.resolve(item), 'dictionary')
    const subtype = nameOf(annotation?.entries.get('Subtype'))
    if (subtype !== 'Link' && subtype !== 'Popup') return true
  }
  return false
}

async function contentOf(pdf: RawPdf, value: PdfValue | undefined): Promise<Uint8Array | null> {
  const list = asKind(
    await (asKind(value, 'reference') ? listOf(pdf, value) : (value ?? null)),
    'array',
  )?.items
  const parts: Uint8Array[] = []
  for (const item of list ?? [value]) {
    const stream = await pdf.stream(item, MOST_CONTENT_BYTES)
    const plain = stream === null ? null : await plainStream(stream.dictionary, stream.bytes)
    if (plain === null) return null
    parts.push(plain, Buffer.from('\n'))
  }
  return Buffer.concat(parts)
}

/** The array behind a reference; a stream stays what it is referred to by. */
async function listOf(pdf: RawPdf, value: PdfValue | undefined): Promise<PdfValue> {
  return asKind(await pdf.resolve(value), 'array')
}

async function inherited(pdf: RawPdf, page: PdfDictionary, key: string): Promise<PdfValue> {
  let node: PdfDictionary | null = page
  for (let step = 0; step < structureLimits.pageTreeDepth && node !== null; step += 1) {
    const own = node.entries.get(key)
    if (own !== undefined) return pdf.resolve(own)
    node = asKind(await pdf.resolve(node.entries.get('Parent')), 'dictionary')
  }
  return null
}
