import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest';
import { statementMatches } from '#contract/consent';
import { tone } from '../../../tests/support/studio/test-engine';
import {
  openTestStudio,
  removeTemporaryFolders,
  type TestStudio,
} from '../../../tests/support/studio/test-studio';

let studio: TestStudio;

beforeEach(async () => {
  studio = await openTestStudio();
});
afterEach(() => studio.close());
afterAll(removeTemporaryFolders);

const record = (pitchHz: number) =>
  studio.api.addRecording({
    name: `${pitchHz} Hz`,
    sampleRateHz: 48_000,
    channels: [tone(4 * 48_000, pitchHz, 48_000)],
    format: 'microphone',
  });
const addPrompt = async (voiceId: string, pitchHz: number) => {
  const { id: recordingId } = await record(pitchHz);
  return studio.api.addPrompt({ voiceId, recordingId, startSec: 0, endSec: 4, transcript: 'more' });
};
const names = async (query: Parameters<TestStudio['api']['listVoices']>[0]) =>
  (await studio.api.listVoices(query)).voices.map(({ name }) => name);

describe('finding voices', () => {
  test('by words, tags, language, favourites and statements, in every order, page by page', async () => {
    const anna = await studio.makeVoice('Anna', '今天天气很好');
    const bert = await studio.makeVoice('Bert', 'hello Anna');
    const cleo = await studio.makeVoice('Cleo', '');
    await studio.api.changeVoice({ voiceId: bert.id, tags: ['播客', '播客', 'warm'], language: 'zh-CN' });
    await studio.api.changeVoice({ voiceId: cleo.id, favourite: true, notes: 'deep and slow' });
    await studio.api.stateConsent({ voiceId: cleo.id, consent: { kind: 'own' } });
    await studio.speak({ voiceId: anna.id });
    expect(await names({ sort: 'name' })).toEqual(['Anna', 'Bert', 'Cleo']);
    expect(await names({})).toEqual(['Cleo', 'Bert', 'Anna']);
    expect(await names({ sort: 'used' })).toEqual(['Anna', 'Cleo', 'Bert']);
    expect(await names({ sort: 'takes', limit: 1 })).toEqual(['Anna']);
    expect(await names({ sort: 'name', offset: 1, limit: 1 })).toEqual(['Bert']);
    expect(await names({ text: 'anna', sort: 'match' })).toEqual(['Anna', 'Bert']);
    expect(await names({ text: '播' })).toEqual(['Bert']);
    expect(await names({ text: '天气' })).toEqual(['Anna']);
    expect(await names({ text: 'deep' })).toEqual(['Cleo']);
    expect(await names({ text: '!?' })).toEqual([]);
    expect(await names({ tag: 'warm' })).toEqual(['Bert']);
    expect(await names({ language: 'zh-CN' })).toEqual(['Bert']);
    expect(await names({ favourite: true })).toEqual(['Cleo']);
    expect(await names({ consent: 'none' })).toEqual(['Bert', 'Anna']);
    expect(await names({ consent: 'own' })).toEqual(['Cleo']);
    expect(await studio.api.listVoiceFacets()).toEqual({
      tags: [
        { value: 'warm', count: 1 },
        { value: '播客', count: 1 },
      ],
      languages: [{ value: 'zh-CN', count: 1 }],
    });
    expect(await studio.api.listVoices({ ids: [anna.id, 'gone'] })).toMatchObject({
      total: 1,
      voices: [{ takeCount: 1, usedAt: expect.any(String) as string }],
    });
  });

  test('many change at once, or none of them', async () => {
    const ids = [(await studio.makeVoice('A')).id, (await studio.makeVoice('B')).id];
    await studio.api.changeVoices({ voiceIds: ids, addTags: ['x', 'y'], favourite: true });
    await studio.api.changeVoices({ voiceIds: ids, removeTags: ['x'] });
    expect((await studio.api.listVoices()).voices).toMatchObject([
      { tags: ['y'], favourite: true },
      { tags: ['y'], favourite: true },
    ]);
    await expect(
      studio.api.changeVoices({ voiceIds: [ids[0]!, 'gone'], addTags: ['z'] }),
    ).rejects.toMatchObject({ code: 'voice-not-found' });
    expect(await names({ tag: 'z' })).toEqual([]);
    await studio.api.deleteVoices({ voiceIds: ids });
    expect(await names({ text: 'y' })).toEqual([]);
    await studio.api.restoreVoice({ voiceId: ids[0]! });
    expect(await names({ text: 'y' })).toEqual(['A']);
  });
});

