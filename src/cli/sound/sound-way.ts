import type { Take } from '#contract/domain';
import { SPEECH_RATE_HZ } from '#contract/speech';
import type { StudioService } from '#contract/studio-api';
import { finishedTake, requireDone } from '../finished-take';
import { say, usageError } from '../output';
import { heardTake } from './heard-take';
import { findPlayer, Player, type FoundPlayer } from './player';
import { SoundSink } from './sound-sink';

/** Where the sound of a take goes while it is made. */
export type SoundWay =
  | { readonly to: 'file' }
  | { readonly to: 'stdout'; readonly form: 'wav' | 'raw' }
  | { readonly to: 'player'; readonly player: FoundPlayer };

export interface SoundWayOptions {
  readonly out?: string | undefined;
  readonly raw?: boolean | undefined;
  readonly play?: boolean | undefined;
  readonly json?: boolean | undefined;
}

/**
 * @param takes how many are made
 * @param isTerminal whether a person looks at stdout
 * @throws StudioError 'usage' for what contradicts itself; 'player-unavailable'
 */
export function soundWay(options: SoundWayOptions, takes: number, isTerminal: boolean): SoundWay {
  const { out, raw = false, play = false, json = false } = options;
  if (out !== '-') {
    if (raw) throw usageError('raw-to-file');
    return play ? { to: 'player', player: findPlayer() } : { to: 'file' };
  }
  if (play) throw usageError('play-and-stdout');
  if (json) throw usageError('stdout-and-json');
  if (takes > 1) throw usageError('many-in-stream', { takes });
  if (isTerminal) throw usageError('stdout-terminal');
  return { to: 'stdout', form: raw ? 'raw' : 'wav' };
}

export interface SpokenAloud {
  readonly take: Take;
  /** Who heard it left before its end: it is kept as far as it came. */
  readonly isLeft: boolean;
}

/**
 * Starts a take, and waits for its end; it is heard meanwhile where its way says so.
 * @param pathOf its file
 * @throws StudioError why it could not start, or why it failed; what the way throws
 */
export async function speakAloud(
  studio: StudioService,
  start: () => Promise<Take>,
  way: SoundWay,
  pathOf: (take: Take) => string,
): Promise<SpokenAloud> {
  if (way.to === 'file') return { take: await finishedTake(studio, start), isLeft: false };
  if (way.to === 'stdout') {
    if (way.form === 'raw')
      say('stderr', `Raw sound: ${SPEECH_RATE_HZ} Hz, mono, 16 bit, signed, little-endian.`);
    const sink = new SoundSink(process.stdout, way.form);
    return over(await heardTake(studio, start, (samples) => sink.write(samples)));
  }
  const player = new Player(way.player);
  try {
    const spoken = over(await heardTake(studio, start, (samples) => player.hear(samples)));
    if (!spoken.isLeft) await player.finish(pathOf(spoken.take));
    return spoken;
  } finally {
    player.stop();
  }
}

function over({ take, isLeft }: SpokenAloud): SpokenAloud {
  // a take that was over before its reader left is whole
  if (isLeft && take.state === 'cancelled') return { take, isLeft };
  return { take: requireDone(take), isLeft: false };
}
