import { z } from 'zod';
import { takeSchema, type Take } from '#contract/domain';
import { present } from '../storage/database/rows';
import { takeColumns } from '../storage/database/stored-tables';

/** A take and the folder its file was written to, as long as it is one that a person chose. */
export interface StoredTake {
  readonly take: Take;
  readonly folder: string | undefined;
  readonly deleted: boolean;
}

/** A row of `takes`, parsed. */
export const takeRow = z
  .object(takeColumns)
  .omit({ number: true, voice_id: true })
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
    return { take: takeSchema.parse(present(take)), folder, deleted: deleted_at !== undefined };
  });
