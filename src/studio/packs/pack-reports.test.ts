import { afterAll, expect, test } from 'vitest';
import {
  openTestStudio,
  removeTemporaryFolders,
  type TestStudio,
} from '../../../tests/support/studio/test-studio';

afterAll(removeTemporaryFolders);

const testPack = async ({ api }: TestStudio) => (await api.listPacks()).find(({ id }) => id === 'test-pack');

test('a report is kept with its date over a restart, and a sample prompt speaks for the pack', async () => {
  const first = await openTestStudio();
  expect(await testPack(first)).toMatchObject({ inUse: true, state: 'installed' });
  expect(await testPack(first)).not.toHaveProperty('verified');
  const report = await first.api.verifyPack({ packId: 'test-pack' });
  expect(report).toMatchObject({ packId: 'test-pack', passed: false });
  expect(report.checks[1]).toMatchObject({ id: 'vocoder', state: 'failed', values: { samples: 96_000 } });
  await first.close();

  const second = await openTestStudio({ home: first.home });
  expect((await testPack(second))?.verified).toEqual(report);
  await second.close();
});

test('checking again replaces the report, and the pack in use needs no name', async () => {
  const studio = await openTestStudio();
  const before = await studio.api.verifyPack({});
  const after = await studio.api.verifyPack({});
  expect(after.verifiedAt >= before.verifiedAt).toBe(true);
  expect((await testPack(studio))?.verified).toEqual(after);
  await studio.close();
});

test('an unknown pack is refused', async () => {
  const studio = await openTestStudio();
  await expect(studio.api.verifyPack({ packId: 'other' })).rejects.toMatchObject({ code: 'pack-not-found' });
  await studio.close();
});
