import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { connectDb } from '../storage/database/connect-db';
import {
  openTestStudio,
  removeTemporaryFolders,
  temporaryFolder,
} from '../../../tests/support/studio/test-studio';

afterAll(removeTemporaryFolders);

/** A library in use, and beside it a folder with a take's own sound that nobody chose. */
let original: string;
let take: { readonly id: string; readonly file: string };
let projectId: string;
beforeAll(async () => {
  const studio = await openTestStudio();
  const { id: voiceId } = await studio.makeVoice();
  projectId = (await studio.api.createProject({ name: 'Book' })).id;
  const { id, file = '' } = await studio.speak({ voiceId, projectId });
  take = { id, file };
  await studio.close();
  original = studio.home;
});

/** A copy of the library that knows of its own outputs folder alone. @returns its database is as `sql` leaves it */
function hostileLibrary(sql: (outside: string) => string) {
  const below = temporaryFolder();
  const [home, outside] = [join(below, 'home'), join(below, 'outside')];
  cpSync(original, home, { recursive: true });
  mkdirSync(outside);
  cpSync(join(home, 'outputs', take.file), join(outside, take.file));
  writeFileSync(join(home, 'outputs-folders.json'), JSON.stringify([join(home, 'outputs')]));
  const db = connectDb(join(home, 'library.db'));
  db.run('UPDATE takes SET folder = ?', join(home, 'outputs'));
  db.exec(sql(outside));
  db.close();
  return { home, outside };
}

/** What a row can say of a folder that is none of the studio's, or of no folder at all. */
const folders: Readonly<Record<string, (outside: string) => string>> = {
  'a folder nobody chose': (outside) => outside,
  'a way out of the data folder': (outside) => join(outside, '..', 'home', 'outputs') + '/../../outside',
  'a relative folder': () => 'outputs',
  'a relative way out': () => '../outside',
  'a dot': () => '.',
  nothing: () => '',
  'the root': () => '/',
};
const names = [
  'voices',
  '../outside/secret.wav',
  '/etc/passwd',
  '..',
  '.',
  '',
  'a/b.wav',
  '..\\outside\\secret.wav',
];

/** Every column of the library that becomes a path. */
const places: Readonly<Record<string, (value: string) => string>> = {
  'takes.folder': (value) => `UPDATE takes SET folder = '${value}'`,
  'projects.folder': (value) => `UPDATE projects SET folder = '${value}'`,
  'settings outputsFolder': (value) =>
    `INSERT OR REPLACE INTO settings VALUES ('outputsFolder', '${JSON.stringify(value)}')`,
  'settings modelsFolder': (value) =>
    `INSERT OR REPLACE INTO settings VALUES ('modelsFolder', '${JSON.stringify(value)}')`,
};
const cases = [
  ...Object.entries(places).flatMap(([column, sql]) =>
    Object.entries(folders).map(([what, folder]) => ({
      column,
      what,
      sql: (outside: string) => sql(folder(outside)),
    })),
  ),
  ...names.map((name) => ({
    column: 'takes.file',
    what: JSON.stringify(name),
    sql: () => `UPDATE takes SET file = '${name}'`,
  })),
  ...names.map((name) => ({
    column: 'unfinished_files.path',
    what: JSON.stringify(name),
    sql: () => `INSERT INTO unfinished_files VALUES ('${name}')`,
  })),
];

test.each(cases)('$column with $what reaches nothing, and loses nothing', async ({ column, sql }) => {
  const { home, outside } = hostileLibrary(sql);
  const before = readFileSync(join(outside, take.file));
  const heard = readFileSync(join(home, 'outputs', take.file));
  const isOfTakes = column.startsWith('takes.');

  const looking = await openTestStudio({ home, readOnly: true });
  const served = await looking.api.getTakeFile({ takeId: take.id }).catch(() => undefined);
  if (isOfTakes) expect(served).toBeUndefined();
  const { findings } = await looking.api.verifyLibrary();
  if (isOfTakes) expect(findings.map(({ severity }) => severity)).not.toEqual([]);
  await looking.close();

  const studio = await openTestStudio({ home });
  const { api } = studio;
  await api.getDisk();
  const { voices } = await api.listVoices();
  const made = await studio.speak({ voiceId: voices[0]!.id, projectId });
  expect((await api.getTakeFile({ takeId: made.id })).bytes.length).toBeGreaterThan(1000);
  await api.repairLibrary();
  await api.repairLibrary();
  // the sound of a take whose row says something else is not thrown away
  expect(filesBelow(home).some((path) => readFileSync(path).equals(heard))).toBe(true);
  await api.deleteTakes({ takeIds: [take.id, made.id] });
  await api.emptyBin();
  expect((await api.verifyLibrary()).findings.filter(({ severity }) => severity === 'problem')).toEqual([]);
  await studio.close();

  expect(readdirSync(outside)).toEqual([take.file]);
  expect(readFileSync(join(outside, take.file))).toEqual(before);
});

const filesBelow = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((each) => each.isFile())
    .map((each) => join(each.parentPath, each.name));
