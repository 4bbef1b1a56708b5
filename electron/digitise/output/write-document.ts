import { access } from 'node:fs/promises'
import type { ExportedDocument, ExportedPdf, ExtraFormat } from '../../../domain/export-api.ts'
import { Fault } from '../../../domain/fault.ts'
import { layerText, type TextLayer } from '../../../domain/text-layer.ts'
import type { ReaderPool, SourceHandle } from '../reader-pool.ts'
import { ALTO_END, altoHead, altoPage } from './alto.ts'
import { type DocumentPages, LostPage, planArchive, writeArchive } from './archive-pages.ts'
import { copySource } from './archive-pdf.ts'
import { HOCR_END, hocrHead, hocrPage } from './hocr.ts'
import { assertNamesFree, createNewFiles } from './new-file.ts'
import type { WriteBytes } from './pdf-file.ts'
import type { DocumentDescription } from './xmp.ts'

interface WriteRequest extends Pick<DocumentPages, 'pages' | 'layerAt'> {
  readonly folder: string
  /** Of the files, without ending. */
  readonly name: string
  readonly description: DocumentDescription
  /** Whoever opens it closes it. */
  readonly openBlob: (source: string) => Promise<SourceHandle>
  readonly extras: readonly ExtraFormat[]
  readonly onPage: (pagesDone: number) => void
  readonly signal: AbortSignal
  readonly pool: Pick<ReaderPool, 'openSource'>
}

const endings: Readonly<Record<ExtraFormat, string>> = { text: 'txt', alto: 'alto.xml', hocr: 'hocr' }

/**
 * Writes a document as a PDF for the archive and what else is wanted: all files whole, or none of them.
 * @throws Fault 'conflict' reason `name-exists`; 'disk-full', 'no-rights', 'file-missing', 'medium-lost' of the folder;
 * 'incomplete' reason `export-page` for a page that is not to be had; 'cancelled'
 */
export async function writeDocument(request: WriteRequest): Promise<ExportedDocument> {
  const { folder, name, extras } = request
  const files = [`${name}.pdf`, ...extras.map((extra) => `${name}.${endings[extra]}`)]
  await assertFolder(folder)
  await assertNamesFree(folder, files)
  const written = createNewFiles(folder)
  try {
    const pdf = await written.write(`${name}.pdf`, (write) => writePdf(request, write))
    for (const extra of extras) {
      await written.write(`${name}.${endings[extra]}`, (write) => writeText(request, extra, write))
    }
    return { folder, files, pdf }
  } catch (error) {
    await written.discard()
    throw error instanceof LostPage ? lostPage(error) : error
  }
}

async function assertFolder(folder: string): Promise<void> {
  await access(folder).catch((error: unknown) => {
    throw new Fault('file-missing', 'the folder is not there', {
      detail: { reason: 'export' },
      cause: error,
    })
  })
}

function lostPage(error: LostPage): Fault {
  const detail = { reason: 'export-page', page: error.page }
  return new Fault('incomplete', error.message, { detail, cause: error })
}

/** What the PDF of a document is made of. */
export type PdfRequest = Omit<WriteRequest, 'folder' | 'name' | 'extras'>

/**
 * Writes the PDF of a document wherever `write` puts its bytes.
 * @throws Fault 'incomplete' reason `export-page` for a page that is not to be had; 'cancelled'
 */
export async function streamPdf(request: PdfRequest, write: WriteBytes): Promise<ExportedPdf> {
  try {
    return await writePdf(request, write)
  } catch (error) {
    throw error instanceof LostPage ? lostPage(error) : error
  }
}

async function writePdf(request: PdfRequest, write: WriteBytes): Promise<ExportedPdf> {
  const document = pagesOf(request)
  const plan = await planArchive(document)
  if (plan.kind === 'keep') {
    await copyWhole(request, write)
    return { kind: 'kept', reason: plan.reason, signatures: [...plan.signatures] }
  }
  const { description, onPage } = request
  const sizeBytes = await writeArchive(document, { description, write, onPage })
  return { kind: 'made', sizeBytes, hasSignedPages: plan.hasSignedPages }
}

function pagesOf({ pages, layerAt, openBlob, pool, signal }: PdfRequest): DocumentPages {
  return {
    pages,
    layerAt,
    signal,
    withSource: async (source, use) => {
      const blob = await openBlob(source)
      try {
        const opened = await pool.openSource(blob, signal)
        try {
          return await use(opened)
        } finally {
          await opened.close()
        }
      } finally {
        await blob.close()
      }
    },
  }
}

/** A document that is kept is one source, whole. */
async function copyWhole({ pages, openBlob, onPage }: PdfRequest, write: WriteBytes): Promise<void> {
  const source = await openBlob(pages[0]?.source ?? '')
  try {
    await copySource(source, write)
    onPage(pages.length)
  } finally {
    await source.close()
  }
}

async function writeText(request: WriteRequest, format: ExtraFormat, write: WriteBytes): Promise<void> {
  const { name, description, pages, layerAt, signal } = request
  const { language } = description
  const put = (text: string): Promise<void> => write(Buffer.from(text, 'utf8'))
  const forms: Readonly<Record<ExtraFormat, TextForm>> = {
    text: { head: async () => '', page: plainPage, end: '\n' },
    alto: {
      head: async () => altoHead(name, await enginesOf(request)),
      page: (layer, index) => altoPage(layer, index, language),
      end: ALTO_END,
    },
    hocr: {
      head: async () => hocrHead(name, language),
      page: (layer, index) => hocrPage(layer, index, name),
      end: HOCR_END,
    },
  }
  const form = forms[format]
  await put(await form.head())
  for (const index of pages.keys()) {
    if (signal.aborted) throw new Fault('cancelled', 'the file is no longer wanted')
    await put(form.page(await layerAt(index), index))
  }
  await put(form.end)
}

/** A text that is written page by page. */
interface TextForm {
  readonly head: () => Promise<string>
  readonly page: (layer: TextLayer | null, index: number) => string
  readonly end: string
}

/** Pages are parted by a form feed. */
function plainPage(layer: TextLayer | null, index: number): string {
  return `${index === 0 ? '' : '\n\f'}${layer === null ? '' : layerText(layer)}`
}

/** ALTO names them before the first page. */
async function enginesOf({ pages, layerAt }: WriteRequest): Promise<readonly string[]> {
  const engines = new Set<string>()
  for (const index of pages.keys()) {
    const layer = await layerAt(index)
    if (layer !== null) engines.add(layer.engine)
  }
  return [...engines]
}
