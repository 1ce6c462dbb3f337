import { isOver, type Take } from '#contract/domain';
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
  private readonly waiting = new Map<string, Set<(take: Take) => void>>();

  constructor(private readonly parts: TakeListeningParts) {}

  /** Something about a take has changed. */
  changed(take: Take): void {
    for (const tell of [...(this.waiting.get(take.id) ?? [])]) tell(take);
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
        change = this.next(takeId, signal, (next) => isOver(next) || next.segments.length !== heard);
        const take = find(takeId);
        if (store.endNumber(takeId) < heard) throw madeAnew();
        const { segments, of = 0 } = store.of(take, heard);
        for (const segment of segments) {
          const end = segment.firstSample + segment.samples;
          if (end <= fromSample && fromSample > 0) continue;
          if (segment.samples > 0) yield* this.samples(takeId, segment.number, at, end);
          at = Math.max(at, segment.samples > 0 ? end : at);
          yield told(segment, of);
        }
        heard += segments.length;
        if (isOver(take)) return take;
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

  /** @param matters whether a change is worth a look */
  private next(takeId: string, signal: AbortSignal, matters: (take: Take) => boolean): Change {
    const listeners = this.waiting.get(takeId) ?? new Set();
    this.waiting.set(takeId, listeners);
    let wake: () => void = () => undefined;
    const come = new Promise<void>((resolve) => {
      wake = resolve;
    });
    const tell = (take: Take) => {
      if (matters(take)) wake();
    };
    listeners.add(tell);
    signal.addEventListener('abort', wake, { once: true });
    return {
      come,
      drop: () => {
        listeners.delete(tell);
        if (listeners.size === 0 && this.waiting.get(takeId) === listeners) this.waiting.delete(takeId);
        signal.removeEventListener('abort', wake);
      },
    };
  }
}

/** The next change of a take that matters. */
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
