import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import {
  openTestStudio,
  removeTemporaryFolders,
  temporaryFolder,
  type TestStudio,
} from '../../../tests/support/studio/test-studio';

afterAll(removeTemporaryFolders);

/** A library in use whose database is then gone, in one of the ways that it goes. */
async function lose(how: (database: string) => void) {
  const studio = await openTestStudio();
  const anna = await studio.makeVoice('Anna', 'hello there');
  const silent = await studio.makeVoice('Never heard');
  const take = await studio.speak({ voiceId: anna.id, text: 'Another line' });
  await studio.close();
  how(join(studio.home, 'library.db'));
  return { home: studio.home, anna, silent, take };
}

const ways: readonly (readonly [string, (database: string) => void])[] = [
  ['missing', (database) => rmSync(database)],
  ['of 0 bytes', (database) => writeFileSync(database, '')],
  [
    'missing, with a log of its own left',
    (database) => {
      writeFileSync(`${database}-wal`, 'x'.repeat(5000));
      rmSync(database);
    },
  ],
  [
    'damaged and moved aside by the start before',
    (database) => renameSync(database, `${database}.damaged-x`),
  ],
];

const spoken = async ({ api }: TestStudio) =>
  (await api.readLog({ limit: 500 })).map(({ message }) => message);

test.each(ways)(
  'a library file that is %s: voices and takes are found again, and it is said',
  async (_how, how) => {
    const { home, anna, silent, take } = await lose(how);
    await expect(openTestStudio({ home, readOnly: true })).rejects.toMatchObject({
      code: 'library-lost',
      values: { path: join(home, 'library.db') },
    });
    const studio = await openTestStudio({ home });
    try {
      const { voices } = await studio.api.listVoices({ sort: 'name' });
      expect(voices.map(({ id, promptSha256 }) => [id, promptSha256]).sort()).toEqual(
        [anna, silent].map(({ id, promptSha256 }) => [id, promptSha256]).sort(),
      );
      // a voice that was heard has its name and its words in its takes
      expect(voices.find(({ id }) => id === anna.id)).toMatchObject({
        name: 'Anna',
        transcript: 'hello there',
        takeCount: 1,
      });
      const { recipe, pcmSha256, file } = take;
      expect(await studio.api.getTake({ takeId: take.id })).toMatchObject({
        ...{
          recipe,
          pcmSha256,
          file,
          state: 'done',
          audioSec: expect.closeTo(take.audioSec ?? 0, 2) as number,
        },
      });
      expect((await studio.api.getTakeFile({ takeId: take.id })).bytes.length).toBeGreaterThan(1000);
      expect(await studio.api.searchLibrary({ text: 'Another line' })).toMatchObject([{ id: take.id }]);
      expect(await studio.api.getStatus()).toMatchObject({ foundAgain: { voices: 2, takes: 1 } });
      expect(await spoken(studio)).toContainEqual(
        expect.stringMatching(/missing or empty: 2 voices and 1 takes/),
      );
      // what was found speaks again
      expect(await studio.speak({ voiceId: silent.id })).toMatchObject({ state: 'done' });
      const problems = (await studio.api.verifyLibrary()).findings.map(({ code }) => code);
      expect(problems.filter((code) => code !== 'file-without-recording')).toEqual([]);
    } finally {
      await studio.close();
    }
    const again = await openTestStudio({ home });
    expect((await again.api.getStatus()).foundAgain).toBeUndefined();
    await again.close();
  },
);

test('a studio killed while it finds a library again finds it lost again', async () => {
  const { home, take } = await lose((database) => rmSync(database));
  // what cannot be read as a folder stops the finding half-way
  const blocked = join(home, 'library.db');
  mkdirSync(blocked);
  await expect(openTestStudio({ home })).rejects.toThrow();
  rmSync(blocked, { recursive: true });
  const studio = await openTestStudio({ home });
  expect(await studio.api.getTake({ takeId: take.id })).toMatchObject({ state: 'done' });
  await studio.close();
});

test('a prompt that cannot be read, foreign files and names that are no ids stay where they are', async () => {
  const { home, anna } = await lose((database) => rmSync(database));
  const bad = join(home, 'voices', '11111111-1111-4111-8111-111111111111');
  mkdirSync(bad);
  writeFileSync(join(bad, 'prompt.wav'), 'no sound');
  mkdirSync(join(home, 'voices', 'Not An Id'));
  writeFileSync(join(home, 'outputs', 'song.wav'), 'no sound');
  const studio = await openTestStudio({ home });
  expect(await studio.api.getStatus()).toMatchObject({ foundAgain: { voices: 2, takes: 1 } });
  expect((await studio.api.getVoice({ voiceId: anna.id })).name).toBe('Anna');
  await studio.close();
  for (const path of [join(bad, 'prompt.wav'), join(home, 'outputs', 'song.wav')])
    expect(statSync(path).size).toBe(8);
});

test('a new data folder, and one whose voices are gone, open empty without a word', async () => {
  const home = temporaryFolder();
  mkdirSync(join(home, 'voices'));
  const studio = await openTestStudio({ home });
  expect((await studio.api.getStatus()).foundAgain).toBeUndefined();
  await studio.close();
  expect(readdirSync(home).filter((name) => name.startsWith('.'))).toEqual([]);
  expect(existsSync(join(home, 'set-aside'))).toBe(false);
});
