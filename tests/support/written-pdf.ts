import { getDocument, VerbosityLevel } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { expect } from 'vitest'
import type { TextLayer } from '../../domain/text-layer.ts'
import type { ArchivePage } from '../../electron/digitise/output/coded-picture.ts'
import { createPdfA } from '../../electron/digitise/output/pdf-a.ts'
import type { DocumentDescription } from '../../electron/digitise/output/xmp.ts'
import { checkWithQpdf } from './independent-readers.ts'
import { pdfAFaults } from './pdfa-rules.ts'

export interface WrittenPage {
  readonly page: ArchivePage
  readonly layer: TextLayer | null
}

export const description: DocumentDescription = { title: 'Quyết định <số> 44 & "phụ lục"', language: 'vi-VN' }

/** Writes a PDF/A as it comes. */
export async function uncheckedPdf(pages: readonly WrittenPage[], about = description): Promise<Buffer> {
  const parts: Uint8Array[] = []
  const pdf = await createPdfA(async (bytes) => void parts.push(Uint8Array.from(bytes)))
  for (const { page, layer } of pages) await pdf.addPage(page, layer)
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
