import { BatchPage } from '../../domain/desk-rows.ts'
import type { RecordId, Sha256 } from '../../domain/op.ts'
import { Document, documentView } from '../../domain/records/document.ts'
import type { Vault } from '../store/vault.ts'

export interface PagePlace {
  readonly source: Sha256
  readonly index: number
}

/** Which documents the pages and texts belong to that a window asks for by hash alone. */
export interface ShownPages {
  /** Remembers every document in an answer to the window, so that what it asks for next is known. */
  learn(answer: unknown): void
  ofPage(page: PagePlace): Promise<Iterable<RecordId>>
  ofText(text: Sha256): Promise<Iterable<RecordId>>
}

/** So many documents are looked through before other work has its turn. */
const STEP = 200
const ShownPage = BatchPage.pick({ document: true, page: true })
const Shown = Document.pick({ id: true, pages: true, texts: true })

export function createShownPages({ record, catalogue }: Pick<Vault, 'record' | 'catalogue'>): ShownPages {
  const known = new Map<string, Set<RecordId>>()
  const add = (key: string, document: RecordId): void => {
    const documents = known.get(key)
    if (documents === undefined) known.set(key, new Set([document]))
    else documents.add(document)
  }
  const remember = ({ id, pages, texts }: Pick<Document, 'id' | 'pages' | 'texts'>): void => {
    // A view's id came from a record, so it is a record id.
    for (const page of pages) add(keyOf(page), id as RecordId)
    for (const text of Object.values(texts)) add(text, id as RecordId)
  }
  const learn = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return
    const shown = 'pages' in value && 'texts' in value ? Shown.safeParse(value) : null
    const page = 'document' in value && 'page' in value ? ShownPage.safeParse(value) : null
    if (shown?.success) remember(shown.data)
    else if (page?.success) add(keyOf(page.data.page), page.data.document)
    else for (const part of Object.values(value)) learn(part)
  }
  const search = async (key: string): Promise<void> => {
    for (let at: number | null = 0; at !== null && !known.has(key); ) {
      const step = catalogue.walk('doc', at, STEP)
      for (const id of step.ids) remember(documentView(record(id)))
      at = step.next
      await new Promise((resolve) => setImmediate(resolve))
    }
  }
  const documentsOf = async (key: string): Promise<Iterable<RecordId>> => {
    // A window asks only for what it was shown; anything else is looked for in all documents.
    if (!known.has(key)) await search(key)
    return known.get(key) ?? []
  }
  return { learn, ofText: documentsOf, ofPage: (page) => documentsOf(keyOf(page)) }
}

function keyOf({ source, index }: PagePlace): string {
  return `${source}/${index}`
}
