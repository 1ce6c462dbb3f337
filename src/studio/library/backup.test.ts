import { createHash } from 'node:crypto';
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { basename, join, relative } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { evilZip } from '../../../tests/support/studio/test-zip';
import { z } from 'zod';
import { Archive } from '../storage/archive/archive';
import {
  openTestStudio,
  removeTemporaryFolders,
  temporaryFolder,
} from '../../../tests/support/studio/test-studio';
import { BACKUP_FORMAT, BACKUP_VERSION, backupLimits, type BackupManifest } from './backup-format';
import { finishRestore } from './finish-restore';
import { connectDb } from '../storage/database/connect-db';
import { prepareRestore, restoreClosed } from './restore';

let home: string;
let backup: string;
let facts: Awaited<ReturnType<typeof factsOf>>;
const quiet = () => undefined;

beforeAll(async () => {
  const studio = await openTestStudio();
  home = studio.home;
  const voice = await studio.makeVoice('Anna', '你好');
  await studio.speak({ voiceId: voice.id, seed: 1 });
  const deleted = await studio.speak({ voiceId: voice.id, seed: 2 });
  await studio.api.deleteTake({ takeId: deleted.id });
  await studio.api.updateSettings({ seed: 99 });
  const { id: scopeId } = voice;
  await studio.api.putLexicon({
    entries: [
      { word: 'nginx', reading: 'engine x' },
      { word: '银行', reading: 'yin2 hang2', kind: 'pinyin', scope: 'voice', scopeId },
    ],
  });
  backup = join(temporaryFolder(), 'all.cvbackup');
  const told: number[] = [];
  studio.on('libraryProgress', ({ done, total }) => told.push(done / total));
  expect(await studio.backup(backup, true)).toMatchObject({ path: backup, files: 5 });
  expect(told.at(-1)).toBe(1);
  await studio.close();
  facts = await factsOf(home);
});
afterAll(removeTemporaryFolders);

/** What a person would miss. */
async function factsOf(where: string) {
  const studio = await openTestStudio({ home: where, readOnly: true });
  const { api } = studio;
  const [voices, takes] = [(await api.listVoices()).voices, await api.listTakes({ limit: 10 })];
  const sound = [];
  for (const { id } of takes) sound.push(shaOf((await api.getTakeFile({ takeId: id })).bytes));
  const report = await api.verifyLibrary();
  const settings = await api.getSettings();
  const lexicon = await api.listLexicon({});
  await studio.close();
  return { voices, takes, sound, lexicon, seed: settings.seed, findings: report.findings };
}

const shaOf = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

describe('restoring', () => {
  test('into an empty data folder gives the same library, in order, and deleted takes can still come back', async () => {
    const empty = join(temporaryFolder(), 'new');
    await restoreClosed(backup, { home: empty, onProgress: quiet });
    expect(await factsOf(empty)).toEqual(facts);
    expect(readdirSync(join(empty, 'bin', 'takes'))).toHaveLength(1);
    expect(readdirSync(empty).filter((name) => name.includes('restore'))).toEqual([]);
  });

  test('over a library moves that one aside, whole', async () => {
    const studio = await openTestStudio();
    await studio.makeVoice('Bella');
    await studio.close();
    const { aside } = await restoreClosed(backup, { home: studio.home, onProgress: quiet });
    expect(await factsOf(studio.home)).toEqual(facts);
    const before = join(temporaryFolder(), 'before');
    cpSync(aside, before, { recursive: true });
    expect((await factsOf(before)).voices).toMatchObject([{ name: 'Bella' }]);
  });

  test('a reader may make a backup while another studio works', async () => {
    const studio = await openTestStudio();
    await studio.makeVoice('Bella');
    const reader = await openTestStudio({ home: studio.home, readOnly: true });
    const path = join(temporaryFolder(), 'reader.cvbackup');
    await reader.backup(path, true);
    await reader.close();
    await studio.close();
    const fresh = join(temporaryFolder(), 'fresh');
    await restoreClosed(path, { home: fresh, onProgress: quiet });
    expect((await factsOf(fresh)).voices).toMatchObject([{ name: 'Bella' }]);
  });

  test('is refused while a studio has the library', async () => {
    const studio = await openTestStudio();
    await expect(restoreClosed(backup, { home: studio.home, onProgress: quiet })).rejects.toMatchObject({
      code: 'library-locked',
    });
    await studio.close();
  });

  test('from the window: the next studio finds it in place', async () => {
    let reopened = 0;
    const studio = await openTestStudio({ abilities: { reopen: () => reopened++ } });
    await studio.makeVoice('Bella');
    const made = await studio.api.backupLibrary({});
    expect(await studio.api.listBackups()).toEqual([{ ...made, missing: undefined }]);
    mkdirSync(join(studio.home, 'backups'), { recursive: true });
    cpSync(backup, join(studio.home, 'backups', 'other.cvbackup'));
    await expect(studio.api.restoreLibrary({ name: '../other.cvbackup' })).rejects.toMatchObject({
      code: 'bad-request',
    });
    await studio.api.restoreLibrary({ name: 'other.cvbackup' });
    await new Promise((resolve) => setImmediate(resolve));
    expect(reopened).toBe(1);
    expect((await studio.api.listVoices()).voices).toMatchObject([{ name: 'Bella' }]);
    await studio.close();
    const next = await openTestStudio({ home: studio.home });
    expect((await next.api.listVoices()).voices).toEqual(facts.voices);
    expect(await next.api.listBackups()).toHaveLength(2);
    await next.close();
  });
});

