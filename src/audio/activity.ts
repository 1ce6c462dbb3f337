import { FLOOR_DB, percentile, toDb } from './level';

/** Hop of every frame analysis here; frame i is centred at (i + 0.5) * HOP_SEC. */
export const HOP_SEC = 0.01;
const FRAME_SEC = 0.025;

/** Nothing below this is speech, however quiet the rest is: it is the noise of a 16-bit file or digital silence. */
const LEAST_ACTIVE_DB = -70;

/** Which 25 ms frames hold speech, by energy. All arrays have one value every HOP_SEC. */
export interface Activity {
  /** Mean level of each frame in dBFS. */
  readonly levelDb: Float32Array;
  /** 1 where the frame is active. */
  readonly active: Uint8Array;
  readonly activeFrames: number;
  /** Frames above this are active. */
  readonly thresholdDb: number;
  /** Levels that 5 and 95 of 100 frames do not reach. */
  readonly lowDb: number;
  readonly highDb: number;
}

/**
 * Active speech by level: above the loudest frames less 32 dB, and clear of the noise floor where there is one.
 * @param samples mono; NaN and infinities count as silence
 */
export function findActivity(samples: Float32Array, sampleRateHz: number): Activity {
  const levelDb = frameLevels(samples, sampleRateHz);
  const lowDb = levelDb.length === 0 ? FLOOR_DB : percentile(levelDb, 0.05);
  const highDb = levelDb.length === 0 ? FLOOR_DB : percentile(levelDb, 0.95);
  const thresholdDb = Math.max(LEAST_ACTIVE_DB, highDb - 32, Math.min(lowDb + 8, highDb - 12));
  const active = Uint8Array.from(levelDb, (level) => (level > thresholdDb ? 1 : 0));
  return {
    levelDb,
    active,
    activeFrames: active.reduce((sum, frame) => sum + frame, 0),
    thresholdDb,
    lowDb,
    highDb,
  };
}

/** @returns mean level in dBFS of the 25 ms around every hop's centre, cut at the ends of the signal */
function frameLevels(samples: Float32Array, sampleRateHz: number): Float32Array {
  const hop = HOP_SEC * sampleRateHz;
  const half = (FRAME_SEC * sampleRateHz) / 2;
  return Float32Array.from({ length: Math.floor(samples.length / hop) }, (_, frame) => {
    const centre = (frame + 0.5) * hop;
    const start = Math.max(0, Math.round(centre - half));
    const end = Math.min(samples.length, Math.round(centre + half));
    let power = 0;
    for (let i = start; i < end; i++) {
      const sample = samples[i]!;
      if (Number.isFinite(sample)) power += sample * sample;
    }
    return toDb(Math.sqrt(power / Math.max(1, end - start)));
  });
}
