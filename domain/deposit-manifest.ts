import { canonicalJson, type Json } from './json.ts'
import type { CaseFile } from './records/case-file.ts'
import { type Document, fieldNames, fieldValue } from './records/document.ts'

/** A case file with its documents in order. */
export interface CaseFileContents {
  readonly file: CaseFile
  readonly documents: readonly Document[]
}

/**
 * The canonical text of what a deposit hands over: every case file, every document in its order, every page and text by
 * hash, every value. Both sides compute it from their own ops; equal hashes mean equal contents.
 */
export function depositManifest(contents: readonly CaseFileContents[]): string {
  const files = contents.map(({ file, documents }) => ({
    id: file.id,
    notation: file.notation,
    title: file.title,
    retention: file.retention,
    year: file.year,
    startDate: file.startDate,
    endDate: file.endDate,
    documents: documents.map((document) => describe(document)),
  }))
  return canonicalJson(files)
}

function describe(document: Document): Json {
  return {
    id: document.id,
    pages: document.pages.map((page) => ({ source: page.source, index: page.index })),
    texts: document.pages.map((page) => document.texts[page.id] ?? null),
    fields: Object.fromEntries(fieldNames.map((name) => [name, fieldValue(document, name)])),
  }
}

/** The documents of a case file in the order of its contents list. */
export function orderDocuments(documents: readonly Document[]): readonly Document[] {
  return [...documents].sort((a, b) => a.position - b.position || (a.id < b.id ? -1 : 1))
}
