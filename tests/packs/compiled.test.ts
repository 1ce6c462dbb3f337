import { beforeAll, expect, test, vi } from 'vitest';
import { createLogger } from '#contract/logger';
import type { PackCheck } from '#contract/packs';
import { verifyPack } from '../../src/engine/cosyvoice3/self-check';
import { testFolder } from '../golden/compiler/tiny-model';
import { changedPack, removeFolder } from './changed-pack';
import { compiledPack } from './compiled-pack';
import { newEngine, takeRequest, voiceLike, watchedContext } from './test-engine';
import { speakWhole } from '../../src/engine/testing/speak-whole';

// whole takes: slow on a busy machine
vi.setConfig({ testTimeout: 180_000, hookTimeout: 180_000 });

const folder = testFolder();
let pack: string;
beforeAll(async () => {
  pack = await compiledPack(folder.path, { llm: 'q8', flow: 'int8' });
});
const speak = (change: Parameters<typeof takeRequest>[0] = {}) =>
  speakWhole(newEngine(pack).speak(takeRequest(change), watchedContext()));

test('a compiled pack speaks a take: 960 samples a token, in [-0.99, 0.99], the same for the same seed', async () => {
  const [first, again, other] = [await speak(), await speak(), await speak({ seed: 8 })];
  const [segment] = first.segments;
  expect(segment!.tokens).toBeGreaterThan(0);
  expect(first.audio.samples).toHaveLength(segment!.tokens! * 960);
  expect(first.audio.samples.every((sample) => Math.abs(sample) <= 0.99)).toBe(true);
  expect(first.audio.samples.some((sample) => sample !== 0)).toBe(true);
  expect(again.audio.samples).toEqual(first.audio.samples);
  expect(other.audio.samples).not.toEqual(first.audio.samples);
  expect(first.pack?.precision).toBe('q8 + int8 + fp32');
  expect(first.pack?.id).toMatch(/^cosyvoice3-compiled-[0-9a-f]{12}$/);
  expect(Object.keys(first.pack?.fileSha256 ?? {})).toEqual(expect.arrayContaining(['llm.data', 'text.f32']));
});

test('its checks pass on this machine, as far as they apply', async () => {
  const prompt = { sampleRateHz: 24_000, samples: voiceLike(1.6), transcript: 'Hello world.' };
  const log = createLogger('test', () => undefined);
  const { checks } = await verifyPack(pack, { prompt, log, signal: new AbortController().signal });
  const state = (id: PackCheck['id']) => checks.find((check) => check.id === id)?.state;
  for (const id of ['files', 'tensors', 'language-model', 'flow-estimator'] as const) {
    expect(state(id), id).toBe('passed');
  }
  for (const id of ['embedding-rows', 'speaker-projection'] as const) expect(state(id)).toBe('skipped');
});

test('a step count that its table was not made for is refused with those that it has', async () => {
  await expect(speak({ advanced: { flowSteps: 7 } })).rejects.toMatchObject({
    code: 'flow-steps-unavailable',
    values: { steps: 7, counts: '1, 4, 5, 6, 8, 10, 12, 16, 20, 32' },
  });
  const short = await speak({ advanced: { flowSteps: 4 } });
  expect(short.audio.samples.length).toBeGreaterThan(0);
});

test.each([
  [null, 'pack-file-missing'],
  ['abc', 'pack-file-corrupt'],
])('a table that is missing or not whole is named', async (content, code) => {
  const dir = changedPack(pack, { files: { 'text.f32': content } });
  const take = speakWhole(newEngine(dir).speak(takeRequest(), watchedContext()));
  await expect(take).rejects.toMatchObject({ code });
  removeFolder(dir);
});