describe('interrupted at any step, a data folder holds the old library or the new one', () => {
  const prepared = async () => {
    const studio = await openTestStudio();
    await studio.makeVoice('Bella');
    await studio.close();
    await prepareRestore(backup, { home: studio.home, onProgress: quiet });
    return studio.home;
  };
  const voiceOf = async (where: string) => (await factsOf(where)).voices.map(({ name }) => name);

  test('before the mark: the old one, and the half-unpacked one is gone', async () => {
    const where = await prepared();
    rmSync(join(where, 'restore.json'));
    await (await openTestStudio({ home: where })).close();
    expect(await voiceOf(where)).toEqual(['Bella']);
    expect(readdirSync(where).filter((name) => name.startsWith('.restore'))).toEqual([]);
  });

  test('after the mark, with any number of folders exchanged: the new one', async () => {
    const { staging, aside } = await readMark(await prepared());
    expect(staging).toMatch(/^\.restore-/);
    expect(aside).toMatch(/before-restore$/);
    const order = [
      'library.db-wal',
      'library.db-shm',
      'voices',
      'recordings',
      'sources',
      'bin',
      'outputs',
      'library.db',
    ];
    // one library and one unpacked backup, put back for each step
    const where = await prepared();
    const before = join(temporaryFolder(), 'before');
    cpSync(where, before, { recursive: true });
    for (let done = 0; done <= order.length * 2; done++) {
      rmSync(where, { recursive: true });
      cpSync(before, where, { recursive: true });
      const mark = await readMark(where);
      const set = join(where, 'set-aside', mark.aside);
      mkdirSync(set, { recursive: true });
      // the very moves of finishRestore, cut short after `done` of them
      const moves = order.flatMap((item) => [
        [join(where, item), join(set, item)] as const,
        [join(where, mark.staging, item), join(where, item)] as const,
      ]);
      for (const [from, to] of moves.slice(0, done)) if (existsSync(from)) renameSync(from, to);
      await finishRestore(where);
      await finishRestore(where);
      expect(await factsOf(where)).toEqual(facts);
      expect(existsSync(join(where, 'restore.json'))).toBe(false);
    }
  });
});

