import { z } from 'zod';
import type { Audio } from '#contract/engine-api';
import { StudioError } from '#contract/errors';
import { findActivity, HOP_SEC } from '#audio/activity';
import { percentile } from '#audio/level';
import { trackPitch } from '#audio/pitch';
import { resampleClean } from '#audio/resample';
import { thirdFormantHz } from './formants';
import {
  createShapingBands,
  frameSpeech,
  gatherStatistics,
  SAMPLE_RATE_HZ,
  speechStatisticsSchema,
} from './speech-statistics';
import { nucleiPerSec } from './syllables';

/** Above this, synthesized tones break up: higher prompts are followed up to here. */
export const HIGHEST_MEDIAN_HZ = 280;
const LEAST_SPEECH_SEC = 0.3;

export const promptAnalysisSchema = z.object({
  /** As measured; 0 when nothing is voiced. */
  measuredF0Hz: z.number(),
  /** What the draft voice aims at: at most 280. */
  medianF0Hz: z.number(),
  /** Spread of the pitch around the median, semitones (one standard deviation of a normal distribution). */
  deviationSt: z.number(),
  /** Third formant; null when it could not be found. */
  thirdFormantHz: z.number().nullable(),
  /** Mean level of the active frames, dBFS, within -30 to -22 so that “loud” has room. */
  levelDb: z.number(),
  /** Syllable nuclei per active second; 0 when unknown. */
  nucleiPerSec: z.number(),
  voicedSec: z.number(),
  /** The prompt tells nothing above this frequency. */
  highestHz: z.number(),
  statistics: speechStatisticsSchema,
});

/** What the draft voice takes from a prompt. */
export type PromptAnalysis = z.output<typeof promptAnalysisSchema>;

/** Pitch of a prompt in which nothing is voiced (a whisper): between the usual low and high voices. */
const UNKNOWN_F0_HZ = 150;

/** @throws StudioError 'audio-empty', 'audio-not-finite', 'prompt-silent', 'prompt-too-short' */
export function analysePrompt({ samples, sampleRateHz }: Audio): PromptAnalysis {
  checkPrompt(samples);
  const activity = findActivity(samples, sampleRateHz);
  const speechSec = activity.activeFrames * HOP_SEC;
  if (speechSec < LEAST_SPEECH_SEC) throw new StudioError('prompt-too-short', { speechSec });
  const { f0Hz } = trackPitch(samples, sampleRateHz);
  const voiced = f0Hz.filter((hz) => hz > 0);
  const measuredF0Hz = voiced.length > 0 ? percentile(voiced, 0.5) : 0;
  const third = thirdFormantHz(samples, sampleRateHz, f0Hz);
  const highestHz = Math.min(7_000, 0.45 * sampleRateHz);
  const atShapingRate = resampleClean(samples, sampleRateHz, SAMPLE_RATE_HZ);
  return {
    measuredF0Hz,
    medianF0Hz: Math.min(measuredF0Hz || UNKNOWN_F0_HZ, HIGHEST_MEDIAN_HZ),
    deviationSt: clip(pitchDeviationSt(voiced), 1.8, 4.2),
    thirdFormantHz: Number.isFinite(third) ? third : null,
    levelDb: clip(meanActiveDb(samples, sampleRateHz), -30, -22),
    nucleiPerSec: nucleiPerSec(samples, sampleRateHz, f0Hz),
    voicedSec: voiced.length * HOP_SEC,
    highestHz,
    statistics: gatherStatistics(frameSpeech(atShapingRate, f0Hz, createShapingBands(highestHz), true)),
  };
}

/** @returns (P90 - P10) / 2.563 in semitones, which is the standard deviation if pitch is normally distributed */
export function pitchDeviationSt(voicedHz: Float32Array): number {
  if (voicedHz.length < 2) return 0;
  return (12 * Math.log2(percentile(voicedHz, 0.9) / percentile(voicedHz, 0.1))) / 2.563;
}

/** @returns mean level of the active frames in dBFS */
export function meanActiveDb(samples: Float32Array, sampleRateHz: number): number {
  const { levelDb, active, activeFrames } = findActivity(samples, sampleRateHz);
  return levelDb.reduce((sum, level, at) => sum + (active[at] ? level : 0), 0) / Math.max(1, activeFrames);
}

export function clip(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value));
}

function checkPrompt(samples: Float32Array): void {
  if (samples.length === 0) throw new StudioError('audio-empty');
  let bad = 0;
  let peak = 0;
  for (let i = 0; i < samples.length; i++) {
    if (Number.isFinite(samples[i])) peak = Math.max(peak, Math.abs(samples[i]!));
    else bad++;
  }
  if (bad > 0) throw new StudioError('audio-not-finite', { count: bad, samples: samples.length });
  if (peak < 1e-4) throw new StudioError('prompt-silent');
}
