import { afterAll, describe, expect, test, vi } from 'vitest';
import { isOlder } from '../../src/engine/cosyvoice3/packs/supported-glue';
import { changedPack, removeFolder, type PackChange } from './changed-pack';
import { syntheticPack } from './synthetic/build-synthetic-pack';
import { GraphWriter } from './synthetic/graph-writer';
import { newEngine, takeRequest, watchedContext } from './test-engine';
import { speakWhole } from '../../src/engine/testing/speak-whole';

/** Packs that somebody else exported: the same names, other types, sizes and promises. */

// whole takes: slow on a busy machine
vi.setConfig({ testTimeout: 180_000 });

const folders: string[] = [];
const changed = (pack: string, change: PackChange): string => {
  const dir = changedPack(pack, change);
  folders.push(dir);
  return dir;
};
afterAll(() => folders.forEach(removeFolder));

const speak = (dir: string) => speakWhole(newEngine(dir).speak(takeRequest(), watchedContext()));

test('ids, lengths and masks are fed as each graph declares them: the same samples either way', async () => {
  const published = await speak(syntheticPack());
  const other = await speak(changed(syntheticPack({ types: 'other' }), { withoutManifest: true }));
  expect(other.audio.samples).toEqual(published.audio.samples);
});

test.each([
  { hidden: 64, layers: 2 },
  { hidden: 256, layers: 5 },
])('a model of width $hidden with $layers layers speaks without a manifest', async (size) => {
  const pack = syntheticPack({ ...size, seed: 9 });
  const withManifest = await speak(pack);
  const without = await speak(changed(pack, { withoutManifest: true }));
  expect(without.pack!.id).toMatch(/^local-/);
  expect(without.audio.samples).toEqual(withManifest.audio.samples);
  expect(without.audio.samples).toHaveLength(without.segments[0]!.tokens! * 960);
});

describe('a manifest that asks for what this version does not do is refused, not spoken wrongly', () => {
  test.each([
    ['glue.magnitudeClip', { glue: { magnitudeClip: 50 } }],
    ['glue.cfgInGraph', { glue: { cfgInGraph: true } }],
    ['glue.noise', { glue: { noise: 'file:noise' } }],
    ['glue.positionIds', { glue: { positionIds: true } }],
    ['constants.hop', { constants: { hop: 256 } }],
    ['onnxruntime 99', { runtime: { minOrt: '99.0.0' } }],
  ])('%s', async (name, more) => {
    const dir = changed(syntheticPack(), { manifest: (manifest) => ({ ...manifest, ...more }) });
    const engine = newEngine(dir);
    expect(engine.describe()).toMatchObject({
      available: false,
      limit: { code: 'pack-unusable', cause: { values: { asked: expect.stringContaining(name) as string } } },
    });
    await expect(speakWhole(engine.speak(takeRequest(), watchedContext()))).rejects.toMatchObject({
      code: 'pack-invalid',
      values: { why: 'unsupported', asked: expect.stringContaining(name) as string },
    });
  });

  test('versions are compared by number', () => {
    expect(isOlder('1.9.0', '1.27.0')).toBe(true);
    expect(isOlder('1.27.0', '1.27.0')).toBe(false);
    expect(isOlder('2.0.0', '1.99.9')).toBe(false);
  });
});

describe('limits of a manifest hold', () => {
  const limited = (limits: object, text = '你好。') =>
    speakWhole(
      newEngine(
        changed(syntheticPack({ eosBias: -30 }), { manifest: (manifest) => ({ ...manifest, limits }) }),
      ).speak(takeRequest({ text }), watchedContext()),
    );

  test.each([
    [{ maxGeneratedFrames: 24 }, 12],
    [{ maxTotalFrames: 2 * 60 }, 60],
    [{ maxFlowTokens: 70 }, 70],
  ])('%o', async (limits, most) => {
    const { segments, warnings } = await limited(limits);
    // the prompt takes its share of the total; what is left is spoken and flagged
    expect(segments[0]!.tokens!).toBeLessThanOrEqual(most);
    expect(segments[0]!.tokens!).toBeGreaterThan(0);
    expect(warnings.map(({ code }) => code)).toContain('segment-max-length');
  });

  test('of the cache: a little room is used up, none is refused by name', async () => {
    await expect(limited({ maxCachePositions: 20 })).rejects.toMatchObject({
      code: 'text-too-long',
      values: { max: 20 },
    });
  });
});

test('a graph that answers with another length is named', async () => {
  const g = new GraphWriter('hift_f0_predictor', 15);
  const mel = g.input('mel', 'float32', ['b', 80, 'T']);
  const rows = g.node('ReduceMean', [mel], { axes: [1], keepdims: 0 });
  const short = g.node('Slice', [rows, g.integers([1]), g.integers([100_000]), g.integers([1])]);
  g.output('f0', 'float32', ['b', 'T'], g.node('Abs', [short]));
  const dir = changed(syntheticPack(), { files: { 'onnx/hift_f0_predictor.onnx': g.encode() } });
  await expect(speak(dir)).rejects.toMatchObject({
    code: 'pack-tensor-mismatch',
    values: { role: 'voc_f0' },
  });
});
