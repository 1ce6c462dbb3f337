import { afterAll, expect, test } from 'vitest';
import { join } from 'node:path';
import { existsSync } from 'node:fs';
import { openTestStudio, removeTemporaryFolders } from '../../../tests/support/studio/test-studio';

afterAll(removeTemporaryFolders);

test('a saved voice is enrolled in the background, and its profile kept', async () => {
  const studio = await openTestStudio();
  const voice = await studio.makeVoice();
  await studio.enrolled();
  expect(existsSync(join(studio.home, 'voices', voice.id, 'profile-draft-test_1.bin'))).toBe(true);
  const told = await studio.api.readLog({ limit: 50, text: 'Voice enrolled in' });
  expect(told).toMatchObject([{ level: 'info', data: { voiceId: voice.id, engine: 'draft' } }]);
  await studio.close();
});

test('the first take of a voice finds its profile, also when both were asked for at once', async () => {
  const studio = await openTestStudio();
  const voice = await studio.makeVoice();
  const take = await studio.speak({ voiceId: voice.id });
  expect(take.state).toBe('done');
  const enrolled = await studio.api.readLog({ limit: 50, text: 'Voice enrolled in' });
  const received = await studio.api.readLog({ limit: 50, takeId: take.id, text: 'Test engine: prompt' });
  expect(enrolled[0]!.seq).toBeLessThan(received[0]!.seq);
  await studio.close();
});

test('an enrolment that fails costs the voice nothing, and says so once', async () => {
  const studio = await openTestStudio();
  const voice = await studio.makeVoice('Voice', 'words that fail');
  await studio.enrolled();
  const told = await studio.api.readLog({ limit: 50, levels: ['warn'] });
  expect(told).toMatchObject([
    {
      message:
        'Voice not enrolled yet: Memory ran out while trying to speak: 512 MiB were asked for and not available.',
    },
  ]);
  expect((await studio.api.listVoices()).voices).toMatchObject([{ id: voice.id }]);
  await studio.close();
});