describe('prompts of a voice', () => {
  test('the last added is chosen; takes speak with the chosen one, each with a profile of its own', async () => {
    const voice = await studio.makeVoice();
    const two = await addPrompt(voice.id, 180);
    expect(two.prompts.map(({ name }) => name)).toEqual(['microphone', '180 Hz']);
    expect(two).toMatchObject({ promptId: two.prompts[1]!.id, transcript: 'more' });
    expect(two.promptSha256).not.toBe(voice.promptSha256);
    await studio.enrolled();
    const first = await studio.speak({ voiceId: voice.id });
    expect(first.recipe).toMatchObject({ promptId: two.promptId, promptSha256: two.promptSha256 });
    await studio.api.choosePrompt({ voiceId: voice.id, promptId: voice.id });
    const second = await studio.speak({ voiceId: voice.id });
    expect(second.recipe).toMatchObject({ promptId: voice.id, promptSha256: voice.promptSha256 });
    const folder = join(studio.home, 'voices', voice.id);
    for (const file of ['prompt.wav', `prompt-${two.promptId}.wav`])
      expect(existsSync(join(folder, file))).toBe(true);
    const { samples } = await studio.api.getVoiceAudio({ voiceId: voice.id, promptId: two.promptId });
    expect(samples).toHaveLength(4 * 48_000);
  });

  test('one is renamed, corrected, deleted and brought back; the only one stays', async () => {
    const { id: voiceId } = await studio.makeVoice();
    await expect(studio.api.deletePrompt({ voiceId, promptId: voiceId })).rejects.toMatchObject({
      code: 'prompt-needed',
    });
    const { promptId } = await addPrompt(voiceId, 180);
    await studio.api.renamePrompt({ voiceId, promptId: voiceId, name: 'calm' });
    await studio.api.setTranscript({ voiceId, promptId: voiceId, transcript: 'corrected' });
    expect(await names({ text: 'calm corrected' })).toEqual(['Anna']);
    const left = await studio.api.deletePrompt({ voiceId, promptId });
    expect(left).toMatchObject({ promptId: voiceId, transcript: 'corrected', prompts: [{ name: 'calm' }] });
    expect((await studio.api.listBin()).prompts).toMatchObject([
      { voiceName: 'Anna', prompt: { id: promptId } },
    ]);
    expect((await studio.api.restorePrompt({ voiceId, promptId })).prompts).toHaveLength(2);
    await studio.api.deletePrompt({ voiceId, promptId });
    await studio.api.deleteForGood({ promptIds: [promptId] });
    expect(existsSync(join(studio.home, 'voices', voiceId, `prompt-${promptId}.wav`))).toBe(false);
    await expect(studio.api.choosePrompt({ voiceId, promptId })).rejects.toMatchObject({
      code: 'prompt-not-found',
    });
  });

  test('a copy has them all, and says the same of itself', async () => {
    const { id: voiceId } = await studio.makeVoice();
    await addPrompt(voiceId, 180);
    await studio.api.changeVoice({ voiceId, tags: ['x'], defaults: { speed: 1.2 } });
    await studio.api.stateConsent({ voiceId, consent: { kind: 'own' } });
    const copy = await studio.api.duplicateVoice({ voiceId });
    expect(copy).toMatchObject({
      name: 'Anna 2',
      tags: ['x'],
      defaults: { speed: 1.2 },
      consent: { kind: 'own' },
    });
    expect(copy.prompts.map(({ promptSha256 }) => promptSha256)).toEqual(
      (await studio.api.getVoice({ voiceId })).prompts.map(({ promptSha256 }) => promptSha256),
    );
    expect(await studio.speak({ voiceId: copy.id })).toMatchObject({ state: 'done' });
  });
});

