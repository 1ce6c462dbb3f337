import { z } from 'zod';
import type { VoiceProfile } from '#contract/engine-api';
import { calibrationSchema, type Calibration } from './calibration';
import { ENGINE_ID } from './description';
import { promptAnalysisSchema, type PromptAnalysis } from './prompt-analysis';

/** Changes whenever analysis or calibration would give other numbers. */
export const PROFILE_KEY = 'draft-3';
const VERSION = 1;

const dataSchema = z.object({
  analysis: promptAnalysisSchema,
  calibrations: z.record(z.string(), calibrationSchema),
});

/** A prompt as the draft voice knows it: its analysis, and a calibration for every language spoken so far. */
export interface DraftProfile {
  readonly analysis: PromptAnalysis;
  /** By synthesizer and language. */
  readonly calibrations: Readonly<Record<string, Calibration>>;
}

/** @returns the profile inside, or undefined when it is another engine's, another version's or damaged */
export function readProfile(profile: VoiceProfile | undefined): DraftProfile | undefined {
  if (profile?.engine !== ENGINE_ID || profile.key !== PROFILE_KEY || profile.version !== VERSION)
    return undefined;
  const parsed = dataSchema.safeParse(profile.data);
  return parsed.success ? parsed.data : undefined;
}

export function writeProfile({ analysis, calibrations }: DraftProfile): VoiceProfile {
  return { engine: ENGINE_ID, key: PROFILE_KEY, version: VERSION, data: { analysis, calibrations } };
}
