import { rmSync } from 'node:fs'
import path from 'node:path'
import Libsql from 'libsql'
import * as z from 'zod'
import type { FoundHolding, FoundHoldings, HoldingsQuery } from './holdings-search.ts'
import { columnsOf, matchOf, snippetOf } from './search-words.ts'

/** A document as the index keeps it. */
export interface IndexedDocument extends Omit<FoundHolding, 'page' | 'snippet'> {
  /** Changes whenever the document, its texts or its place do. */
  readonly stamp: string
  readonly year: number
  /** Texts by page; a page without one is empty. */
  readonly texts: readonly string[]
}

/** The index in a file of its own, which can be thrown away at any time. */
export interface HoldingsTable {
  /** Document -> stamp, of one commune. */
  stamps(commune: string): ReadonlyMap<string, string>
  put(document: IndexedDocument): void
  /** Of one commune: another may have chosen the same id for a document of its own. */
  remove(commune: string, document: string): void
  find(query: HoldingsQuery): FoundHoldings
  /** Up to which vector of its ops a commune is in the index; empty where nothing is. */
  reached(commune: string): string
  setReached(commune: string, vector: string): void
  close(): void
}

/** Changes whenever the tables or the cutting of words do; another version is made again. */
const VERSION = 2
/** Rows that are looked at for one query; more are not counted. */
const MOST_MATCHES = 5000
const MOST_TEXT = 200_000
/** The row of a description. */
const HEAD = -1

const SCHEMA = `
  CREATE TABLE reached (commune TEXT PRIMARY KEY, vector TEXT NOT NULL) WITHOUT ROWID;
  CREATE TABLE doc (
    id INTEGER PRIMARY KEY, commune TEXT NOT NULL, document TEXT NOT NULL, stamp TEXT NOT NULL,
    year INTEGER NOT NULL, type TEXT NOT NULL, body TEXT NOT NULL, UNIQUE (commune, document)
  );
  CREATE TABLE page (id INTEGER PRIMARY KEY, doc INTEGER NOT NULL, place INTEGER NOT NULL, text TEXT NOT NULL);
  CREATE INDEX page_by_doc ON page (doc);
  CREATE VIRTUAL TABLE page_text USING fts5 (
    folded, exact, content = '', contentless_delete = 1, tokenize = 'ascii'
  );
  PRAGMA user_version = ${VERSION};
`

export function openHoldingsTable(dataFolder: string): HoldingsTable {
  const db = openFile(path.join(dataFolder, 'search.sqlite'))
  const remove = createRemove(db)
  const putDoc = db.prepare(
    `INSERT INTO doc (commune, document, stamp, year, type, body) VALUES (?, ?, ?, ?, ?, ?) RETURNING id`,
  )
  const putPage = db.prepare('INSERT INTO page (doc, place, text) VALUES (?, ?, ?) RETURNING id')
  const putText = db.prepare('INSERT INTO page_text (rowid, folded, exact) VALUES (?, ?, ?)')
  const selectStamps = db.prepare('SELECT document, stamp FROM doc WHERE commune = ?')
  const selectReached = db.prepare('SELECT vector FROM reached WHERE commune = ?')
  const saveReached = db.prepare('INSERT OR REPLACE INTO reached VALUES (?, ?)')

  const put = db.transaction((document: IndexedDocument) => {
    const { stamp, year, texts, ...body } = document
    const { commune, type } = document
    remove(commune, document.document)
    const doc = Id.parse(putDoc.get(commune, document.document, stamp, year, type, JSON.stringify(body))).id
    const add = (place: number, text: string, code?: string): void => {
      const { folded, exact } = columnsOf(text, code)
      if (folded === '') return
      const { id } = Id.parse(putPage.get(doc, place, text))
      putText.run(id, folded, exact)
    }
    add(HEAD, [body.code, body.subject, body.issuer, body.fileTitle].filter(Boolean).join('. '), body.code)
    texts.forEach((text, place) => add(place, text.slice(0, MOST_TEXT)))
  })

  return {
    stamps: (commune) =>
      new Map(Stamps.parse(selectStamps.all(commune)).map(({ document, stamp }) => [document, stamp])),
    put: (document) => {
      put(document)
    },
    remove: db.transaction(remove),
    find: createFind(db),
    reached: (commune) => Reached.parse(selectReached.get(commune) ?? { vector: '' }).vector,
    setReached: (commune, vector) => {
      saveReached.run(commune, vector)
    },
    close: () => {
      db.close()
    },
  }
}

