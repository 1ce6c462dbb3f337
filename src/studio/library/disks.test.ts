import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { startMisbehavingServer } from '../../../tests/downloads/misbehaving-server';
import { filesBelow } from '../disk/usage';
import { fetchFile } from '../packs/downloads/fetch-file';
import { createHttpGet } from '../packs/downloads/http';
import { hostKey } from '../packs/downloads/public-address';
import { following } from '../packs/downloads/redirects';
import { openLog } from '../log/log';
import { libraryHolder } from '../storage/library-lock';
import { quick } from '../../../tests/support/studio/test-pack';
import { StudioLifecycle } from '../studio-lifecycle';
import { answerOf, fill, mayMount, mountSmall, unmountAll } from '../../../tests/support/studio/small-disk';
import { createTestEngine } from '../../../tests/support/studio/test-engine';
import { memoryEngine, memoryEngineWith } from '../../../tests/support/studio/test-launchers';
import {
  openTestStudio,
  removeTemporaryFolders,
  temporaryFolder,
  testResources,
} from '../../../tests/support/studio/test-studio';

afterEach(unmountAll);
afterAll(removeTemporaryFolders);

describe.skipIf(!mayMount())('on a disk of its own (needs the right to mount one)', () => {
  test('an export to a full disk says so and leaves no file there', async () => {
    const folder = mountSmall(1);
    const studio = await openTestStudio({ abilities: { chooseFolder: async () => folder } });
    const { id: voiceId } = await studio.makeVoice();
    const take = await studio.speak({ voiceId });
    const { folderId = '' } = (await studio.api.chooseExportFolder()) ?? {};
    fill(folder, 4096);
    const wanted = { takeId: take.id, options: { format: 'wav' as const }, folderId };
    expect(await answerOf(studio.api.saveExport(wanted))).toBe('disk-full');
    expect(readdirSync(folder)).toEqual(['filler']);
    rmSync(join(folder, 'filler'));
    expect(await answerOf(studio.api.saveExport(wanted))).toBe('ok');
    await studio.close();
  }, 60_000);

  test('a disk that fills while an engine listens to a new voice keeps the voice, and says so', async () => {
    const home = mountSmall(24);
    const { enroll } = createTestEngine().api;
    const studio = await openTestStudio({
      home,
      engine: memoryEngineWith({
        enroll: (wanted) => {
          if (!existsSync(join(home, 'filler'))) fill(home);
          return enroll(wanted);
        },
      }),
    });
    const voice = await studio.makeVoice();
    const failures = await studio.enrolled();
    expect(failures).toMatchObject([
      { code: 'disk-full', values: { freeBytes: expect.any(Number) as number } },
    ]);
    writeFileSync(join(home, 'filler'), '');
    expect(await studio.speak({ voiceId: voice.id })).toMatchObject({ state: 'done' });
    expect((await studio.api.verifyLibrary()).findings).toEqual([]);
    await studio.close();
  }, 60_000);

  test('a disk that fills during a download ends it as full, and the rest comes once there is room', async () => {
    const bytes = Uint8Array.from({ length: 600_000 }, (_, at) => at % 251);
    const server = await startMisbehavingServer({ 'a.onnx': bytes });
    const folder = mountSmall(1);
    const url = new URL(`${server.url}/o/r/resolve/main/a.onnx`);
    const get = following(createHttpGet(), new Set([hostKey(url)]));
    const fetch = () =>
      fetchFile({
        ...{ path: join(folder, 'a.onnx'), label: 'a.onnx', get, retryPolicy: quick },
        wanted: { sha256: createHash('sha256').update(bytes).digest('hex'), bytes: bytes.length },
        signal: new AbortController().signal,
        sources: () => [{ name: 'here', url }],
        ...{
          claim: async () => undefined,
          onLeft: () => undefined,
          onNote: () => undefined,
          onProgress: () => undefined,
        },
      });
    fill(folder, 200_000);
    expect(await answerOf(fetch())).toBe('disk-full');
    rmSync(join(folder, 'filler'));
    expect(await answerOf(fetch())).toBe('ok');
    expect(Buffer.compare(readFileSync(join(folder, 'a.onnx')), bytes)).toBe(0);
    await server.close();
  }, 60_000);

  test('a log on a full disk goes on in memory, says so, and returns to its file', () => {
    const folder = join(mountSmall(1), 'logs');
    const log = openLog({ folder, readOnly: false });
    const logger = log.logger('test');
    logger.info('before');
    expect(log.trouble()).toBeUndefined();
    fill(folder);
    for (let line = 0; line < 50; line++) logger.info(`line ${line} ${'x'.repeat(500)}`);
    expect(log.trouble()).toBe('ENOSPC');
    rmSync(join(folder, 'filler'));
    logger.info('after');
    expect(log.trouble()).toBeUndefined();
    return log.read({ limit: 100 }).then((entries) => {
      const messages = entries.map(({ message }) => message.split(' ').slice(0, 2).join(' '));
      expect(messages).toEqual(expect.arrayContaining(['before', 'line 0', 'line 49', 'after']));
      log.tell();
    });
  });

  const disks = [
    ['read-only', (home: string) => execFileSync('mount', ['-o', 'remount,ro', home])],
    ['full', (home: string) => fill(home)],
  ] as const;
  const libraries = [
    ['closed cleanly', { isClosed: true, hasShm: false }],
    ['of a studio that was killed', { isClosed: false, hasShm: true }],
    ['of one that was killed, copied without the shared memory', { isClosed: false, hasShm: false }],
  ] as const;
  const cases = disks.flatMap(([disk, spoil]) =>
    libraries.map(([how, state]) => ({ disk, how, ...state, spoil })),
  );

  test.each(cases)(
    'a library on a $disk disk, $how, can be looked at, heard, given away and verified',
    async ({ isClosed, hasShm, spoil }) => {
      const source = await openTestStudio();
      const voice = await source.makeVoice('Anna');
      await source.speak({ voiceId: voice.id });
      if (isClosed) await source.close();
      const home = mountSmall(24);
      cpSync(source.home, home, { recursive: true });
      await source.close();
      if (!hasShm) rmSync(join(home, 'library.db-shm'), { force: true });
      // the newest rows are in the log beside the database alone
      if (!isClosed) expect(statSync(join(home, 'library.db-wal')).size).toBeGreaterThan(1000);
      spoil(home);
      const elsewhere = temporaryFolder();
      let opened = 0;
      const lifecycle = await StudioLifecycle.open(
        {
          ...{ home, resourcesDir: testResources(), version: '1.2.3', host: 'test', engine: memoryEngine },
          ...{ elseLook: true, abilities: { chooseFolder: async () => elsewhere } },
        },
        { onOpen: () => opened++, onFailure: () => undefined },
      );
      const { api } = lifecycle.studio;
      expect((await api.listVoices()).voices).toMatchObject([{ name: 'Anna' }]);
      const [take] = await api.listTakes({ limit: 1 });
      const takeId = take?.id ?? '';
      expect((await api.getTakeFile({ takeId })).bytes.length).toBeGreaterThan(1000);
      const { folderId = '' } = (await api.chooseExportFolder()) ?? {};
      await api.saveExport({ takeId, options: { format: 'wav' }, folderId });
      expect(readdirSync(elsewhere)).toHaveLength(1);
      const kept = await lifecycle.studio.backup(join(elsewhere, 'kept.cvbackup'), true);
      expect(kept).toMatchObject({ files: 4 });
      expect(libraryHolder(home)).toBeUndefined();
      expect((await api.verifyLibrary()).findings).toEqual([]);
      expect(lifecycle.studio.health()).toMatchObject({ status: 'ok' });
      expect(await answerOf(api.renameVoice({ voiceId: voice.id, name: 'B' }))).toMatch(/^library-read-only/);
      expect(await answerOf(api.updateSettings({ seed: 5 }))).toMatch(/^library-read-only/);
      const said = (await api.readLog({ limit: 100 })).map(({ message }) => message);
      expect(said.filter((line) => line.startsWith('The library is open for looking only'))).toHaveLength(1);
      await lifecycle.close();
      expect(opened).toBe(1);
    },
    60_000,
  );
});

