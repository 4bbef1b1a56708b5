import { Fault } from '../../../../domain/fault.ts'
import type { ArchivePage } from '../../output/coded-picture.ts'
import type { ReaderLimits } from '../../reader-limits.ts'
import type { SourceBytes } from '../source-bytes.ts'
import { ShortOfBytes } from './pdf-lexer.ts'
import { openRawPdf, type RawPdf } from './raw-pdf.ts'
import { hasHiddenText, type ScannedPageRequest, scanDensity, scannedPage } from './scanned-page.ts'
import { hasSignatureMark, type SignatureReport, signaturesOf } from './signatures.ts'

/** The objects of a PDF, opened when they are first asked for. A file that is not well made has nothing to show here. */
export interface RawView {
  scannedPage(request: Omit<ScannedPageRequest, 'mostPictureBytes'>): Promise<ArchivePage | null>
  /** Pixels of a scanned page, a number of an object, to an inch as the file tells it; null where it is no scan. */
  scanDensity(pageId: number): Promise<number | null>
  /** Does the page, a number of an object, have text of which nothing is seen? */
  hasHiddenText(pageId: number): Promise<boolean>
  signatures(): Promise<SignatureReport>
}

export function createRawView(source: SourceBytes, limits: ReaderLimits): RawView {
  const state = { pdf: null as Promise<RawPdf | null> | null }
  const open = (): Promise<RawPdf | null> => {
    state.pdf ??= orNull(openRawPdf(source))
    return state.pdf
  }
  return {
    scannedPage: async (request) => {
      const pdf = await open()
      if (pdf === null) return null
      const page = await orNull(scannedPage(pdf, { ...request, mostPictureBytes: limits.pictureBytes }))
      const pixels = page?.pictures.map(({ picture }) => picture.widthPx * picture.heightPx) ?? []
      return pixels.some((count) => count > limits.megapixels * 1e6) ? null : page
    },
    scanDensity: async (pageId) => {
      const pdf = await open()
      return pdf === null ? null : orNull(scanDensity(pdf, pageId))
    },
    hasHiddenText: async (pageId) => {
      const pdf = await open()
      return pdf !== null && ((await orNull(hasHiddenText(pdf, pageId))) ?? false)
    },
    signatures: async () => {
      const pdf = await open()
      const found = pdf === null ? null : await orNull(signaturesOf(pdf, source))
      if (found !== null) return { isSigned: found.length > 0, signatures: [...found] }
      return { isSigned: await hasSignatureMark(source), signatures: [] }
    },
  }
}

/** Null where the file is damaged in any way; what fails at reading the file itself still fails. */
async function orNull<T>(work: Promise<T>): Promise<T | null> {
  try {
    return await work
  } catch (error) {
    if (isDamage(error)) return null
    throw error
  }
}

function isDamage(error: unknown): boolean {
  if (error instanceof SyntaxError || error instanceof ShortOfBytes) return true
  if (error instanceof Fault) return error.code === 'file-corrupt' || error.code === 'file-unsupported'
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  return code.startsWith('Z_') || code === 'ERR_BUFFER_TOO_LARGE'
}
