import { mkdtempSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';

import { CosyVoice3Engine } from '../../src/engine/cosyvoice3/cosyvoice3-engine';
import { changedPack, removeFolder } from './changed-pack';
import { syntheticPack } from './synthetic/build-synthetic-pack';
import { newEngine, takeRequest, watchedContext } from './test-engine';
import { speakWhole, type SpokenWhole } from '../../src/engine/testing/speak-whole';

// whole takes: slow on a busy machine
vi.setConfig({ testTimeout: 180_000 });

const pack = syntheticPack();
const speak = async (change: Parameters<typeof takeRequest>[0] = {}): Promise<SpokenWhole> =>
  speakWhole(newEngine(pack).speak(takeRequest(change), watchedContext()));

test('a take gives 960 samples a token, its segments, its pack with hashes, and a profile to keep', async () => {
  const result = await speak();
  const [segment] = result.segments;
  expect(result.segments).toHaveLength(1);
  expect(segment).toMatchObject({ text: 'Hello world.', language: 'en' });
  expect(result.audio.sampleRateHz).toBe(24_000);
  expect(result.audio.samples).toHaveLength(segment!.tokens! * 960);
  expect(result.audio.samples.every(Number.isFinite)).toBe(true);
  expect(result.pack?.id).toBe('cosyvoice3-synthetic');
  expect(Object.keys(result.pack?.fileSha256 ?? {})).toHaveLength(16);
  expect(Object.values(result.pack?.fileSha256 ?? {}).every((hash) => /^[0-9a-f]{64}$/.test(hash))).toBe(
    true,
  );
  expect(result.profile).toMatchObject({ engine: 'cosyvoice3', version: 1 });
});

test.each([
  ['On 2025-09-28 we paid $1.5M.\n\n**Really**.', {}, 'zero_shot', 0],
  ['用四川话<|endofprompt|>你好，123。', { mode: 'instruct2', instruction: '开心' }, 'instruct2', 1],
  ['你好。', { mode: 'zero_shot', instruction: '用四川话' }, 'zero_shot', 1],
  ['Hello.', { mode: 'cross_lingual', instruction: 'happily' }, 'cross_lingual', 1],
] as const)(
  'what is read of %j before the take, and not followed, is what the take tells',
  async (text, change, mode, ignored) => {
    const engine = newEngine(pack);
    const request = takeRequest({ text, ...change });
    const read = await engine.read(request);
    const made = await speakWhole(engine.speak(request, watchedContext()));
    expect(read.segments.map(({ spoken }) => spoken).join('\n')).toBe(made.normalizedText);
    expect(made.warnings).toEqual(expect.arrayContaining(read.notes));
    expect(made).toMatchObject({ mode });
    expect(made.understood.ignored).toHaveLength(ignored);
    expect(read.notes.filter(({ code }) => code.startsWith('instruction-'))).toHaveLength(ignored);
  },
);

test('the lines that people know appear in order, and the four lanes run one after the other', async () => {
  const context = watchedContext();
  await speakWhole(newEngine(pack).speak(takeRequest(), context));
  const known = [
    'Prompt audio loaded, duration: 1.6s, sample rate: 24000Hz',
    'Extracting voice embedding...',
    'Generating spectrogram with emotion: neutral',
    'Vocoder decoding completed.',
  ];
  expect(context.records.map(({ message }) => message).filter((line) => known.includes(line))).toEqual(known);
  expect(context.records.filter(({ message }) => message.includes('Hello world'))).toEqual([]);
  const lanes = context.progress.filter(({ state }) => state === 'done').map(({ stage }) => stage);
  expect(lanes).toEqual(['prompt', 'tokens', 'flow', 'vocoder']);
  const last = (stage: string) => context.progress.findLast((each) => each.stage === stage);
  expect(last('flow')).toMatchObject({ done: 10, total: 10, unit: 'steps' });
  expect(last('tokens')).toMatchObject({ unit: 'tokens' });
  expect(last('tokens')!.done).toBe(last('tokens')!.total);
  expect(last('tokens')!.perSec).toBeGreaterThan(0);
});

test('the same recipe gives the same samples and another seed gives others', async () => {
  const [first, again, other] = [await speak(), await speak(), await speak({ seed: 8 })];
  expect(again.audio.samples).toEqual(first.audio.samples);
  expect(other.audio.samples).not.toEqual(first.audio.samples);
});

test('a kept profile gives the same take without enrolling, a foreign one is enrolled again', async () => {
  const first = await speak();
  const kept = await speak({ profile: first.profile! });
  const foreign = await speak({ profile: { ...first.profile!, key: 'another-model' } });
  expect(kept.profile).toBeUndefined();
  expect(foreign.profile).toEqual(first.profile);
  expect(kept.audio.samples).toEqual(first.audio.samples);
  expect(foreign.audio.samples).toEqual(first.audio.samples);
});

test('changing one segment leaves the samples of the others untouched', async () => {
  const before = await speak({
    text: 'Hello world. [pause 0s] The lazy dog jumps. [pause 0s] It was a bright day.',
  });
  const after = await speak({
    text: 'Hello world. [pause 0s] The quick brown fox. [pause 0s] It was a bright day.',
  });
  const cut = ({ audio, segments }: SpokenWhole, index: number) => {
    const ends = segments.map((_, i) =>
      segments.slice(0, i + 1).reduce((sum, { tokens }) => sum + tokens! * 960, 0),
    );
    return audio.samples.slice(ends[index - 1] ?? 0, ends[index]);
  };
  expect(cut(after, 0)).toEqual(cut(before, 0));
  expect(cut(after, 2)).toEqual(cut(before, 2));
  expect(cut(after, 1)).not.toEqual(cut(before, 1));
});

test('speed changes the length and an instruction changes the words before the text', async () => {
  const [normal, fast] = [await speak(), await speak({ speed: 2 })];
  expect(fast.audio.samples.length).toBe(480 * Math.trunc(normal.audio.samples.length / 480 / 2));
  const spoken = await speak({ mode: 'instruct2', instruction: '请用四川话表达。' });
  const typed = await speak({ mode: 'cross_lingual', text: '请用四川话表达。<|endofprompt|>Hello world.' });
  expect(typed.audio.samples).toEqual(spoken.audio.samples);
});

test('modes that lack what they need are refused in words', async () => {
  const prompt = { ...takeRequest().prompt, transcript: ' ' };
  await expect(speak({ prompt })).rejects.toMatchObject({
    code: 'transcript-needed',
  });
  await expect(speak({ mode: 'instruct2' })).rejects.toMatchObject({ code: 'bad-request' });
  await expect(speak({ text: '?!' })).rejects.toMatchObject({ code: 'text-unspeakable' });
});

test('a segment that never stops, or is mostly silence, is flagged', async () => {
  const endless = syntheticPack({ eosBias: -30 });
  const silent = syntheticPack({ silentBias: 20 });
  const long = await speakWhole(newEngine(endless).speak(takeRequest({ text: '你好。' }), watchedContext()));
  expect(long.warnings.map(({ code }) => code)).toContain('segment-max-length');
  const quiet = await speakWhole(newEngine(silent).speak(takeRequest({ text: '你好。' }), watchedContext()));
  expect(quiet.warnings.map(({ code }) => code)).toContain('segment-silent');
});

test('without a pack the engine says so and refuses work', async () => {
  const engine = new CosyVoice3Engine({ presets: [], modelsDir: '/nowhere' });
  expect(engine.describe()).toMatchObject({
    id: 'cosyvoice3',
    available: false,
    limit: { code: 'no-pack' },
    modelLoaded: false,
  });
  await expect(speakWhole(engine.speak(takeRequest(), watchedContext()))).rejects.toMatchObject({
    code: 'engine-unavailable',
    values: { why: 'no-pack' },
  });
});

test('packs in the models folder are found, the best of them is used, and a broken one is explained', async () => {
  const modelsDir = mkdtempSync(join(tmpdir(), 'models-'));
  const broken = changedPack(pack, { files: { 'merges.txt': null }, keepSizes: true });
  symlinkSync(broken, join(modelsDir, 'a-broken'));
  const engine = new CosyVoice3Engine({ presets: [], modelsDir });
  expect(engine.describe()).toMatchObject({
    available: false,
    limit: {
      code: 'pack-unusable',
      cause: {
        code: 'pack-file-missing',
        values: { files: expect.stringContaining('merges.txt') as string },
      },
    },
  });
  symlinkSync(pack, join(modelsDir, 'b-whole'));
  const { available, limit, profileKey } = engine.describe();
  expect({ available, limit }).toEqual({ available: true, limit: undefined });
  const { profile } = await speakWhole(engine.speak(takeRequest(), watchedContext()));
  expect(profile!.key).toBe(profileKey);
  removeFolder(broken);
  removeFolder(modelsDir);
});

test('a named pack is described as itself, whatever is installed, and a broken one is refused by its own error', async () => {
  const broken = changedPack(pack, { files: { 'merges.txt': null }, keepSizes: true });
  const modelsDir = mkdtempSync(join(tmpdir(), 'models-'));
  symlinkSync(pack, join(modelsDir, 'whole'));
  const engine = newEngine(broken, { modelsDir });
  expect(engine.describe()).toMatchObject({ available: false, profileKey: '' });
  await expect(speakWhole(engine.speak(takeRequest(), watchedContext()))).rejects.toMatchObject({
    code: 'pack-file-missing',
  });
  const named = newEngine(pack, { modelsDir: '/nowhere' });
  const { profile } = await speakWhole(named.speak(takeRequest(), watchedContext()));
  expect(named.describe()).toMatchObject({ available: true, profileKey: profile!.key });
  expect(named.describe()).not.toHaveProperty('limit');
  removeFolder(broken);
  removeFolder(modelsDir);
});

test('an instruction is named but never cut', () => {
  const understood = newEngine(pack).understand('开心地用四川话, like a pirate');
  expect(understood.directions.map(({ kind, id }) => `${kind}.${id}`).sort()).toEqual([
    'dialect.sichuan',
    'emotion.happy',
  ]);
  expect(understood.ignored).toEqual([]);
});
