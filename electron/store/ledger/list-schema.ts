/*
 * What the lists of case files and documents are sorted and narrowed by: a row for each record that stands in one, under
 * the row of `record`, and an index for each column that can be sorted by. An order is read from its index alone, so a
 * span from anywhere costs little; that is why none of them holds more than its column. Triggers keep how much lies in a
 * case file, and under which notation its documents stand.
 */

/** Columns of `case_list` that are written with the record, in the order of `caseListValues`. */
export const CASE_COLUMNS = [
  'state',
  'fonds',
  'year',
  'retention',
  'maker',
  'plan_entry',
  'deposit',
  'restricted',
  'notation',
  'title',
  'maker_key',
  'place',
  'start_date',
  'end_date',
  'work_year',
  'is_ended',
  'made',
] as const

/** Columns of `document_list`, in the order of `documentListValues`. */
export const DOCUMENT_COLUMNS = [
  'stage',
  'year',
  'type',
  'case_file',
  'number',
  'notation',
  'issued_date',
  'issuer',
  'subject',
  'signer',
  'pages',
  'doubt',
  'made',
] as const

const CASE_ORDERS = [
  'state',
  'year',
  'retention',
  'notation',
  'title',
  'maker_key',
  'place',
  'start_date',
  'end_date',
  'made',
  'documents',
  'pages',
  'sheets',
  'missing',
] as const

const DOCUMENT_ORDERS = [
  'number',
  'notation',
  'issued_date',
  'type',
  'issuer',
  'subject',
  'signer',
  'file_key',
  'pages',
  'doubt',
  'made',
] as const

const indexes = (table: string, columns: readonly string[]): string =>
  columns.map((column) => `CREATE INDEX ${table}_${column} ON ${table} (${column});`).join('\n')

const LIES_IN = "kind = 'doc' AND stage <> 'absent'"
const isThere = (row: 'OLD' | 'NEW'): string => `(${row}.parent IS NOT NULL AND ${row}.stage <> 'absent')`
/** What a document adds to its case file. */
const SUMMED = ['pages', 'sheets', 'musts'] as const

function addTo(row: 'OLD' | 'NEW', sign: '+' | '-'): string {
  return `UPDATE case_list SET documents = documents ${sign} 1, pages = pages ${sign} ${row}.pages,
    sheets = sheets ${sign} ${row}.sheets, missing = missing ${sign} ${row}.musts
    WHERE row = (SELECT row FROM record WHERE id = ${row}.parent) AND ${isThere(row)};`
}

export const LIST_SCHEMA = `
  CREATE TABLE case_list (
    row INTEGER PRIMARY KEY, state INTEGER NOT NULL, fonds TEXT NOT NULL, year INTEGER NOT NULL,
    retention TEXT NOT NULL, maker TEXT NOT NULL, plan_entry TEXT, deposit TEXT, restricted INTEGER NOT NULL,
    notation TEXT NOT NULL, title TEXT NOT NULL, maker_key TEXT NOT NULL, place TEXT, start_date TEXT, end_date TEXT,
    work_year INTEGER, is_ended INTEGER NOT NULL, made REAL NOT NULL, documents INTEGER NOT NULL DEFAULT 0,
    pages INTEGER NOT NULL DEFAULT 0, sheets INTEGER NOT NULL DEFAULT 0, missing INTEGER NOT NULL DEFAULT 0
  );
  ${indexes('case_list', CASE_ORDERS)}
  CREATE INDEX case_list_due ON case_list (work_year, notation, is_ended) WHERE work_year IS NOT NULL;
  CREATE TABLE document_list (
    row INTEGER PRIMARY KEY, stage INTEGER NOT NULL, year INTEGER NOT NULL, type TEXT NOT NULL, case_file TEXT,
    number TEXT NOT NULL, notation TEXT NOT NULL, issued_date TEXT NOT NULL, issuer TEXT NOT NULL,
    subject TEXT NOT NULL, signer TEXT NOT NULL, pages INTEGER NOT NULL, doubt INTEGER NOT NULL, made REAL NOT NULL,
    file_key TEXT
  );
  ${indexes('document_list', DOCUMENT_ORDERS)}
  CREATE INDEX document_list_file ON document_list (case_file) WHERE case_file IS NOT NULL;
  CREATE TRIGGER lies_in AFTER INSERT ON record WHEN NEW.kind = 'doc' AND ${isThere('NEW')} BEGIN
    ${addTo('NEW', '+')}
  END;
  CREATE TRIGGER lies_elsewhere AFTER UPDATE ON record
    WHEN NEW.kind = 'doc' AND (OLD.parent IS NOT NEW.parent OR ${isThere('OLD')} <> ${isThere('NEW')}
      OR ${SUMMED.map((name) => `OLD.${name} <> NEW.${name}`).join(' OR ')})
  BEGIN ${addTo('OLD', '-')} ${addTo('NEW', '+')} END;
  CREATE TRIGGER case_listed AFTER INSERT ON case_list BEGIN
    UPDATE case_list SET (documents, pages, sheets, missing) = (
      SELECT count(*), coalesce(sum(pages), 0), coalesce(sum(sheets), 0), coalesce(sum(musts), 0)
      FROM record INDEXED BY record_parent
      WHERE parent = (SELECT id FROM record WHERE row = NEW.row) AND ${LIES_IN}
    ) WHERE row = NEW.row;
    ${nameDocuments()}
  END;
  CREATE TRIGGER case_renamed AFTER UPDATE OF notation ON case_list WHEN OLD.notation <> NEW.notation BEGIN
    ${nameDocuments()}
  END;
  CREATE TRIGGER document_listed AFTER INSERT ON document_list WHEN NEW.case_file IS NOT NULL BEGIN
    ${nameOne()}
  END;
  CREATE TRIGGER document_filed AFTER UPDATE OF case_file ON document_list
    WHEN OLD.case_file IS NOT NEW.case_file BEGIN ${nameOne()} END;
`

function nameDocuments(): string {
  return `UPDATE document_list SET file_key = NEW.notation
    WHERE case_file = (SELECT id FROM record WHERE row = NEW.row);`
}

function nameOne(): string {
  return `UPDATE document_list SET file_key = (
      SELECT notation FROM case_list WHERE row = (SELECT row FROM record WHERE id = NEW.case_file)
    ) WHERE row = NEW.row;`
}
