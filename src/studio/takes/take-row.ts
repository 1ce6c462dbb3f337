import { z } from 'zod';
import {
  peaksSchema,
  recipeSchema,
  segmentSchema,
  takeSchema,
  understoodSchema,
  warningSchema,
  type Take,
} from '#contract/domain';
import { errorReportSchema } from '#contract/errors';
import { stageProgressSchema } from '#contract/stages';
import { flag, json, optional, present } from '../library/rows';

/** A take and the folder its file was written to. */
export interface StoredTake {
  readonly take: Take;
  readonly folder: string | undefined;
  readonly deleted: boolean;
}

/** A row of `takes`, parsed. */
export const takeRow = z
  .object({
    id: z.string(),
    created_at: z.string(),
    deleted_at: z.string().nullable(),
    state: z.string(),
    recipe: json(recipeSchema),
    understood: json(understoodSchema),
    stages: json(z.array(stageProgressSchema)),
    segments: json(z.array(segmentSchema)),
    warnings: json(z.array(warningSchema)),
    error: optional(json(errorReportSchema)),
    folder: optional(z.string()),
    file: optional(z.string()),
    sample_rate_hz: optional(z.number()),
    audio_sec: optional(z.number()),
    wall_sec: optional(z.number()),
    real_time_factor: optional(z.number()),
    pcm_sha256: optional(z.string()),
    peaks: optional(json(peaksSchema)),
    project_id: z.string(),
    name: z.string(),
    favourite: flag,
    rating: z.number(),
    note: z.string(),
    position: optional(z.number()),
    cleared_at: optional(z.string()),
  })
  .transform((row): StoredTake => {
    const { created_at, deleted_at, folder, sample_rate_hz, audio_sec, wall_sec, ...rest } = row;
    const { real_time_factor, pcm_sha256, project_id, cleared_at, ...same } = rest;
    const take = {
      ...same,
      createdAt: created_at,
      sampleRateHz: sample_rate_hz,
      audioSec: audio_sec,
      wallSec: wall_sec,
      realTimeFactor: real_time_factor,
      pcmSha256: pcm_sha256,
      projectId: project_id,
      clearedAt: cleared_at,
    };
    return { take: takeSchema.parse(present(take)), folder, deleted: deleted_at !== null };
  });
