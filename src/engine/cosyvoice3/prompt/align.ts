import { FRAMES_PER_TOKEN } from '../geometry';
import type { MelFrames } from '../mel';

export interface AlignedPrompt {
  /** Speech tokens, P of them. */
  readonly tokens: Int32Array<ArrayBuffer>;
  /** Exactly 2 P frames. */
  readonly mel: MelFrames;
}

/**
 * Makes prompt tokens and prompt mel the same length by cutting, never by stretching: the flow takes frame 2 i to
 * belong to token i.    Source: the reference's frontend_zero_shot.
 */
export function alignPrompt(tokens: Int32Array, mel: MelFrames): AlignedPrompt {
  const count = Math.min(Math.floor(mel.frames / FRAMES_PER_TOKEN), tokens.length);
  const frames = count * FRAMES_PER_TOKEN;
  return {
    tokens: Int32Array.from(tokens.subarray(0, count)),
    mel: { data: mel.data.slice(0, frames * mel.bins), frames, bins: mel.bins },
  };
}
