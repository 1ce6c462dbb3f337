import { describe, expect, test } from 'vitest';
import { createLogger } from '#contract/logger';
import { SplitEstimatorFlow } from '../../src/engine/cosyvoice3/topologies/split-estimator/split-estimator-flow';
import { SplitHiftVocoder } from '../../src/engine/cosyvoice3/topologies/split-hift/split-hift-vocoder';
import { StackedKvModel } from '../../src/engine/cosyvoice3/topologies/stacked-kv/stacked-kv-model';
import { openPack } from '../../src/engine/cosyvoice3/packs/open-pack';
import { PackSessions } from '../../src/engine/cosyvoice3/packs/pack-sessions';
import { syntheticPack } from './synthetic/build-synthetic-pack';

const sessions = new PackSessions(
  openPack(syntheticPack()),
  createLogger('test', () => undefined),
);
const textIds = [10, 20, 151_646, 30];

describe('the language model over a stacked cache', () => {
  const model = new StackedKvModel(sessions);

  test('says the same whether it read the tokens at once or one by one', async () => {
    const atOnce = await model.begin({ textIds, speechTokens: [5, 6, 7] });
    const grown = await model.begin({ textIds, speechTokens: [5] });
    await grown.accept(6);
    await grown.accept(7);
    const largest = Math.max(...atOnce.logits.map((value, id) => Math.abs(value - grown.logits[id]!)));
    expect(largest).toBeLessThan(1e-4);
  });

  test('depends on every token and on their order', async () => {
    const logitsOf = async (ids: number[], speechTokens: number[]) =>
      Array.from((await model.begin({ textIds: ids, speechTokens })).logits);
    const base = await logitsOf(textIds, [5, 6]);
    expect(await logitsOf(textIds, [5, 6])).toEqual(base);
    expect(await logitsOf([20, 10, 151_646, 30], [5, 6])).not.toEqual(base);
    expect(await logitsOf([10, 21, 151_646, 30], [5, 6])).not.toEqual(base);
    expect(await logitsOf(textIds, [6, 5])).not.toEqual(base);
  });

  test('refuses what the pack has no room for, with both numbers', async () => {
    const { pack } = sessions;
    const limits = { ...pack.manifest.limits, maxTextIds: 3, maxPromptTokens: 2 };
    const tight = new PackSessions(
      { ...pack, manifest: { ...pack.manifest, limits } },
      createLogger('test', () => undefined),
    );
    const limited = new StackedKvModel(tight);
    await expect(limited.begin({ textIds, speechTokens: [] })).rejects.toMatchObject({
      code: 'text-too-long',
      values: { tokens: 4, max: 3 },
    });
    await expect(limited.begin({ textIds: [1], speechTokens: [1, 2, 3] })).rejects.toMatchObject({
      code: 'prompt-too-long',
      values: { tokens: 3, max: 2 },
    });
  });
});

describe('the flow', () => {
  const prompt = (tokens: number) => ({
    speechTokens: Int32Array.from({ length: tokens }, (_, i) => i * 11),
    mel: { data: new Float32Array(2 * tokens * 80).fill(-2), frames: 2 * tokens, bins: 80 },
    speakerEmbedding: Float32Array.from({ length: 192 }, (_, i) => Math.sin(i)),
  });
  const decode = (steps: number, guidance: number, tokens = [1, 2, 3]) => {
    const seen: number[] = [];
    const signal = new AbortController().signal;
    const onStep = (step: number) => seen.push(step);
    return new SplitEstimatorFlow(sessions)
      .decode({ prompt: prompt(4), tokens, settings: { steps, guidance }, signal, onStep })
      .then((mel) => ({ mel, seen }));
  };

  test('gives two frames a generated token, however long the prompt, and counts its steps', async () => {
    const { mel, seen } = await decode(10, 0.7);
    expect(mel).toMatchObject({ bins: 80, frames: 6 });
    expect(mel.data).toHaveLength(480);
    expect(seen).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  });

  test('follows its settings', async () => {
    const base = (await decode(10, 0.7)).mel.data;
    expect((await decode(10, 0.7)).mel.data).toEqual(base);
    expect((await decode(10, 0)).mel.data).not.toEqual(base);
    expect((await decode(6, 0.7)).seen).toHaveLength(6);
  });

  test('does not care how loud the speaker embedding is', async () => {
    const flow = new SplitEstimatorFlow(sessions);
    const quiet = prompt(4);
    const loud = { ...quiet, speakerEmbedding: quiet.speakerEmbedding.map((value) => value * 37) };
    const [a, b] = await Promise.all(
      [quiet, loud].map((each) =>
        flow.decode({
          prompt: each,
          tokens: [1],
          settings: { steps: 4, guidance: 0.7 },
          signal: new AbortController().signal,
          onStep: () => undefined,
        }),
      ),
    );
    const largest = Math.max(...a!.data.map((value, i) => Math.abs(value - b!.data[i]!)));
    expect(largest).toBeLessThan(1e-5);
  });
});

describe('the vocoder', () => {
  const mel = {
    data: Float32Array.from({ length: 80 * 12 }, (_, i) => Math.sin(i * 0.37) - 1),
    bins: 80,
    frames: 12,
  };

  test('gives 480 samples a frame with the pack source and with the built-in one', async () => {
    const [graph, builtIn] = [new SplitHiftVocoder(sessions), new SplitHiftVocoder(sessions, true)];
    const [a, b] = [await graph.render(mel), await builtIn.render(mel)];
    expect([a.length, b.length]).toEqual([12 * 480, 12 * 480]);
    // the harmonics are the same; only the noise is a draw of its own, 30 dB and more below
    expect(correlation(a, b)).toBeGreaterThan(0.9);
    expect(b).not.toEqual(a);
  });
});

function correlation(a: Float32Array, b: Float32Array): number {
  let [ab, aa, bb] = [0, 0, 0];
  for (let i = 0; i < a.length; i++) {
    ab += a[i]! * b[i]!;
    aa += a[i]! * a[i]!;
    bb += b[i]! * b[i]!;
  }
  return ab / Math.sqrt(aa * bb);
}
