import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { lockLibrary } from './library-lock';
import { buildScript, type BuiltScript } from '../../../tests/support/studio/test-launchers';
import { waitForExit } from '../../../tests/support/studio/test-processes';
import { removeTemporaryFolders, temporaryFolder } from '../../../tests/support/studio/test-studio';

let script: BuiltScript;

beforeAll(async () => {
  script = await buildScript('test-lock-process.ts');
});
afterAll(async () => {
  await script.remove();
  removeTemporaryFolders();
});

const refusalOf = (home: string) => {
  try {
    lockLibrary(home).release();
    return undefined;
  } catch (thrown) {
    return thrown;
  }
};

async function hold(home: string): Promise<ChildProcess> {
  const child = fork(script.file, [home]);
  await once(child, 'message');
  return child;
}

test('a second studio is told who holds the library, since when, and what to do', async () => {
  const home = temporaryFolder();
  const child = await hold(home);
  expect(refusalOf(home)).toMatchObject({
    code: 'library-locked',
    values: { home, pid: child.pid, host: hostname(), since: expect.stringMatching(/^\d{4}-/) as string },
  });
  child.kill('SIGKILL');
  await waitForExit(child);
  expect(refusalOf(home)).toBeUndefined();
});

test('of studios that start at once exactly one gets the library', async () => {
  const home = temporaryFolder();
  const children = Array.from({ length: 4 }, () => fork(script.file, [home], { silent: true }));
  const winners = await Promise.all(
    children.map((child) =>
      Promise.race([once(child, 'message').then(() => 1), once(child, 'exit').then(() => 0)]),
    ),
  );
  expect(winners.reduce((sum, won) => sum + won, 0)).toBe(1);
  for (const child of children) child.kill('SIGKILL');
  await Promise.all(children.map(waitForExit));
});

test('two studios of one process exclude each other as well, until one lets go', () => {
  const home = temporaryFolder();
  const first = lockLibrary(home);
  expect(refusalOf(home)).toMatchObject({ code: 'library-locked', values: { pid: process.pid } });
  first.release();
  first.release();
  expect(refusalOf(home)).toBeUndefined();
});

test('whatever lies in the lock file, the library can be locked, and by one studio only', () => {
  const home = temporaryFolder();
  writeFileSync(join(home, 'studio.lock'), 'garbage '.repeat(1000));
  const first = lockLibrary(home);
  expect(refusalOf(home)).toMatchObject({ code: 'library-locked' });
  first.release();
});

test('a folder that is not there is told as one that cannot be written', () => {
  expect(refusalOf(join(temporaryFolder(), 'nowhere'))).toMatchObject({ code: 'folder-not-writable' });
});