describe('a backup that is not what it says changes nothing', () => {
  const refused = async (bytes: Uint8Array, expected: object) => {
    const path = join(temporaryFolder(), 'x.cvbackup');
    writeFileSync(path, bytes);
    const before = listing();
    await expect(restoreClosed(path, { home, onProgress: quiet })).rejects.toMatchObject(expected);
    expect(listing()).toEqual(before);
    expect(await factsOf(home)).toEqual(facts);
  };
  /** Without SQLite's companions, which come and go with readers. */
  const listing = () => readdirSync(home).filter((name) => !/-(wal|shm)$/.test(name));
  const parts = async () => {
    const archive = await Archive.open(backup, 'x', backupLimits);
    const manifest = JSON.parse(
      new TextDecoder().decode(await archive.read('manifest.json')),
    ) as BackupManifest;
    const files = [];
    for (const name of Object.keys(manifest.files)) files.push({ name, bytes: await archive.read(name) });
    archive.close();
    return { manifest, files };
  };
  const zip = (manifest: unknown, files: { name: string; bytes: Uint8Array | string }[]) =>
    evilZip([{ name: 'manifest.json', bytes: JSON.stringify(manifest) }, ...files]);

  test('cut short', () => refused(readFileSync(backup).subarray(0, -1000), { code: 'archive-unreadable' }));

  test('a changed file', async () => {
    const { manifest, files } = await parts();
    const last = files.at(-1)!;
    const bytes = Uint8Array.from(last.bytes);
    bytes[100]! ^= 1;
    await refused(zip(manifest, [...files.slice(0, -1), { ...last, bytes }]), {
      code: 'archive-damaged',
      values: { changed: last.name },
    });
  });

  test('a missing file, a file nobody named, a place where nothing of a library lies', async () => {
    const { manifest, files } = await parts();
    await refused(zip(manifest, files.slice(0, -1)), { code: 'archive-damaged' });
    const extra = { name: 'recordings/abc.wav', bytes: 'x' };
    await refused(zip(manifest, [...files, extra]), {
      code: 'archive-unsafe',
      values: { unnamed: extra.name },
    });
    for (const name of ['models/evil.onnx', 'studio.lock', 'voices/a/run.sh', 'restore.json'])
      await refused(zip(manifest, [...files, { name, bytes: 'x' }]), {
        code: 'archive-unsafe',
        values: { type: name },
      });
  });

  test('a database that is none, and a newer backup', async () => {
    const { manifest, files } = await parts();
    const bytes = new TextEncoder().encode('not a database');
    const hashes = { ...manifest.files, 'library.db': { sha256: shaOf(bytes), bytes: bytes.length } };
    const others = files.filter(({ name }) => name !== 'library.db');
    await refused(zip({ ...manifest, files: hashes }, [...others, { name: 'library.db', bytes }]), {
      code: 'archive-damaged',
      values: { manifest: 'library.db' },
    });
    await refused(zip({ format: BACKUP_FORMAT, version: BACKUP_VERSION + 1 }, []), { code: 'archive-newer' });
  });
});

