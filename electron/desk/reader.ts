import type { DocumentType } from '../../domain/authority.ts'
import type { Extraction } from '../../domain/records/document.ts'
import type { SecretMark } from '../../domain/secret-mark.ts'
import type { TextLayer } from '../../domain/text-layer.ts'
import type { ViewedPage } from '../../domain/viewer-api.ts'
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
  /** The page with all the pixels it has: the scan as it lies in the file where a window can show that. */
  finePage(index: number, signal?: AbortSignal): Promise<PageImage>
  /** Null for a page that is damaged. */
  pageSizes(
    span: { readonly from: number; readonly count: number },
    signal?: AbortSignal,
  ): Promise<readonly (ViewedPage | null)[]>
  readPage(index: number, signal?: AbortSignal): Promise<TextLayer>
  /** Is the page marked as a state secret? Null proves nothing. */
  lookForSecret(index: number, signal?: AbortSignal): Promise<SecretMark | null>
  /** Is there nothing on the page? A guess, for people to look at. */
  isBlank(index: number, signal?: AbortSignal): Promise<boolean>
  /** What the code of a separator sheet says, or `PATCH_T`; null where the page is none. */
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
