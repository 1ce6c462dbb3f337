import { chmodSync, lstatSync, mkdirSync, readdirSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import {
  openTestStudio,
  removeTemporaryFolders,
  temporaryFolder,
} from '../../../../tests/support/studio/test-studio';

const umask = process.umask(0o022);
process.umask(umask);
afterEach(() => void process.umask(umask));
afterAll(removeTemporaryFolders);

/** @returns what lies in a folder and is open to others, the folder itself as '' */
function openPlaces(home: string): string[] {
  return ['', ...readdirSync(home, { recursive: true, encoding: 'utf8' })].filter(
    (name) => (lstatSync(join(home, name)).mode & 0o077) !== 0,
  );
}

const modeOf = (path: string) => (statSync(path).mode & 0o777).toString(8);

describe.skipIf(process.platform === 'win32')('the data folder', () => {
  test.each([0o000, 0o022, 0o077])(
    "is its owner's alone whatever was done in it, with umask %o",
    async (mask) => {
      process.umask(mask);
      const home = join(temporaryFolder(), 'share', 'studio');
      const studio = await openTestStudio({ home });
      const { api } = studio;
      const { id: voiceId } = await studio.makeVoice();
      const take = await studio.speak({ voiceId });
      await studio.speak({ voiceId, text: 'Again' });
      const { bytes } = await api.exportVoices({ voiceIds: [voiceId] });
      await api.importVoices({ name: 'a.cvvoice', bytes });
      await api.deleteTake({ takeId: take.id });
      await api.backupLibrary({ withTakes: true });
      await api.repairLibrary();
      expect(openPlaces(home)).toEqual([]);
      // some are there only while a studio is
      await studio.close();
      expect(openPlaces(home)).toEqual([]);
      expect(readdirSync(home)).toEqual(
        expect.arrayContaining(['backups', 'logs', 'outputs', 'studio.lock']),
      );
    },
  );

  test('of an older studio is closed when it is opened, and the log says so once', async () => {
    const home = temporaryFolder();
    const first = await openTestStudio({ home });
    await first.speak({ voiceId: (await first.makeVoice()).id });
    await first.close();
    const elsewhere = join(temporaryFolder(), 'mine.txt');
    writeFileSync(elsewhere, 'mine');
    chmodSync(elsewhere, 0o644);
    symlinkSync(elsewhere, join(home, 'link.txt'));
    // SQLite's own files beside the database go whenever the last statement is collected
    const names = readdirSync(home, { recursive: true, encoding: 'utf8' }).filter(
      (name) => name !== 'link.txt' && !name.startsWith('library.db-'),
    );
    for (const path of ['', ...names].map((name) => join(home, name)))
      chmodSync(path, statSync(path).isDirectory() ? 0o755 : 0o644);
    const again = await openTestStudio({ home });
    expect(openPlaces(home).filter((name) => name !== 'link.txt')).toEqual([]);
    expect(modeOf(elsewhere)).toBe('644');
    const told = async () =>
      (await again.api.readLog({ limit: 100 })).filter(({ data }) => data?.closed !== undefined);
    const [line, ...more] = await told();
    expect(line?.data?.closed).toBeGreaterThanOrEqual(names.length);
    expect(more).toEqual([]);
    await again.close();
    const third = await openTestStudio({ home });
    const lines = await third.api.readLog({ limit: 100 });
    expect(lines.filter(({ data }) => data?.closed !== undefined)).toHaveLength(1);
    await third.close();
  });

  test('closes its folders of packs, and leaves what packs hold: a cache may have it under another name', async () => {
    const home = temporaryFolder();
    await (await openTestStudio({ home })).close();
    const closed = ['', '.incoming', '.incoming/mine', '.incoming/mine.lock', '.bin', '.bin/old.1', 'mine'];
    const left = ['.incoming/mine/llm.onnx', '.bin/old.1/llm.onnx', 'mine/llm.onnx', 'mine/manifest.json'];
    const places = [...closed, ...left].map((name) => join(home, 'models', name));
    for (const path of places)
      if (/\.(onnx|json|lock)$/.test(path)) writeFileSync(path, '');
      else mkdirSync(path, { recursive: true });
    for (const path of places) chmodSync(path, statSync(path).isDirectory() ? 0o755 : 0o644);
    await (await openTestStudio({ home })).close();
    expect(openPlaces(join(home, 'models')).sort()).toEqual([...left].sort());
  });

  test('keeps its modes to itself: what a person chose to have elsewhere stays as readable as its folder', async () => {
    process.umask(0o022);
    const outputs = join(temporaryFolder(), 'takes');
    mkdirSync(outputs, { mode: 0o755 });
    const studio = await openTestStudio();
    const { api } = studio;
    const { id: voiceId } = await studio.makeVoice();
    const moved = await studio.speak({ voiceId });
    await (
      await studio.useFolder('outputs', outputs, { moveFiles: true })
    ).over;
    const made = await studio.speak({ voiceId });
    const files = readdirSync(outputs);
    expect(files).toHaveLength(2);
    expect(files.map((file) => modeOf(join(outputs, file)))).toEqual(['644', '644']);
    await api.deleteTake({ takeId: moved.id });
    expect(openPlaces(studio.home)).toEqual([]);
    await api.restoreTake({ takeId: moved.id });
    expect(readdirSync(outputs).map((file) => modeOf(join(outputs, file)))).toEqual(['644', '644']);
    expect(made.state).toBe('done');
    await studio.close();
  });
});
