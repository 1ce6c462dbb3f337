import type { SynthesisRequest } from '#contract/engine-api';
import { createLogger, type LogRecord } from '#contract/logger';
import type { StageProgress } from '#contract/stages';
import { CosyVoice3Engine, type CosyVoice3Options } from '../../src/engine/cosyvoice3/cosyvoice3-engine';
import type { WorkContext } from '../../src/engine/engine';
import { createLanes } from '../../src/engine/lanes';

/** A voice-like signal: gliding harmonics in syllables. Closed form, so that every process makes the same samples. */
export function voiceLike(durationSec: number, sampleRateHz = 24_000): Float32Array {
  const samples = new Float32Array(Math.round(durationSec * sampleRateHz));
  let phase = 0;
  for (let i = 0; i < samples.length; i++) {
    const t = i / sampleRateHz;
    phase += (2 * Math.PI * (140 + 30 * Math.sin(2 * Math.PI * 0.7 * t))) / sampleRateHz;
    let sum = 0;
    for (let h = 1; h <= 12; h++) sum += Math.sin(h * phase) / (h + 2 * Math.abs(Math.sin(t * h)));
    samples[i] = 0.15 * sum * (0.55 + 0.45 * Math.sin(2 * Math.PI * 3.1 * t));
  }
  return samples;
}

export function takeRequest(change: Partial<SynthesisRequest> = {}): SynthesisRequest {
  return {
    takeId: 'take-1',
    engine: 'cosyvoice3',
    text: 'Hello world.',
    mode: 'zero_shot',
    instruction: '',
    seed: 7,
    speed: 1,
    prompt: { sampleRateHz: 24_000, samples: voiceLike(1.6), transcript: 'Hello world, this is a voice.' },
    ...change,
  };
}

export interface WatchedContext extends WorkContext {
  readonly records: LogRecord[];
  readonly progress: StageProgress[];
  readonly controller: AbortController;
}

/** A context that keeps what it was told. */
export function watchedContext(): WatchedContext {
  const records: LogRecord[] = [];
  const progress: StageProgress[] = [];
  const controller = new AbortController();
  return {
    records,
    progress,
    controller,
    signal: controller.signal,
    log: createLogger('cosyvoice3', (record) => records.push(record)),
    lanes: createLanes((each) => progress.push(each)),
  };
}

export const newEngine = (packDir: string, options: Partial<CosyVoice3Options> = {}): CosyVoice3Engine =>
  new CosyVoice3Engine({ presets: [], packDir, ...options });
