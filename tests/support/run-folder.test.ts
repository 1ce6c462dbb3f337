import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { mayMount } from './studio/small-disk';
import { removeTemporaryFolders, temporaryFolder } from './studio/test-studio';
import { clearDeadRuns, removeFolder } from './run-folder';

afterAll(removeTemporaryFolders);

test('what a test makes lies in the folder of its run', () => {
  expect(tmpdir().match(/cosyvoice-tests-\d+/g)).toHaveLength(1);
  expect(temporaryFolder().startsWith(tmpdir())).toBe(true);
});

test('the folder of a dead run is cleared, and nothing else beside it', async () => {
  const parent = temporaryFolder();
  const dead = spawn(process.execPath, ['--version'], { stdio: 'ignore' });
  await new Promise((resolve) => dead.once('exit', resolve));
  const kept = [`cosyvoice-tests-${process.pid}`, 'cosyvoice-tests-', 'cosyvoice-tests-1x', 'other-7'];
  for (const name of [...kept, `cosyvoice-tests-${dead.pid}`]) {
    mkdirSync(join(parent, name, 'library'), { recursive: true });
    writeFileSync(join(parent, name, 'library', 'library.db'), '');
  }
  clearDeadRuns(parent);
  expect(readdirSync(parent).sort()).toEqual(kept.sort());
});

test.skipIf(!mayMount())('a folder goes together with the disk that is still mounted in it', () => {
  const folder = temporaryFolder();
  const disk = join(folder, 'disk');
  mkdirSync(disk);
  execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', disk]);
  writeFileSync(join(disk, 'file'), '');
  removeFolder(folder);
  expect(existsSync(folder)).toBe(false);
});
