import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from '@photostructure/sqlite';
import { afterAll, expect, test } from 'vitest';
import { SHELF_DAYS } from '#contract/voices';
import { tone } from '../../../tests/support/studio/test-engine';
import { openTestStudio, removeTemporaryFolders } from '../../../tests/support/studio/test-studio';

afterAll(removeTemporaryFolders);

test('what was not kept goes after its days with its file, what was kept stays', async () => {
  const studio = await openTestStudio();
  const record = () =>
    studio.api.addRecording({
      ...{ name: 'r', sampleRateHz: 24_000, format: 'microphone' },
      channels: [tone(4 * 24_000, 150, 24_000)],
    });
  const [old, kept, young] = [await record(), await record(), await record()];
  await studio.api.saveVoice({ recordingId: kept.id, startSec: 0, endSec: 4, name: 'A', transcript: '' });
  await studio.close();
  const db = new DatabaseSync(join(studio.home, 'library.db'));
  const at = new Date(Date.now() - (SHELF_DAYS * 24 + 1) * 3_600_000).toISOString();
  db.prepare('UPDATE recordings SET created_at = ? WHERE id IN (?, ?)').run(at, old.id, kept.id);
  db.close();

  const file = (id: string) => join(studio.home, 'recordings', `${id}.wav`);
  const again = await openTestStudio({ home: studio.home });
  await expect.poll(() => existsSync(file(old.id))).toBe(false);
  expect((await again.api.listShelf()).map(({ id }) => id)).toEqual([young.id]);
  expect([kept, young].map(({ id }) => existsSync(file(id)))).toEqual([true, true]);
  await again.close();
});

test('a voice that was tried goes with its folder once no take speaks with it, and not while one is in the bin', async () => {
  const studio = await openTestStudio();
  const { id: recordingId } = await studio.api.addRecording({
    ...{ name: 'r', sampleRateHz: 24_000, format: 'microphone' },
    channels: [tone(4 * 24_000, 150, 24_000)],
  });
  const attempt = (endSec: number) =>
    studio.api.tryPrompt({ recordingId, startSec: 0, endSec, name: 'A', transcript: '' });
  const [silent, heard] = [await attempt(3.5), await attempt(3.6)];
  const take = await studio.speak({ voiceId: heard.id });
  await studio.api.deleteTake({ takeId: take.id });
  await studio.close();

  const folder = (id: string) => existsSync(join(studio.home, 'voices', id));
  const again = await openTestStudio({ home: studio.home });
  await expect.poll(() => folder(silent.id)).toBe(false);
  expect(folder(heard.id)).toBe(true);
  await expect(again.api.getVoice({ voiceId: silent.id })).rejects.toMatchObject({ code: 'voice-not-found' });
  expect(await again.api.getVoice({ voiceId: heard.id })).toMatchObject({ kept: false });
  await again.close();
});
