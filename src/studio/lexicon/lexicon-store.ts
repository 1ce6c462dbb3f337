import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import {
  lexiconEntrySchema,
  type LexiconEntry,
  type LexiconPut,
  type LexiconQuery,
  type LexiconReading,
} from '#contract/lexicon';
import type { Db } from '../storage/database/db';
import { membersOf } from '../storage/database/members';
import { lexiconColumns } from '../storage/database/stored-tables';

const entryRow = z.object(lexiconColumns).transform((row) => {
  const { language, scopeId, ...rest } = membersOf(row);
  return lexiconEntrySchema.parse({
    ...rest,
    ...(language === '' ? {} : { language }),
    ...(scopeId === '' ? {} : { scopeId }),
  });
});

/** The voice's words go first, then the project's. */
const BY_SCOPE = "CASE scope WHEN 'voice' THEN 0 WHEN 'project' THEN 1 ELSE 2 END";

export interface LexiconPlace {
  readonly voiceId?: string | undefined;
  readonly projectId?: string | undefined;
}

/** The rows of the lexicon. */
export class LexiconStore {
  constructor(private readonly db: Db) {}

  /** @returns by word, those of the library first */
  list({ scope, scopeId, text = '' }: LexiconQuery = {}): LexiconEntry[] {
    const words = `%${text.replace(/[\\%_]/g, '\\$&')}%`;
    return this.db.readable(
      entryRow,
      `SELECT * FROM lexicon WHERE (?1 IS NULL OR scope = ?1) AND (?2 IS NULL OR scope_id = ?2)
         AND (word LIKE ?3 ESCAPE '\\' OR reading LIKE ?3 ESCAPE '\\')
       ORDER BY ${BY_SCOPE} DESC, word COLLATE NOCASE, language`,
      scope ?? null,
      scopeId ?? null,
      words,
    );
  }

  /** @returns the entries as they are kept now, in the order given */
  put(entries: readonly LexiconPut[]): LexiconEntry[] {
    return this.db.transaction(() => entries.map((entry) => this.putOne(entry)));
  }

  private putOne({ id, word, reading, kind, language = '', scope, scopeId = '' }: LexiconPut): LexiconEntry {
    const key = [scope, scopeId, language, word];
    if (id !== undefined) this.db.run('DELETE FROM lexicon WHERE id = ?', id);
    this.db.run(
      `INSERT INTO lexicon (id, created_at, word, reading, kind, language, scope, scope_id)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT (scope, scope_id, language, word) DO UPDATE SET reading = excluded.reading, kind = excluded.kind`,
      ...[id ?? randomUUID(), new Date().toISOString(), word, reading, kind, language, scope, scopeId],
    );
    return this.db.get(
      entryRow,
      'SELECT * FROM lexicon WHERE scope = ? AND scope_id = ? AND language = ? AND word = ?',
      ...key,
    )!;
  }

  /** @returns those that were there */
  remove(entryIds: readonly string[]): LexiconEntry[] {
    return this.db.transaction(() =>
      entryIds.flatMap((id) => {
        const entry = this.db.get(entryRow, 'SELECT * FROM lexicon WHERE id = ?', id);
        this.db.run('DELETE FROM lexicon WHERE id = ?', id);
        return entry ? [entry] : [];
      }),
    );
  }

  /** @returns what counts for this text there, the voice's words first; only words that stand in the text somewhere */
  readingsFor(text: string, place: LexiconPlace): LexiconReading[] {
    return this.reader(place)(text);
  }

  /** As `readingsFor`, for many texts of one place. */
  reader({ voiceId = '', projectId = '' }: LexiconPlace): (text: string) => LexiconReading[] {
    const entries = this.db.readable(
      entryRow,
      `SELECT * FROM lexicon WHERE scope = 'library' OR (scope = 'project' AND scope_id = ?1)
         OR (scope = 'voice' AND scope_id = ?2) ORDER BY ${BY_SCOPE}, length(word) DESC, word`,
      projectId,
      voiceId,
    );
    const folded = entries.map(({ word, reading, kind, language }) => ({
      key: word.normalize('NFKC').toLowerCase(),
      reading: { word, reading, kind, ...(language === undefined ? {} : { language }) },
    }));
    return (text) => {
      if (folded.length === 0) return [];
      const lower = text.normalize('NFKC').toLowerCase();
      return folded.filter(({ key }) => lower.includes(key)).map((entry) => entry.reading);
    };
  }
}
