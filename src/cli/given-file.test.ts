import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openGiven, readGiven } from './given-file';

const folder = mkdtempSync(join(tmpdir(), 'cosyvoice-prompt-'));
const socket = createServer();

beforeAll(async () => {
  execFileSync('mkfifo', [join(folder, 'fifo')]);
  mkdirSync(join(folder, 'folder'));
  symlinkSync(join(folder, 'fifo'), join(folder, 'link'));
  await new Promise<void>((resolve) => socket.listen(join(folder, 'socket'), resolve));
});
afterAll(() => {
  socket.close();
  rmSync(folder, { recursive: true, force: true });
});

// a pipe, a device and a socket have no name on Windows that could be typed by mistake
describe.skipIf(process.platform === 'win32')('what is no file is refused without waiting for it', () => {
  test.each(['fifo', 'link', 'folder', 'socket', '/dev/zero', '/dev/null', '/dev/urandom', '/dev/tty'])(
    '%s',
    async (name) => {
      const file = name.startsWith('/') ? name : join(folder, name);
      for (const read of [readGiven, openGiven])
        await expect(read(file)).rejects.toMatchObject({ code: 'not-a-file', values: { file } });
    },
  );
});

test('a file is read, and one that is not there says why', async () => {
  const file = join(folder, 'a.wav');
  writeFileSync(file, 'abc');
  expect(await readGiven(file)).toEqual(new Uint8Array([97, 98, 99]));
  await expect(readGiven(join(folder, 'none'))).rejects.toMatchObject({
    code: 'file-not-found',
    values: { reason: 'ENOENT' },
  });
});
