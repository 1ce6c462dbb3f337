import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test, vi } from 'vitest';
import { CosyVoice3Engine } from '../../src/engine/cosyvoice3/cosyvoice3-engine';
import { changedPack, removeFolder, type PackChange } from './changed-pack';
import { syntheticPack } from './synthetic/build-synthetic-pack';
import { GraphWriter } from './synthetic/graph-writer';
import { newEngine, takeRequest, watchedContext } from './test-engine';
import { speakWhole } from '../../src/engine/testing/speak-whole';

// whole takes: slow on a busy machine
vi.setConfig({ testTimeout: 180_000 });

const pack = syntheticPack();
const folders: string[] = [];
const damaged = (change: PackChange): string => {
  const dir = changedPack(pack, change);
  folders.push(dir);
  return dir;
};
afterAll(() => folders.forEach(removeFolder));

const speakWith = (dir: string) => speakWhole(newEngine(dir).speak(takeRequest(), watchedContext()));
const bytesOf = (path: string) => new Uint8Array(readFileSync(join(pack, path)));
const HEAD = 'onnx/llm_decoder.onnx';
const ESTIMATOR = 'onnx/flow_estimator.onnx';

/** A head that answers with `value` for every id. */
function constantHead(value: number, outputName = 'logits', width = 6761): Uint8Array {
  const g = new GraphWriter('llm_head', 15);
  const hidden = g.input('hidden_state', 'float32', ['b', 1, 896]);
  const nothing = g.node('Mul', [g.node('ReduceMean', [hidden], { axes: [2], keepdims: 0 }), g.scalar(0)]);
  const row = g.floats(new Float32Array(width).fill(value), [1, width]);
  g.output(outputName, 'float32', ['b', width], g.node('Add', [nothing, row]));
  return g.encode();
}

/** An estimator that multiplies x by NaN. */
function brokenEstimator(): Uint8Array {
  const g = new GraphWriter('flow_estimator', 18);
  const x = g.input('x', 'float32', [2, 80, 'L']);
  g.input('mask', 'float32', [2, 1, 'L']);
  g.input('mu', 'float32', [2, 80, 'L']);
  g.input('t', 'float32', [2]);
  g.input('spks', 'float32', [2, 80]);
  g.input('cond', 'float32', [2, 80, 'L']);
  g.output('estimator_out', 'float32', [2, 80, 'L'], g.node('Mul', [x, g.scalar(NaN)]));
  return g.encode();
}

describe('a damaged pack is refused before a graph is loaded', () => {
  test('a missing file, by name, with what is there instead', async () => {
    const dir = damaged({ files: { [ESTIMATOR]: null, 'merges.txt': null }, keepSizes: true });
    await expect(speakWith(dir)).rejects.toMatchObject({
      code: 'pack-file-missing',
      values: {
        ...{ why: 'needed', count: 2, of: 16, there: expect.stringContaining('vocab.json') as string },
        files: expect.stringMatching(/flow_estimator\.onnx.*merges\.txt|merges.*flow_estimator/) as string,
      },
    });
  });

  test('a truncated graph, by its size', async () => {
    const whole = bytesOf(ESTIMATOR);
    const dir = damaged({ files: { [ESTIMATOR]: whole.slice(0, 5000) }, keepSizes: true });
    await expect(speakWith(dir)).rejects.toMatchObject({
      code: 'pack-file-corrupt',
      values: { why: 'size', file: ESTIMATOR, found: 5000, expected: whole.length },
    });
  });

  test('a truncated graph whose size nobody published, by its bytes', async () => {
    const dir = damaged({ files: { [ESTIMATOR]: bytesOf(ESTIMATOR).slice(0, 60_000) } });
    await expect(speakWith(dir)).rejects.toMatchObject({ code: 'pack-file-corrupt' });
  });

  test('a text file in the place of a graph', async () => {
    const dir = damaged({ files: { [ESTIMATOR]: '<!doctype html><title>Not found</title>' } });
    await expect(speakWith(dir)).rejects.toMatchObject({ code: 'pack-file-corrupt' });
  });

  test('a graph of another role, naming role, expected and found', async () => {
    const dir = damaged({ files: { [HEAD]: bytesOf(ESTIMATOR) } });
    await expect(speakWith(dir)).rejects.toMatchObject({
      code: 'pack-tensor-mismatch',
      values: {
        ...{ why: 'no-input', role: 'llm_head', tensor: 'hidden_state' },
        found: 'x, mask, mu, t, spks, cond',
      },
    });
  });

  test('a graph with another width', async () => {
    const dir = damaged({ files: { [HEAD]: constantHead(0, 'logits', 6564) } });
    await expect(speakWith(dir)).rejects.toMatchObject({
      code: 'pack-tensor-mismatch',
      values: {
        ...{ why: 'tensor', role: 'llm_head', tensor: 'logits' },
        ...{ expected: '[1, 6761]', found: '[b, 6564]' },
      },
    });
  });

  test('another tokenizer, even one that nobody described', async () => {
    const merges = Array.from({ length: 151_387 }, (_, i) => `a${i} b${i}`).join('\n');
    const described = damaged({ files: { 'merges.txt': merges } });
    await expect(speakWith(described)).rejects.toMatchObject({ code: 'pack-tokenizer-mismatch' });
    const local = damaged({ files: { 'merges.txt': merges }, withoutManifest: true });
    await expect(speakWith(local)).rejects.toMatchObject({
      code: 'pack-tokenizer-mismatch',
      values: { why: 'stock-merges' },
    });
  });

  test('a manifest that is not one, a topology that is not built, a folder without a pack', async () => {
    const broken = damaged({ manifest: () => ({ manifestVersion: 9 }) });
    await expect(speakWith(broken)).rejects.toMatchObject({ code: 'pack-invalid' });
    const other = damaged({
      manifest: (it) => ({ ...it, topology: { ...(it.topology as object), llm: 'static-kv' } }),
    });
    await expect(speakWith(other)).rejects.toMatchObject({
      code: 'pack-invalid',
      values: {
        ...{ why: 'topology', part: 'llm', topology: 'static-kv' },
        known: expect.stringContaining('stacked-kv') as string,
      },
    });
    await expect(speakWith(import.meta.dirname)).rejects.toMatchObject({ code: 'pack-not-found' });
    await expect(speakWith('/nowhere/at/all')).rejects.toMatchObject({ code: 'pack-not-found' });
  });
});

