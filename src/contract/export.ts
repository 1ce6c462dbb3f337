import { z } from 'zod';

/** How a take leaves the studio: its format, and what is done to a copy of its sound on the way. The take itself stays. */

export const exportFormats = ['wav', 'flac', 'mp3', 'opus'] as const;
export const exportRatesHz = [24_000, 44_100, 48_000] as const;
export const exportBits = [16, 24, 'float32'] as const;

export const exportLimits = {
  loudnessLufs: { min: -40, max: -6 },
  peakDb: { min: -20, max: 0 },
  bitrateKbps: {
    mp3: { min: 32, max: 320, usual: 128 },
    opus: { min: 12, max: 256, usual: 64 },
    m4b: { min: 32, max: 256, usual: 64 },
  },
} as const;

export const exportFormatSchema = z.enum(exportFormats);
export type ExportFormat = z.output<typeof exportFormatSchema>;

const { loudnessLufs, peakDb, bitrateKbps } = exportLimits;

export const exportOptionsSchema = z.object({
  format: exportFormatSchema.default('wav'),
  /** WAV takes all three, FLAC 16 and 24; the others code as they like. */
  bitDepth: z.literal(exportBits).default(16),
  /** The take's own rate when absent. Opus is always heard at 48 kHz. */
  sampleRateHz: z.literal(exportRatesHz).optional(),
  /** Integrated loudness to bring it to (EBU R 128), LUFS. */
  loudnessLufs: z.number().min(loudnessLufs.min).max(loudnessLufs.max).optional(),
  /** True peak that is never exceeded, dBTP. */
  peakDb: z.number().min(peakDb.min).max(peakDb.max).optional(),
  /** Leaves out silence at the start and the end. */
  trimSilence: z.boolean().default(false),
  /** Average, of MP3 and Opus. */
  bitrateKbps: z.number().int().min(bitrateKbps.opus.min).max(bitrateKbps.mp3.max).optional(),
});
export type ExportRequest = z.input<typeof exportOptionsSchema>;

/** What was done. Levels of the sound before it was coded. */
export const exportReportSchema = z.object({
  sampleRateHz: z.number(),
  audioSec: z.number(),
  /** LUFS; -70 is silence. */
  loudnessBefore: z.number(),
  loudnessAfter: z.number(),
  /** dBTP. */
  truePeakBefore: z.number(),
  truePeakAfter: z.number(),
  gainDb: z.number(),
  /** Most that the limiter took away, 0 when it had nothing to do. */
  limitedDb: z.number(),
  trimmedStartSec: z.number(),
  trimmedEndSec: z.number(),
  /** Every sample is the take's own. */
  untouched: z.boolean(),
});
export type ExportReport = z.output<typeof exportReportSchema>;

/** File name ending of each format. */
export const exportEndings: Readonly<Record<ExportFormat, string>> = {
  wav: 'wav',
  flac: 'flac',
  mp3: 'mp3',
  opus: 'opus',
};

/** @param ending without its dot, case ignored */
export function formatOfEnding(ending: string): ExportFormat | undefined {
  return exportFormats.find((format) => exportEndings[format] === ending.toLowerCase());
}

export const exportTypes: Readonly<Record<ExportFormat, string>> = {
  wav: 'audio/wav',
  flac: 'audio/flac',
  mp3: 'audio/mpeg',
  opus: 'audio/ogg',
};
