import path from 'node:path'
import { Fault } from '../../domain/fault.ts'
import type { Proposals } from '../../domain/records/document.ts'
import type { TextLayer } from '../../domain/text-layer.ts'
import { ALTO_END, altoHead, altoPage } from './output/alto.ts'
import {
  type ArchivePdf,
  copySource,
  LostPage,
  planArchivePdf,
  writeArchivePdf,
} from './output/archive-pdf.ts'
import { HOCR_END, hocrHead, hocrPage } from './output/hocr.ts'
import type { DocumentDescription } from './output/xmp.ts'
import type { OpenSource, SourceHandle } from './reader-pool.ts'
import { writeWholeFile } from './whole-file.ts'

/** What is written beside text and JSON. */
export const extraOutputs = ['pdf', 'alto', 'hocr'] as const
export type ExtraOutput = (typeof extraOutputs)[number]

export interface ResultFiles {
  /** The PDF for the archive, and what it is. `file` is not there where it failed. */
  readonly pdf?: ArchivePdf & { readonly file?: string }
  readonly altoFile?: string
  readonly hocrFile?: string
}

export interface Results {
  readonly source: SourceHandle & { assertUnchanged(): Promise<void> }
  readonly opened: OpenSource
  /** What was read on each page, from 0; null where nothing could be. One page is in memory at a time. */
  readonly layerAt: (index: number) => Promise<TextLayer | null>
  readonly proposals: Proposals
  /** Path of the results without the ending. */
  readonly output: string
  /** Files that no result may lie upon. */
  readonly sources: readonly string[]
  readonly wanted: readonly ExtraOutput[]
  readonly signal: AbortSignal | undefined
}

const LANGUAGE = 'vi-VN'

/** Writes what was asked for beside text and JSON. @throws Fault of the source, 'conflict' where a result would lie upon a source */
export async function writeExtraResults(results: Results): Promise<ResultFiles> {
  const { wanted, output } = results
  const altoFile = `${output}.alto.xml`
  const hocrFile = `${output}.hocr`
  if (wanted.includes('alto')) await writeAlto(results, altoFile)
  if (wanted.includes('hocr')) await writeHocr(results, hocrFile)
  return {
    ...(wanted.includes('alto') ? { altoFile } : {}),
    ...(wanted.includes('hocr') ? { hocrFile } : {}),
    ...(wanted.includes('pdf') ? { pdf: await writePdf(results) } : {}),
  }
}

async function writeAlto({ source, opened, layerAt }: Results, file: string): Promise<void> {
  const engines = new Set<string>()
  for (let index = 0; index < opened.pageCount; index += 1) {
    const layer = await layerAt(index)
    if (layer !== null) engines.add(layer.engine)
  }
  await writeWholeFile(file, async (write) => {
    await write(utf8(altoHead(source.name, [...engines])))
    for (let index = 0; index < opened.pageCount; index += 1)
      await write(utf8(altoPage(await layerAt(index), index, LANGUAGE)))
    await write(utf8(ALTO_END))
  })
}

async function writeHocr({ source, opened, layerAt }: Results, file: string): Promise<void> {
  await writeWholeFile(file, async (write) => {
    await write(utf8(hocrHead(source.name, LANGUAGE)))
    for (let index = 0; index < opened.pageCount; index += 1)
      await write(utf8(hocrPage(await layerAt(index), index, source.name)))
    await write(utf8(HOCR_END))
  })
}

function utf8(text: string): Uint8Array {
  return Buffer.from(text, 'utf8')
}

async function writePdf(results: Results): Promise<ArchivePdf & { readonly file?: string }> {
  const { source, output, sources } = results
  const file = `${output}.archive.pdf`
  if (sources.some((each) => sameFile(each, file)))
    throw new Fault('conflict', 'the PDF would lie upon a source')
  const request = { ...results, description: descriptionOf(results) }
  const kept = await planArchivePdf(request)
  try {
    const outcome = await writeWholeFile(file, async (write): Promise<ArchivePdf> => {
      if (kept !== null) await copySource(source, write)
      const outcome = kept ?? { kind: 'made', sizeBytes: await writeArchivePdf(request, write) }
      await source.assertUnchanged()
      return outcome
    })
    return { ...outcome, file }
  } catch (error) {
    if (error instanceof LostPage) return { kind: 'failed', code: error.code, page: error.page }
    throw error
  }
}

/** Some file systems take capitals for small letters. */
function sameFile(a: string, b: string): boolean {
  return path.resolve(a).toLowerCase() === path.resolve(b).toLowerCase()
}

function descriptionOf({ source, proposals }: Results): DocumentDescription {
  const title = proposals.subject?.value ?? path.basename(source.name, path.extname(source.name))
  const author = proposals.issuer?.value
  const { number, notation } = proposals
  const subject = [number?.value, notation?.value].filter((part) => part !== undefined).join('/')
  return {
    title,
    language: LANGUAGE,
    ...(author === undefined ? {} : { author }),
    ...(subject === '' ? {} : { subject }),
  }
}
