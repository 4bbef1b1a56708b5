/**
 * Scripts that bring an empty or older database to the present shape, in order. Never edit one that was released: add
 * the next. Times are milliseconds since 1970; hashes of ops are base64url, all others hexadecimal.
 */
export const migrations: readonly string[] = [
  `
  CREATE TABLE communes (
    code TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    -- Under which the server's own ops of this commune are numbered, so that each commune sees a chain without gaps.
    incarnation INTEGER NOT NULL UNIQUE
  ) STRICT;

  CREATE TABLE enrolment_codes (
    hash TEXT PRIMARY KEY,
    commune TEXT NOT NULL REFERENCES communes (code),
    expires_at INTEGER NOT NULL,
    used_by TEXT
  ) STRICT;

  CREATE TABLE stations (
    id TEXT PRIMARY KEY,
    commune TEXT NOT NULL REFERENCES communes (code),
    key TEXT NOT NULL,
    name TEXT NOT NULL,
    enrolled_at INTEGER NOT NULL,
    seen_at INTEGER NOT NULL
  ) STRICT;

  CREATE TABLE tokens (
    hash TEXT PRIMARY KEY,
    station TEXT NOT NULL REFERENCES stations (id),
    expires_at INTEGER NOT NULL
  ) STRICT;

  CREATE TABLE feeds (
    commune TEXT PRIMARY KEY,
    seq INTEGER NOT NULL
  ) STRICT;

  CREATE TABLE ops (
    commune TEXT NOT NULL,
    seq INTEGER NOT NULL,
    s TEXT NOT NULL,
    i INTEGER NOT NULL,
    n INTEGER NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (commune, seq),
    UNIQUE (commune, s, i, n)
  ) STRICT;

  CREATE TABLE batches (
    commune TEXT NOT NULL,
    s TEXT NOT NULL,
    i INTEGER NOT NULL,
    from_n INTEGER NOT NULL,
    to_n INTEGER NOT NULL,
    head TEXT NOT NULL,
    key TEXT NOT NULL,
    signature TEXT NOT NULL,
    PRIMARY KEY (commune, s, i, to_n)
  ) STRICT;

  CREATE TABLE origins (
    commune TEXT NOT NULL,
    s TEXT NOT NULL,
    i INTEGER NOT NULL,
    n INTEGER NOT NULL,
    hash TEXT NOT NULL,
    PRIMARY KEY (commune, s, i)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE record_heads (
    commune TEXT NOT NULL,
    s TEXT NOT NULL,
    i INTEGER NOT NULL,
    record TEXT NOT NULL,
    hash TEXT NOT NULL,
    PRIMARY KEY (commune, s, i, record)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE receipts (
    commune TEXT NOT NULL,
    epoch TEXT NOT NULL,
    seq INTEGER NOT NULL,
    deposit TEXT,
    number TEXT UNIQUE,
    body TEXT NOT NULL,
    signature TEXT NOT NULL,
    PRIMARY KEY (commune, epoch, seq)
  ) STRICT;
  CREATE INDEX receipts_of_deposits ON receipts (commune, deposit);

  CREATE TABLE blobs (
    commune TEXT NOT NULL,
    sha TEXT NOT NULL,
    size_bytes INTEGER NOT NULL,
    media_type TEXT NOT NULL,
    PRIMARY KEY (commune, sha)
  ) STRICT;
  CREATE INDEX blobs_by_hash ON blobs (sha);

  CREATE TABLE console_users (
    name TEXT PRIMARY KEY,
    role TEXT NOT NULL,
    password TEXT NOT NULL
  ) STRICT;

  CREATE TABLE sign_in_failures (
    name TEXT PRIMARY KEY,
    failures INTEGER NOT NULL,
    blocked_until INTEGER NOT NULL
  ) STRICT;

  CREATE TABLE console_sessions (
    hash TEXT PRIMARY KEY,
    "user" TEXT NOT NULL REFERENCES console_users (name),
    expires_at INTEGER NOT NULL
  ) STRICT;
  `,
  `
  -- The place of a station among those of its commune, from 1: whose numbers it gives while it is offline.
  ALTER TABLE stations ADD COLUMN ordinal INTEGER NOT NULL DEFAULT 0;
  UPDATE stations SET ordinal = (
    SELECT count(*) FROM stations AS earlier
    WHERE earlier.commune = stations.commune AND earlier.rowid <= stations.rowid
  );
  `,
  `
  -- Who did what; each entry is chained to the one before by its hash.
  CREATE TABLE audit (
    seq INTEGER PRIMARY KEY,
    time TEXT NOT NULL,
    actor TEXT NOT NULL,
    action TEXT NOT NULL,
    commune TEXT,
    body TEXT NOT NULL,
    hash TEXT NOT NULL
  ) STRICT;
  CREATE INDEX audit_of_actions ON audit (action, seq);
  CREATE TRIGGER audit_is_not_changed BEFORE UPDATE ON audit
  BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END;
  CREATE TRIGGER audit_is_not_removed BEFORE DELETE ON audit
  BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END;

  -- What a station may do, and that it no longer may anything.
  ALTER TABLE enrolment_codes ADD COLUMN role TEXT NOT NULL DEFAULT 'clerk';
  ALTER TABLE stations ADD COLUMN role TEXT NOT NULL DEFAULT 'clerk';
  ALTER TABLE stations ADD COLUMN revoked_at INTEGER;
  ALTER TABLE stations ADD COLUMN revoked_by TEXT;
  ALTER TABLE stations ADD COLUMN revoked_reason TEXT;
  `,
  `
  -- The console: who sees which communes (JSON, NULL for all), who is kept out, who came when.
  ALTER TABLE console_users ADD COLUMN communes TEXT;
  ALTER TABLE console_users ADD COLUMN locked_at INTEGER;
  ALTER TABLE console_users ADD COLUMN signed_in_at INTEGER;

  -- What share of its work a commune is to have as electronic case files; '' is the province.
  CREATE TABLE targets (
    commune TEXT PRIMARY KEY,
    percent INTEGER NOT NULL
  ) STRICT;

  -- What was sent down to which commune, and up to which of the server's own ops each station has them.
  CREATE TABLE sendings (
    id TEXT NOT NULL,
    commune TEXT NOT NULL,
    kind TEXT NOT NULL,
    at INTEGER NOT NULL,
    "by" TEXT NOT NULL,
    title TEXT NOT NULL,
    entries INTEGER NOT NULL,
    incarnation INTEGER NOT NULL,
    n INTEGER NOT NULL,
    PRIMARY KEY (id, commune)
  ) STRICT;
  CREATE TABLE station_reach (
    station TEXT PRIMARY KEY,
    incarnation INTEGER NOT NULL,
    n INTEGER NOT NULL
  ) STRICT;
  `,
]