describe('a data folder that goes away', () => {
  test('under an open studio, every change says so and makes nothing', async () => {
    const studio = await openTestStudio();
    const voice = await studio.makeVoice();
    rmSync(studio.home, { recursive: true });
    expect(await answerOf(studio.api.renameVoice({ voiceId: voice.id, name: 'B' }))).toMatch(/^library-gone/);
    expect(await answerOf(studio.api.updateSettings({ seed: 5 }))).toMatch(/^library-gone/);
    expect(await answerOf(studio.api.verifyLibrary())).toMatch(/^file-not-found/);
    expect(studio.health()).toMatchObject({ status: 'degraded', last_error: 'library-gone' });
    expect(existsSync(join(studio.home, 'library.db'))).toBe(false);
    await studio.close();
  });

  test('or was never there: verifying says so and makes nothing', async () => {
    const home = join(temporaryFolder(), 'none');
    const studio = await openTestStudio({ home, readOnly: true });
    expect(await answerOf(studio.api.verifyLibrary())).toMatch(/^file-not-found/);
    await studio.close();
    expect(existsSync(home)).toBe(false);
  });

  test('files that vanish while a folder is measured are not counted', async () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, 'a'));
    for (let at = 0; at < 500; at++) writeFileSync(join(folder, 'a', `${at}`), 'x');
    const measured = filesBelow(folder);
    for (const name of readdirSync(join(folder, 'a'))) rmSync(join(folder, 'a', name));
    expect((await measured).length).toBeLessThanOrEqual(500);
  });
});
