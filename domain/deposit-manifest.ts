import { canonicalJson, type Json } from './json.ts'
import type { CaseFile } from './records/case-file.ts'
import { MANIFEST_VERSION } from './records/deposit.ts'
import { type Document, FieldName, fieldNames, fieldValue } from './records/document.ts'

/** A case file with its documents in order. */
export interface CaseFileContents {
  readonly file: CaseFile
  readonly documents: readonly Document[]
}

/** The documents of a case file that are handed over with it: neither state secrets nor shells whose pages went elsewhere. */
export function handedOver(documents: readonly Document[]): readonly Document[] {
  return documents.filter(({ pages, isolated }) => pages.length > 0 && isolated === undefined)
}

/**
 * The same as they were at an instant (ISO 8601): what was isolated since was handed over all the same, and a receipt
 * stays that of its manifest.
 */
export function handedOverAt(documents: readonly Document[], instant: string): readonly Document[] {
  return handedOver(
    documents.map(({ isolated, ...document }) =>
      isolated === undefined || isolated.at > instant ? document : { ...document, isolated },
    ),
  )
}

/**
 * The canonical text of what a deposit hands over: every case file, every document in its order, every page and text by
 * hash, every value. Both sides compute it from their own ops; equal hashes mean equal contents. Null for a version of
 * a newer program.
 */
export function depositManifest(contents: readonly CaseFileContents[]): string
export function depositManifest(contents: readonly CaseFileContents[], version: number): string | null
export function depositManifest(
  contents: readonly CaseFileContents[],
  version: number = MANIFEST_VERSION,
): string | null {
  if (version === 1) return canonicalJson(contents.map(fileOfFirst))
  return version === 2 ? canonicalJson({ version, files: contents.map(fileOfSecond) }) : null
}

/** As deposits were described first: the main fields alone. Never to be changed, since receipts name its hash. */
function fileOfFirst({ file, documents }: CaseFileContents): Json {
  return { ...headOf(file), documents: documents.map(documentOfFirst) }
}

function documentOfFirst(document: Document): Json {
  return {
    ...paperOf(document),
    fields: Object.fromEntries(fieldNames.map((name) => [name, fieldValue(document, name)])),
  }
}

/** All that is handed over, but where the paper lies, which changes later. Never to be changed either. */
function fileOfSecond({ file, documents }: CaseFileContents): Json {
  const { planEntry, maker, basis, access, closing, extra } = file
  return {
    ...headOf(file),
    planEntry,
    maker,
    basis,
    access,
    closing: closing === null ? null : { ...closing },
    extra: { ...extra },
    documents: documents.map(documentOfSecond),
  }
}

function documentOfSecond(document: Document): Json {
  const { extra, sheets, isDraft, turned = {} } = document
  return {
    ...paperOf(document),
    // By places, as pages are: which ids they have is no part of what is handed over.
    turned: document.pages.map(({ id }) => turned[id] ?? null),
    fields: Object.fromEntries(FieldName.options.map((name) => [name, fieldValue(document, name)])),
    extra: { ...extra },
    sheets: sheets === null ? null : { ...sheets },
    isDraft,
  }
}

function headOf(file: CaseFile): { readonly [name: string]: Json } {
  const { id, notation, title, retention, year, startDate, endDate } = file
  return { id, notation, title, retention, year, startDate, endDate }
}

function paperOf(document: Document): { readonly [name: string]: Json } {
  const words = document.pages.flatMap((page, at) =>
    Object.entries(document.corrections[page.id] ?? {}).map(([place, text]) => [at, place, text]),
  )
  return {
    id: document.id,
    pages: document.pages.map((page) => ({ source: page.source, index: page.index })),
    texts: document.pages.map((page) => document.texts[page.id] ?? null),
    // Left out where nobody put a word right, as before there were such words: a receipt stays that of its manifest.
    ...(words.length === 0 ? {} : { words }),
  }
}

/** The documents of a case file in the order of its contents list. */
export function orderDocuments(documents: readonly Document[]): readonly Document[] {
  return [...documents].sort((a, b) => a.position - b.position || (a.id < b.id ? -1 : 1))
}
