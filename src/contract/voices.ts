import { z } from 'zod';
import { consentKindSchema, permissionFacts } from './consent';
import { promptSchema, voiceDefaultsSchema, voiceSchema } from './domain';
import { idSchema } from './ids';
import { nameSchema } from './names';

/** How the voice library is asked, and what a person may change about a voice. */

export const voiceSorts = ['newest', 'name', 'used', 'takes', 'match'] as const;

export const voiceColours = ['red', 'orange', 'yellow', 'green', 'teal', 'blue', 'violet', 'pink'] as const;
export type VoiceColour = (typeof voiceColours)[number];

export const voiceQuerySchema = z
  .object({
    /** Names, tags, transcripts, notes; '' finds all. */
    text: z.string().max(200).default(''),
    /** 'match' ranks names first; without a text it is 'newest'. */
    sort: z.enum(voiceSorts).default('newest'),
    favourite: z.boolean().optional(),
    tag: z.string().optional(),
    language: z.string().optional(),
    /** 'none': nobody stated whose voice it is. */
    consent: z.enum(['none', ...consentKindSchema.options]).optional(),
    projectId: idSchema.optional(),
    /** Of these only, whichever are still in the library, those that were not kept as well. */
    ids: z.array(idSchema).max(500).optional(),
    offset: z.number().int().min(0).default(0),
    limit: z.number().int().min(1).max(500).default(100),
  })
  .prefault({});
export type VoiceQuery = z.output<typeof voiceQuerySchema>;

export const voicePageSchema = z.object({
  voices: z.array(voiceSchema),
  /** How many fit the query, on all pages. */
  total: z.number().int(),
});
export type VoicePage = z.output<typeof voicePageSchema>;

/** A recording of which nothing was kept can be found this long. */
export const SHELF_DAYS = 30;

const tagSchema = nameSchema(40);

/** What a person says about a voice; absent members stay as they are. */
export const voiceChangeSchema = z.object({
  tags: z.array(tagSchema).max(50).optional(),
  colour: z.enum(['', ...voiceColours]).optional(),
  /** BCP 47 tag; '' forgets it. */
  language: z
    .string()
    .regex(/^([A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*)?$/)
    .optional(),
  notes: z.string().max(10_000).optional(),
  favourite: z.boolean().optional(),
  defaults: voiceDefaultsSchema.optional(),
});
export type VoiceChange = z.output<typeof voiceChangeSchema>;

/** One change to many voices. */
export const bulkChangeSchema = z.object({
  addTags: z.array(tagSchema).max(50).default([]),
  removeTags: z.array(tagSchema).max(50).default([]),
  favourite: z.boolean().optional(),
});
export type BulkChange = z.output<typeof bulkChangeSchema>;

export const voiceIdsSchema = z.object({ voiceIds: z.array(idSchema).min(1).max(10_000) });

/** Whose voice it is, as a person states it; null takes the statement back. */
export const consentInputSchema = z
  .discriminatedUnion('kind', [
    z.object({ kind: z.literal('own') }),
    z.object({
      kind: z.literal('permitted'),
      ...permissionFacts,
      by: nameSchema(200),
      /** A spoken statement: the one there is, none, or a recording that is bound to the chosen prompt. */
      statement: z.union([z.enum(['keep', 'none']), z.object({ recordingId: idSchema })]).default('keep'),
    }),
    z.object({ kind: z.literal('synthetic') }),
  ])
  .nullable();
export type ConsentInput = z.output<typeof consentInputSchema>;

/** Tags and languages in use, each with the number of voices, the most used first. */
export const voiceFacetsSchema = z.object({
  tags: z.array(z.object({ value: z.string(), count: z.number().int() })),
  languages: z.array(z.object({ value: z.string(), count: z.number().int() })),
});
export type VoiceFacets = z.output<typeof voiceFacetsSchema>;

export const binnedPromptSchema = z.object({
  voiceId: idSchema,
  voiceName: z.string(),
  prompt: promptSchema,
  deletedAt: z.string(),
});
export type BinnedPrompt = z.output<typeof binnedPromptSchema>;
