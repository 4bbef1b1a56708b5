import { Fault, type FaultCode } from '../../../domain/fault.ts'
import type { TextLayer } from '../../../domain/text-layer.ts'
import type { SignatureShape } from '../decode/raw-pdf/signatures.ts'
import type { OpenSource, SourceHandle } from '../reader-pool.ts'
import { bookmarksOf } from './bookmarks.ts'
import { createPdfA } from './pdf-a.ts'
import type { WriteBytes } from './pdf-file.ts'
import type { DocumentDescription } from './xmp.ts'

/** What became of a source as a PDF for the archive. Pages are counted from 1. */
export type ArchivePdf =
  /** A PDF/A-2u was made of its pictures and the text that was read. */
  | { readonly kind: 'made'; readonly sizeBytes: number }
  /** The source is a PDF that must not or need not be made anew; it was copied byte for byte and no level is claimed. */
  | {
      readonly kind: 'kept'
      readonly reason: 'signed' | 'own-text'
      readonly signatures: readonly SignatureShape[]
    }
  /** A page cannot be had, and a copy that lacks a page is none. */
  | { readonly kind: 'failed'; readonly code: FaultCode; readonly page: number }

interface ArchivePdfRequest {
  readonly source: SourceHandle
  readonly opened: OpenSource
  /** Of each page, in order; null for one that could not be read. */
  readonly layers: readonly (TextLayer | null)[]
  readonly description: DocumentDescription
  readonly signal: AbortSignal | undefined
}

const COPY_BYTES = 1024 * 1024

/**
 * Decides what is to be done with a source: a signed PDF is never written anew, since that would break the signature, nor
 * is one whose pages carry trusted text, since drawing them would lose it. @throws Fault of the source, 'cancelled'
 */
export async function planArchivePdf({
  opened,
  layers,
  signal,
}: ArchivePdfRequest): Promise<ArchivePdf | null> {
  if (opened.format !== 'pdf') return null
  const { isSigned, signatures } = await opened.signatures(signal)
  if (isSigned) return { kind: 'kept', reason: 'signed', signatures }
  const hasOwnText = layers.some((layer) => layer?.engine === 'pdf')
  return hasOwnText ? { kind: 'kept', reason: 'own-text', signatures } : null
}

/** Copies the source as it is. */
export async function copySource(source: SourceHandle, write: WriteBytes): Promise<void> {
  for (let at = 0; at < source.sizeBytes; at += COPY_BYTES) {
    await write(await source.read(at, Math.min(COPY_BYTES, source.sizeBytes - at)))
  }
}

/** A page that is not to be had; carries which. */
export class LostPage extends Error {
  readonly code: FaultCode
  readonly page: number

  constructor(code: FaultCode, page: number, cause: unknown) {
    super(`page ${page} is not to be had: ${code}`, { cause })
    this.code = code
    this.page = page
  }
}

/** Writes a PDF/A-2u of all pages, one in memory at a time. @returns its size in bytes. @throws LostPage */
export async function writeArchivePdf(request: ArchivePdfRequest, write: WriteBytes): Promise<number> {
  const { opened, layers, description, signal } = request
  const pdf = await createPdfA(write)
  for (const [index, layer] of layers.entries()) {
    await pdf.addPage(await archivePage(opened, index, signal), layer)
  }
  return pdf.finish(description, bookmarksOf(description.title, layers))
}

async function archivePage(opened: OpenSource, index: number, signal: AbortSignal | undefined) {
  try {
    return await opened.archivePage(index, signal)
  } catch (error) {
    const isOfPage =
      error instanceof Fault &&
      ['file-corrupt', 'file-too-large', 'file-unsupported', 'reader-died'].includes(error.code)
    if (isOfPage && signal?.aborted !== true) throw new LostPage(error.code, index + 1, error)
    throw error
  }
}
