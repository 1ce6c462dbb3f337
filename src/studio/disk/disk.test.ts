import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import type { FolderMove } from '#contract/disk';
import type { Take } from '#contract/domain';
import { openLibraryDb } from '../storage/database/open-db';
import { studioFolders } from '../storage/files/folders';
import type { StudioOptions } from '../studio-options';
import {
  openTestStudio,
  removeTemporaryFolders,
  temporaryFolder,
  type TestStudio,
} from '../../../tests/support/studio/test-studio';
import { quick, testBytes, testManifest } from '../../../tests/support/studio/test-pack';
import { placeFile } from '../storage/files/place-file';

let studio: TestStudio | undefined;
afterEach(() => studio?.close());
afterAll(removeTemporaryFolders);

async function withTakes(count: number, options: Partial<StudioOptions> = {}) {
  studio = await openTestStudio(options);
  const voice = await studio.makeVoice();
  const takes: Take[] = [];
  for (let n = 0; n < count; n++)
    takes.push(await studio.speak({ voiceId: voice.id, text: `Sentence ${n}` }));
  return { studio, takes, outputs: join(studio.home, 'outputs') };
}

const wavs = (folder: string) =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.wav'))
    .sort();

/** What a library looked like some days ago: takes get older, favourites get their mark. */
function age(home: string, change: string, ...values: (string | number)[]): void {
  const db = openLibraryDb(studioFolders(home).database);
  db.run(`UPDATE takes SET ${change}`, ...values);
  db.close();
}

describe('the outputs folder', () => {
  test('moves with its takes, and only with them; each one plays from the new place', async () => {
    const { studio, takes, outputs } = await withTakes(3);
    writeFileSync(join(outputs, 'a-song-of-mine.wav'), 'not a take');
    await studio.api.deleteTake({ takeId: takes[0]!.id });
    const to = join(temporaryFolder(), 'takes');
    const moves: FolderMove[] = [];
    studio.on('folderMove', (move) => moves.push(move));
    const { over } = await studio.useFolder('outputs', to, { moveFiles: true });
    expect(await over).toMatchObject({ state: 'done', doneFiles: 2, totalFiles: 2 });
    expect(moves.at(-1)?.doneBytes).toBe(moves.at(-1)?.totalBytes);
    expect(wavs(to)).toEqual(
      takes
        .slice(1)
        .map(({ file }) => file)
        .sort(),
    );
    expect(wavs(outputs)).toEqual(['a-song-of-mine.wav']);
    expect((await studio.api.getTakeAudio({ takeId: takes[1]!.id })).samples.length).toBeGreaterThan(0);
    expect((await studio.api.getStatus()).outputsFolder).toBe(to);
    // what was in the bin comes back to where takes are now
    await studio.api.restoreTake({ takeId: takes[0]!.id });
    expect(wavs(to)).toHaveLength(3);
  });

  test('is only pointed elsewhere when that is wanted: old takes stay, new ones go there', async () => {
    const { studio, takes, outputs } = await withTakes(1);
    const to = temporaryFolder();
    expect(await studio.useFolder('outputs', to, { moveFiles: false })).toEqual({});
    const next = await studio.speak({ voiceId: takes[0]!.recipe.voiceId });
    expect(wavs(outputs)).toEqual([takes[0]!.file]);
    expect(wavs(to)).toEqual([next.file]);
  });

  test('never overwrites a file of the same name', async () => {
    const { studio, takes } = await withTakes(1);
    const to = temporaryFolder();
    writeFileSync(join(to, takes[0]!.file!), 'somebody else’s');
    const { over } = await studio.useFolder('outputs', to, { moveFiles: true });
    expect((await over)?.state).toBe('done');
    const { file } = await studio.api.getTake({ takeId: takes[0]!.id });
    expect(file).toBe(takes[0]!.file!.replace('.wav', '_2.wav'));
    expect(readFileSync(join(to, takes[0]!.file!), 'utf8')).toBe('somebody else’s');
  });

  test('is refused before anything is touched where it cannot be', async () => {
    const { studio, outputs } = await withTakes(1);
    const go = (to: string) => studio.useFolder('outputs', to, { moveFiles: true });
    await expect(go(join(outputs, 'inside'))).rejects.toMatchObject({ code: 'folder-not-writable' });
    await expect(go('relative/folder')).rejects.toMatchObject({ code: 'folder-not-writable' });
    await expect(go('/proc/nowhere')).rejects.toMatchObject({ code: 'folder-not-writable' });
    expect(wavs(outputs)).toHaveLength(1);
    expect((await studio.api.getStatus()).outputsFolder).toBe(outputs);
  });

  test.each(['before its row was changed', 'after its row was changed'])(
    'killed in the middle of a file, %s, loses nothing: the next start goes on',
    async (moment) => {
      const { studio: first, takes, outputs } = await withTakes(3);
      const { home } = first;
      await first.close();
      // as a kill leaves it: the move is kept, one file is in both folders
      const to = temporaryFolder();
      const db = openLibraryDb(studioFolders(home).database);
      const put = 'INSERT INTO settings (key, value) VALUES (?, ?)';
      db.run(put, 'folderMove', JSON.stringify({ kind: 'outputs', from: outputs, to }));
      db.run(put, 'outputsFolder', JSON.stringify(to));
      writeFileSync(studioFolders(home).chosenFolders.outputs, JSON.stringify([outputs, to]));
      const file = takes[1]!.file!;
      await placeFile(join(outputs, file), join(to, file), () => undefined);
      if (moment.startsWith('after')) db.run('UPDATE takes SET folder = ? WHERE id = ?', to, takes[1]!.id);
      db.close();

      studio = await openTestStudio({ home });
      const done = new Promise<void>((resolve) => {
        studio?.on('folderMove', ({ state }) => state === 'done' && resolve());
      });
      const { move } = await studio.api.getDisk();
      if (move?.state !== 'done') await done;
      for (const { id } of takes)
        expect((await studio.api.getTakeAudio({ takeId: id })).samples.length).toBeGreaterThan(0);
      expect(wavs(to)).toEqual(takes.map((take) => take.file).sort());
      await studio.close();
      studio = await openTestStudio({ home });
      expect((await studio.api.getDisk()).move).toBeUndefined();
    },
  );
});

