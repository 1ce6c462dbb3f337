import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { ensureFolder, freeBytes, readWhole, removeLeftovers, requireSpace, writeWhole } from './files';
import { storageError } from './storage-errors';
import { removeTemporaryFolders, temporaryFolder } from '../../../../tests/support/studio/test-studio';

afterAll(removeTemporaryFolders);

const megabyte = new Uint8Array(1 << 20).fill(7);

function* failing() {
  yield megabyte;
  throw new Error('the source ran dry');
}

describe('whole-file writes', () => {
  test('parts of any size arrive in order, in folders that were not there', async () => {
    const path = join(temporaryFolder(), 'a', 'b', 'c.bin');
    await writeWhole(path, [new Uint8Array([1, 2]), new Uint8Array(0), megabyte, new Uint8Array([3])]);
    const bytes = readFileSync(path);
    expect(bytes.length).toBe((1 << 20) + 3);
    expect([bytes[0], bytes[1], bytes[2], bytes.at(-1)]).toEqual([1, 2, 7, 3]);
  });

  test('a write that fails leaves the old file and no temporary one', async () => {
    const folder = temporaryFolder();
    const path = join(folder, 'kept.txt');
    writeFileSync(path, 'old');
    await expect(writeWhole(path, failing())).rejects.toMatchObject({
      values: { reason: 'the source ran dry' },
    });
    expect(readFileSync(path, 'utf8')).toBe('old');
    expect(readdirSync(folder)).toEqual(['kept.txt']);
  });

  test('temporary files of a killed studio are removed, everything else stays', async () => {
    const folder = temporaryFolder();
    for (const name of ['.take.wav.2b1f7a5e-6a53-4c5c-9a8e-0d6f4b1f2c3d.tmp', '.hidden.tmp', 'mine.wav'])
      writeFileSync(join(folder, name), '');
    await removeLeftovers(folder);
    expect(readdirSync(folder).sort()).toEqual(['.hidden.tmp', 'mine.wav']);
  });
});

describe('a disk that refuses', () => {
  test('a file where the folder should be is told with the folder', async () => {
    const folder = join(temporaryFolder(), 'outputs');
    writeFileSync(folder, '');
    const refused = { code: 'folder-not-writable', values: { folder } };
    await expect(ensureFolder(folder)).rejects.toMatchObject(refused);
    await expect(writeWhole(join(folder, 'x.wav'), [megabyte])).rejects.toMatchObject(refused);
  });

  test('a system folder that takes no files is told with the folder', async () => {
    await expect(ensureFolder('/proc/cosyvoice')).rejects.toMatchObject({ code: 'folder-not-writable' });
  });

  test('a full device is told as a full disk', async () => {
    const device = await open('/dev/full', 'w');
    const thrown: unknown = await device.writeFile(megabyte).catch((error: unknown) => error);
    await device.close();
    const error = storageError(thrown, { folder: '/outputs', neededBytes: 1 << 20, freeBytes: 0 });
    expect(error).toMatchObject({ code: 'disk-full', values: { neededBytes: 1 << 20, freeBytes: 0 } });
  });

  test('a disk that fills up while a file is written keeps nothing of it', async ({ skip }) => {
    const folder = temporaryFolder();
    try {
      execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=512k', 'tmpfs', folder], { stdio: 'ignore' });
    } catch {
      skip('mounting a small disk needs root');
    }
    try {
      const refused = { code: 'disk-full', values: { folder } };
      await expect(writeWhole(join(folder, 'x.wav'), [megabyte])).rejects.toMatchObject(refused);
      expect(readdirSync(folder)).toEqual([]);
      await expect(requireSpace(folder, 1 << 20)).rejects.toMatchObject({
        code: 'disk-full',
        values: { neededBytes: 1 << 20 },
      });
    } finally {
      execFileSync('umount', [folder]);
    }
  });

  test('more than the disk has is refused before anything is written', async () => {
    const folder = temporaryFolder();
    const free = await freeBytes(folder);
    await expect(requireSpace(folder, free * 2)).rejects.toMatchObject({ code: 'disk-full' });
    await expect(requireSpace(folder, 1)).resolves.toBeUndefined();
  });
});

test('a file that is gone is told with its path', async () => {
  const path = join(temporaryFolder(), 'gone.wav');
  await expect(readWhole(path)).rejects.toMatchObject({
    code: 'file-not-found',
    values: { path },
  });
  mkdirSync(path);
  await expect(readWhole(path)).rejects.toMatchObject({ code: 'not-a-file' });
});
