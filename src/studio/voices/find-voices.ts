import { z } from 'zod';
import { idSchema } from '#contract/ids';
import type { VoiceFacets, VoiceQuery } from '#contract/voices';
import type { Db, SqlValue } from '../storage/database/db';
import { jsonOf } from '../storage/database/rows';
import { searchCondition } from '../storage/database/search-index';

interface Condition {
  readonly sql: string;
  readonly values: readonly SqlValue[];
}

const orders: Record<VoiceQuery['sort'], string> = {
  newest: 'voices.created_at DESC, voices.rowid DESC',
  name: 'voices.name_key',
  used: 'voices.used_at IS NULL, voices.used_at DESC, voices.created_at DESC',
  takes:
    '(SELECT count(*) FROM takes WHERE voice_id = voices.id AND deleted_at IS NULL) DESC, voices.created_at DESC',
  match: 'bm25(search, 0, 0, 10, 1), voices.created_at DESC',
};

/** @returns the ids of the page that was asked for, and how many voices fit on all pages */
export function findVoices(
  db: Db,
  query: VoiceQuery,
): { readonly ids: readonly string[]; readonly total: number } {
  const conditions = conditionsOf(query);
  if (!conditions) return { ids: [], total: 0 };
  const searching = query.text.trim() !== '';
  const from = searching ? 'voices JOIN search ON search.id = voices.id' : 'voices';
  const where = conditions.map(({ sql }) => sql).join(' AND ');
  const values = conditions.flatMap((condition) => condition.values);
  const order = orders[query.sort === 'match' && !searching ? 'newest' : query.sort];
  const ids = db.readable(
    z.object({ id: idSchema }),
    `SELECT voices.id AS id FROM ${from} WHERE ${where} ORDER BY ${order} LIMIT ? OFFSET ?`,
    ...[...values, query.limit, query.offset],
  );
  const total = db.get(
    z.object({ total: z.number() }),
    `SELECT count(*) AS total FROM ${from} WHERE ${where}`,
    ...values,
  );
  return { ids: ids.map(({ id }) => id), total: total?.total ?? 0 };
}

/** @returns undefined when nothing can fit: a text without a word */
function conditionsOf(query: VoiceQuery): Condition[] | undefined {
  const { text, favourite, tag, language, consent, projectId, ids } = query;
  const conditions: Condition[] = [{ sql: 'voices.deleted_at IS NULL', values: [] }];
  const add = (sql: string, ...values: readonly SqlValue[]) => conditions.push({ sql, values });
  if (text.trim() !== '') {
    const words = searchCondition('voice', text);
    if (!words) return undefined;
    add(words.sql, ...words.values);
  }
  if (favourite !== undefined) add('voices.favourite = ?', favourite ? 1 : 0);
  if (tag !== undefined)
    add(`EXISTS (SELECT 1 FROM json_each(${jsonOf('voices.tags')}) WHERE value = ?)`, tag);
  if (language !== undefined) add('voices.language = ?', language);
  if (consent === 'none') add('voices.consent IS NULL');
  else if (consent !== undefined) add(`${jsonOf('voices.consent')} ->> '$.kind' = ?`, consent);
  if (projectId !== undefined)
    add('voices.id IN (SELECT voice_id FROM project_voices WHERE project_id = ?)', projectId);
  if (ids === undefined) add('voices.kept = 1');
  else add('voices.id IN (SELECT value FROM json_each(?))', JSON.stringify(ids));
  return conditions;
}

const facetRow = z.object({ value: z.string(), count: z.number() });

/** @returns the tags and languages in use, the most used first */
export function voiceFacets(db: Db): VoiceFacets {
  return {
    tags: db.readable(
      facetRow,
      `SELECT tag.value AS value, count(*) AS count FROM voices, json_each(${jsonOf('voices.tags')}) AS tag
       WHERE deleted_at IS NULL AND kept = 1 GROUP BY tag.value ORDER BY count(*) DESC, tag.value LIMIT 200`,
    ),
    languages: db.all(
      facetRow,
      `SELECT language AS value, count(*) AS count FROM voices
       WHERE deleted_at IS NULL AND kept = 1 AND language <> '' GROUP BY language ORDER BY count(*) DESC, language`,
    ),
  };
}
