import { setImmediate as nextTurn } from 'node:timers/promises';
import { countNotFinite } from '#audio/mix';
import { limits, type Finding } from '#contract/domain';
import type { Audio } from '#contract/engine-api';
import { StudioError, type ErrorCode } from '#contract/errors';
import { rounded } from '#contract/rounded';

/**
 * What no recording may be: empty, longer than the limit, or not numbers.
 * @throws StudioError 'audio-empty', 'audio-too-long', 'audio-not-finite', each with the numbers
 */
export async function requireSound({ samples, sampleRateHz }: Audio): Promise<void> {
  if (!(sampleRateHz > 0 && Number.isFinite(sampleRateHz))) {
    throw new StudioError('bad-request', { why: 'sample-rate', sampleRateHz });
  }
  if (samples.length === 0) {
    throw new StudioError('audio-empty', { samples: 0 });
  }
  const durationSec = samples.length / sampleRateHz;
  if (durationSec > limits.recordingSec.max) {
    throw new StudioError('audio-too-long', {
      durationSec: rounded(durationSec, 3),
      maxSec: limits.recordingSec.max,
    });
  }
  const broken = await countBroken(samples);
  if (broken > 0) {
    throw new StudioError('audio-not-finite', { count: broken, samples: samples.length });
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

/** @throws StudioError for the first finding that makes a prompt unusable */
export function requireUsable(findings: readonly Finding[]): void {
  const blocking = findings.find(({ severity }) => severity === 'blocking');
  if (!blocking) return;
  const code = refusals[blocking.code];
  throw new StudioError(
    code ?? 'bad-request',
    code === undefined ? { why: 'prompt', ...blocking.values } : blocking.values,
  );
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
