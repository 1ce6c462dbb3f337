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

  `-- the library: projects, several prompts a voice, what a person says about voices and takes, and one search index
   CREATE TABLE projects (
     id TEXT PRIMARY KEY,
     name TEXT NOT NULL,
     name_key TEXT NOT NULL,
     created_at TEXT NOT NULL,
     archived_at TEXT,
     deleted_at TEXT,
     notes TEXT NOT NULL DEFAULT '',
     script TEXT NOT NULL DEFAULT '',
     -- the output folder; NULL is the studio's
     folder TEXT,
     naming TEXT NOT NULL DEFAULT 'output_{date}_{time}',
     defaults TEXT NOT NULL DEFAULT '{}'
   ) STRICT;
   CREATE UNIQUE INDEX projects_by_name ON projects (name_key) WHERE deleted_at IS NULL;
   -- a take without a project of its own belongs to this one
   INSERT INTO projects (id, name, name_key, created_at)
     VALUES ('inbox', 'Inbox', 'inbox', strftime('%Y-%m-%dT%H:%M:%fZ', 'now'));
   CREATE TABLE project_voices (
     project_id TEXT NOT NULL REFERENCES projects (id),
     voice_id TEXT NOT NULL REFERENCES voices (id),
     PRIMARY KEY (project_id, voice_id)
   ) STRICT;

   ALTER TABLE voices ADD COLUMN tags TEXT NOT NULL DEFAULT '[]';
   ALTER TABLE voices ADD COLUMN colour TEXT NOT NULL DEFAULT '';
   ALTER TABLE voices ADD COLUMN language TEXT NOT NULL DEFAULT '';
   ALTER TABLE voices ADD COLUMN notes TEXT NOT NULL DEFAULT '';
   ALTER TABLE voices ADD COLUMN favourite INTEGER NOT NULL DEFAULT 0;
   ALTER TABLE voices ADD COLUMN defaults TEXT NOT NULL DEFAULT '{}';
   -- whose voice it is; NULL: nobody said
   ALTER TABLE voices ADD COLUMN consent TEXT;
   -- the chosen prompt; the voice's own columns repeat its facts
   ALTER TABLE voices ADD COLUMN prompt_id TEXT;
   ALTER TABLE voices ADD COLUMN used_at TEXT;
   UPDATE voices SET prompt_id = id,
     consent = CASE synthetic WHEN 1 THEN '{"kind":"synthetic"}' END,
     used_at = (SELECT max(created_at) FROM takes WHERE takes.voice_id = voices.id);
   CREATE INDEX voices_by_prompt_hash ON voices (prompt_sha256);
   CREATE TABLE prompts (
     id TEXT PRIMARY KEY,
     voice_id TEXT NOT NULL REFERENCES voices (id),
     created_at TEXT NOT NULL,
     deleted_at TEXT,
     name TEXT NOT NULL,
     transcript TEXT NOT NULL,
     prompt_sec REAL NOT NULL,
     sample_rate_hz REAL NOT NULL,
     prompt_sha256 TEXT NOT NULL,
     peaks TEXT NOT NULL,
     verdict TEXT NOT NULL,
     findings TEXT NOT NULL,
     -- where it was cut from a longer recording, when that is known
     trim TEXT
   ) STRICT;
   CREATE INDEX prompts_by_voice ON prompts (voice_id);
   INSERT INTO prompts (id, voice_id, created_at, name, transcript, prompt_sec, sample_rate_hz, prompt_sha256, peaks,
       verdict, findings)
     SELECT id, id, created_at, name, transcript, prompt_sec, sample_rate_hz, prompt_sha256, peaks, verdict, findings
     FROM voices;

   ALTER TABLE takes ADD COLUMN project_id TEXT NOT NULL DEFAULT 'inbox';
   ALTER TABLE takes ADD COLUMN name TEXT NOT NULL DEFAULT '';
   ALTER TABLE takes ADD COLUMN favourite INTEGER NOT NULL DEFAULT 0;
   ALTER TABLE takes ADD COLUMN rating INTEGER NOT NULL DEFAULT 0;
   ALTER TABLE takes ADD COLUMN note TEXT NOT NULL DEFAULT '';
   -- the text with case, width and spaces folded: takes of one line are versions of one another
   ALTER TABLE takes ADD COLUMN line_key TEXT NOT NULL DEFAULT '';
   -- what was asked for, kept while the take waits, and its place in the queue
   ALTER TABLE takes ADD COLUMN request TEXT;
   ALTER TABLE takes ADD COLUMN position REAL;
   CREATE INDEX takes_by_project ON takes (project_id, number);
   CREATE INDEX takes_by_line ON takes (line_key);
   CREATE INDEX takes_by_favourite ON takes (favourite);

   CREATE VIRTUAL TABLE search USING fts5 (kind UNINDEXED, id UNINDEXED, name, body);`,

  `-- the longest time the engine said nothing in a stage; NULL before it was measured
   ALTER TABLE stage_times ADD COLUMN quiet_ms REAL;

   -- the flight recorder's curves of the newest takes
   CREATE TABLE take_traces (
     take_id TEXT PRIMARY KEY,
     started_at TEXT NOT NULL,
     trace TEXT NOT NULL
   ) STRICT;
   CREATE INDEX take_traces_by_start ON take_traces (started_at);`,

  `-- files that were begun and that no row speaks of yet, relative to the data folder
   CREATE TABLE unfinished_files (path TEXT PRIMARY KEY) STRICT;`,

  `-- counts and lists of a large library without reading its rows
   DROP INDEX takes_by_voice;
   CREATE INDEX takes_by_voice ON takes (voice_id, deleted_at);
   CREATE INDEX takes_in_project ON takes (project_id, deleted_at, number);
   DROP INDEX takes_by_project;
   CREATE INDEX voices_by_age ON voices (deleted_at, created_at);
   CREATE INDEX prompts_by_hash ON prompts (prompt_sha256);`,

  `-- when the audio of an old take went to the bin; the take itself stays
   ALTER TABLE takes ADD COLUMN cleared_at TEXT;`,

  `-- takes whose sound is on its way into the bin or out of it
   CREATE TABLE unfinished_moves (take_id TEXT PRIMARY KEY) STRICT;`,

  `-- the bin without reading every take
   CREATE INDEX takes_in_bin ON takes (deleted_at) WHERE deleted_at IS NOT NULL;`,

  `-- the person's own words; an entry without a project or a voice has an empty scope_id
   CREATE TABLE lexicon (
     id TEXT PRIMARY KEY,
     created_at TEXT NOT NULL,
     word TEXT NOT NULL,
     reading TEXT NOT NULL,
     kind TEXT NOT NULL DEFAULT 'respelling',
     language TEXT NOT NULL DEFAULT '',
     scope TEXT NOT NULL DEFAULT 'library',
     scope_id TEXT NOT NULL DEFAULT ''
   ) STRICT;
   CREATE UNIQUE INDEX lexicon_by_word ON lexicon (scope, scope_id, language, word);`,

  `-- what a take is made of; end_char and samples are NULL where they reach to the end
   CREATE TABLE take_segments (
     take_id TEXT NOT NULL,
     number INTEGER NOT NULL,
     total INTEGER,
     text TEXT NOT NULL DEFAULT '',
     spoken TEXT NOT NULL DEFAULT '',
     start_char REAL NOT NULL DEFAULT 0,
     end_char REAL,
     language TEXT NOT NULL DEFAULT 'und',
     first_sample REAL NOT NULL DEFAULT 0,
     samples REAL,
     tokens REAL,
     stop TEXT,
     seed INTEGER NOT NULL DEFAULT 1,
     warnings TEXT NOT NULL DEFAULT '[]',
     pcm_sha256 TEXT NOT NULL DEFAULT '',
     PRIMARY KEY (take_id, number)
   ) STRICT;
   -- takes from before are one segment each: what their file is made of was not kept
   INSERT INTO take_segments (take_id, number, total, text, spoken, seed, pcm_sha256)
     SELECT id, 0, 1, coalesce(recipe ->> '$.text', ''), coalesce(recipe ->> '$.normalizedText', ''),
       iif(json_type(recipe, '$.seed') = 'integer', recipe ->> '$.seed', 1), coalesce(pcm_sha256, '')
     FROM takes WHERE state = 'done' AND file IS NOT NULL AND json_valid(recipe);`,

  `-- 0: takes speak with it, and no list shows it; its name is nobody's
   ALTER TABLE voices ADD COLUMN kept INTEGER NOT NULL DEFAULT 1;
   DROP INDEX voices_by_name;
   CREATE UNIQUE INDEX voices_by_name ON voices (name_key) WHERE deleted_at IS NULL AND kept = 1;
   -- 1: a voice, a prompt or a statement was made of it; of those from before it is not known, and they are no news
   ALTER TABLE recordings ADD COLUMN kept INTEGER NOT NULL DEFAULT 0;
   UPDATE recordings SET kept = 1;`,

  `-- scripts: lines with ids, who speaks them, and the takes of each
   CREATE TABLE scripts (
     project_id TEXT PRIMARY KEY,
     -- counts the changes
     revision INTEGER NOT NULL DEFAULT 0,
     pauses TEXT NOT NULL DEFAULT '{}'
   ) STRICT;
   CREATE TABLE script_lines (
     id TEXT PRIMARY KEY,
     project_id TEXT NOT NULL,
     position REAL NOT NULL DEFAULT 0,
     -- of the script, when the line was changed last
     revision INTEGER NOT NULL DEFAULT 0,
     kind TEXT NOT NULL DEFAULT 'line',
     speaker TEXT NOT NULL DEFAULT '',
     text TEXT NOT NULL DEFAULT '',
     instruction TEXT NOT NULL DEFAULT '',
     -- NULL: as the project says
     pause_ms INTEGER,
     overrides TEXT NOT NULL DEFAULT '{}',
     -- NULL: the newest that is done
     chosen_take_id TEXT
   ) STRICT;
   CREATE INDEX script_lines_by_place ON script_lines (project_id, position);
   CREATE TABLE cast_members (
     project_id TEXT NOT NULL,
     speaker TEXT NOT NULL,
     voice_id TEXT,
     instruction TEXT NOT NULL DEFAULT '',
     speed REAL,
     colour TEXT NOT NULL DEFAULT '',
     PRIMARY KEY (project_id, speaker)
   ) STRICT;
   ALTER TABLE takes ADD COLUMN line_id TEXT;
   CREATE INDEX takes_by_script_line ON takes (line_id, number) WHERE line_id IS NOT NULL;

   WITH RECURSIVE piece (project_id, at, line, rest) AS (
     SELECT id, 0, '', replace(script, char(13), '') || char(10) FROM projects WHERE trim(script) <> ''
     UNION ALL
     SELECT project_id, at + 1, substr(rest, 1, instr(rest, char(10)) - 1), substr(rest, instr(rest, char(10)) + 1)
     FROM piece WHERE rest <> ''
   )
   INSERT INTO script_lines (id, project_id, position, text)
     SELECT lower(hex(randomblob(16))), project_id, at, trim(line) FROM piece WHERE at > 0 AND trim(line) <> '';
   UPDATE takes SET line_id = (
       SELECT id FROM script_lines WHERE script_lines.project_id = takes.project_id
         AND text = trim(recipe ->> '$.text') ORDER BY position LIMIT 1)
     WHERE json_valid(recipe) AND project_id IN (SELECT project_id FROM script_lines);
   UPDATE projects SET script = '';`,

  `-- which of several takes that were asked for together
   ALTER TABLE takes ADD COLUMN batch TEXT;
   -- takes that sound the same
   CREATE INDEX takes_by_sound ON takes (pcm_sha256) WHERE pcm_sha256 IS NOT NULL AND deleted_at IS NULL;`,
];

/**
 * Brings a library up to this program's version, one transaction a step.
 * @throws StudioError 'library-damaged' when the library is from a newer program, or from none
 */
export function migrate(db: Db, path: string): void {
  requireKnownVersion(db.version(), path);
  for (let version = db.version(); version !== migrations.length; version = db.version()) {
    const step = migrations[version]!;
    db.transaction(() => {
      db.exec(step);
      db.exec(`PRAGMA user_version = ${version + 1}`);
    });
  }
}

/** @throws StudioError 'library-damaged' for a version that this studio does not know */
export function requireKnownVersion(version: number, path: string): void {
  if (version < 0) throw new StudioError('library-damaged', { why: 'version-unknown', path, version });
  if (version <= migrations.length) return;
  throw new StudioError('library-damaged', { why: 'newer', path, version, known: migrations.length });
}
