import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { SynthesisRequest } from '#contract/engine-api';
import type { LogRecord } from '#contract/logger';
import { requestOf, samplePrompt } from './draft/testing';
import { buildEngine, forkEngine, type BuiltEngine } from './testing/forked-engine';
import { speakWhole } from './testing/speak-whole';

const prompt = samplePrompt('sample-b');

// real processes that load 45 MB of voices: slow on a busy machine
describe('the engine process', { timeout: 240_000 }, () => {
  let built: BuiltEngine;
  beforeAll(async () => {
    built = await buildEngine();
  });
  afterAll(() => built.remove());

  test('speaks, and logs the lines that people know', async () => {
    const engine = forkEngine(built);
    const lines: LogRecord[] = [];
    engine.on('log', (record) => lines.push(record));
    const { audio } = await speakWhole(engine.api.speak(requestOf(prompt, 'Hello from the other side.')));
    await engine.stop();
    expect(audio.sampleRateHz).toBe(24_000);
    expect(audio.samples.length).toBeGreaterThan(24_000);
    expect(lines.map(({ message }) => message)).toContain('Vocoder decoding completed.');
    expect(lines.every(({ takeId }) => takeId === 'take-1')).toBe(true);
  });

  test('gives the same bytes for the same request in two processes, whatever was spoken before', async () => {
    const requests = [
      requestOf(prompt, 'Hello, 你好。', { instruction: 'whisper', seed: 7 }),
      requestOf(prompt, '你好，世界。', { instruction: '开心地' }),
      requestOf(samplePrompt('sample-a'), '他<strong>明天</strong>回家吗？', { seed: 3 }),
      requestOf(prompt, '我哋去飲茶。'),
      requestOf(prompt, 'きょうは てんきです。'),
      requestOf(prompt, 'Heute ist das Wetter wirklich schön.'),
    ];
    const digests = async (order: readonly SynthesisRequest[]) => {
      const engine = forkEngine(built);
      const found = new Map<string, string>();
      for (const request of order) {
        const { audio } = await speakWhole(engine.api.speak(request));
        found.set(request.text, createHash('sha256').update(audio.samples).digest('hex'));
      }
      await engine.stop();
      return requests.map(({ text }) => found.get(text));
    };
    expect(await digests(requests)).toEqual(await digests(requests.toReversed()));
  });

  test('stops a take when asked, and takes the next one', async () => {
    const engine = forkEngine(built);
    const speaking = new Promise<void>((begun) => {
      engine.on('progress', ({ stage, done }) => {
        if (stage === 'tokens' && done === 1) begun();
      });
    });
    const abort = new AbortController();
    const take = speakWhole(
      engine.api.speak(requestOf(prompt, 'This sentence is said again and again. '.repeat(60)), abort.signal),
    );
    await speaking;
    abort.abort();
    await expect(take).rejects.toMatchObject({ code: 'cancelled' });
    expect((await speakWhole(engine.api.speak(requestOf(prompt, 'Next.')))).segments).toHaveLength(1);
    await engine.stop();
  });

  test('ends when the parent lets go of it', async () => {
    const engine = forkEngine(built);
    await engine.api.describe();
    const code = new Promise((done) => engine.child.once('exit', done));
    engine.child.disconnect();
    expect(await code).toBe(0);
  });
});