describe('the models folder', () => {
  test('stays while a pack is on its way into it', async () => {
    const manifest = testManifest({ 'vocab.json': testBytes('vocab', 64) });
    // a server that never answers: the download runs for as long as it is let
    studio = await openTestStudio({ get: () => new Promise(() => undefined), retryPolicy: quick });
    await studio.packFiles.addManifest(JSON.stringify(manifest));
    await studio.api.downloadPack({ packId: manifest.id });
    const go = studio.useFolder('models', temporaryFolder(), { moveFiles: true });
    await expect(go).rejects.toMatchObject({
      code: 'bad-request',
      values: { why: 'pack-arriving' },
    });
  });

  const pack = (folder: string) => {
    mkdirSync(join(folder, 'pack-a', 'onnx'), { recursive: true });
    writeFileSync(join(folder, 'pack-a', 'manifest.json'), '{}');
    writeFileSync(join(folder, 'pack-a', 'onnx', 'flow.onnx'), Buffer.alloc(3_000_000, 7));
  };

  test('moves whole, links included; the engine is told at its next start', async () => {
    const told: (string | undefined)[] = [];
    const { memoryEngine } = await import('../../../tests/support/studio/test-launchers');
    const engine = { launch: (folders?: { modelsDir?: string | undefined }) => {
      told.push(folders?.modelsDir);
      return memoryEngine.launch();
    } }; // prettier-ignore
    studio = await openTestStudio({ engine });
    await studio.makeVoice();
    const models = join(studio.home, 'models');
    pack(models);
    symlinkSync('manifest.json', join(models, 'pack-a', 'link.json'));
    const to = join(temporaryFolder(), 'models');
    const { over } = await studio.useFolder('models', to, { moveFiles: true });
    expect(await over).toMatchObject({ state: 'done', doneFiles: 3, totalFiles: 3 });
    expect(readFileSync(join(to, 'pack-a', 'onnx', 'flow.onnx')).length).toBe(3_000_000);
    expect(existsSync(join(models, 'pack-a'))).toBe(false);
    await studio.api.listPacks();
    expect(told.at(-1)).toBe(to);
    expect(told[0]).toBe(models);
  });

  test('stays where it is while a take needs it', async () => {
    const { studio, takes } = await withTakes(1);
    const take = await studio.api.startTake({ voiceId: takes[0]!.recipe.voiceId, text: 'slow', seed: 1 });
    await expect(studio.useFolder('models', temporaryFolder(), { moveFiles: true })).rejects.toMatchObject({
      code: 'bad-request',
    });
    await studio.api.cancelTake({ takeId: take.id });
  });
});

