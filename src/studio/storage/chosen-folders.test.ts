import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, expect, test, vi } from 'vitest';
import { z } from 'zod';
import type { Take } from '#contract/domain';
import { studioFolders } from './files/folders';
import {
  openTestStudio,
  removeTemporaryFolders,
  temporaryFolder,
  type TestStudio,
} from '../../../tests/support/studio/test-studio';
import { openLibraryDb } from './database/open-db';

let studio: TestStudio | undefined;
afterEach(() => studio?.close());
afterAll(removeTemporaryFolders);

/** A library with takes, closed. */
async function withTakes(count: number, home = temporaryFolder()): Promise<{ home: string; takes: Take[] }> {
  const first = await openTestStudio({ home });
  const { id: voiceId } = await first.makeVoice();
  const takes: Take[] = [];
  for (let n = 0; n < count; n++) takes.push(await first.speak({ voiceId, text: `Sentence ${n}` }));
  await first.close();
  return { home, takes };
}

function write(home: string, sql: string, ...values: (string | number)[]): void {
  const db = openLibraryDb(studioFolders(home).database);
  db.run(sql, ...values);
  db.close();
}

/** A folder of somebody's with a WAV in it that a row could name. */
function secretFolder(file: string, from: string): string {
  const secret = join(temporaryFolder(), 'secret');
  mkdirSync(secret);
  writeFileSync(join(secret, file), readFileSync(from));
  return secret;
}

test.each(['before the studio was opened', 'while the studio is open'])(
  'a row that names a folder nobody chose, written %s, lets nothing out of it and takes nothing away',
  async (moment) => {
    const { home, takes } = await withTakes(3);
    const [served, deleted, old] = takes as [Take, Take, Take];
    const outputs = join(home, 'outputs');
    const secret = secretFolder(served.file!, join(outputs, served.file!));
    for (const { file } of [deleted, old]) renameSync(join(outputs, file!), join(secret, file!));
    const before = readdirSync(secret).sort();
    const poison = () => {
      write(home, 'UPDATE takes SET folder = ?', secret);
      write(home, "UPDATE takes SET created_at = '2001-01-01T00:00:00.000Z' WHERE id = ?", old.id);
      write(home, 'UPDATE projects SET folder = ?', join(outputs, '..', '..', secret));
      write(home, "INSERT INTO settings VALUES ('outputsFolder', ?)", JSON.stringify(secret));
    };
    if (moment.startsWith('before')) poison();
    studio = await openTestStudio({ home });
    const { api } = studio;
    if (!moment.startsWith('before')) poison();

    for (const call of [
      () => api.getTakeAudio({ takeId: served.id }),
      () => api.getTakeFile({ takeId: served.id }),
      () => api.exportTake({ takeId: served.id, options: { format: 'wav' } }),
    ])
      await expect(call()).rejects.toMatchObject({ code: 'take-folder-not-chosen' });
    expect((await api.planRetention({ days: 1 })).takes).toEqual([]);
    await api.clearOldTakes({ days: 1 });
    expect((await api.getDisk()).outputs.folder).toBe(outputs);
    await api.deleteTake({ takeId: deleted.id });
    await api.deleteForGood({ takeIds: [deleted.id] });
    await api.repairLibrary();
    // names stand in an archive as they are
    const { name } = await api.backupLibrary({ withTakes: true });
    const archive = readFileSync(join(home, 'backups', name), 'latin1');
    expect(archive).toContain('voices/');
    // the first one was found again by its sound, in the studio's own folder
    for (const { id } of [deleted, old]) expect(archive).not.toContain(`takes/${id}.wav`);
    expect(readdirSync(secret).sort()).toEqual(before);
    // what is new goes where somebody chose
    const { id: voiceId } = (await api.listVoices()).voices[0]!;
    const take = await studio.speak({ voiceId });
    expect(existsSync(join(outputs, take.file!))).toBe(true);
    expect(readdirSync(secret).sort()).toEqual(before);
  },
);

