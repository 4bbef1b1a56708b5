import type { DocumentType } from '../../domain/authority.ts'
import type { Extraction } from '../../domain/records/document.ts'
import type { SecretMark } from '../../domain/secret-mark.ts'
import type { TextLayer } from '../../domain/text-layer.ts'
import type { BlobReader } from './ports.ts'

/** A file to be looked into, by ranges. */
export interface SourceHandle extends BlobReader {
  readonly name: string
}

export interface PageImage {
  readonly bytes: Uint8Array
  readonly mediaType: string
  readonly widthPx: number
  readonly heightPx: number
}

/** One source held open by a reader; pages are counted from 0. */
export interface OpenSource {
  readonly pageCount: number
  pageImage(index: number, options: { readonly widthPx?: number }, signal?: AbortSignal): Promise<PageImage>
  readPage(index: number, signal?: AbortSignal): Promise<TextLayer>
  /** Is the page marked as a state secret? Null proves nothing. */
  lookForSecret(index: number, signal?: AbortSignal): Promise<SecretMark | null>
  /** What the code of a separator sheet says; null where the page has none. */
  readSeparator(index: number, signal?: AbortSignal): Promise<string | null>
  close(): Promise<void>
}

/** What decodes and reads pages, in processes of its own. */
export interface Reader {
  inspect(
    source: SourceHandle,
    signal?: AbortSignal,
  ): Promise<{ readonly format: string; readonly mediaType: string; readonly pageCount: number }>
  openSource(source: SourceHandle, signal?: AbortSignal): Promise<OpenSource>
}

/** Proposes the fields of a document, and what else is found, from the texts of its pages. */
export type ExtractFields = (pages: readonly TextLayer[], types: readonly DocumentType[]) => Extraction
