import type { Audio } from '#contract/engine-api';
import type { SoundStream } from './stream-play';

/** Something that can be heard: a take, a voice's prompt, a recording. Its audio is fetched when it is first played. */
export interface Playable {
  /** One key per sound, e.g. "take:7f3a". */
  readonly key: string;
  /** What the transport calls it: the words of a take, the name of a voice. */
  readonly title: string;
  readonly durationSec: number;
  /** Absolute, 0 to 1, evenly spaced over it; where they are known. */
  readonly peaks?: readonly number[];
  /** Added to it, dB; as it is when absent. */
  readonly gainDb?: number;
  readonly load: () => Promise<Audio>;
  /** In place of `load`, for a sound that is still being made or too long to hold. */
  readonly stream?: SoundStream;
}
