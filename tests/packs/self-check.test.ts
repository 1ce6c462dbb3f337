import { expect, test } from 'vitest';
import { createLogger } from '#contract/logger';
import { packCheckIds, type PackCheck } from '#contract/packs';
import { packCheckWords } from '#i18n/finding-words';
import { verifyPack } from '../../src/engine/cosyvoice3/self-check';
import { changedPack, removeFolder } from './changed-pack';
import { syntheticPack } from './synthetic/build-synthetic-pack';
import { GraphWriter } from './synthetic/graph-writer';
import { voiceLike } from './test-engine';

const options = { log: createLogger('test', () => undefined), signal: new AbortController().signal };
const stateOf = (checks: readonly PackCheck[]) =>
  Object.fromEntries(checks.map(({ id, state }) => [id, state]));

test('a whole pack passes all that applies to it, and says what it found', async () => {
  const seen: string[] = [];
  const prompt = { sampleRateHz: 24_000, samples: voiceLike(1.6), transcript: 'Hello world.' };
  const report = await verifyPack(syntheticPack(), {
    ...options,
    prompt,
    onCheck: ({ id }) => seen.push(id),
  });
  expect(report.passed).toBe(true);
  expect(report).toMatchObject({ packId: 'cosyvoice3-synthetic', provider: 'cpu' });
  expect(report.runtimeVersion).toContain('onnxruntime-node 1.27.0');
  expect(seen.toSorted()).toEqual([...packCheckIds].sort());
  expect(stateOf(report.checks)).toEqual({
    ...Object.fromEntries(packCheckIds.map((id) => [id, 'passed'])),
    // nothing to compare with
    ...{ tokenizer: 'skipped', arithmetic: 'skipped', precision: 'skipped' },
  });
  const said = (id: string) =>
    packCheckWords(
      report.checks.find((check) => check.id === id)!,
      'en',
    );
  expect(said('files')).toBe('17 files have their published SHA-256; 0 have none published');
  expect(said('embedding-rows')).toContain('text_embedding, speech_embedding');
  expect(said('vocoder')).toContain('9600 samples');
  for (const { id } of report.checks) expect(said(id), id).not.toBe('–');
}, 180_000);

test('a changed byte is found by its hash, though the size is right', async () => {
  const dir = changedPack(syntheticPack(), {
    files: { 'tokenizer_config.json': '[]\n' },
    keepSizes: true,
  });
  const { passed, checks } = await verifyPack(dir, options);
  expect(passed).toBe(false);
  expect(checks[0]).toMatchObject({ id: 'files', state: 'failed', error: { code: 'pack-file-corrupt' } });
  removeFolder(dir);
}, 180_000);

test('a graph that answers NaN fails its own check and no other', async () => {
  const g = new GraphWriter('flow_speaker_projection', 15);
  const speaker = g.input('embedding', 'float32', ['b', 192]);
  const wide = g.node('MatMul', [speaker, g.floats(new Float32Array(192 * 80).fill(NaN), [192, 80])]);
  g.output('projected', 'float32', ['b', 80], wide);
  const dir = changedPack(syntheticPack(), { files: { 'onnx/flow_speaker_projection.onnx': g.encode() } });
  const { passed, checks } = await verifyPack(dir, options);
  expect(passed).toBe(false);
  expect(stateOf(checks)).toMatchObject({
    'language-model': 'passed',
    'flow-estimator': 'failed',
    'speaker-projection': 'failed',
    vocoder: 'passed',
    'end-to-end': 'skipped',
  });
  removeFolder(dir);
}, 180_000);

test('what cannot be opened skips the checks that need it', async () => {
  const dir = changedPack(syntheticPack(), { files: { 'onnx/hift_decoder.onnx': null }, keepSizes: true });
  const { passed, checks } = await verifyPack(dir, options);
  expect(passed).toBe(false);
  expect(checks.map(({ state }) => state)).toEqual([
    'failed',
    'failed',
    ...new Array<string>(9).fill('skipped'),
  ]);
  removeFolder(dir);
}, 180_000);
