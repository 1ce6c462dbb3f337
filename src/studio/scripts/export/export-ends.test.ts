import { fork } from 'node:child_process';
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, expect, test } from 'vitest';
import { readItems } from '#contract/item-stream';
import { writeProgramme } from '#engine/programme/write-programme';
import { buildScript } from '../../../../tests/support/studio/test-launchers';
import { waitForExit } from '../../../../tests/support/studio/test-processes';
import {
  answerOf,
  fill,
  mayMount,
  mountSmall,
  unmountAll,
} from '../../../../tests/support/studio/small-disk';
import {
  isOver,
  openTestStudio,
  removeTemporaryFolders,
  temporaryFolder,
  testResources,
  type TestStudio,
} from '../../../../tests/support/studio/test-studio';
import type { WriteProgramme } from './write-in-helper';

let studio: TestStudio;
let projectId: string;
let folder: string;
/** Happens once the first file has been begun. */
let meanwhile: () => void;

const write: WriteProgramme = (job, how) =>
  writeProgramme(job, {
    ...how,
    onProgress: (progress) => {
      how.onProgress(progress);
      meanwhile();
    },
  });

beforeEach(async () => {
  meanwhile = () => undefined;
  studio = await openTestStudio({ writeProgramme: write });
  const voice = await studio.makeVoice();
  projectId = (await studio.api.createProject({ name: 'Play' })).id;
  await studio.api.changeProject({ projectId, defaults: { voiceId: voice.id, seed: 3 } });
  const lines = Array.from({ length: 6 }, (_, at) => ({ text: `Line ${at} of a play.` }));
  await studio.api.changeScript({ projectId, operations: [{ do: 'insert', after: null, lines }] });
  for (const { id } of await studio.api.speakScript({ projectId })) await studio.when(id, isOver);
  folder = temporaryFolder();
});
afterEach(() => studio.close());
afterAll(() => {
  unmountAll();
  removeTemporaryFolders();
});

const exported = async (into: string) =>
  readItems(
    studio.api.exportScript({
      ...{ projectId, parts: ['joined', 'lines', 'srt'] },
      folderId: await studio.exportFolder(into),
    }),
    () => undefined,
  );

test('a studio that closes in the middle of an export leaves nothing of it', async () => {
  let closed: Promise<void> | undefined;
  meanwhile = () => {
    closed ??= studio.close();
  };
  await expect(exported(folder)).rejects.toMatchObject({ code: 'cancelled' });
  await closed;
  expect(readdirSync(folder)).toEqual([]);
});

test('a killed export leaves nothing once the studio has started again, and nobody else’s is touched', async () => {
  const script = await buildScript('test-export-process.ts');
  const { home } = studio;
  await studio.close();
  const theirs = temporaryFolder();
  const [killed, running] = [folder, theirs].map((into) =>
    fork(script.file, [home, testResources(), projectId, into]),
  );
  for (const child of [killed!, running!])
    await new Promise<void>((resolve, reject) => {
      child.once('message', () => resolve());
      child.once('exit', (code) => reject(new Error(`it ended with ${String(code)}`)));
    });
  killed!.kill('SIGKILL');
  expect(await waitForExit(killed!)).toBe('SIGKILL');
  expect(readdirSync(folder)).toHaveLength(1);
  // what only looks like one of them is a person's own
  mkdirSync(join(folder, '.export.mine.tmp'));
  writeFileSync(join(folder, 'Play.txt'), 'mine');

  studio = await openTestStudio({ home, writeProgramme: write });
  expect(readdirSync(folder).sort()).toEqual(['.export.mine.tmp', 'Play.txt']);
  expect(readdirSync(theirs)).toHaveLength(1);
  running!.kill('SIGKILL');
  await waitForExit(running!);
  await script.remove();
});

test.runIf(mayMount())(
  'a disk that fills up in the middle of an export is named, and keeps nothing of it',
  async () => {
    const small = mountSmall(4);
    let isFull = false;
    meanwhile = () => {
      if (!isFull) fill(small, 8192);
      isFull = true;
    };
    expect(await answerOf(exported(small))).toBe('disk-full');
    expect(isFull).toBe(true);
    expect(readdirSync(small)).toEqual(['filler']);
    meanwhile = () => undefined;
    // and so is one that has no room from the start
    expect(await answerOf(exported(small))).toBe('disk-full');
    expect(readdirSync(small)).toEqual(['filler']);
  },
);
