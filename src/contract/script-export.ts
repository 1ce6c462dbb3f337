import { z } from 'zod';
import { exportBits, exportLimits } from './export';
import { idSchema } from './ids';
import {
  programmeCoverSchema,
  programmeFormatSchema,
  programmeLevelSchema,
  programmeProgressSchema,
  programmeRatesHz,
  programmeReportSchema,
  type ProgrammeFormat,
  type ProgrammeLevel,
} from './programme';
import { scriptWorkSchema } from './scripts';
import { namingSchema } from './take-library';

/** A script as files: the joined programme, its parts, and texts that go with its times. */

/** With sound; `chapters` and `lines` are a file each, `stems` one for each speaker, as long as the whole. */
export const scriptSounds = ['joined', 'chapters', 'lines', 'stems'] as const;
/** `labels` for Audacity, `cue` a cue sheet, `csv` the script with its files. */
export const scriptTexts = ['srt', 'vtt', 'labels', 'cue', 'csv'] as const;
export const scriptExportParts = [...scriptSounds, ...scriptTexts] as const;
export type ScriptExportPart = (typeof scriptExportParts)[number];

/** Of names of lines and chapters. */
export const scriptNamingFields = ['project', 'index', 'speaker', 'chapter', 'text', 'date'] as const;

/** How loud a programme is asked to be: broadcast (EBU R 128), online, audiobooks (ACX). */
export const levelPresets = {
  ebu: { measure: 'lufs', target: -23, peakDb: -1 },
  online: { measure: 'lufs', target: -16, peakDb: -1 },
  audiobook: { measure: 'rms', target: -20, peakDb: -3 },
} as const satisfies Readonly<Record<string, ProgrammeLevel>>;

const { bitrateKbps } = exportLimits;

export const scriptExportSchema = z.object({
  projectId: idSchema,
  /** Only these lines, in the order of the script. */
  lineIds: scriptWorkSchema.shape.lineIds,
  parts: z.array(z.enum(scriptExportParts)).min(1),
  format: programmeFormatSchema.default('wav'),
  /** Of WAV; FLAC takes 16 and 24. */
  bitDepth: z.literal(exportBits).default(16),
  bitrateKbps: z.number().int().min(bitrateKbps.opus.min).max(bitrateKbps.mp3.max).optional(),
  /** The takes' own when absent. Opus is always heard at 48 kHz. */
  sampleRateHz: z.literal(programmeRatesHz).optional(),
  /** As the takes are when absent. */
  level: programmeLevelSchema.optional(),
  /** Of lines and chapters; which fields it has: `scriptNamingFields`. */
  naming: namingSchema.optional(),
  cover: programmeCoverSchema.optional(),
  /** Without what is missing, and with what is stale as it was spoken. */
  anyway: z.boolean().default(false),
  /** Takes the place of files of these names. */
  replace: z.boolean().default(false),
});
export type ScriptExport = z.output<typeof scriptExportSchema>;
export type ScriptExportRequest = z.input<typeof scriptExportSchema>;

/** `held` things hold an export up until somebody says that they do not matter; the others are only told. */
export const exportProblems = {
  held: ['missing', 'stale', 'failed', 'unfinished', 'lost'],
  told: ['without-voice', 'clipped', 'lost-text'],
} as const;
const problemKinds = [...exportProblems.held, ...exportProblems.told] as const;
export type ExportProblem = (typeof problemKinds)[number];

const exportFileSchema = z.object({
  name: z.string(),
  part: z.enum(scriptExportParts),
  /** About, before it is written. */
  bytes: z.number(),
  audioSec: z.number().optional(),
});
export type ExportFile = z.output<typeof exportFileSchema>;

/** What an export would write; nothing is. */
export const scriptExportPlanSchema = z.object({
  files: z.array(exportFileSchema),
  audioSec: z.number(),
  bytes: z.number(),
  problems: z.array(z.object({ kind: z.enum(problemKinds), lineIds: z.array(idSchema) })),
});
export type ScriptExportPlan = z.output<typeof scriptExportPlanSchema>;

export const scriptExportedSchema = z.object({
  /** To fetch it with, where no folder was chosen. */
  exportId: idSchema.optional(),
  files: z.array(exportFileSchema),
  audioSec: z.number(),
  report: programmeReportSchema.optional(),
});
export type ScriptExported = z.output<typeof scriptExportedSchema>;
export { programmeProgressSchema as scriptExportProgressSchema };

export const programmeEndings: Readonly<Record<ProgrammeFormat, string>> = {
  wav: 'wav',
  flac: 'flac',
  mp3: 'mp3',
  opus: 'opus',
  m4b: 'm4b',
};
