import { deflateSync } from 'node:zlib'
import type { QuarterTurn } from '../../../domain/reading-recipe.ts'
import type { TextLayer } from '../../../domain/text-layer.ts'
import { turnOfLayer } from '../../../domain/upright-pages.ts'
import { createCharacterCodes, putBlankFont } from './blank-font-objects.ts'
import { type ArchivePage, type CodedPicture, pictureEntries, placementOperator } from './coded-picture.ts'
import { createPdfFile, type PdfFile, type WriteBytes } from './pdf-file.ts'
import { pdfNumber, pdfReference, pdfText } from './pdf-syntax.ts'
import { plainWord } from './plain-word.ts'
import { srgbProfile } from './srgb-profile.ts'
import { TEXT_FONT, textContent } from './text-content.ts'
import { type DocumentDescription, infoEntries, xmpPacket } from './xmp.ts'

export interface Bookmark {
  readonly title: string
  /** Counted from 0. */
  readonly page: number
}

/** A PDF/A-2u being written page by page; nothing of a page is kept but the numbers of its objects. */
export interface PdfAWriter {
  /**
   * Puts the page behind those there are: its pictures, and over them the words without ink.
   * @param turn how far it is turned clockwise to be shown; so that its print is upright where nothing else is said
   */
  addPage(page: ArchivePage, layer: TextLayer | null, turn?: QuarterTurn): Promise<void>
  /** Bookmarks to pages that are not there are left out. @returns size in bytes. @throws RangeError without any page */
  finish(description: DocumentDescription, bookmarks: readonly Bookmark[]): Promise<number>
}

/** A page may not be smaller or larger than this. @see ISO 19005-2 6.1.13 */
const LEAST_SIDE_PT = 3
const MOST_SIDE_PT = 14_400

/**
 * Writes a PDF of level PDF/A-2u: the same calls give the same bytes. @see ISO 19005-2 @see spec PA1-PA8
 * @param write is called with the file from its first byte to its last
 */
export async function createPdfA(write: WriteBytes): Promise<PdfAWriter> {
  const file = await createPdfFile(write)
  const [catalog, pages, font, info] = [file.reserve(), file.reserve(), file.reserve(), file.reserve()]
  const codes = createCharacterCodes()
  const kids: number[] = []

  return {
    addPage: async (page, layer, turn = layer === null ? 0 : turnOfLayer(layer)) => {
      const { scale, widthPt, heightPt } = fitted(page)
      const names: string[] = []
      const drawn: string[] = []
      for (const [place, { picture, placement }] of page.pictures.entries()) {
        names.push(`/P${place} ${pdfReference(await putPicture(file, picture))}`)
        const grown = placement.map((part) => part * scale) as typeof placement
        drawn.push(`q ${placementOperator(grown)} /P${place} Do Q\n`)
      }
      const text = layer === null ? '' : textContent(layer, { widthPt, heightPt }, codes)
      const content = file.reserve()
      await file.putStream(
        content,
        '/Filter /FlateDecode',
        deflateSync(Buffer.from(drawn.join('') + text, 'latin1')),
      )
      const resources = `/XObject << ${names.join(' ')} >> /Font << /${TEXT_FONT} ${pdfReference(font)} >>`
      const id = file.reserve()
      await file.putObject(
        id,
        `<< /Type /Page /Parent ${pdfReference(pages)} /MediaBox [0 0 ${pdfNumber(widthPt)} ${pdfNumber(heightPt)}] ` +
          `${rotation(turn)}/Resources << ${resources} >> /Contents ${pdfReference(content)} >>`,
      )
      kids.push(id)
    },
    finish: async (description, bookmarks) => {
      if (kids.length === 0) throw new RangeError('a PDF has at least one page')
      await putBlankFont(file, font, codes.characters())
      await file.putObject(
        pages,
        `<< /Type /Pages /Count ${kids.length} /Kids [${kids.map(pdfReference).join(' ')}] >>`,
      )
      const outlines = await putBookmarks(file, bookmarks, kids)
      const metadata = file.reserve()
      await file.putStream(
        metadata,
        '/Type /Metadata /Subtype /XML',
        Buffer.from(xmpPacket(description), 'utf8'),
      )
      const intent = await putOutputIntent(file)
      await file.putObject(info, `<< ${infoEntries(description)} >>`)
      await file.putObject(
        catalog,
        `<< /Type /Catalog /Pages ${pdfReference(pages)} /Metadata ${pdfReference(metadata)} ` +
          `/OutputIntents [${pdfReference(intent)}] /Lang ${pdfText(description.language)} ` +
          `/ViewerPreferences << /DisplayDocTitle true >>${outlines} >>`,
      )
      return file.finish({ catalog, info })
    },
  }
}

