import { randomUUID } from 'node:crypto';
import { interleave } from '#audio/pcm';
import { wavHead } from '#audio/wav';
import type { Take } from '#contract/domain';
import { reviveError, StudioError } from '#contract/errors';
import type { ItemStream } from '#contract/item-stream';
import { SPEECH_RATE_HZ } from '#contract/speech';
import { isCoded, type CodedFormat, type SpeechFormat } from '#contract/speech-coding';
import type { SharedHelper } from '../programs/shared-helper';
import type { SegmentStore } from './segment-store';
import type { TakeListening } from './take-listening';

export interface CodedTakesParts {
  readonly listening: TakeListening;
  /** @throws StudioError 'take-not-found' */
  readonly take: (takeId: string) => Take;
  readonly segments: SegmentStore;
  readonly helper: SharedHelper;
}

interface Bytes {
  readonly bytes: Uint8Array;
}

/** Turns samples into a file as they come. */
interface Coder {
  readonly write: (samples: Float32Array) => Promise<Uint8Array>;
  readonly end: () => Promise<Uint8Array>;
}

const nothing = new Uint8Array(0);

/** Takes as files that grow while they are made, for whoever sends them on. */
export class CodedTakes {
  constructor(private readonly parts: CodedTakesParts) {}

  /**
   * @throws StudioError 'take-not-found', 'not-supported-here' (a coded format where no helper can be started), and why the take
   * came to no end
   */
  async *stream(takeId: string, format: SpeechFormat, signal: AbortSignal): ItemStream<Bytes, Take> {
    const coder = isCoded(format)
      ? await this.coder(format)
      : plainCoder(format === 'wav' ? this.wavHead(takeId) : nothing);
    const items = this.parts.listening.listen(takeId, signal);
    let isEnded = false;
    try {
      for (;;) {
        const step = await items.next();
        if (step.done) {
          refuseUnlessDone(step.value);
          break;
        }
        if (step.value.kind !== 'samples') continue;
        const bytes = await coder.write(step.value.samples);
        if (bytes.length > 0) yield { bytes };
      }
      isEnded = true;
      const rest = await coder.end();
      if (rest.length > 0) yield { bytes: rest };
      return this.parts.take(takeId);
    } finally {
      // also where whoever listens has left: neither a listener nor a coder stays behind
      await items.return?.();
      if (!isEnded) await coder.end().catch(() => undefined);
    }
  }

  /** It says how long the sound is where that is known. */
  private wavHead(takeId: string): Uint8Array {
    const take = this.parts.take(takeId);
    const last = this.parts.segments.of(take).segments.at(-1);
    const samples = last && last.firstSample + last.samples;
    return wavHead(SPEECH_RATE_HZ, take.state === 'done' ? samples : undefined);
  }

  private async coder(format: CodedFormat): Promise<Coder> {
    const { helper } = this.parts;
    const codingId = randomUUID();
    await helper.use(({ api }) => api.beginCoding({ codingId, format }));
    return {
      write: async (samples) => (await helper.use(({ api }) => api.codeSpeech({ codingId, samples }))).bytes,
      end: async () => (await helper.use(({ api }) => api.endCoding({ codingId }))).bytes,
    };
  }
}

/** @param head what stands before the samples */
function plainCoder(head: Uint8Array): Coder {
  let due = head;
  const before = (bytes: Uint8Array) => {
    const all = due.length === 0 ? bytes : new Uint8Array(Buffer.concat([due, bytes]));
    due = nothing;
    return all;
  };
  return {
    write: async (samples) => before(interleave([samples], 16)),
    end: async () => before(nothing),
  };
}

function refuseUnlessDone({ state, error }: Take): void {
  if (state === 'done') return;
  throw error === undefined ? new StudioError('cancelled') : reviveError(error);
}
