import type { IndexedCaseFile, IndexedDocument } from '../../../domain/indexed.ts'
import type { RecordId } from '../../../domain/op.ts'
import type { EncryptedDatabase } from '../ledger/encrypted-database.ts'
import { type PageTerms, termsOfPages } from './document-terms.ts'
import { rowsOfDay, UNKNOWN_FACETS } from './index-schema.ts'
import type { DocumentStamp } from './indexed.ts'
import { recordHex } from './record-bytes.ts'

interface Placed {
  readonly document: IndexedDocument
  readonly row: number
  readonly caseNo: number | null
}

/** Puts documents in the place of what stood there of them. One transaction is around it. */
export function putDocuments(database: EncryptedDatabase, documents: readonly IndexedDocument[]): void {
  removeDocuments(
    database,
    documents.map(({ document }) => document),
  )
  const placed = documents.map((document): Placed => {
    const caseNo = document.caseFile === null ? null : caseFileNo(database, document.caseFile)
    const row = place(database, document)
    database.run('INSERT INTO doc VALUES (?, ?, unhex(?), ?, ?, ?, ?)', [
      row,
      document.pages.length,
      recordHex(document.document),
      document.stamp,
      caseNo,
      document.type,
      document.year,
    ])
    return { document, row, caseNo }
  })
  const pagesOf = new Map<string, number>()
  // FTS5 gathers rows in memory as long as they come in order.
  for (const { document, row, caseNo } of placed.toSorted((a, b) => a.row - b.row)) {
    for (const [page, terms] of termsOfPages(document, caseNo).entries()) {
      database.run('INSERT INTO page_text (rowid, folded, exact, marks) VALUES (CAST(? AS INT), ?, ?, ?)', [
        row + page,
        terms.folded.join(' '),
        terms.exact.join(' '),
        terms.marks.join(' '),
      ])
      countWords(pagesOf, terms)
    }
  }
  addWords(database, pagesOf)
}

/** Those that are not there are fine. */
export function removeDocuments(database: EncryptedDatabase, documents: readonly RecordId[]): void {
  const rows = documents
    .flatMap((document) =>
      database.all('SELECT id, pages FROM doc WHERE record = unhex(?)', [recordHex(document)]),
    )
    .map(({ id, pages }) => ({ id: Number(id), pages: Number(pages) }))
    .sort((a, b) => a.id - b.id)
  for (const { id, pages } of rows) {
    for (let page = 0; page < pages; page++) {
      database.run('DELETE FROM page_text WHERE rowid = CAST(? AS INT)', [id + page])
    }
    database.run('DELETE FROM doc WHERE id = ?', [id])
  }
}

export function putCaseFiles(database: EncryptedDatabase, files: readonly IndexedCaseFile[]): void {
  for (const { caseFile, fonds, retention, state } of files) {
    database.run('INSERT INTO facets (fonds, retention, state) VALUES (?, ?, ?) ON CONFLICT DO NOTHING', [
      fonds,
      retention,
      state,
    ])
    database.run(
      `INSERT INTO case_file (record, facets)
       VALUES (unhex(?), (SELECT id FROM facets WHERE fonds = ? AND retention = ? AND state = ?))
       ON CONFLICT (record) DO UPDATE SET facets = excluded.facets`,
      [recordHex(caseFile), fonds, retention, state],
    )
  }
}

/** Those documents that are not in the index as their stamps say. */
export function changedDocuments(
  database: EncryptedDatabase,
  stamps: readonly DocumentStamp[],
): readonly RecordId[] {
  return stamps
    .filter(({ document, stamp }) => {
      const [row] = database.all('SELECT stamp FROM doc WHERE record = unhex(?)', [recordHex(document)])
      return row?.['stamp'] !== stamp
    })
    .map(({ document }) => document)
}

/** The first row for a document: behind those of the same day. */
function place(database: EncryptedDatabase, { issuedDate, pages }: IndexedDocument): number {
  const free = (day: string): { readonly row: number; readonly isRoom: boolean } => {
    const { from, to } = rowsOfDay(day)
    const [last] = database.all(
      'SELECT id + pages AS next FROM doc WHERE id BETWEEN ? AND ? ORDER BY id DESC LIMIT 1',
      [from, to],
    )
    const row = last === undefined ? from : Number(last['next'])
    return { row, isRoom: row + pages.length - 1 <= to }
  }
  const wanted = free(issuedDate)
  return wanted.isRoom ? wanted.row : free('').row
}

/** A case file that is not known yet gets its number now and its facets later. */
function caseFileNo(database: EncryptedDatabase, caseFile: RecordId): number {
  const record = recordHex(caseFile)
  const sql = 'SELECT no FROM case_file WHERE record = unhex(?)'
  const [known] = database.all(sql, [record])
  if (known !== undefined) return Number(known['no'])
  database.run('INSERT INTO case_file (record, facets) VALUES (unhex(?), ?)', [record, UNKNOWN_FACETS])
  return Number(database.all(sql, [record])[0]?.['no'] ?? 0)
}

/** Long numbers hardly ever come twice; they are looked for among the terms themselves. */
export function isCounted(word: string): boolean {
  return word.length <= 24 && !/\d{5}/.test(word)
}

function countWords(pagesOf: Map<string, number>, { folded, exact }: PageTerms): void {
  for (const [isExact, words] of [folded, exact].entries()) {
    for (const word of new Set(words)) {
      if (!isCounted(word)) continue
      const key = `${isExact}${word}`
      pagesOf.set(key, (pagesOf.get(key) ?? 0) + 1)
    }
  }
}

/** The counts only grow, also when documents go: they say which words are frequent, no more. */
function addWords(database: EncryptedDatabase, pagesOf: ReadonlyMap<string, number>): void {
  for (const [key, pages] of [...pagesOf].sort(([a], [b]) => (a < b ? -1 : 1))) {
    database.run(
      `INSERT INTO word (is_exact, term, pages) VALUES (?, ?, ?)
       ON CONFLICT (is_exact, term) DO UPDATE SET pages = pages + excluded.pages`,
      [Number(key[0]), key.slice(1), pages],
    )
  }
}
