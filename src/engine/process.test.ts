import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { LogRecord } from '#contract/logger';
import { buildEngine, forkEngine, type BuiltEngine } from './forked-engine';

describe('the engine process', () => {
  let built: BuiltEngine;
  beforeAll(async () => {
    built = await buildEngine();
  });
  afterAll(() => built.remove());

  test('speaks English in a process of its own and logs the lines that people know, in order', async () => {
    const engine = forkEngine(built);
    const lines: LogRecord[] = [];
    engine.on('log', (record) => lines.push(record));
    const { audio } = await engine.api.synthesize({
      takeId: 'take-1',
      engine: 'draft',
      text: 'Hello from the other side.',
      mode: 'zero_shot',
      instruction: '',
      seed: 1,
      speed: 1,
      prompt: { sampleRateHz: 24_000, samples: new Float32Array(72_000).fill(0.1), transcript: '' },
    });
    await engine.stop();
    expect(audio.sampleRateHz).toBe(24_000);
    expect(audio.samples.length).toBeGreaterThan(24_000);
    expect(lines.map(({ message }) => message)).toEqual([
      'Prompt audio loaded, duration: 3.0s, sample rate: 24000Hz',
      'Extracting voice embedding...',
      'Generating spectrogram with emotion: neutral',
      'Vocoder decoding completed.',
    ]);
    expect(lines.every(({ takeId }) => takeId === 'take-1')).toBe(true);
  });

  test('ends when the parent lets go of it', async () => {
    const engine = forkEngine(built);
    await engine.api.describe();
    const code = new Promise((done) => engine.child.once('exit', done));
    engine.child.disconnect();
    expect(await code).toBe(0);
  });
});
