import { z } from 'zod';
import { idSchema } from './ids';
import { languageTagSchema } from './languages';

/** The person's own words: what is said for a word, wherever it stands in a text. */

export const lexiconLimits = {
  wordCharacters: { max: 100 },
  readingCharacters: { max: 200 },
  /** Of one file that is imported. */
  importEntries: { max: 20_000 },
} as const;

/** `respelling`: other words; `pinyin` in Chinese; `kana` in Japanese; `cmu`: phones of CMU's dictionary. */
export const lexiconKinds = ['respelling', 'pinyin', 'kana', 'cmu'] as const;
export const lexiconScopes = ['library', 'project', 'voice'] as const;

/** What an engine needs of an entry, and a recipe keeps. */
export const lexiconReadingSchema = z.object({
  word: z.string().trim().min(1).max(lexiconLimits.wordCharacters.max),
  reading: z.string().trim().min(1).max(lexiconLimits.readingCharacters.max),
  kind: z.enum(lexiconKinds).default('respelling'),
  /** Only in texts of this language; absent: in all that the kind is for. */
  language: languageTagSchema.optional(),
});
export type LexiconReading = z.output<typeof lexiconReadingSchema>;

/** Where an entry counts; a voice's goes before a project's, that before the library's. */
export const lexiconScopeSchema = z.object({
  scope: z.enum(lexiconScopes).default('library'),
  /** Of the project or voice. */
  scopeId: idSchema.optional(),
});
export type LexiconScope = z.output<typeof lexiconScopeSchema>;

export const lexiconEntrySchema = z.object({
  ...lexiconReadingSchema.shape,
  id: idSchema,
  createdAt: z.string(),
  ...lexiconScopeSchema.shape,
});
export type LexiconEntry = z.output<typeof lexiconEntrySchema>;

/** As it is put in; with an id it replaces that entry. */
export const lexiconPutSchema = z.object({
  ...lexiconReadingSchema.shape,
  ...lexiconScopeSchema.shape,
  id: idSchema.optional(),
});
export type LexiconPut = z.output<typeof lexiconPutSchema>;

export const lexiconQuerySchema = z.object({
  /** Of one place; all when absent. */
  scope: z.enum(lexiconScopes).optional(),
  scopeId: idSchema.optional(),
  /** Has these words in its word or reading. */
  text: z.string().max(200).optional(),
});
export type LexiconQuery = z.output<typeof lexiconQuerySchema>;

export const lexiconFormats = ['csv', 'pls'] as const;

export type LexiconFormat = (typeof lexiconFormats)[number];

/** `entry`: no word with a reading, or too long; `reading`: none in the way it is written; `scope`: its voice or
 * project is not here. */
export const lexiconRefusals = ['entry', 'reading', 'scope'] as const;

/** Where the entries of a file count: where it says, if no scope is named; in the library where it says nothing. */
export const lexiconTargetSchema = z.object({
  scope: z.enum(lexiconScopes).optional(),
  scopeId: idSchema.optional(),
});
export type LexiconTarget = z.output<typeof lexiconTargetSchema>;

export const lexiconImportSchema = z.object({
  added: z.number().int(),
  /** Lines or lexemes that are no entries, counted from 1. */
  refused: z.array(z.object({ at: z.number().int(), word: z.string(), reason: z.enum(lexiconRefusals) })),
});
export type LexiconImport = z.output<typeof lexiconImportSchema>;
