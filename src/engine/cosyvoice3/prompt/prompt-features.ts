import type { Audio } from '#contract/engine-api';
import { limits } from '#contract/domain';
import { StudioError } from '#contract/errors';
import { resample } from '#audio/resample';
import { ENROL_RATE_HZ, OUTPUT_RATE_HZ } from '../geometry';
import type { MelFrames, MelRows } from '../mel';
import { TAIL_SEC, cleanReference } from './clean-reference';
import { flowMel } from './flow-mel';
import { speakerFbank } from './speaker-fbank';
import { tokenizerMel } from './tokenizer-mel';

/** The features need half a second; the speech tokenizer was exported for at most 30 s. */
const SHORTEST_SEC = 0.5;
const LONGEST_SEC = limits.promptSec.max;

/** What the enrolment graphs and the flow are fed. */
export interface PromptFeatures {
  /** Of the audio after conditioning. */
  readonly durationSec: number;
  /** Shape (128, F), 100 frames per second. */
  readonly tokenizerMel: MelRows;
  /** Shape (F, 80), 100 frames per second. */
  readonly speakerFbank: MelFrames;
  /** Shape (F, 80), 50 frames per second. */
  readonly flowMel: MelFrames;
}

export interface PromptOptions {
  /** Trim silence, limit the peak to 0.8, append 0.3 s of silence. */
  readonly cleanReference: boolean;
}

/**
 * Prompt audio to features. Both rates are made from the original, never one from the other.
 * @throws StudioError 'audio-rate-too-low', 'audio-not-finite', 'prompt-silent', 'prompt-too-short', 'prompt-too-long'
 */
export function preparePrompt(
  audio: Audio,
  options: PromptOptions = { cleanReference: true },
): PromptFeatures {
  const { sampleRateHz } = audio;
  checkPrompt(audio);
  const samples = options.cleanReference
    ? cleanReference(audio.samples, sampleRateHz, LONGEST_SEC)
    : audio.samples;
  const durationSec = samples.length / sampleRateHz;
  const soundSec = durationSec - (options.cleanReference ? TAIL_SEC : 0);
  if (soundSec < SHORTEST_SEC) throw tooShort(soundSec);
  const at16k = resample(samples, sampleRateHz, ENROL_RATE_HZ);
  const at24k = resample(samples, sampleRateHz, OUTPUT_RATE_HZ);
  return {
    durationSec,
    tokenizerMel: tokenizerMel(at16k),
    speakerFbank: speakerFbank(at16k),
    flowMel: flowMel(at24k),
  };
}

function checkPrompt({ samples, sampleRateHz }: Audio): void {
  if (sampleRateHz < limits.promptRateHz.min) {
    throw new StudioError('audio-rate-too-low', { sampleRateHz, minRateHz: limits.promptRateHz.min });
  }
  const durationSec = samples.length / sampleRateHz;
  if (durationSec < SHORTEST_SEC) throw tooShort(durationSec);
  if (durationSec > LONGEST_SEC) {
    throw new StudioError('prompt-too-long', { durationSec, maxSec: LONGEST_SEC });
  }
  if (!samples.every(Number.isFinite)) {
    throw new StudioError('audio-not-finite');
  }
  if (samples.every((sample) => sample === 0)) {
    throw new StudioError('prompt-silent');
  }
}

function tooShort(durationSec: number): StudioError {
  return new StudioError('prompt-too-short', { durationSec, minSec: SHORTEST_SEC });
}