const Id = z.object({ id: z.int() })
const Stamps = z.array(z.object({ document: z.string(), stamp: z.string() }))
const Reached = z.object({ vector: z.string() })

function openFile(file: string): Libsql.Database {
  const open = (): Libsql.Database => {
    const db = new Libsql(file)
    // It can be made again, so a power cut may take the last of it.
    db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = OFF')
    return db
  }
  try {
    const db = open()
    // The pragma answers one row of this shape.
    const rows = db.pragma('user_version') as readonly { readonly user_version: number }[]
    const version = rows[0]?.user_version ?? 0
    if (version === VERSION) return db
    db.close()
  } catch (error) {
    // What cannot be opened is derived: it goes, and is made again.
    if (!(error instanceof Error && 'code' in error && String(error.code).startsWith('SQLITE_'))) throw error
  }
  for (const end of ['', '-wal', '-shm']) rmSync(`${file}${end}`, { force: true })
  const db = open()
  db.exec(SCHEMA)
  return db
}

function createRemove(db: Libsql.Database): HoldingsTable['remove'] {
  const selectDoc = db.prepare('SELECT id FROM doc WHERE commune = ? AND document = ?')
  const selectPages = db.prepare('SELECT id FROM page WHERE doc = ?')
  const dropText = db.prepare('DELETE FROM page_text WHERE rowid = ?')
  const dropPages = db.prepare('DELETE FROM page WHERE doc = ?')
  const dropDoc = db.prepare('DELETE FROM doc WHERE id = ?')
  return (commune, document) => {
    const found = Id.safeParse(selectDoc.get(commune, document))
    if (!found.success) return
    const { id } = found.data
    for (const page of z.array(Id).parse(selectPages.all(id))) dropText.run(page.id)
    dropPages.run(id)
    dropDoc.run(id)
  }
}

const Match = z.object({
  page: z.int(),
  place: z.int(),
  doc: z.int(),
  commune: z.string(),
  year: z.int(),
  type: z.string(),
})
type Match = z.infer<typeof Match>
const Body = z.object({ body: z.string() })
const Text = z.object({ text: z.string() })
const NOTHING: FoundHoldings = { hits: [], total: 0, isMore: false, communes: [], years: [], types: [] }

function createFind(db: Libsql.Database): HoldingsTable['find'] {
  const select = db.prepare(
    `SELECT page.id AS page, place, doc, commune, year, type
     FROM page_text JOIN page ON page.id = page_text.rowid JOIN doc ON doc.id = page.doc
     WHERE page_text MATCH ? AND commune IN (SELECT value FROM json_each(?))
     ORDER BY rank LIMIT ${MOST_MATCHES}`,
  )
  const selectBody = db.prepare('SELECT body FROM doc WHERE id = ?')
  const selectText = db.prepare('SELECT text FROM page WHERE id = ?')
  return ({ text, communes, commune, year, type, limit, offset }) => {
    const match = matchOf(text)
    if (match === null || communes.length === 0) return NOTHING
    const matches = z.array(Match).parse(select.all(match, JSON.stringify(communes)))
    const best = firstOfEach(matches)
    const wanted = best.filter(
      (each) =>
        (commune === null || each.commune === commune) &&
        (year === null || each.year === year) &&
        (type === null || each.type === type),
    )
    const hits = wanted.slice(offset, offset + limit).map(({ doc, page, place }): FoundHolding => {
      // Written by `put` from exactly this.
      const body = JSON.parse(Body.parse(selectBody.get(doc)).body) as Omit<FoundHolding, 'page' | 'snippet'>
      const found = Text.parse(selectText.get(page)).text
      return { ...body, page: place === HEAD ? null : place, snippet: snippetOf(found, text) }
    })
    return {
      hits,
      total: wanted.length,
      isMore: matches.length === MOST_MATCHES,
      communes: countsOf(best, (each) => each.commune),
      years: countsOf(best, (each) => String(each.year)),
      types: countsOf(best, (each) => each.type),
    }
  }
}

/** A page of a document stands for it before its description does, for it can be jumped to. */
function firstOfEach(matches: readonly Match[]): readonly Match[] {
  const found = new Map<number, Match>()
  for (const match of matches) {
    const other = found.get(match.doc)
    if (other === undefined || (other.place === HEAD && match.place !== HEAD)) found.set(match.doc, match)
  }
  return [...found.values()]
}

function countsOf(matches: readonly Match[], valueOf: (match: Match) => string): FoundHoldings['communes'] {
  const counts = new Map<string, number>()
  for (const match of matches) counts.set(valueOf(match), (counts.get(valueOf(match)) ?? 0) + 1)
  return [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
}
