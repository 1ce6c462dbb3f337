import { readItems, type ItemStream } from './item-stream';
import { SPEECH_RATE_HZ, type SegmentDone, type SpeechItem } from './speech';

/** Gathers speech into one piece; its memory grows with it. */
export class SpeechCollector {
  readonly segments: SegmentDone[] = [];
  private readonly chunks: Float32Array[] = [];

  readonly add = (item: SpeechItem): void => {
    if (item.kind === 'samples') this.chunks.push(item.samples);
    else this.segments.push(item);
  };

  /** @returns what has come so far */
  audio(): { sampleRateHz: number; samples: Float32Array<ArrayBuffer> } {
    const samples = new Float32Array(this.chunks.reduce((sum, { length }) => sum + length, 0));
    let at = 0;
    for (const chunk of this.chunks) {
      samples.set(chunk, at);
      at += chunk.length;
    }
    return { sampleRateHz: SPEECH_RATE_HZ, samples };
  }
}

export interface WholeSpeech<R> {
  readonly result: R;
  /** 24 kHz. */
  readonly samples: Float32Array<ArrayBuffer>;
  readonly segments: readonly SegmentDone[];
}

/** @returns speech once all of it is there */
export async function wholeSpeech<R>(speech: ItemStream<SpeechItem, R>): Promise<WholeSpeech<R>> {
  const collector = new SpeechCollector();
  const result = await readItems(speech, collector.add);
  return { result, samples: collector.audio().samples, segments: collector.segments };
}
