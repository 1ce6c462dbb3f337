import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statfsSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { StudioError } from '#contract/errors';
import { startMisbehavingServer } from '../../../tests/downloads/misbehaving-server';
import { filesBelow } from '../disk/usage';
import { fetchFile } from '../downloads/fetch-file';
import { createHttpGet } from '../downloads/http';
import { hostKey } from '../downloads/public-address';
import { following } from '../downloads/redirects';
import { openLog } from '../log/log';
import { quick } from '../packs/test-pack';
import { StudioKeeper } from '../studio-keeper';
import { createTestEngine } from '../testing/test-engine';
import { memoryEngine, memoryEngineWith } from '../testing/test-launchers';
import {
  openTestStudio,
  removeTemporaryFolders,
  temporaryFolder,
  testResources,
  type TestStudio,
} from '../testing/test-studio';

/** Real file systems of a few megabytes; only root on Linux may mount them. */
const mounts: string[] = [];
const mayMount = (() => {
  try {
    mountSmall(1);
    return true;
  } catch {
    return false;
  } finally {
    unmountAll();
  }
})();

function mountSmall(megabytes: number): string {
  const folder = temporaryFolder();
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', folder], { stdio: 'ignore' });
  mounts.push(folder);
  return folder;
}

// lazily: SQLite's last statements are closed when the garbage collector meets them
function unmountAll(): void {
  for (const folder of mounts.splice(0)) execFileSync('umount', ['--lazy', folder]);
}

/** Takes all that is free but `leftBytes`. */
function fill(folder: string, leftBytes = 0): void {
  const { bavail, bsize } = statfsSync(folder);
  writeFileSync(join(folder, 'filler'), new Uint8Array(Math.max(0, bavail * bsize - leftBytes)));
}

afterEach(unmountAll);
afterAll(removeTemporaryFolders);

const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'ok',
    (thrown: unknown) => {
      const { code, message, values } = StudioError.from(thrown);
      return code === 'disk-full' && typeof values.freeBytes === 'number' ? code : `${code}: ${message}`;
    },
  );

/** Every kind of change that a person can make, however it ends. */
async function changeEverything({ api }: TestStudio, voiceId: string, takeId: string, recordingId: string) {
  const span = { recordingId, startSec: 0.2, endSec: 3.4, transcript: 'x'.repeat(2000) };
  const channels = [Float32Array.from({ length: 200_000 }, (_, at) => Math.sin(at / 20))];
  const changes: Readonly<Record<string, () => Promise<unknown>>> = {
    record: () => api.addRecording({ name: 'x', sampleRateHz: 48_000, channels, format: 'microphone' }),
    save: () => api.saveVoice({ ...span, name: 'Another' }),
    prompt: () => api.addPrompt({ ...span, voiceId }),
    duplicate: () => api.duplicateVoice({ voiceId }),
    notes: () => api.changeVoice({ voiceId, notes: 'x'.repeat(4000) }),
    project: () => api.createProject({ name: 'Book' }),
    settings: () => api.updateSettings({ seed: 5 }),
    mark: () => api.changeTakes({ takeIds: [takeId], change: { note: 'x'.repeat(2000) } }),
    speak: () => api.startTake({ text: 'Hello', voiceId, seed: 1 }),
    backup: () => api.backupLibrary({ withTakes: true }),
  };
  const answers: Record<string, string> = {};
  for (const [name, change] of Object.entries(changes)) answers[name] = await codeOf(change());
  return answers;
}

