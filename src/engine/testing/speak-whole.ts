import type { Segment } from '#contract/domain';
import type { Audio, SpeechResult, SpeechStream } from '#contract/engine-api';
import { shownSegment, SPEECH_RATE_HZ, type SegmentDone } from '#contract/speech';
import { wholeSpeech } from '#contract/whole-speech';

export interface SpokenWhole extends SpeechResult {
  readonly audio: Audio;
  readonly segments: readonly Segment[];
  readonly done: readonly SegmentDone[];
}

/** For tests: a take as one piece, with every segment's warnings. */
export async function speakWhole(speech: SpeechStream): Promise<SpokenWhole> {
  const { result, samples, segments: done } = await wholeSpeech(speech);
  return {
    ...result,
    audio: { sampleRateHz: SPEECH_RATE_HZ, samples },
    segments: done.map(shownSegment),
    done,
    warnings: [...result.warnings, ...done.flatMap(({ warnings }) => warnings)],
  };
}
