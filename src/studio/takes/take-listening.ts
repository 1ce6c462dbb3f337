import type { Take } from '#contract/domain';
import { StudioError } from '#contract/errors';
import type { ItemStream } from '#contract/item-stream';
import { SPEECH_RATE_HZ, type SpeechItem, type TakeSegment } from '#contract/speech';
import { without } from '../storage/database/rows';
import { samplesOf } from '../storage/files/growing-wav';
import type { SegmentStore } from './segment-store';
import type { TakeAudio } from './take-audio';

export interface TakeListeningParts {
  readonly segments: SegmentStore;
  readonly audio: Pick<TakeAudio, 'path'>;
  /** @throws StudioError 'take-not-found' */
  readonly take: (takeId: string) => Take;
}

/** Two seconds. */
const CHUNK_SAMPLES = 2 * SPEECH_RATE_HZ;

/** Takes as they are heard: from their file, as far as it has come, and on as it grows. */
export class TakeListening {
  private readonly waiting = new Map<string, Set<() => void>>();

  constructor(private readonly parts: TakeListeningParts) {}

  /** Something about a take has changed. */
  changed({ id }: Take): void {
    const listeners = this.waiting.get(id);
    this.waiting.delete(id);
    listeners?.forEach((wake) => wake());
  }

  /**
   * @param fromSample where the sound begins that is wanted; segments that end before it are left out
   * @throws StudioError 'take-not-found'; 'cancelled' when the take is made anew from its beginning, or nobody listens
   */
  async *listen(takeId: string, signal: AbortSignal, fromSample = 0): ItemStream<SpeechItem, Take> {
    const { segments: store, take: find } = this.parts;
    let at = fromSample;
    let heard = 0;
    let change: Change = { come: Promise.resolve(), drop: () => undefined };
    try {
      for (;;) {
        signal.throwIfAborted();
        // asked for before the rows are read, so that no change falls in between
        change.drop();
        change = this.next(takeId, signal);
        const take = find(takeId);
        const { segments, of = 0 } = store.of(take);
        if (segments.length < heard) throw madeAnew();
        for (const segment of segments.slice(heard)) {
          const end = segment.firstSample + segment.samples;
          if (end <= fromSample && fromSample > 0) continue;
          if (segment.samples > 0) yield* this.samples(takeId, segment.number, at, end);
          at = Math.max(at, segment.samples > 0 ? end : at);
          yield told(segment, of);
        }
        heard = segments.length;
        if (take.state !== 'queued' && take.state !== 'running') return take;
        await change.come;
      }
    } finally {
      change.drop();
    }
  }

  private async *samples(
    takeId: string,
    segment: number,
    from: number,
    to: number,
  ): AsyncGenerator<SpeechItem, void, undefined> {
    for (let at = from; at < to; at += CHUNK_SAMPLES) {
      const samples = await samplesOf(this.parts.audio.path(takeId), at, Math.min(at + CHUNK_SAMPLES, to));
      yield { kind: 'samples', segment, firstSample: at, samples };
    }
  }

  private next(takeId: string, signal: AbortSignal): Change {
    const listeners = this.waiting.get(takeId) ?? new Set();
    this.waiting.set(takeId, listeners);
    let wake: () => void = () => undefined;
    const come = new Promise<void>((resolve) => {
      wake = resolve;
    });
    listeners.add(wake);
    signal.addEventListener('abort', wake, { once: true });
    return {
      come,
      drop: () => {
        listeners.delete(wake);
        if (listeners.size === 0 && this.waiting.get(takeId) === listeners) this.waiting.delete(takeId);
        signal.removeEventListener('abort', wake);
      },
    };
  }
}

/** The next change of a take. */
interface Change {
  readonly come: Promise<void>;
  /** Nobody waits for it any more. */
  readonly drop: () => void;
}

function told(segment: TakeSegment, of: number): SpeechItem {
  return { kind: 'segment', segment: segment.number, of, ...without(segment, 'number', 'pcmSha256') };
}

function madeAnew(): StudioError {
  return new StudioError('cancelled', { why: 'made-anew' });
}
