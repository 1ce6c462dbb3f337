import { StudioError } from '#contract/errors';
import type { Db } from './db';

/** Step n takes a library of version n to n + 1. A step that has shipped is never edited. */
export const migrations: readonly string[] = [
  `CREATE TABLE recordings (
     id TEXT PRIMARY KEY,
     name TEXT NOT NULL,
     created_at TEXT NOT NULL,
     duration_sec REAL NOT NULL,
     sample_rate_hz REAL NOT NULL,
     channels INTEGER NOT NULL,
     format TEXT NOT NULL,
     peaks TEXT NOT NULL,
     report TEXT NOT NULL,
     synthetic INTEGER NOT NULL
   ) STRICT;

   CREATE TABLE voices (
     id TEXT PRIMARY KEY,
     name TEXT NOT NULL,
     -- the name with case and width folded, for comparing
     name_key TEXT NOT NULL,
     created_at TEXT NOT NULL,
     deleted_at TEXT,
     transcript TEXT NOT NULL,
     prompt_sec REAL NOT NULL,
     sample_rate_hz REAL NOT NULL,
     prompt_sha256 TEXT NOT NULL,
     peaks TEXT NOT NULL,
     verdict TEXT NOT NULL,
     findings TEXT NOT NULL,
     synthetic INTEGER NOT NULL
   ) STRICT;
   CREATE UNIQUE INDEX voices_by_name ON voices (name_key) WHERE deleted_at IS NULL;

   CREATE TABLE takes (
     number INTEGER PRIMARY KEY AUTOINCREMENT,
     id TEXT NOT NULL UNIQUE,
     created_at TEXT NOT NULL,
     deleted_at TEXT,
     state TEXT NOT NULL,
     voice_id TEXT NOT NULL REFERENCES voices (id),
     recipe TEXT NOT NULL,
     understood TEXT NOT NULL,
     stages TEXT NOT NULL,
     segments TEXT NOT NULL,
     warnings TEXT NOT NULL,
     error TEXT,
     -- where the audio was written: the outputs folder can change between takes
     folder TEXT,
     file TEXT,
     sample_rate_hz REAL,
     audio_sec REAL,
     wall_sec REAL,
     real_time_factor REAL,
     pcm_sha256 TEXT,
     peaks TEXT
   ) STRICT;
   CREATE INDEX takes_by_voice ON takes (voice_id);
   CREATE INDEX takes_by_state ON takes (state);

   CREATE TABLE settings (
     key TEXT PRIMARY KEY,
     value TEXT NOT NULL
   ) STRICT;

   -- what each stage took, so that the next take's lanes can say how long
   CREATE TABLE stage_times (
     number INTEGER PRIMARY KEY AUTOINCREMENT,
     engine TEXT NOT NULL,
     stage TEXT NOT NULL,
     variant TEXT NOT NULL,
     work REAL NOT NULL,
     elapsed_ms REAL NOT NULL
   ) STRICT;
   CREATE INDEX stage_times_by_stage ON stage_times (engine, stage, variant, number);`,

  `-- what checking a pack on this computer found
   CREATE TABLE pack_reports (
     pack_id TEXT NOT NULL,
     -- of the pack's files: a report of other files says nothing
     stamp TEXT NOT NULL,
     runtime_version TEXT NOT NULL,
     provider TEXT NOT NULL,
     verified_at TEXT NOT NULL,
     report TEXT NOT NULL,
     PRIMARY KEY (pack_id, stamp, runtime_version, provider)
   ) STRICT;`,
];

/**
 * Brings a library up to this program's version, one transaction a step.
 * @throws StudioError 'library-damaged' when the library is from a newer program
 */
export function migrate(db: Db, path: string): void {
  for (let version = db.version(); version !== migrations.length; version = db.version()) {
    const step = migrations[version];
    if (step === undefined) throw newerLibrary(path, version);
    db.transaction(() => {
      db.exec(step);
      db.exec(`PRAGMA user_version = ${version + 1}`);
    });
  }
}

export function newerLibrary(path: string, version: number): StudioError {
  return new StudioError(
    'library-damaged',
    `The library ${path} has version ${version}; this studio knows versions up to ${migrations.length}.`,
    {
      repair: 'Start the newer studio that wrote it; nothing was changed.',
      values: { path, version, known: migrations.length },
    },
  );
}
