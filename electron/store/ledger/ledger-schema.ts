import { existsSync, rmSync, writeFileSync } from 'node:fs'
import {
  type EncryptedDatabase,
  makeEncryptedDatabase,
  reopenEncryptedDatabase,
} from './encrypted-database.ts'
import { LIST_SCHEMA } from './list-schema.ts'

/** Changes whenever the tables, the rows of the catalogue or the states do; another version is made anew. */
const VERSION = 6
/** Columns that the tallies add up. */
const SUMS = ['pages', 'pages_read', 'pages_unread', 'refused', 'musts', 'shoulds'] as const

/*
 * `record` is what lists and counts look through and stays narrow; `state` holds the folded records, each sealed once
 * more, since the cipher of the file has no check of its own and a flipped bit must not pass for a record. Triggers keep
 * the counts, so that no screen has to count a million rows: `tally` those of every kind, `case_tally` how many case
 * files of each stage an entry of the plan and a deposit have ('' stands for none).
 */
const SCHEMA = `
  CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
  CREATE TABLE origin (
    origin TEXT PRIMARY KEY, n INTEGER NOT NULL, head TEXT NOT NULL,
    segment INTEGER NOT NULL, offset INTEGER NOT NULL
  ) WITHOUT ROWID;
  CREATE TABLE record (
    row INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, kind TEXT NOT NULL, stage TEXT NOT NULL,
    parent TEXT, batch TEXT, fonds TEXT, year INTEGER, label TEXT NOT NULL, position REAL NOT NULL,
    due INTEGER NOT NULL, pages INTEGER NOT NULL, pages_read INTEGER NOT NULL, pages_unread INTEGER NOT NULL,
    refused INTEGER NOT NULL, musts INTEGER NOT NULL, shoulds INTEGER NOT NULL,
    deposit TEXT, words TEXT, doubt REAL, conflicts INTEGER NOT NULL, conflict_at REAL,
    sheets INTEGER NOT NULL
  );
  CREATE INDEX record_walk ON record (kind);
  CREATE INDEX record_kind ON record (kind, position);
  CREATE INDEX record_stage ON record (kind, stage, position);
  CREATE INDEX record_parent ON record (parent, position) WHERE parent IS NOT NULL;
  CREATE INDEX record_batch ON record (batch) WHERE batch IS NOT NULL;
  CREATE INDEX record_due ON record (kind) WHERE due = 1;
  CREATE INDEX record_year ON record (kind, year, position) WHERE year IS NOT NULL;
  CREATE INDEX record_deposit ON record (deposit) WHERE deposit IS NOT NULL;
  CREATE INDEX record_words ON record (kind, stage, words) WHERE words IS NOT NULL;
  CREATE INDEX record_doubt ON record (kind, doubt DESC) WHERE doubt IS NOT NULL;
  CREATE INDEX record_conflict ON record (conflict_at DESC) WHERE conflict_at IS NOT NULL;
  CREATE TABLE state (row INTEGER PRIMARY KEY, sealed BLOB NOT NULL);
  CREATE TABLE tally (
    kind TEXT NOT NULL, stage TEXT NOT NULL, records INTEGER NOT NULL, pages INTEGER NOT NULL,
    pages_read INTEGER NOT NULL, pages_unread INTEGER NOT NULL, refused INTEGER NOT NULL,
    musts INTEGER NOT NULL, shoulds INTEGER NOT NULL, PRIMARY KEY (kind, stage)
  ) WITHOUT ROWID;
  CREATE TABLE case_tally (
    place TEXT NOT NULL, name TEXT NOT NULL, stage TEXT NOT NULL, records INTEGER NOT NULL,
    PRIMARY KEY (place, name, stage)
  ) WITHOUT ROWID;
  CREATE TRIGGER record_in AFTER INSERT ON record BEGIN ${countIn('NEW')} END;
  CREATE TRIGGER record_moves AFTER UPDATE ON record BEGIN ${countOut('OLD')} ${countIn('NEW')} END;
  CREATE TRIGGER case_in AFTER INSERT ON record WHEN NEW.kind = 'case' BEGIN ${countCase('NEW', 1)} END;
  CREATE TRIGGER case_moves AFTER UPDATE ON record WHEN NEW.kind = 'case' BEGIN
    ${countCase('OLD', -1)} ${countCase('NEW', 1)}
  END;
  ${LIST_SCHEMA}
  PRAGMA user_version = ${VERSION};
`

function countIn(row: string): string {
  const values = SUMS.map((name) => `${row}.${name}`).join(', ')
  const added = SUMS.map((name) => `${name} = ${name} + excluded.${name}`).join(', ')
  return `INSERT INTO tally VALUES (${row}.kind, ${row}.stage, 1, ${values})
    ON CONFLICT DO UPDATE SET records = records + 1, ${added};`
}

function countOut(row: string): string {
  const taken = SUMS.map((name) => `${name} = ${name} - ${row}.${name}`).join(', ')
  return `UPDATE tally SET records = records - 1, ${taken} WHERE kind = ${row}.kind AND stage = ${row}.stage;`
}

function countCase(row: string, by: 1 | -1): string {
  return ['parent', 'deposit']
    .map(
      (
        place,
      ) => `INSERT INTO case_tally VALUES ('${place}', coalesce(${row}.${place}, ''), ${row}.stage, ${by})
        ON CONFLICT DO UPDATE SET records = records + ${by};`,
    )
    .join(' ')
}

/** Opens the ledger's file, or makes it anew where it is missing, condemned, damaged or of another version. */
export function openLedgerDatabase(path: string, key: Uint8Array): EncryptedDatabase {
  const kept = existsSync(mark(path)) ? null : reopenEncryptedDatabase(path, key, VERSION)
  if (kept !== null) return kept
  const made = makeEncryptedDatabase(path, key, SCHEMA)
  // Last: a kill before this only makes it anew once more.
  rmSync(mark(path), { force: true })
  return made
}

/** Has the next opening make the ledger anew; while the file is open it could not be removed everywhere. */
export function condemnLedger(path: string): void {
  writeFileSync(mark(path), '')
}

function mark(path: string): string {
  return `${path}.condemned`
}