/** A page that was scanned lying is shown upright; its pictures stay as they are. @see ISO 32000-1 7.7.3.3 */
function rotation(turn: QuarterTurn): string {
  return turn === 0 ? '' : `/Rotate ${turn} `
}

/** A page that is too large or too small is shown in another size: its pictures keep all their pixels. */
function fitted({ widthPt, heightPt }: ArchivePage) {
  const shrink = Math.min(1, MOST_SIDE_PT / Math.max(widthPt, heightPt))
  const scale = Math.max(shrink, LEAST_SIDE_PT / Math.min(widthPt, heightPt))
  const clamp = (side: number): number => Math.max(LEAST_SIDE_PT, Math.min(MOST_SIDE_PT, side * scale))
  return { scale, widthPt: clamp(widthPt), heightPt: clamp(heightPt) }
}

async function putPicture(file: PdfFile, picture: CodedPicture): Promise<number> {
  const { coding, bytes } = picture
  let globals: string | null = null
  if (coding.kind === 'jbig2' && coding.globals !== null) {
    const id = file.reserve()
    await file.putStream(id, '', coding.globals)
    globals = pdfReference(id)
  }
  const id = file.reserve()
  await file.putStream(id, pictureEntries(picture, globals), bytes)
  return id
}

async function putOutputIntent(file: PdfFile): Promise<number> {
  const profile = file.reserve()
  await file.putStream(profile, '/N 3 /Filter /FlateDecode', deflateSync(srgbProfile()))
  const intent = file.reserve()
  const name = '(sRGB IEC61966-2.1)'
  await file.putObject(
    intent,
    `<< /Type /OutputIntent /S /GTS_PDFA1 /OutputConditionIdentifier ${name} /Info ${name} ` +
      `/RegistryName (http://www.color.org) /DestOutputProfile ${pdfReference(profile)} >>`,
  )
  return intent
}

/** Writes a flat list of bookmarks. @returns what the catalogue says of it */
async function putBookmarks(
  file: PdfFile,
  all: readonly Bookmark[],
  pages: readonly number[],
): Promise<string> {
  const marks = all.flatMap(({ title, page }) => {
    const target = pages[page]
    const plain = plainWord(title)
    return target === undefined || plain === '' ? [] : [{ title: plain, target }]
  })
  if (marks.length === 0) return ''
  const outlines = file.reserve()
  const ids = marks.map(() => file.reserve())
  for (const [place, { title, target }] of marks.entries()) {
    const link = (name: string, id: number | undefined): string =>
      id === undefined ? '' : ` /${name} ${pdfReference(id)}`
    await file.putObject(
      ids[place] ?? 0,
      `<< /Title ${pdfText(title)} /Parent ${pdfReference(outlines)} /Dest [${pdfReference(target)} /Fit]` +
        `${link('Prev', ids[place - 1])}${link('Next', ids[place + 1])} >>`,
    )
  }
  const ends = `/First ${pdfReference(ids[0] ?? 0)} /Last ${pdfReference(ids.at(-1) ?? 0)}`
  await file.putObject(outlines, `<< /Type /Outlines ${ends} /Count ${marks.length} >>`)
  return ` /Outlines ${pdfReference(outlines)} /PageMode /UseOutlines`
}