describe('old takes', () => {
  const longAgo = '2026-01-02T03:04:05.000Z';

  test('are listed with their sizes, favourites left out, and nothing changes', async () => {
    const { studio: first, takes, outputs } = await withTakes(3);
    await first.close();
    age(first.home, 'created_at = ?', longAgo);
    age(first.home, 'favourite = 1 WHERE id = ?', takes[1]!.id);
    studio = await openTestStudio({ home: first.home });
    const plan = await studio.api.planRetention({ days: 7 });
    expect(plan.takes.map(({ takeId }) => takeId)).toEqual([takes[0]!.id, takes[2]!.id]);
    expect(plan.takes[0]).toMatchObject({ text: 'Sentence 0', voiceName: 'Anna', createdAt: longAgo });
    expect(plan.totalBytes).toBe(plan.takes.reduce((sum, { bytes }) => sum + bytes, 0));
    expect(plan.totalBytes).toBeGreaterThan(1000);
    expect(wavs(outputs)).toHaveLength(3);
    expect((await studio.api.planRetention({ days: 3650 })).takes).toEqual([]);
  });

  test('are cleared at the start when that is set: exactly those, into the bin, and the take says so', async () => {
    const { studio: first, takes, outputs } = await withTakes(2);
    await first.api.updateSettings({ keepTakesDays: 30 });
    await first.close();
    age(first.home, 'created_at = ? WHERE id = ?', longAgo, takes[0]!.id);
    studio = await openTestStudio({ home: first.home });
    const [old] = takes;
    const cleared = await studio.when(old!.id, ({ clearedAt }) => clearedAt !== undefined);
    expect(cleared).toMatchObject({ state: 'done', file: old!.file, recipe: old!.recipe, peaks: old!.peaks });
    expect(wavs(outputs)).toEqual([takes[1]!.file]);
    expect((await studio.api.getDisk()).bin.files).toBe(1);
    const told = await studio.api.readLog({ limit: 20, text: 'older than 30 days went to the bin' });
    expect(told).toMatchObject([{ takeId: old!.id, data: { days: 30, file: old!.file } }]);
    await expect(studio.api.getTakeAudio({ takeId: old!.id })).rejects.toMatchObject({
      code: 'take-has-no-audio',
      values: { why: 'cleared' },
    });
    // and it can be brought back
    const back = await studio.api.restoreTake({ takeId: old!.id });
    expect(back.clearedAt).toBeUndefined();
    expect(wavs(outputs)).toHaveLength(2);
  });

  test('are left alone as long as nobody asked', async () => {
    const { studio: first, outputs } = await withTakes(1);
    await first.close();
    age(first.home, 'created_at = ?', longAgo);
    studio = await openTestStudio({ home: first.home });
    await studio.api.listTakes({ limit: 1 });
    expect(wavs(outputs)).toHaveLength(1);
    await expect(studio.api.clearOldTakes({ days: 0 })).rejects.toMatchObject({ code: 'bad-request' });
  });

  test('the bin is emptied for good, which frees its space and is told of a take that is asked back', async () => {
    const { studio, takes } = await withTakes(1);
    await studio.api.deleteTake({ takeId: takes[0]!.id });
    const { bin } = await studio.api.getDisk();
    expect(await studio.api.emptyBin()).toEqual(bin);
    expect((await studio.api.getDisk()).bin).toEqual({ files: 0, bytes: 0 });
  });
});

test('a file is placed whole or not at all', async () => {
  const folder = temporaryFolder();
  const from = join(folder, 'a.bin');
  writeFileSync(from, Buffer.alloc(5_000_000, 3));
  let seen = 0;
  await placeFile(from, join(folder, 'b', 'a.bin'), (bytes) => (seen += bytes));
  expect(seen).toBe(5_000_000);
  expect(readFileSync(join(folder, 'b', 'a.bin')).equals(readFileSync(from))).toBe(true);
  expect(readdirSync(join(folder, 'b'))).toEqual(['a.bin']);
});
