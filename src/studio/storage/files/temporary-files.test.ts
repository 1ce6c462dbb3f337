import { spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import {
  openTestStudio,
  removeTemporaryFolders,
  temporaryFolder,
} from '../../../../tests/support/studio/test-studio';
import { clearTemporaries, noteTemporariesIn, withTemporary } from './temporary-files';

afterAll(removeTemporaryFolders);

const deadPid = () => spawnSync('node', ['-e', '']).pid;

function leave(notes: string, id: string, note: object): string {
  const file = join(notes, `${id}.json`);
  writeFileSync(file, JSON.stringify(note));
  return file;
}

test('opening the studio removes what a killed process left, also outside the data folder', async () => {
  const [home, elsewhere, id] = [temporaryFolder(), temporaryFolder(), randomUUID()];
  const left = join(elsewhere, `.all.cvbackup.${id}.tmp`);
  mkdirSync(left);
  writeFileSync(join(left, 'library.db'), 'half');
  mkdirSync(join(home, 'temporary'));
  leave(join(home, 'temporary'), id, { pid: deadPid(), path: left });
  const studio = await openTestStudio({ home });
  expect(readdirSync(elsewhere)).toEqual([]);
  expect(readdirSync(join(home, 'temporary'))).toEqual([]);
  await studio.close();
});

test('a note is data: it removes nothing that does not carry its own id, and nothing of a running process', async () => {
  const [notes, elsewhere] = [temporaryFolder(), temporaryFolder()];
  const [foreign, running] = [randomUUID(), randomUUID()];
  const mine = join(elsewhere, 'mine.wav');
  const busy = join(elsewhere, `.x.wav.${running}.tmp`);
  for (const path of [mine, busy]) writeFileSync(path, 'x');
  leave(notes, foreign, { pid: deadPid(), path: mine });
  leave(notes, running, { pid: process.ppid, path: busy });
  await clearTemporaries(notes);
  expect([existsSync(mine), existsSync(busy)]).toEqual([true, true]);
});

test('what this process is writing stays while another studio of it opens, and goes at the end', async () => {
  const [notes, folder] = [temporaryFolder(), temporaryFolder()];
  noteTemporariesIn(notes);
  await withTemporary(join(folder, 'take.wav'), async (temporary) => {
    writeFileSync(temporary, 'half');
    await clearTemporaries(notes);
    expect(existsSync(temporary)).toBe(true);
  });
  expect([readdirSync(notes), readdirSync(folder)]).toEqual([[], []]);
});