describe('a database from elsewhere', () => {
  /** @returns a backup whose database was changed, every hash right */
  const changed = async (sql: string) => {
    const archive = await Archive.open(backup, 'x', backupLimits);
    const manifest = JSON.parse(
      new TextDecoder().decode(await archive.read('manifest.json')),
    ) as BackupManifest;
    const folder = temporaryFolder();
    const files = [];
    for (const name of Object.keys(manifest.files)) files.push({ name, bytes: await archive.read(name) });
    archive.close();
    const database = files.find(({ name }) => name === 'library.db')!;
    const path = join(folder, 'library.db');
    writeFileSync(path, database.bytes);
    const db = connectDb(path);
    db.exec(sql);
    db.exec('PRAGMA journal_mode = DELETE');
    db.close();
    database.bytes = readFileSync(path);
    manifest.files['library.db'] = { sha256: shaOf(database.bytes), bytes: database.bytes.length };
    const target = join(folder, 'x.cvbackup');
    writeFileSync(target, evilZip([{ name: 'manifest.json', bytes: JSON.stringify(manifest) }, ...files]));
    return target;
  };
  const schemaOf = (path: string) => {
    const db = connectDb(path);
    const rows = db.all(
      z.object({ type: z.string(), name: z.string() }),
      'SELECT type, name FROM sqlite_schema ORDER BY type, name',
    );
    db.close();
    return rows;
  };

  test.each([
    [
      'files to remove at the next start',
      `INSERT INTO unfinished_files VALUES ('.'), ('voices'), ('../victim')`,
    ],
    ['takes that lie elsewhere', `UPDATE takes SET folder = '/secret', file = '../victim/secret.txt'`],
    ['a project that writes elsewhere', `UPDATE projects SET folder = '/secret'`],
    [
      'folders and secrets among the settings',
      `INSERT INTO settings VALUES ('modelsFolder', '"/secret"'), ('outputsFolder', '"/secret"'), ('evil', '1')`,
    ],
    [
      'a trigger and a view',
      `CREATE TRIGGER evil AFTER INSERT ON takes BEGIN DELETE FROM voices; END;
       CREATE VIEW evil_view AS SELECT 1; CREATE TABLE evil_table (a)`,
    ],
    [
      'a view in the place of a table',
      `ALTER TABLE stage_times RENAME TO gone; CREATE VIEW stage_times AS SELECT * FROM gone`,
    ],
    ['texts that are none', `UPDATE voices SET name = cast(x'ff41' AS TEXT), notes = cast(x'c328' AS TEXT)`],
    ['ids that are paths', `PRAGMA foreign_keys = OFF; UPDATE recordings SET id = '../../victim'`],
    [
      'words of a lexicon that are none, and places that are paths',
      `UPDATE lexicon SET language = '../victim', scope_id = '/secret' WHERE word = 'nginx';
       UPDATE lexicon SET word = '' WHERE word = '银行';
       INSERT INTO lexicon VALUES ('../../victim', '2026-11-30', 'a', 'b', 'respelling', '', 'library', '');
       INSERT INTO lexicon VALUES ('long', '2026-11-30', printf('%.*c', 5000, 'x'), 'b', 'dance', '', 'moon', '')`,
    ],
    ['JSON that is none', `UPDATE voices SET tags = '{', defaults = '[]'; UPDATE settings SET value = 'x'`],
  ])('keeps what is ours and drops %s', async (_what, sql) => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, 'victim'));
    writeFileSync(join(folder, 'victim', 'secret.txt'), 'secret');
    const fresh = join(folder, 'home');
    await restoreClosed(await changed(sql), { home: fresh, onProgress: quiet });
    expect(schemaOf(join(fresh, 'library.db'))).toEqual(schemaOf(join(home, 'library.db')));
    const dump = readFileSync(join(fresh, 'library.db')).toString('latin1');
    expect(dump).not.toMatch(/\/secret|\.\.\/victim/);
    const studio = await openTestStudio({ home: fresh });
    expect((await studio.api.listVoices()).voices).toHaveLength(1);
    // a file whose row was dropped is not laid down
    expect(await studio.api.verifyLibrary()).toMatchObject({ findings: [] });
    await studio.close();
    expect(readFileSync(join(folder, 'victim', 'secret.txt'), 'utf8')).toBe('secret');
  });

  test('drops a word of the lexicon that is none, says so, and keeps the others', async () => {
    const into = join(temporaryFolder(), 'h');
    const restored = await restoreClosed(await changed(`UPDATE lexicon SET word = '' WHERE word = '银行'`), {
      home: into,
      onProgress: quiet,
    });
    expect(restored.leftOut).toContainEqual({ kind: 'row', count: 1, names: ['lexicon'] });
    const studio = await openTestStudio({ home: into });
    expect(await studio.api.listLexicon({})).toMatchObject([{ word: 'nginx', reading: 'engine x' }]);
    await studio.close();
  });

  test('replaces none of the settings that delete, open a door or point somewhere, and names them', async () => {
    const strange = {
      ...{ developerTools: true, packMirror: 'http://127.0.0.1:9/', keepTakesDays: 1, logMegabytes: 32 },
      ...{ microphoneId: 'theirs', privateLog: false },
    };
    const own = { packMirror: 'https://mirror.example/', keepTakesDays: 30, privateLog: true };
    const sql = Object.entries({ ...strange, seed: 4, theme: 'none', evil: 1 }).map(
      ([key, value]) => `INSERT OR REPLACE INTO settings VALUES ('${key}', '${JSON.stringify(value)}');`,
    );
    const path = await changed(sql.join(' '));
    const empty = join(temporaryFolder(), 'h');
    const { leftOut } = await restoreClosed(path, { home: empty, onProgress: quiet });
    expect(leftOut.find(({ kind }) => kind === 'setting')?.names.toSorted()).toEqual(
      ['developerTools', 'evil', 'keepTakesDays', 'logMegabytes', 'microphoneId', 'packMirror'].toSorted(),
    );
    expect(leftOut).toContainEqual({ kind: 'value', count: 1, names: ['settings.theme'] });
    const settingsIn = async (where: string) => {
      const studio = await openTestStudio({ home: where });
      const settings = await studio.api.getSettings();
      await studio.close();
      return settings;
    };
    const plain = {
      developerTools: false,
      packMirror: '',
      keepTakesDays: 0,
      microphoneId: '',
      privateLog: false,
    };
    expect(await settingsIn(empty)).toMatchObject({ ...plain, seed: 4, theme: 'system', logMegabytes: 512 });
    const mine = await openTestStudio();
    await mine.api.updateSettings(own);
    await mine.close();
    await restoreClosed(path, { home: mine.home, onProgress: quiet });
    expect(await settingsIn(mine.home)).toMatchObject({ ...own, seed: 4 });
  });

  test('leaves out texts that nobody wrote, and says so', async () => {
    const long = await changed(`UPDATE voices SET transcript = printf('%.*c', 2000000, 'x')`);
    const into = join(temporaryFolder(), 'h');
    expect((await restoreClosed(long, { home: into, onProgress: quiet })).leftOut).toContainEqual({
      ...{ kind: 'value', count: 1, names: ['voices.transcript'] },
    });
    const studio = await openTestStudio({ home: into });
    expect((await studio.api.listVoices()).voices).toMatchObject([{ transcript: '' }]);
    await studio.close();
  });

  test('names what it left out, by kinds', async () => {
    const path = await changed(`
      INSERT INTO unfinished_files VALUES ('.');
      UPDATE takes SET folder = '/secret' WHERE number = 1;
      UPDATE projects SET folder = '/elsewhere';
      INSERT INTO settings VALUES ('modelsFolder', '"/m"');
      CREATE TABLE evil (a INTEGER); CREATE TABLE "worse one" (b INTEGER);
      CREATE VIEW seen AS SELECT 1 AS one;
      CREATE TRIGGER t AFTER INSERT ON takes BEGIN DELETE FROM voices; END;
      CREATE INDEX i ON takes (file);
      ALTER TABLE voices ADD COLUMN evil TEXT;
      UPDATE voices SET name = cast(x'ff41' AS TEXT)`);
    const into = (from: string) =>
      restoreClosed(from, { home: join(temporaryFolder(), 'h'), onProgress: quiet });
    const theirs = join(home, 'outputs');
    expect((await into(path)).leftOut).toEqual([
      { kind: 'folder', count: 4, names: ['/elsewhere', '/secret', theirs, '/m'] },
      { kind: 'row', count: 1, names: ['unfinished_files'] },
      { kind: 'value', count: 1, names: ['voices.name'] },
      { kind: 'column', count: 1, names: ['voices.evil'] },
      { kind: 'table', count: 2, names: ['evil', 'worse one'] },
      { kind: 'index', count: 1, names: ['i'] },
      { kind: 'view', count: 1, names: ['seen'] },
      { kind: 'trigger', count: 1, names: ['t'] },
    ]);
    expect((await into(backup)).leftOut).toEqual([{ kind: 'folder', count: 1, names: [theirs] }]);
  });

  test('lays down no file without a row, and names each', async () => {
    const path = await changed('PRAGMA foreign_keys = OFF; DELETE FROM prompts; DELETE FROM takes');
    const into = join(temporaryFolder(), 'h');
    const { leftOut, files } = await restoreClosed(path, { home: into, onProgress: quiet });
    expect(files).toBe(2);
    expect(leftOut.find(({ kind }) => kind === 'file')).toMatchObject({ count: 3 });
    expect(filesBelow(into).filter((name) => name.endsWith('.wav'))).toEqual(
      filesBelow(home).filter((name) => name.startsWith('recordings')),
    );
  });
});

