import { getDocument, VerbosityLevel } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { expect } from 'vitest'
import * as z from 'zod'
import type { QuarterTurn } from '../../domain/reading-recipe.ts'
import type { TextLayer } from '../../domain/text-layer.ts'
import type { ArchivePage } from '../../electron/digitise/output/coded-picture.ts'
import { createPdfA } from '../../electron/digitise/output/pdf-a.ts'
import type { DocumentDescription } from '../../electron/digitise/output/xmp.ts'
import { checkWithQpdf } from './independent-readers.ts'
import { pdfAFaults } from './pdfa-rules.ts'

export interface WrittenPage {
  readonly page: ArchivePage
  readonly layer: TextLayer | null
  /** How far a person turned it. */
  readonly turn?: QuarterTurn
}

export const description: DocumentDescription = { title: 'Quyết định <số> 44 & "phụ lục"', language: 'vi-VN' }

/** Writes a PDF/A as it comes. */
export async function uncheckedPdf(pages: readonly WrittenPage[], about = description): Promise<Buffer> {
  const parts: Uint8Array[] = []
  const pdf = await createPdfA(async (bytes) => void parts.push(Uint8Array.from(bytes)))
  for (const { page, layer, turn } of pages) await pdf.addPage(page, layer, turn)
  const sizeBytes = await pdf.finish(about, [{ title: about.title, page: 0 }])
  const file = Buffer.concat(parts)
  expect(file.length).toBe(sizeBytes)
  return file
}

/** Writes a PDF/A and holds it to every rule before a test sees it. */
export async function writtenPdf(pages: readonly WrittenPage[], about = description): Promise<Buffer> {
  const file = await uncheckedPdf(pages, about)
  await expectLawful(file)
  return file
}

/** Holds a file to PA1-PA7 and to what other programs on this machine say of it. */
export async function expectLawful(file: Uint8Array): Promise<void> {
  expect(await pdfAFaults(file)).toEqual([])
  checkWithQpdf(file)
}

/** A page as pdf.js shows it: how far it turns it clockwise, and where each piece of its text begins, as shares of it. */
export interface ShownPage {
  readonly turn: number
  readonly isUpright: boolean
  readonly pieces: readonly { readonly text: string; readonly x: number; readonly y: number }[]
}

/** Both are arrays of anything in the types of pdf.js. */
const Matrix = z.array(z.number()).length(6)
const Point = z.tuple([z.number(), z.number()])

/** The first page as pdf.js shows it. */
export async function pdfjsPage(file: Uint8Array): Promise<ShownPage> {
  const task = getDocument({ data: Uint8Array.from(file), verbosity: VerbosityLevel.ERRORS })
  try {
    const page = await (await task.promise).getPage(1)
    const viewport = page.getViewport({ scale: 1 })
    const { items } = await page.getTextContent()
    const pieces = items.flatMap((item) => {
      if (!('str' in item) || item.str.trim() === '') return []
      const [left = 0, bottom = 0] = Matrix.parse(item.transform).slice(4)
      const [x, y] = Point.parse(viewport.convertToViewportPoint(left, bottom))
      return [{ text: item.str, x: x / viewport.width, y: y / viewport.height }]
    })
    return { turn: page.rotate, isUpright: viewport.height > viewport.width, pieces }
  } finally {
    await task.destroy()
  }
}

/** The texts of the pages as pdf.js gives them, in the order of the file. */
export async function pdfjsTexts(file: Uint8Array): Promise<readonly string[]> {
  const task = getDocument({ data: Uint8Array.from(file), verbosity: VerbosityLevel.ERRORS })
  try {
    const document = await task.promise
    const texts: string[] = []
    for (let page = 1; page <= document.numPages; page += 1) {
      const { items } = await (await document.getPage(page)).getTextContent()
      const text = items.map((item) => ('str' in item ? item.str + (item.hasEOL ? '\n' : '') : '')).join('')
      texts.push(
        text
          .replace(/ +/g, ' ')
          .replace(/ ?\n ?/g, '\n')
          .trim(),
      )
    }
    return texts
  } finally {
    await task.destroy()
  }
}
