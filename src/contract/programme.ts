import { z } from 'zod';
import { uint8Array } from './binary';
import { fileTagsSchema } from './engine-api';
import { exportBits, exportLimits } from './export';

/** A programme: sounds one after another, written as files. What a host and the process that writes it say to each other. */

/** As takes leave the studio, and the audiobook's: AAC in MP4. */
export const programmeFormats = ['wav', 'flac', 'mp3', 'opus', 'm4b'] as const;
export const programmeFormatSchema = z.enum(programmeFormats);
export type ProgrammeFormat = z.output<typeof programmeFormatSchema>;

export const programmeRatesHz = [24_000, 44_100, 48_000] as const;

const { loudnessLufs, peakDb, bitrateKbps } = exportLimits;

/** Loudness of the whole: integrated (EBU R 128) in LUFS, or the power of all of it in dBFS, as audiobooks are judged. */
export const programmeLevelSchema = z.object({
  measure: z.enum(['lufs', 'rms']),
  target: z.number().min(loudnessLufs.min).max(loudnessLufs.max),
  /** True peak that is never exceeded, dBTP. */
  peakDb: z.number().min(peakDb.min).max(peakDb.max),
});
export type ProgrammeLevel = z.output<typeof programmeLevelSchema>;

const sampleSchema = z.number().int().min(0);

/** A stretch of the programme, in samples of its rate. */
const spanSchema = z.object({ from: sampleSchema, to: sampleSchema });
export type ProgrammeSpan = z.output<typeof spanSchema>;

export const programmeCodingSchema = z.object({
  format: programmeFormatSchema,
  bitDepth: z.literal(exportBits),
  bitrateKbps: z.number().int().min(bitrateKbps.opus.min).max(bitrateKbps.mp3.max).optional(),
});
export type ProgrammeCoding = z.output<typeof programmeCodingSchema>;

const chapterSchema = z.object({ at: sampleSchema, title: z.string() });
export type ProgrammeChapter = z.output<typeof chapterSchema>;

export const programmeCoverTypes = ['image/jpeg', 'image/png'] as const;
export const programmeCoverSchema = z.object({ type: z.enum(programmeCoverTypes), bytes: uint8Array });

/** One file of it. */
const outputSchema = z.object({
  file: z.string(),
  /** What of the programme is heard, in order. */
  spans: z.array(spanSchema).min(1),
  /** As long as the programme, silent outside of the spans; else the spans one after another. */
  keepsTime: z.boolean(),
  chapters: z.array(chapterSchema),
  tags: fileTagsSchema,
  cover: programmeCoverSchema.optional(),
  /** WAV only. */
  ixml: z.string().optional(),
});
export type ProgrammeOutput = z.output<typeof outputSchema>;

export const programmeJobSchema = z.object({
  sampleRateHz: z.literal(programmeRatesHz),
  samples: sampleSchema,
  /** WAV files in order; none reaches into the next one. A longer file is cut, a shorter one followed by silence. */
  pieces: z.array(z.object({ file: z.string(), at: sampleSchema, samples: sampleSchema })),
  level: programmeLevelSchema.optional(),
  coding: programmeCodingSchema,
  outputs: z.array(outputSchema),
});
export type ProgrammeJob = z.output<typeof programmeJobSchema>;

export const programmeProgressSchema = z.object({
  doing: z.enum(['measuring', 'writing']),
  doneSec: z.number(),
  /** Of all passes over the sound. */
  share: z.number().min(0).max(1),
});
export type ProgrammeProgress = z.output<typeof programmeProgressSchema>;

/** Levels of the whole before it was coded; absent where nobody asked for a level, as measuring takes its time. */
export const programmeReportSchema = z.object({
  /** LUFS; -70 is silence. */
  loudness: z.number(),
  /** dBFS of all of it. */
  rmsDb: z.number(),
  /** dBTP. */
  truePeakDb: z.number(),
  gainDb: z.number(),
  /** Whether the limiter had something to do. */
  limited: z.boolean(),
});
export type ProgrammeReport = z.output<typeof programmeReportSchema>;
