import { z } from 'zod'
import { foldText } from '../../../domain/fold-text.ts'
import { type RecordId, Vector } from '../../../domain/op.ts'
import type { ReachFailpoint } from '../files/failpoint.ts'
import { type IndexDatabase, openIndexHost } from './index-database.ts'
import {
  matchExpressions,
  type QueryWords,
  type SnippetPiece,
  snippetOf,
  squeezeCode,
  wordsOf,
} from './search-words.ts'

/** What of a document can be found. */
export interface IndexEntry {
  readonly document: RecordId
  readonly caseFile: RecordId | null
  /** Number and notation as printed: `15/QĐ-UBND`. */
  readonly code: string
  /** All values of the description, one a line. */
  readonly fields: string
  /** The text of each page, in order. */
  readonly pages: readonly string[]
}

export interface IndexHit {
  readonly document: RecordId
  /** Index of the page that fits best. */
  readonly page: number
  readonly snippet: readonly SnippetPiece[]
}

/** Full text of all documents; derived, so it may lag behind the records or begin anew at any time. */
export interface SearchIndex {
  /** Nothing was covered since the index was made: everything has to be put again. */
  readonly isStale: boolean
  /** The vector up to which records are in the index. */
  readonly covered: Vector
  put(entry: IndexEntry): Promise<void>
  remove(document: RecordId): Promise<void>
  setCovered(vector: Vector): Promise<void>
  /**
   * The documents that fit every word, the last word as a beginning. Those whose code it is come first, then those
   * with exactly these tone marks, then by how well they fit. Each document comes once, with its best page.
   */
  search(query: string, limit: number): Promise<readonly IndexHit[]>
}

export interface SearchIndexOptions {
  readonly path: string
  readonly key: Uint8Array
  readonly failpoint: ReachFailpoint
}

/** Opens the index, or makes it anew where it is missing, damaged or of another version. */
export function openSearchIndex({
  path,
  key,
  failpoint,
}: SearchIndexOptions): SearchIndex & { close(): void } {
  let covered: Vector | null = null
  const host = openIndexHost(path, key, () => {
    covered = null
  })
  covered = host.use(readCovered)
  return {
    get isStale() {
      return covered === null
    },
    get covered() {
      return covered ?? {}
    },
    put: async (entry) => {
      host.use((database) => database.transaction(() => putEntry(database, entry)))
      failpoint('index-updated')
    },
    remove: async (document) => {
      host.use((database) => database.transaction(() => removeEntry(database, document)))
    },
    setCovered: async (vector) => {
      host.use((database) =>
        database.run('INSERT OR REPLACE INTO meta VALUES (?, ?)', ['covered', JSON.stringify(vector)]),
      )
      covered = vector
    },
    search: async (query, limit) => {
      const words = wordsOf(query)
      return words.folded.length === 0 ? [] : host.use((database) => findDocuments(database, words, limit))
    },
    close: () => host.close(),
  }
}

function readCovered(database: IndexDatabase): Vector | null {
  const [row] = database.all(z.object({ value: z.string() }), "SELECT value FROM meta WHERE name = 'covered'")
  return row === undefined ? null : Vector.parse(JSON.parse(row.value))
}

function putEntry(database: IndexDatabase, entry: IndexEntry): void {
  const { document, caseFile, code, fields, pages } = entry
  removeEntry(database, document)
  database.run('INSERT INTO entry VALUES (?, ?, ?, ?)', [document, caseFile, code, fields])
  const foldedFields = foldText(fields)
  const codeWords = `${foldText(code)} ${squeezeCode(code)}`
  for (const [page, text] of (pages.length === 0 ? [''] : pages).entries()) {
    database.run('INSERT INTO page (document, page, text) VALUES (?, ?, ?)', [document, page, text])
    const exact = `${text}\n${fields}`.normalize('NFC').toLowerCase()
    database.run(
      'INSERT INTO page_text (rowid, exact, folded, fields, code) VALUES (last_insert_rowid(), ?, ?, ?, ?)',
      [exact, foldText(text), foldedFields, codeWords],
    )
  }
}

function removeEntry(database: IndexDatabase, document: RecordId): void {
  database.run('DELETE FROM page_text WHERE rowid IN (SELECT id FROM page WHERE document = ?)', [document])
  database.run('DELETE FROM page WHERE document = ?', [document])
  database.run('DELETE FROM entry WHERE document = ?', [document])
}

const FIND = `
  SELECT page.document, page.page, page.text, entry.code, entry.fields
  FROM page_text
  JOIN page ON page.id = page_text.rowid
  JOIN entry ON entry.document = page.document
  WHERE page_text MATCH ?
  ORDER BY
    page_text.rowid IN (SELECT rowid FROM page_text WHERE page_text MATCH ?) DESC,
    page_text.rowid IN (SELECT rowid FROM page_text WHERE page_text MATCH ?) DESC,
    bm25(page_text, 1, 1, 2, 4), page_text.rowid
  LIMIT ?
`
const HitRow = z.object({
  document: z.string(),
  page: z.int(),
  text: z.string(),
  code: z.string(),
  fields: z.string(),
})

/** Rows are pages: asks for more of them until there are enough documents, or no more rows. */
function findDocuments(database: IndexDatabase, words: QueryWords, limit: number): readonly IndexHit[] {
  const { any, code, exact } = matchExpressions(words)
  for (let rowLimit = limit * 2; ; rowLimit *= 4) {
    const rows = database.all(HitRow, FIND, [any, code ?? exact, exact, rowLimit])
    const best = new Map<string, z.infer<typeof HitRow>>()
    for (const row of rows) if (!best.has(row.document)) best.set(row.document, row)
    if (best.size >= limit || rows.length < rowLimit) {
      return [...best.values()].slice(0, limit).map((row) => hitOf(row, words))
    }
  }
}

function hitOf({ document, page, text, code, fields }: z.infer<typeof HitRow>, words: QueryWords): IndexHit {
  const snippet = snippetOf(text, words) ?? snippetOf(`${code}\n${fields}`, words) ?? []
  return { document, page, snippet }
}
