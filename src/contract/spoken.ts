import { z } from 'zod';
import { float32Array } from './binary';
import { takeRequestSchema, warningSchema } from './domain';
import { lexiconReadingSchema } from './lexicon';

/** A text as an engine would read it aloud, before it is spoken. Places are UTF-16 offsets in the typed text. */

const placeSchema = z.object({ startChar: z.number().int().min(0), endChar: z.number().int().min(0) });

/** A way to read a token: what it sounds like, and what brings it about when it stands in the token's place. */
export const choiceSchema = z.object({
  spoken: z.string(),
  write: z.string(),
  /** As an entry of the lexicon for the token; absent where it is right in this text alone. */
  reading: lexiconReadingSchema.optional(),
});
export type Choice = z.output<typeof choiceSchema>;

/** One token that is spoken otherwise than it is written, or may be read in several ways. */
export const spokenChangeSchema = placeSchema.extend({
  typed: z.string(),
  spoken: z.string(),
  /** What it was recognised as, e.g. "date", "money", "polyphone". */
  class: z.string(),
  /** Readings that it may have, the one that it has first. */
  choices: z.array(choiceSchema).optional(),
});
export type SpokenChange = z.output<typeof spokenChangeSchema>;

export const spokenSegmentSchema = placeSchema.extend({
  /** As typed. */
  text: z.string(),
  /** In words. */
  spoken: z.string(),
  /** What the engine's synthesizer is given, where it writes otherwise: numbered pinyin, kana. */
  notation: z.string().optional(),
  /** BCP 47; 'und' when unknown. */
  language: z.string(),
  /** Silence behind it at speed 1; none behind the last. */
  pauseMs: z.number().min(0),
  changes: z.array(spokenChangeSchema),
});
export type SpokenSegment = z.output<typeof spokenSegmentSchema>;

export const spokenTextSchema = z.object({
  /** Of most of the text, BCP 47. */
  language: z.string(),
  /** In the order of the text; joined by line ends, what is spoken is the recipe's `normalizedText`. */
  segments: z.array(spokenSegmentSchema),
  /** What a person should know before the take: left out, not followed, not known. */
  notes: z.array(warningSchema),
});
export type SpokenText = z.output<typeof spokenTextSchema>;

/** The part of a take's request that decides what is said. */
export const spokenRequestSchema = takeRequestSchema
  .omit({ source: true, instructionId: true, seed: true, segmentSeeds: true, speed: true })
  .extend({ voiceId: takeRequestSchema.shape.voiceId.optional() });

/** A few words to be heard at once, with readings that need not be in the lexicon. */
export const heardRequestSchema = takeRequestSchema
  .pick({ language: true, voiceId: true, projectId: true })
  .extend({
    text: z.string().max(300),
    /** They go before what the lexicon has. */
    lexicon: z.array(lexiconReadingSchema).max(20).default([]),
  });

export const heardSchema = z.object({
  sampleRateHz: z.number().positive(),
  samples: float32Array,
  /** What was said, in words. */
  spoken: z.string(),
  notes: z.array(warningSchema),
});
export type Heard = z.output<typeof heardSchema>;