describe.skipIf(!mayMount)('on a disk of its own (needs the right to mount one)', () => {
  test('a full disk is told as full, with numbers, by every change, and keeps what was acknowledged', async () => {
    const home = mountSmall(24);
    const studio = await openTestStudio({ home });
    const voice = await studio.makeVoice();
    const take = await studio.speak({ voiceId: voice.id });
    const { id: recordingId } = await studio.api.addRecording({
      ...{ name: 'x', sampleRateHz: 48_000, format: 'microphone' },
      channels: [Float32Array.from({ length: 4 * 48_000 }, (_, at) => Math.sin(at / 60))],
    });
    fill(home);
    const answers = await changeEverything(studio, voice.id, take.id, recordingId);
    // a change that fits into what SQLite has already reserved may still be made
    expect(Object.values(answers).filter((answer) => answer !== 'ok' && answer !== 'disk-full')).toEqual([]);
    expect(Object.values(answers)).toContain('disk-full');
    rmSync(join(home, 'filler'));
    await studio.close();
    const again = await openTestStudio({ home });
    expect((await again.api.verifyLibrary()).findings).toEqual([]);
    expect(await again.api.getVoice({ voiceId: voice.id })).toMatchObject({ name: voice.name });
    expect((await again.api.getTakeFile({ takeId: take.id })).bytes.length).toBeGreaterThan(1000);
    await again.close();
  }, 60_000);

  test('an export to a full disk says so and leaves no file there', async () => {
    const folder = mountSmall(1);
    const studio = await openTestStudio({ abilities: { chooseFolder: async () => folder } });
    const { id: voiceId } = await studio.makeVoice();
    const take = await studio.speak({ voiceId });
    const { folderId = '' } = (await studio.api.chooseExportFolder()) ?? {};
    fill(folder, 4096);
    const wanted = { takeId: take.id, options: { format: 'wav' as const }, folderId };
    expect(await codeOf(studio.api.saveExport(wanted))).toBe('disk-full');
    expect(readdirSync(folder)).toEqual(['filler']);
    rmSync(join(folder, 'filler'));
    expect(await codeOf(studio.api.saveExport(wanted))).toBe('ok');
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
        ...{ path: join(folder, 'a.onnx'), label: 'a.onnx', get, patience: quick },
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
    expect(await codeOf(fetch())).toBe('disk-full');
    rmSync(join(folder, 'filler'));
    expect(await codeOf(fetch())).toBe('ok');
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
      log.close();
    });
  });

  test.each([
    ['closed cleanly', { isClosed: true, hasShm: false }],
    ['of a studio that was killed', { isClosed: false, hasShm: true }],
    ['of one that was killed, copied without the shared memory', { isClosed: false, hasShm: false }],
  ])(
    'a library on a read-only disk, %s, can be looked at, heard and verified',
    async (_how, { isClosed, hasShm }) => {
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
      const copies = () => readdirSync(tmpdir()).filter((name) => name.startsWith('cosyvoice-looking-'));
      const before = copies();
      execFileSync('mount', ['-o', 'remount,ro', home]);
      let opened = 0;
      const keeper = await StudioKeeper.open(
        {
          ...{ home, resourcesDir: testResources(), version: '1.2.3', host: 'test', engine: memoryEngine },
          elseLook: true,
        },
        { onOpen: () => opened++, onFailure: () => undefined },
      );
      const { api } = keeper.studio;
      expect((await api.listVoices()).voices).toMatchObject([{ name: 'Anna' }]);
      const [take] = await api.listTakes({ limit: 1 });
      expect((await api.getTakeFile({ takeId: take?.id ?? '' })).bytes.length).toBeGreaterThan(1000);
      expect((await api.verifyLibrary()).findings).toEqual([]);
      expect(await codeOf(api.renameVoice({ voiceId: voice.id, name: 'B' }))).toMatch(/^library-read-only/);
      expect(await codeOf(api.updateSettings({ seed: 5 }))).toMatch(/^library-read-only/);
      await keeper.close();
      expect(opened).toBe(1);
      expect(copies()).toEqual(before);
    },
    60_000,
  );
});

describe('a data folder that goes away', () => {
  test('under an open studio, every change says so and makes nothing', async () => {
    const studio = await openTestStudio();
    const voice = await studio.makeVoice();
    rmSync(studio.home, { recursive: true });
    expect(await codeOf(studio.api.renameVoice({ voiceId: voice.id, name: 'B' }))).toMatch(/^library-gone/);
    expect(await codeOf(studio.api.updateSettings({ seed: 5 }))).toMatch(/^library-gone/);
    expect(await codeOf(studio.api.verifyLibrary())).toMatch(/^file-not-found/);
    expect(existsSync(join(studio.home, 'library.db'))).toBe(false);
    await studio.close();
  });

  test('or was never there: verifying says so and makes nothing', async () => {
    const home = join(temporaryFolder(), 'none');
    const studio = await openTestStudio({ home, readOnly: true });
    expect(await codeOf(studio.api.verifyLibrary())).toMatch(/^file-not-found/);
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