test('a library that kept no list brings the folders of its rows, once', async () => {
  const { home, takes } = await withTakes(1);
  const [take] = takes as [Take];
  const earlier = temporaryFolder();
  renameSync(join(home, 'outputs', take.file!), join(earlier, take.file!));
  write(home, 'UPDATE takes SET folder = ?', earlier);
  rmSync(studioFolders(home).chosenFolders.outputs);
  studio = await openTestStudio({ home });
  expect((await studio.api.getTakeAudio({ takeId: take.id })).samples.length).toBeGreaterThan(0);
  await studio.close();
  write(home, 'UPDATE takes SET folder = ?', temporaryFolder());
  studio = await openTestStudio({ home });
  await expect(studio.api.getTakeAudio({ takeId: take.id })).rejects.toMatchObject({
    code: 'take-folder-not-chosen',
  });
});

test('a folder that a person chose goes on being theirs after the next choice, and for a studio that looks on', async () => {
  const home = temporaryFolder();
  studio = await openTestStudio({ home });
  const looking = await openTestStudio({ home, readOnly: true });
  const { id: voiceId } = await studio.makeVoice();
  const chosen = [temporaryFolder(), temporaryFolder()];
  const takes: Take[] = [];
  for (const folder of chosen) {
    await studio.useFolder('outputs', folder, { moveFiles: false });
    takes.push(await studio.speak({ voiceId }));
    expect(readdirSync(folder)).toEqual([takes.at(-1)!.file]);
  }
  for (const { id } of takes) {
    expect((await studio.api.getTakeAudio({ takeId: id })).samples.length).toBeGreaterThan(0);
    expect((await looking.api.getTakeAudio({ takeId: id })).samples.length).toBeGreaterThan(0);
  }
  await looking.close();
  await studio.close();
  studio = await openTestStudio({ home });
  for (const { id } of takes)
    expect((await studio.api.getTakeAudio({ takeId: id })).samples.length).toBeGreaterThan(0);
});

test('a folder that was strange is served once a person chooses it', async () => {
  const { home, takes } = await withTakes(1);
  const [take] = takes as [Take];
  const folder = secretFolder(take.file!, join(home, 'outputs', take.file!));
  write(home, 'UPDATE takes SET folder = ?', folder);
  studio = await openTestStudio({ home });
  await expect(studio.api.getTakeAudio({ takeId: take.id })).rejects.toMatchObject({
    code: 'take-folder-not-chosen',
  });
  await studio.useFolder('outputs', folder, { moveFiles: false });
  expect((await studio.api.getTakeAudio({ takeId: take.id })).samples.length).toBeGreaterThan(0);
});

/** A move in each direction between a folder of the studio's own and one that only a row of the library names. */
const hostileMoves = (['outputs', 'models'] as const).flatMap((kind) =>
  [
    ['secret', 'own'],
    ['own', 'secret'],
    ['secret', 'secret/inside'],
  ].map(([from = '', to = '']) => ({ kind, from, to })),
);

test.each(hostileMoves)(
  'a move of $kind from $from to $to that only a row of the library knows of moves nothing',
  async ({ kind, from, to }) => {
    const { home, takes } = await withTakes(1);
    const [take] = takes as [Take];
    const own = join(home, kind);
    const secret = secretFolder(take.file!, join(home, 'outputs', take.file!));
    mkdirSync(join(secret, 'inside'));
    mkdirSync(join(own, 'pack'), { recursive: true });
    writeFileSync(join(own, 'pack', 'manifest.json'), '{}');
    if (from === 'secret') write(home, 'UPDATE takes SET folder = ?', secret);
    const place = (name: string) => (name === 'own' ? own : join(secret, name.slice('secret'.length)));
    const put = 'INSERT INTO settings VALUES (?, ?)';
    write(home, put, 'folderMove', JSON.stringify({ kind, from: place(from), to: place(to) }));
    write(home, put, `${kind}Folder`, JSON.stringify(place(from)));
    const files = () => [secret, own].map((folder) => readdirSync(folder, { recursive: true }).sort());
    const before = files();
    studio = await openTestStudio({ home });
    await vi.waitFor(() => {
      const db = openLibraryDb(studioFolders(home).database);
      const rows = db.readable(z.unknown(), "SELECT 1 FROM settings WHERE key = 'folderMove'");
      db.close();
      expect(rows).toEqual([]);
    }, 60_000);
    expect(files()).toEqual(before);
    expect((await studio.api.getDisk())[kind].folder).toBe(own);
  },
);