test('takes cannot start from what no take may have', async () => {
  const { id: voiceId } = await studio.makeVoice('Strict');
  for (const [defaults, code] of [
    [{ speed: 9 }, 'speed-out-of-range'],
    [{ seed: 0 }, 'seed-out-of-range'],
    [{ instruction: 'x'.repeat(201) }, 'instruction-too-long'],
  ] as const)
    await expect(studio.api.changeVoice({ voiceId, defaults })).rejects.toMatchObject({ code });
  expect(await studio.api.getVoice({ voiceId })).toMatchObject({ defaults: {} });
});

describe('whose voice it is', () => {
  const permitted = {
    kind: 'permitted',
    by: 'Anna Lee',
    scope: 'the radio play',
    date: '2026-11-25',
  } as const;

  test('is stated, bound to the prompt by a spoken statement, and written into the recipe', async () => {
    const { id: voiceId, promptSha256 } = await studio.makeVoice();
    expect((await studio.speak({ voiceId })).recipe.consent).toBeUndefined();
    const { id: recordingId } = await record(200);
    const voice = await studio.api.stateConsent({
      voiceId,
      consent: { ...permitted, statement: { recordingId } },
    });
    expect(voice.consent).toEqual({
      ...permitted,
      statement: { recordingSha256: expect.stringMatching(/^[0-9a-f]{64}$/) as string, promptSha256 },
    });
    expect((await studio.speak({ voiceId })).recipe.consent).toBe('permitted');
    expect((await studio.api.getConsentAudio({ voiceId })).samples).toHaveLength(4 * 48_000);
    const other = await addPrompt(voiceId, 180);
    expect(statementMatches(other.consent, other.promptSha256)).toBe(false);
    const changed = await studio.api.stateConsent({
      voiceId,
      consent: { ...permitted, scope: 'all', statement: 'keep' },
    });
    expect(changed.consent).toMatchObject({ scope: 'all', statement: { promptSha256 } });
    await studio.api.stateConsent({ voiceId, consent: { kind: 'own' } });
    await expect(studio.api.getConsentAudio({ voiceId })).rejects.toMatchObject({ code: 'file-not-found' });
    expect((await studio.api.stateConsent({ voiceId, consent: null })).consent).toBeUndefined();
  });

  test.each([[{ ...permitted, date: '25.11.2026' }], [{ ...permitted, by: ' ' }]])(
    'a permission names a person and a day: %j',
    async (consent) => {
      const { id: voiceId } = await studio.makeVoice();
      await expect(studio.api.stateConsent({ voiceId, consent })).rejects.toMatchObject({
        code: 'bad-request',
      });
    },
  );
});

test('a voice deleted for good takes its audio with it; its takes stay and keep its name', async () => {
  const { id: voiceId } = await studio.makeVoice();
  const take = await studio.speak({ voiceId });
  await studio.api.deleteVoice({ voiceId });
  expect((await studio.api.listBin()).voices).toMatchObject([{ voice: { name: 'Anna', takeCount: 1 } }]);
  await studio.api.deleteForGood({ voiceIds: [voiceId] });
  expect((await studio.api.listBin()).voices).toEqual([]);
  expect(existsSync(join(studio.home, 'voices', voiceId))).toBe(false);
  await expect(studio.api.restoreVoice({ voiceId })).rejects.toMatchObject({ code: 'voice-not-found' });
  expect((await studio.api.getTake({ takeId: take.id })).recipe.voiceName).toBe('Anna');
  expect((await studio.makeVoice('Anna')).name).toBe('Anna');
});
