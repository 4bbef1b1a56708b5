/** Changes whenever the tables, the terms or the folding of text do; another version is thrown away and made again. */
export const INDEX_VERSION = 2

/*
 * Each page is a row of full text that keeps no text. `folded` holds its words without tone marks, `exact` with them,
 * `marks` the description of its document, each word behind the letter of its field (`document-terms.ts`). The words
 * come ready cut, so the tokenizer only parts them at spaces. The id of a document is the row of its first page, and
 * rows go from the newest day of issue to the oldest: the first rows that match are the newest.
 */
export const INDEX_SCHEMA = `
  CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
  CREATE TABLE doc (
    id INTEGER PRIMARY KEY, pages INTEGER NOT NULL, record BLOB NOT NULL UNIQUE, stamp TEXT NOT NULL,
    case_file INTEGER, type TEXT NOT NULL, year INTEGER NOT NULL
  );
  CREATE TABLE case_file (no INTEGER PRIMARY KEY, record BLOB NOT NULL UNIQUE, facets INTEGER NOT NULL);
  CREATE INDEX case_file_by_facets ON case_file (facets);
  CREATE TABLE facets (
    id INTEGER PRIMARY KEY, fonds TEXT NOT NULL, retention TEXT NOT NULL, state TEXT NOT NULL,
    UNIQUE (fonds, retention, state)
  );
  CREATE TABLE word (
    is_exact INTEGER NOT NULL, term TEXT NOT NULL, pages INTEGER NOT NULL, PRIMARY KEY (is_exact, term)
  ) WITHOUT ROWID;
  CREATE VIRTUAL TABLE page_text USING fts5 (
    folded, exact, marks, content = '', contentless_delete = 1, tokenize = "ascii tokenchars '_'"
  );
  INSERT INTO page_text (page_text, rank) VALUES ('automerge', 8);
  PRAGMA user_version = ${INDEX_VERSION};
`

/** The facets of documents that are in no case file. */
export const UNFILED_FACETS = 0
/** The facets of a case file of which only documents came so far. */
export const UNKNOWN_FACETS = -1

const SLOT_BITS = 20
const SLOTS_A_DAY = 2 ** SLOT_BITS
const DAY_MS = 86_400_000
/** 1900-01-01 to 2149: days outside count as unknown. */
const FIRST_DAY = Date.UTC(1900, 0, 1) / DAY_MS
const DAYS = 91_000

/** The rows that documents of one day may take, newest day first; a day that is not known comes last and is wide. */
export function rowsOfDay(issuedDate: string): { readonly from: number; readonly to: number } {
  const day = Date.parse(issuedDate) / DAY_MS - FIRST_DAY
  const isKnown = Number.isInteger(day) && day >= 0 && day < DAYS
  const from = (isKnown ? DAYS - day : DAYS + 1) * SLOTS_A_DAY
  return { from, to: isKnown ? from + SLOTS_A_DAY - 1 : Number.MAX_SAFE_INTEGER }
}

/** The rows of all documents issued between two days, both included; a side that is null is open. */
export function rowsBetween(dateFrom: string | null, dateTo: string | null): { from: number; to: number } {
  const isOpen = dateFrom === null && dateTo === null
  return {
    from: dateTo === null ? 0 : rowsOfDay(dateTo).from,
    to: isOpen
      ? Number.MAX_SAFE_INTEGER
      : dateFrom === null
        ? (DAYS + 1) * SLOTS_A_DAY - 1
        : rowsOfDay(dateFrom).to,
  }
}
