import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, expect, test } from 'vitest';
import {
  openTestStudio,
  removeTemporaryFolders,
  type TestStudio,
} from '../../../tests/support/studio/test-studio';

let studio: TestStudio;
afterEach(() => studio.close());
afterAll(removeTemporaryFolders);

const binned = () => readdirSync(join(studio.home, 'bin', 'takes'));

async function threeDeleted() {
  studio = await openTestStudio();
  const { id: voiceId } = await studio.makeVoice();
  const takes = [];
  for (const text of ['one', 'two', 'three']) takes.push(await studio.speak({ voiceId, text }));
  await studio.api.deleteTakes({ takeIds: takes.map(({ id }) => id) });
  return takes;
}

test('lists what was deleted, the last deleted first, and whether its sound is still there', async () => {
  const takes = await threeDeleted();
  const { takes: listed, takeCount } = await studio.api.listBin();
  expect(listed.map(({ take }) => take.id)).toEqual(takes.map(({ id }) => id).reverse());
  expect(listed.every(({ hasAudio }) => hasAudio)).toBe(true);
  expect(takeCount).toBe(3);
  await studio.api.emptyBin();
  expect((await studio.api.listBin()).takes.map(({ hasAudio }) => hasAudio)).toEqual([false, false, false]);
  // its recipe is worth keeping all the same
  await studio.api.restoreTake({ takeId: takes[0]!.id });
  expect((await studio.api.listBin()).takeCount).toBe(2);
});

test('a take that goes for good leaves no file, no row and no curve', async () => {
  const [one, two] = await threeDeleted();
  expect(binned()).toHaveLength(3);
  await studio.api.deleteForGood({ takeIds: [one!.id] });
  expect(binned()).toHaveLength(2);
  await expect(studio.api.restoreTake({ takeId: one!.id })).rejects.toMatchObject({ code: 'take-not-found' });
  await expect(studio.api.getTakeTrace({ takeId: one!.id })).rejects.toMatchObject({
    code: 'take-not-found',
  });
  await studio.api.restoreTake({ takeId: two!.id });
  await studio.api.deleteForGood({ allTakes: true });
  expect(binned()).toEqual([]);
  expect((await studio.api.listBin()).takes).toEqual([]);
  expect((await studio.api.listTakes({ limit: 10 })).map(({ id }) => id)).toEqual([two!.id]);
  expect(await studio.api.verifyLibrary()).toMatchObject({ ok: true });
});

test('what is not deleted cannot go for good', async () => {
  studio = await openTestStudio();
  const { id: voiceId } = await studio.makeVoice();
  const take = await studio.speak({ voiceId });
  await studio.api.deleteForGood({ takeIds: [take.id, 'nobody'] });
  expect(await studio.api.getTake({ takeId: take.id })).toMatchObject({ state: 'done' });
  expect(existsSync(join(studio.home, 'outputs', take.file!))).toBe(true);
});
