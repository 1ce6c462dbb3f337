import { setImmediate as nextTurn } from 'node:timers/promises';
import { countNotFinite } from '#audio/mix';
import { limits, type Finding } from '#contract/domain';
import type { Audio } from '#contract/engine-api';
import { StudioError, type ErrorCode } from '#contract/errors';
import { rounded } from '#contract/rounded';
import { findingLine } from '../log/english';

/**
 * What no recording may be: empty, longer than the limit, or not numbers.
 * @throws StudioError 'audio-empty', 'audio-too-long', 'audio-not-finite', each with the numbers
 */
export async function requireSound({ samples, sampleRateHz }: Audio): Promise<void> {
  if (!(sampleRateHz > 0 && Number.isFinite(sampleRateHz))) {
    throw new StudioError('bad-request', `A sample rate of ${sampleRateHz} Hz is none.`, {
      repair: 'Record again, or open another file.',
      values: { sampleRateHz },
    });
  }
  if (samples.length === 0) {
    throw new StudioError('audio-empty', 'The recording has no audio (0 samples).', {
      repair: 'Record again, or open another file.',
      values: { samples: 0 },
    });
  }
  const durationSec = samples.length / sampleRateHz;
  if (durationSec > limits.recordingSec.max) {
    throw new StudioError(
      'audio-too-long',
      `The audio has ${durationSec.toFixed(1)} s; at most ${limits.recordingSec.max} s are taken.`,
      {
        repair: 'Open a shorter part of it: 3 to 15 s of clean speech are enough.',
        values: { durationSec: rounded(durationSec, 3), maxSec: limits.recordingSec.max },
      },
    );
  }
  const broken = await countBroken(samples);
  if (broken > 0) {
    throw new StudioError('audio-not-finite', `${broken} of ${samples.length} samples are not numbers.`, {
      repair: 'Export the file again from the program that made it.',
      values: { count: broken, samples: samples.length },
    });
  }
}

/** The codes that refuse a prompt, by the finding that says why. */
const refusals: Partial<Record<Finding['code'], ErrorCode>> = {
  'speech-too-short': 'prompt-too-short',
  'prompt-too-long': 'prompt-too-long',
  'rate-too-low': 'audio-rate-too-low',
  silent: 'prompt-silent',
  clipping: 'prompt-clipped',
};

const repairs: Partial<Record<Finding['code'], string>> = {
  'speech-too-short': `Choose or record at least ${limits.promptSec.min} s of speech.`,
  'prompt-too-long': `Trim the selection to ${limits.promptSec.max} s or less; 3 to 15 s are best.`,
  'rate-too-low': `Record or export at ${limits.promptRateHz.min} Hz or more.`,
  clipping: 'Choose a part that is not clipped, or record again a little softer.',
  silent: 'Choose a part with speech, or check the microphone and record again.',
};

/** @throws StudioError for the first finding that makes a prompt unusable */
export function requireUsable(findings: readonly Finding[]): void {
  const blocking = findings.find(({ severity }) => severity === 'blocking');
  if (!blocking) return;
  throw new StudioError(refusals[blocking.code] ?? 'bad-request', findingLine(blocking), {
    repair: repairs[blocking.code] ?? 'Choose another part of the recording, or record again.',
    values: blocking.values,
  });
}

/** In blocks, so that ten minutes of audio do not hold up the event loop. */
async function countBroken(samples: Float32Array): Promise<number> {
  const blockSamples = 1 << 20;
  let count = 0;
  for (let at = 0; at < samples.length; at += blockSamples) {
    count += countNotFinite([samples.subarray(at, at + blockSamples)]);
    await nextTurn();
  }
  return count;
}