/** @returns every file below a folder, by its path in it */
function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
    .sort();
}

test('a file of a row that is missing is named by the backup and by its restore, whichever it is', async () => {
  const sounds = filesBelow(home).filter((name) => name.endsWith('.wav'));
  expect(sounds.length).toBeGreaterThanOrEqual(4);
  for (const gone of sounds) {
    const copy = join(temporaryFolder(), 'copy');
    cpSync(home, copy, { recursive: true });
    rmSync(join(copy, gone));
    // a folder in its place is no sound either
    mkdirSync(join(copy, gone));
    const studio = await openTestStudio({ home: copy });
    const path = join(temporaryFolder(), 'x.cvbackup');
    // takes are looked for where their rows say: in the library that was copied
    const inOutputs = gone.startsWith('outputs');
    if (inOutputs) renameSync(join(home, gone), join(home, `${gone}.away`));
    const { missing } = await studio.backup(path, true).finally(() => {
      if (inOutputs) renameSync(join(home, `${gone}.away`), join(home, gone));
    });
    await studio.close();
    const restored = await restoreClosed(path, { home: join(temporaryFolder(), 'h'), onProgress: quiet });
    for (const told of [missing, restored.missing]) {
      expect(told).toMatchObject({ count: 1 });
      expect(JSON.stringify(told.first), gone).toContain(
        basename(gone).replace(/^[0-9a-f-]{36}\.wav$/, '.wav'),
      );
    }
  }
});

async function readMark(where: string): Promise<{ staging: string; aside: string }> {
  return JSON.parse(readFileSync(join(where, 'restore.json'), 'utf8')) as { staging: string; aside: string };
}
