import { z } from 'zod';
import { errorReportSchema } from './errors';

/** Packs of model files as a person meets them: by id, never by path. */

export const packCheckIds = [
  'files',
  'tokenizer',
  'tensors',
  'embedding-rows',
  'language-model',
  'flow-estimator',
  'speaker-projection',
  'vocoder',
  'end-to-end',
] as const;
export type PackCheckId = (typeof packCheckIds)[number];

export const packCheckSchema = z.object({
  id: z.enum(packCheckIds),
  state: z.enum(['passed', 'failed', 'skipped']),
  elapsedMs: z.number(),
  /** What was found, with the numbers; why, when skipped. */
  message: z.string(),
  error: errorReportSchema.optional(),
});
export type PackCheck = z.output<typeof packCheckSchema>;

/** Belongs to one pack, as its files were, on one runtime and provider. */
export const packReportSchema = z.object({
  packId: z.string(),
  /** Changes with the name, size or time of any file of the pack. */
  stamp: z.string(),
  runtimeVersion: z.string(),
  /** Providers that ran it. */
  provider: z.string(),
  /** No check failed. */
  passed: z.boolean(),
  checks: z.array(packCheckSchema),
});
export type PackReport = z.output<typeof packReportSchema>;

/** A folder of the models folder, or the one that was named. */
export const installedPackSchema = z.object({
  id: z.string(),
  name: z.string(),
  status: z.enum(['established', 'experimental', 'discouraged']),
  /** Whether names and sizes allow it to speak. */
  usable: z.boolean(),
  /** Why not, one sentence; empty when it can. */
  reason: z.string(),
  /** The next take of CosyVoice 3 is made with this one. */
  inUse: z.boolean(),
  stamp: z.string(),
});
export type InstalledPack = z.output<typeof installedPackSchema>;

export const keptReportSchema = packReportSchema.extend({ verifiedAt: z.string() });
/** A report and when it was made. */
export type KeptReport = z.output<typeof keptReportSchema>;

/** An installed pack and what checking it on this computer found, with this runtime and these files. */
export const packSchema = installedPackSchema.extend({ verified: keptReportSchema.optional() });
export type Pack = z.output<typeof packSchema>;
