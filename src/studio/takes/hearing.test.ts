import { afterAll, expect, test } from 'vitest';
import { openTestStudio, removeTemporaryFolders } from '../../../tests/support/studio/test-studio';

afterAll(removeTemporaryFolders);

test('a few words are heard at once with the given readings, and nothing is kept of them', async () => {
  const studio = await openTestStudio();
  const { api } = studio;
  const voice = await studio.makeVoice();
  const reading = { word: 'nginx', reading: 'engine x', kind: 'respelling' as const };
  const heard = await api.hearText({ voiceId: voice.id, text: 'nginx', lexicon: [reading] });
  expect(heard.samples.length).toBeGreaterThan(0);
  expect(heard.spoken).not.toBe('');
  expect(await api.listTakes({ limit: 10 })).toEqual([]);
  await expect(api.hearText({ voiceId: 'nobody', text: 'nginx' })).rejects.toMatchObject({
    code: 'voice-not-found',
  });
  await expect(api.hearText({ voiceId: voice.id, text: '…' })).rejects.toMatchObject({
    code: 'text-unspeakable',
  });
  await studio.close();
});

test('while a take is made nothing is heard, and a take asked for while words are heard is made after them', async () => {
  const studio = await openTestStudio();
  const { api } = studio;
  const { id: voiceId } = await studio.makeVoice();
  const slow = await api.startTake({ voiceId, text: 'slow words', seed: 1 });
  await studio.when(slow.id, ({ state }) => state === 'running');
  await expect(api.hearText({ voiceId, text: 'nginx' })).rejects.toMatchObject({ code: 'engine-busy' });
  await api.cancelTake({ takeId: slow.id });
  await studio.when(slow.id, ({ state }) => state === 'cancelled');

  const heard = api.hearText({ voiceId, text: 'nginx' });
  const take = await studio.speak({ voiceId });
  expect((await heard).samples.length).toBeGreaterThan(0);
  expect(take.state).toBe('done');
  await studio.close();
});
