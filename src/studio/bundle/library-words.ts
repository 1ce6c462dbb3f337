import { z } from 'zod';
import type { Db } from '../library/db';
import { json } from '../library/rows';

/** A library can be large; lines of the log speak of what was used lately. */
const NEWEST = 500;

const voiceWords = z.object({
  name: z.string(),
  transcript: z.string(),
  notes: z.string(),
  tags: json(z.array(z.string())).catch([]),
});
const promptWords = z.object({ name: z.string(), transcript: z.string() });
const projectWords = z.object({ name: z.string(), notes: z.string(), script: z.string() });

/** @returns what a person called voices, prompts and projects, and what the prompts say; deleted ones, too */
export function libraryWords(db: Db): unknown {
  return [
    db.readable(
      voiceWords,
      `SELECT name, transcript, notes, tags FROM voices ORDER BY coalesce(used_at, created_at) DESC LIMIT ${NEWEST}`,
    ),
    db.readable(promptWords, `SELECT name, transcript FROM prompts ORDER BY created_at DESC LIMIT ${NEWEST}`),
    db.readable(
      projectWords,
      `SELECT name, notes, script FROM projects ORDER BY created_at DESC LIMIT ${NEWEST}`,
    ),
  ];
}
