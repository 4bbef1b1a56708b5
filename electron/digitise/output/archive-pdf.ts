import type { FaultCode } from '../../../domain/fault.ts'
import type { TextLayer } from '../../../domain/text-layer.ts'
import type { SignatureShape } from '../decode/raw-pdf/signatures.ts'
import type { OpenSource, SourceHandle } from '../reader-pool.ts'
import { type DocumentPages, planArchive, writeArchive } from './archive-pages.ts'
import type { WriteBytes } from './pdf-file.ts'
import type { DocumentDescription } from './xmp.ts'

export { LostPage } from './archive-pages.ts'

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
  /** What was read on each page, from 0; null where nothing could be. */
  readonly layerAt: (index: number) => Promise<TextLayer | null>
  readonly description: DocumentDescription
  readonly signal: AbortSignal | undefined
}

const COPY_BYTES = 1024 * 1024

/** Null where a PDF/A is to be made of the source. @throws Fault of the source, 'cancelled' */
export async function planArchivePdf(request: ArchivePdfRequest): Promise<ArchivePdf | null> {
  const plan = await planArchive(pagesOf(request))
  if (plan.kind === 'make') return null
  const { reason, signatures } = plan
  return { kind: 'kept', reason, signatures }
}

/** Copies the source as it is. */
export async function copySource(
  source: Pick<SourceHandle, 'sizeBytes' | 'read'>,
  write: WriteBytes,
): Promise<void> {
  for (let at = 0; at < source.sizeBytes; at += COPY_BYTES) {
    await write(await source.read(at, Math.min(COPY_BYTES, source.sizeBytes - at)))
  }
}

/** Writes a PDF/A-2u of all pages, one in memory at a time. @returns its size in bytes. @throws LostPage */
export function writeArchivePdf(request: ArchivePdfRequest, write: WriteBytes): Promise<number> {
  return writeArchive(pagesOf(request), { description: request.description, write })
}

function pagesOf({ opened, layerAt, signal }: ArchivePdfRequest): DocumentPages {
  return {
    pages: Array.from({ length: opened.pageCount }, (_, index) => ({ source: '', index })),
    layerAt,
    withSource: (_, use) => use(opened),
    signal,
  }
}
