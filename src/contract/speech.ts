import { z } from 'zod';
import { float32Array } from './binary';
import { warningSchema, type Segment } from './domain';

/** What speech is made of while it comes: samples at 24 kHz in order, and what each segment turned out to be. */

export const SPEECH_RATE_HZ = 24_000;

/** Which segments of a text are spoken, where they begin in the sound, and what stood before. */
export const speechPartSchema = z.object({
  /** The first, and the one behind the last; to the end when absent. */
  from: z.number().int().min(0),
  to: z.number().int().min(1).optional(),
  /** Samples before the first that this part gives. */
  firstSample: z.number().int().min(0),
  /** The last segment before that is heard: its pause comes first. */
  after: z.number().int().min(0).optional(),
});
export type SpeechPart = z.output<typeof speechPartSchema>;

const speechChunkSchema = z.object({
  kind: z.literal('samples'),
  /** Samples between two segments belong to the one before. */
  segment: z.number().int(),
  firstSample: z.number().int(),
  samples: float32Array,
});

/** Why an engine that draws tokens drew no more. */
export const stopSchema = z.enum(['eos', 'max-length']);

/** A segment is there as a whole: its samples came before. */
const segmentDoneSchema = z.object({
  kind: z.literal('segment'),
  segment: z.number().int(),
  /** Segments of the whole text. */
  of: z.number().int(),
  /** As typed; empty for converted speech. */
  text: z.string(),
  spoken: z.string(),
  /** In the typed text, UTF-16. */
  startChar: z.number().int(),
  endChar: z.number().int(),
  /** BCP 47; 'und' when unknown. */
  language: z.string(),
  /** Without the silence around it. */
  firstSample: z.number().int(),
  samples: z.number().int(),
  /** Speech tokens; only of an engine that draws them. */
  tokens: z.number().int().optional(),
  stop: stopSchema.optional(),
  seed: z.number().int(),
  warnings: z.array(warningSchema),
});
export type SegmentDone = z.output<typeof segmentDoneSchema>;

export const speechItemSchema = z.discriminatedUnion('kind', [speechChunkSchema, segmentDoneSchema]);
export type SpeechItem = z.output<typeof speechItemSchema>;

/** A segment of a take that is kept. */
export const takeSegmentSchema = segmentDoneSchema.omit({ kind: true, segment: true, of: true }).extend({
  /** From 0. */
  number: z.number().int(),
  /** Of the 16-bit PCM of its samples, hex. */
  pcmSha256: z.string(),
});
export type TakeSegment = z.output<typeof takeSegmentSchema>;

/** What a take is made of, as far as it came. */
export const takeSegmentsSchema = z.object({
  segments: z.array(takeSegmentSchema),
  /** Segments of the whole text; absent before the first is there. */
  of: z.number().int().optional(),
  /** Every one of them is there. */
  complete: z.boolean(),
});
export type TakeSegments = z.output<typeof takeSegmentsSchema>;

/** How one segment sounds in the takes of one line that differ in nothing but seeds. */
export const segmentVersionSchema = takeSegmentSchema
  .pick({ number: true, seed: true, firstSample: true, samples: true, pcmSha256: true })
  .extend({
    /** Of this segment, the oldest first, from 1. */
    version: z.number().int(),
    /** Whose sound it is. */
    takeId: z.string(),
    /** It is the one of the take that was asked about. */
    current: z.boolean(),
  });
export type SegmentVersion = z.output<typeof segmentVersionSchema>;

/** @returns what a take shows of a segment */
export function shownSegment({
  spoken,
  language,
  samples,
  tokens,
}: Pick<TakeSegment, 'spoken' | 'language' | 'samples' | 'tokens'>): Segment {
  const audioSec = samples / SPEECH_RATE_HZ;
  return { text: spoken, language, audioSec, ...(tokens === undefined ? {} : { tokens }) };
}
