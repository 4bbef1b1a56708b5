import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import fontkit from '@cantoo/fontkit'
import type { PDFDocument, PDFFont, PDFPage } from '@cantoo/pdf-lib'

const require = createRequire(import.meta.url)

export type FaceName = 'regular' | 'bold' | 'italic' | 'boldItalic'

/** One style of Tinos, whose letters are as wide as those of Times New Roman. Sizes and widths are points. */
export interface Face {
  widthOf(text: string, size: number): number
  /** Draws one line from its left end on the base line. Letters that the font has not are left out. */
  draw(
    page: PDFPage,
    text: string,
    place: { readonly x: number; readonly y: number; readonly size: number },
  ): void
}
export type Faces = Readonly<Record<FaceName, Face>>

const files: Readonly<Record<FaceName, string>> = {
  regular: '400-normal',
  bold: '700-normal',
  italic: '400-italic',
  boldItalic: '700-italic',
}
/** The package cuts each face into parts by writing system. */
const subsets = ['latin', 'latin-ext', 'vietnamese'] as const

interface Part {
  readonly font: PDFFont
  readonly letters: ReadonlySet<number>
}

/** Embeds what a document needs of the four faces. */
export async function embedFaces(pdf: PDFDocument): Promise<Faces> {
  pdf.registerFontkit(fontkit)
  const embed = async (style: string): Promise<Face> => {
    const parts: Part[] = []
    for (const subset of subsets) {
      const bytes = await readFile(require.resolve(`@fontsource/tinos/files/tinos-${subset}-${style}.woff`))
      // Without ligatures a text is as wide as its letters together.
      const font = await pdf.embedFont(bytes, { subset: true, features: { liga: false, kern: false } })
      parts.push({ font, letters: new Set(font.getCharacterSet()) })
    }
    return faceOf(parts)
  }
  // One after another: the order of embedding stands in the file, and the disk would decide it.
  const regular = await embed(files.regular)
  const bold = await embed(files.bold)
  const italic = await embed(files.italic)
  return { regular, bold, italic, boldItalic: await embed(files.boldItalic) }
}

function faceOf(parts: readonly Part[]): Face {
  const widths = new Map<string, number>()
  const widthOfLetter = (letter: string): number => {
    const known = widths.get(letter) ?? partOf(letter, parts)?.font.widthOfTextAtSize(letter, 1) ?? 0
    widths.set(letter, known)
    return known
  }
  const widthOf = (text: string, size: number): number =>
    Array.from(text.normalize('NFC'), widthOfLetter).reduce((sum, width) => sum + width, 0) * size
  return {
    widthOf,
    draw: (page, text, { x, y, size }) => {
      let left = x
      for (const run of runsOf(text, parts)) {
        page.drawText(run.text, { x: left, y, size, font: run.part.font })
        left += widthOf(run.text, size)
      }
    },
  }
}

function partOf(letter: string, parts: readonly Part[]): Part | undefined {
  return parts.find(({ letters }) => letters.has(letter.codePointAt(0) ?? 0))
}

/** Neighbouring letters that one part of the face has. */
function runsOf(
  text: string,
  parts: readonly Part[],
): readonly { readonly part: Part; readonly text: string }[] {
  const runs: { part: Part; text: string }[] = []
  for (const letter of text.normalize('NFC')) {
    const part = partOf(letter, parts)
    const last = runs.at(-1)
    if (part === undefined) continue
    if (last?.part === part) last.text += letter
    else runs.push({ part, text: letter })
  }
  return runs
}
