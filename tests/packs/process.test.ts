import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildEngine, forkEngine, type BuiltEngine } from '../../src/engine/testing/forked-engine';
import { syntheticPack } from './synthetic/build-synthetic-pack';
import { takeRequest } from './test-engine';
import { speakWhole } from '../../src/engine/testing/speak-whole';

const pack = syntheticPack();
const digest = (samples: Float32Array) => createHash('sha256').update(samples).digest('hex');

// real processes, built as the release builds them
describe('in an engine process of its own', { timeout: 240_000 }, () => {
  let built: BuiltEngine;
  beforeAll(async () => {
    built = await buildEngine();
  });
  afterAll(() => built.remove());

  test('the same recipe gives the same bytes in two processes, whatever was spoken before, and another seed others', async () => {
    const digests: string[][] = [];
    for (const seeds of [
      [7, 8],
      [8, 7],
    ]) {
      const engine = forkEngine(built, { COSYVOICE_STUDIO_PACK: pack });
      const found: string[] = [];
      for (const seed of seeds) {
        const { audio } = await speakWhole(
          engine.api.speak(takeRequest({ seed, text: '你好。\n\nHello world.' })),
        );
        found[seed] = digest(audio.samples);
      }
      digests.push([found[7]!, found[8]!]);
      await engine.stop();
    }
    expect(digests[0]).toEqual(digests[1]);
    expect(digests[0]![0]).not.toBe(digests[0]![1]);
  });

  test('a profile survives the way to the studio and back', async () => {
    const engine = forkEngine(built, { COSYVOICE_STUDIO_PACK: pack });
    const { prompt } = takeRequest();
    const profile = await engine.api.enroll({ engine: 'cosyvoice3', prompt });
    const withProfile = await speakWhole(engine.api.speak(takeRequest({ profile })));
    const without = await speakWhole(engine.api.speak(takeRequest()));
    await engine.stop();
    expect(withProfile.profile).toBeUndefined();
    expect(digest(withProfile.audio.samples)).toBe(digest(without.audio.samples));
  });

  test('cancel reaches a take that never ends by itself', async () => {
    const endless = syntheticPack({ eosBias: -30 });
    const engine = forkEngine(built, { COSYVOICE_STUDIO_PACK: endless });
    const text = 'The quick brown fox jumps over the lazy dog. It was a bright cold day in April.';
    const abort = new AbortController();
    const take = speakWhole(engine.api.speak(takeRequest({ text }), abort.signal));
    const counted = new Promise<void>((done) => {
      engine.on('progress', ({ stage, done: count }) => {
        if (stage === 'tokens' && (count ?? 0) > 5) done();
      });
    });
    await counted;
    abort.abort();
    await expect(take).rejects.toMatchObject({ code: 'cancelled' });
    const next = await speakWhole(engine.api.speak(takeRequest({ takeId: 'take-2', text: '你好。' })));
    await engine.stop();
    expect(next.audio.samples.length).toBeGreaterThan(0);
  });
});
