import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { SearchKind } from '#contract/search';
import type { Db } from './db';

/**
 * One index over everything that has words, kept in step by the code that writes them. Rows are numbered so that each
 * kind is one range: takes by their own number, which lists the newest first without sorting, the others by a hash of
 * their id.
 */

const HALF = 2 ** 51;
const QUARTER = 2 ** 50;

const ranges: Record<SearchKind, { readonly from: number; readonly to: number }> = {
  take: { from: 1, to: HALF - 1 },
  voice: { from: HALF, to: HALF + QUARTER - 1 },
  project: { from: HALF + QUARTER, to: 2 * HALF - 1 },
};

/** What can be found of one thing. */
export interface SearchEntry {
  readonly kind: SearchKind;
  readonly id: string;
  /** The take's number; other kinds have none. */
  readonly number?: number;
  readonly name: string;
  readonly body: string;
}

export type SearchTarget = Pick<SearchEntry, 'kind' | 'id' | 'number'>;

export class SearchIndex {
  constructor(private readonly db: Db) {}

  put(entry: SearchEntry): void {
    const { name, body } = indexedWords(entry);
    this.db.run(
      'INSERT OR REPLACE INTO search (rowid, kind, id, name, body) VALUES (?, ?, ?, ?, ?)',
      ...[rowOf(entry), entry.kind, entry.id, name, body],
    );
    this.catchUp(entry);
  }

  remove(target: SearchTarget): void {
    this.db.run('DELETE FROM search WHERE rowid = ?', rowOf(target));
    this.catchUp(target);
  }

  /**
   * Marks a thing whose words are others by now, without a look at any of them: a word of a long text costs as little as
   * one of a short text. Whoever searches puts it first. The mark lies in the index itself and outlives a kill.
   */
  putOff(target: SearchTarget): void {
    const sql = 'INSERT OR REPLACE INTO search (rowid, kind, id) VALUES (?, ?, ?)';
    this.db.run(sql, -rowOf(target), target.kind, target.id);
  }

  /** @returns the ids of what was put off */
  behind(kind: SearchKind): string[] {
    const sql = 'SELECT id FROM search WHERE rowid < 0 AND kind = ?';
    return this.db.readable(z.object({ id: z.string() }), sql, kind).map(({ id }) => id);
  }

  private catchUp(target: SearchTarget): void {
    this.db.run('DELETE FROM search WHERE rowid = ?', -rowOf(target));
  }

  /** @returns ids, the best first: those found by name, then the rest; takes newest first in both */
  find(kind: SearchKind, text: string, limit: number): string[] {
    const query = matchQuery(text);
    if (query === undefined) return [];
    const { from, to } = ranges[kind];
    const order = kind === 'take' ? 'rowid DESC' : 'bm25(search, 0, 0, 10, 1)';
    const sql = `SELECT id FROM search WHERE search MATCH ? AND rowid BETWEEN ? AND ? ORDER BY ${order} LIMIT ?`;
    const ids = (match: string) =>
      this.db.all(z.object({ id: z.string() }), sql, match, from, to, limit).map(({ id }) => id);
    const named = kind === 'take' ? ids(`name : (${query})`) : [];
    return [...new Set([...named, ...ids(query)])].slice(0, limit);
  }
}

/** @returns the words of an entry as the index holds them */
export const indexedWords = ({ name, body }: SearchEntry): Pick<SearchEntry, 'name' | 'body'> => ({
  name: spaced(name),
  body: spaced(body),
});

/**
 * For a WHERE clause: rows of `search` that hold every word of the text.
 * @returns SQL after WHERE and its values; undefined when the text has no word
 */
export function searchCondition(
  kind: SearchKind,
  text: string,
): { readonly sql: string; readonly values: readonly [string, number, number] } | undefined {
  const query = matchQuery(text);
  const { from, to } = ranges[kind];
  return query === undefined
    ? undefined
    : { sql: 'search MATCH ? AND search.rowid BETWEEN ? AND ?', values: [query, from, to] };
}

/** Scripts that write words without spaces: each character is a word, so that any run of them is a phrase. */
const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/gu;
const WORD = /[\p{L}\p{N}\p{M}]+/gu;

function spaced(text: string): string {
  return text.normalize('NFKC').toLowerCase().replace(UNSPACED, ' $& ').replace(/\s+/g, ' ').trim();
}

/**
 * What a person typed as a query that cannot be anything else: runs of unspaced script are phrases, other words are
 * beginnings of words, and all must be found. Signs mean nothing.
 */
export function matchQuery(text: string): string | undefined {
  const words = text.normalize('NFKC').toLowerCase().match(WORD) ?? [];
  const terms = words.flatMap((word) => word.match(RUNS) ?? []).map(term);
  return terms.length === 0 ? undefined : terms.join(' AND ');
}

const RUNS = new RegExp(`(?:${UNSPACED.source})+|(?:(?!${UNSPACED.source}).)+`, 'gu');

const isUnspaced = (run: string): boolean => new RegExp(UNSPACED.source, 'u').test(run);

const term = (run: string): string => (isUnspaced(run) ? `"${spaced(run)}"` : `"${run}"*`);

/** @returns where in the index a thing stands */
export function rowOf({ kind, id, number }: SearchTarget): number {
  if (number !== undefined) return number;
  const hash = Number.parseInt(createHash('sha256').update(id).digest('hex').slice(0, 13), 16);
  return ranges[kind].from + (hash % QUARTER);
}