describe('a graph that breaks while it runs is named', () => {
  test('NaN in the language model', async () => {
    const dir = damaged({ files: { [HEAD]: constantHead(NaN) } });
    await expect(speakWith(dir)).rejects.toMatchObject({
      code: 'not-a-number',
      values: { role: 'llm_head' },
    });
  });

  test('NaN in the flow', async () => {
    const dir = damaged({ files: { [ESTIMATOR]: brokenEstimator() } });
    await expect(speakWith(dir)).rejects.toMatchObject({
      code: 'not-a-number',
      values: { role: 'flow_estimator' },
    });
  });
});

test('after a refused pack the engine speaks with a whole one', async () => {
  const options = { presets: [], packDir: damaged({ files: { [ESTIMATOR]: brokenEstimator() } }) };
  const engine = new CosyVoice3Engine(options);
  await expect(speakWhole(engine.speak(takeRequest(), watchedContext()))).rejects.toMatchObject({
    code: 'not-a-number',
  });
  options.packDir = pack;
  const { audio } = await speakWhole(engine.speak(takeRequest(), watchedContext()));
  expect(audio.samples.length).toBeGreaterThan(0);
});

test('a pack without a manifest is found by the usual names, also with other suffixes and without a folder', async () => {
  const expected = await speakWith(pack);
  const bare = damaged({ withoutManifest: true });
  const found = await speakWith(bare);
  expect(found.pack?.id).toMatch(/^local-/);
  expect(found.audio.samples).toEqual(expected.audio.samples);
  const renamed = damaged({
    withoutManifest: true,
    files: {
      [ESTIMATOR]: null,
      'flow.decoder.estimator.fp32.onnx': bytesOf(ESTIMATOR),
      [HEAD]: null,
      'llm_decoder_fp32.onnx': bytesOf(HEAD),
    },
  });
  expect((await speakWith(renamed)).audio.samples).toEqual(expected.audio.samples);
});

test('a lone output may have any name', async () => {
  const dir = damaged({ files: { [HEAD]: constantHead(0, 'output_0') } });
  const { segments } = await speakWith(dir);
  expect(segments[0]!.tokens).toBeGreaterThan(0);
});

test('a model of another width and depth speaks, with its manifest and without', async () => {
  const small = syntheticPack({ hidden: 64, layers: 3, seed: 11 });
  const described = await speakWith(small);
  const bare = changedPack(small, { withoutManifest: true });
  folders.push(bare);
  expect((await speakWith(bare)).audio.samples).toEqual(described.audio.samples);
  expect(described.audio.samples.length).toBeGreaterThan(0);
  const other = await speakWith(syntheticPack({ hidden: 64, layers: 3, seed: 12 }));
  expect(other.audio.samples).not.toEqual(described.audio.samples);
});
