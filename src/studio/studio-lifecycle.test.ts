import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test, vi } from 'vitest';
import type { StudioError } from '#contract/errors';
import { memoryEngine } from '../../tests/support/studio/test-launchers';
import {
  openTestStudio,
  removeTemporaryFolders,
  temporaryFolder,
  testResources,
} from '../../tests/support/studio/test-studio';
import type { Studio } from './studio';
import { StudioLifecycle, type LifecycleOptions } from './studio-lifecycle';

afterAll(removeTemporaryFolders);

async function keep(home: string, options: Partial<LifecycleOptions> = {}) {
  const opened: Studio[] = [];
  let hear: (studio: Studio) => void = () => undefined;
  const failures: StudioError[] = [];
  const lifecycle = await StudioLifecycle.open(
    { home, resourcesDir: testResources(), version: '1.2.3', host: 'test', engine: memoryEngine, ...options },
    {
      onOpen: (studio) => {
        opened.push(studio);
        hear(studio);
      },
      onFailure: (error) => failures.push(error),
    },
  );
  const next = () => new Promise<Studio>((resolve) => (hear = resolve));
  return { lifecycle, opened, failures, next };
}

test('a library in use is opened for looking, and for writing once it is free', async () => {
  const first = await openTestStudio();
  await first.makeVoice('Bella');
  await expect(keep(first.home)).rejects.toMatchObject({ code: 'library-locked' });

  const { lifecycle, opened, next } = await keep(first.home, { elseLook: true });
  expect(await lifecycle.studio.api.getStatus()).toMatchObject({
    readOnly: true,
    holder: { pid: process.pid },
  });
  expect((await lifecycle.studio.api.listVoices()).voices).toMatchObject([{ name: 'Bella' }]);
  await expect(lifecycle.studio.api.openForWriting()).rejects.toMatchObject({ code: 'library-locked' });
  expect(opened).toHaveLength(1);

  await first.close();
  const writer = next();
  await lifecycle.studio.api.openForWriting();
  expect(await (await writer).api.getStatus()).toMatchObject({ readOnly: false });
  expect((await lifecycle.studio.api.getStatus()).holder).toBeUndefined();
  await lifecycle.studio.api.updateSettings({ theme: 'light' });
  await lifecycle.close();
});

test('a restored library is open without a restart', async () => {
  const other = await openTestStudio();
  await other.makeVoice('Chen');
  const { name } = await other.api.backupLibrary({});
  await other.close();

  const home = temporaryFolder();
  const { lifecycle, next } = await keep(home);
  mkdirSync(join(home, 'backups'), { recursive: true });
  cpSync(join(other.home, 'backups', name), join(home, 'backups', name));
  expect((await lifecycle.studio.api.listVoices()).voices).toEqual([]);
  const restored = next();
  await lifecycle.studio.api.restoreLibrary({ name });
  expect((await (await restored).api.listVoices()).voices).toMatchObject([{ name: 'Chen' }]);
  await lifecycle.close();
});

test('closed while it opens again, it leaves nothing open', async () => {
  const first = await openTestStudio();
  const { lifecycle, failures } = await keep(first.home, { elseLook: true });
  await first.close();
  await lifecycle.studio.api.openForWriting();
  await lifecycle.close();
  await lifecycle.close();
  expect(failures).toEqual([]);
  // the lock is free again
  await (await openTestStudio({ home: first.home })).close();
});

test('a data folder that cannot be opened again is told to the host', async () => {
  const home = temporaryFolder();
  const first = await openTestStudio({ home });
  const { lifecycle, failures } = await keep(home, { elseLook: true });
  await first.close();
  writeFileSync(join(home, 'library.db'), 'no database any more, whatever stood here before');
  rmSync(join(home, 'library.db-wal'), { force: true });
  await lifecycle.studio.api.openForWriting();
  await vi.waitFor(() => expect(failures).toMatchObject([{ code: 'library-damaged' }]), 60_000);
  await lifecycle.close();
});
