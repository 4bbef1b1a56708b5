import { migrations } from '../schema.ts'

/**
 * Scripts that say in PostgreSQL's words what the one at the same place of `migrations` says in SQLite's, where the two differ
 * by more than the names of types.
 */
const own: ReadonlyMap<number, string> = new Map([
  [1, 'ALTER TABLE stations ADD COLUMN ordinal BIGINT NOT NULL DEFAULT 0;'],
  [
    2,
    `
  CREATE TABLE audit (
    seq BIGINT PRIMARY KEY,
    time TEXT NOT NULL,
    actor TEXT NOT NULL,
    action TEXT NOT NULL,
    commune TEXT,
    body TEXT NOT NULL,
    hash TEXT NOT NULL
  );
  CREATE INDEX audit_of_actions ON audit (action, seq);
  CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    RAISE EXCEPTION 'the audit log is append-only';
  END $$;
  CREATE TRIGGER audit_is_not_changed BEFORE UPDATE OR DELETE OR TRUNCATE ON audit
  EXECUTE FUNCTION refuse_change();

  ALTER TABLE enrolment_codes ADD COLUMN role TEXT NOT NULL DEFAULT 'clerk';
  ALTER TABLE stations ADD COLUMN role TEXT NOT NULL DEFAULT 'clerk';
  ALTER TABLE stations ADD COLUMN revoked_at BIGINT;
  ALTER TABLE stations ADD COLUMN revoked_by TEXT;
  ALTER TABLE stations ADD COLUMN revoked_reason TEXT;
  `,
  ],
])

/** The tables of `migrations` for PostgreSQL, step by step the same. */
export const postgresMigrations: readonly string[] = migrations.map(
  (script, place) => own.get(place) ?? translate(script),
)

function translate(script: string): string {
  return script
    .replace(/\)( STRICT)?(, WITHOUT ROWID)?;/g, ');')
    .replace(/\bINTEGER\b/g, 'BIGINT')
    .replace(/\bBLOB\b/g, 'BYTEA')
}
