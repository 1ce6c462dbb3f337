import { SPEECH_RATE_HZ, type SegmentDone, type SpeechItem, type SpeechPart } from '#contract/speech';

/** Two seconds: a reader hears soon, and a message stays small. */
const CHUNK_SAMPLES = 2 * SPEECH_RATE_HZ;

/** What an engine knows of a segment, beside where its samples lie. */
export type SegmentFacts = Omit<SegmentDone, 'kind' | 'firstSample' | 'samples'>;

/**
 * Segments that are heard follow each other after their pauses: none after the last, none around one that is not heard.
 * Where a part of the text is spoken, the line goes on behind what is there.
 */
export class SpeechLine {
  private at: number;
  private pause: { readonly segment: number; readonly samples: number } | undefined;

  /** @param pauseSec silence behind each segment of the text */
  constructor(
    part: SpeechPart | undefined,
    private readonly pauseSec: (segment: number) => number,
  ) {
    this.at = part?.firstSample ?? 0;
    this.pauseBehind(part?.after);
  }

  /** @param samples 24 kHz */
  *add(facts: SegmentFacts, samples: Float32Array): Generator<SpeechItem, void> {
    if (samples.length > 0 && this.pause) {
      yield* this.chunks(this.pause.segment, new Float32Array(this.pause.samples));
      this.pause = undefined;
    }
    const firstSample = this.at;
    yield* this.chunks(facts.segment, samples);
    if (samples.length > 0) this.pauseBehind(facts.segment);
    yield { kind: 'segment', ...facts, firstSample, samples: samples.length };
  }

  private *chunks(segment: number, samples: Float32Array): Generator<SpeechItem, void> {
    for (let from = 0; from < samples.length; from += CHUNK_SAMPLES) {
      const chunk = samples.slice(from, from + CHUNK_SAMPLES);
      yield { kind: 'samples', segment, firstSample: this.at, samples: chunk };
      this.at += chunk.length;
    }
  }

  private pauseBehind(segment: number | undefined): void {
    if (segment === undefined) return;
    this.pause = { segment, samples: Math.round(SPEECH_RATE_HZ * this.pauseSec(segment)) };
  }
}

/** @returns which segments of a text of `count` are spoken */
export function spokenSegments(part: SpeechPart | undefined, count: number): { from: number; to: number } {
  return { from: Math.min(part?.from ?? 0, count), to: Math.min(part?.to ?? count, count) };
}
