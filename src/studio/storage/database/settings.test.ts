import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { settingsSchema } from '#contract/studio-state';
import type { VoiceChange } from '#contract/voices';
import { connectDb } from './connect-db';
import { storedSettings } from './settings';
import { openTestStudio, removeTemporaryFolders } from '../../../../tests/support/studio/test-studio';

afterAll(removeTemporaryFolders);

test('settings whose JSON holds nothing that they can be: the defaults hold, and each is told and taken out', async () => {
  const first = await openTestStudio();
  const { home } = first;
  const defaults = await first.api.getSettings();
  await first.close();
  const keys = Object.keys(storedSettings);
  expect(keys).toEqual(expect.arrayContaining([...Object.keys(settingsSchema.shape), 'outputsFolder']));
  const db = connectDb(join(home, 'library.db'));
  for (const key of [...keys, 'of-another-studio'])
    db.run('INSERT OR REPLACE INTO settings (key, value) VALUES (?, ?)', key, '{"wrong":[true]}');
  db.close();
  const studio = await openTestStudio({ home });
  expect(await studio.api.getSettings()).toEqual(defaults);
  expect((await studio.api.getDisk()).outputs.folder).toBe(join(home, 'outputs'));
  const told = async (report: ReturnType<typeof studio.api.verifyLibrary>) =>
    (await report).findings.flatMap(({ code, values }) =>
      code === 'setting-unreadable' ? [values.setting] : [],
    );
  // the studio itself has written its own secret anew
  const wrong = keys.filter((key) => key !== 'logKey').sort();
  expect((await told(studio.api.verifyLibrary())).filter((key) => key !== 'logKey').sort()).toEqual(wrong);
  await studio.api.repairLibrary();
  expect(await told(studio.api.verifyLibrary())).toEqual([]);
  await studio.close();
  const after = connectDb(join(home, 'library.db'));
  expect(after.run("DELETE FROM settings WHERE key = 'of-another-studio'")).toBe(1);
  after.close();
});

test('an engine that this machine does not have is refused where it is set, with those it has', async () => {
  const studio = await openTestStudio();
  await expect(studio.api.updateSettings({ engine: 'piano' })).rejects.toMatchObject({
    code: 'engine-unknown',
    values: { engine: 'piano', known: expect.stringContaining('draft') as string },
  });
  expect(await studio.api.updateSettings({ engine: 'draft' })).toMatchObject({ engine: 'draft' });
  expect(await studio.api.updateSettings({ engine: 'auto' })).toMatchObject({ engine: 'auto' });
  await studio.close();
});

test.each<[string, number, VoiceChange]>([
  ['notes', 10_000, { notes: 'x'.repeat(10_001) }],
  ['tags', 40, { tags: ['x'.repeat(41)] }],
  ['tags', 50, { tags: Array.from({ length: 51 }, (_, at) => `${at}`) }],
])('%s beyond %i are refused in words that say the bound', async (field, maximum, change) => {
  const studio = await openTestStudio();
  const { id } = await studio.makeVoice();
  await expect(studio.api.changeVoice({ voiceId: id, ...change })).rejects.toMatchObject({
    code: 'input-too-long',
    values: { field, maximum },
  });
  await expect(studio.api.listVoices({ text: 'x'.repeat(201) })).rejects.toMatchObject({
    code: 'input-too-long',
    values: { field: 'text', maximum: 200 },
  });
  await studio.close();
});
