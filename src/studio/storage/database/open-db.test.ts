import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { Db } from './db';
import { connectDb } from './connect-db';
import { openLibraryDb } from './open-db';
import { migrations } from './migrations';
import { removeTemporaryFolders, temporaryFolder } from '../../../../tests/support/studio/test-studio';

afterAll(removeTemporaryFolders);

const newPath = () => join(temporaryFolder(), 'library.db');
const nameRow = z.object({ name: z.string() });
const schemaOf = (db: Db) =>
  db.all(
    z.object({ name: z.string(), sql: z.string() }),
    "SELECT name, sql FROM sqlite_master WHERE sql <> '' ORDER BY name",
  );

const refusalOf = (path: string) => {
  try {
    return openLibraryDb(path);
  } catch (thrown) {
    return thrown;
  }
};

test.each([-5, -1, migrations.length + 1])('a library of version %i is refused as it lies', (version) => {
  const path = newPath();
  const db = connectDb(path);
  db.exec(`PRAGMA user_version = ${version}`);
  db.close();
  expect(refusalOf(path)).toMatchObject({
    code: 'library-damaged',
    values: { path, version },
  });
  const after = connectDb(path);
  expect([after.version(), schemaOf(after)]).toEqual([version, []]);
  after.close();
});

test('a damaged library is said to be kept elsewhere only where it is', () => {
  const path = newPath();
  writeFileSync(path, 'garbage '.repeat(500));
  const looking = () => openLibraryDb(path, { readOnly: true });
  expect(looking).toThrow('left-there');
  expect(readFileSync(path, 'utf8')).toContain('garbage');
  const refusal = refusalOf(path) as { values: { kept: string; why: string } };
  expect(refusal.values.why).toBe('kept-aside');
  expect(readFileSync(refusal.values.kept, 'utf8')).toContain('garbage');
});

describe('migrations', () => {
  const complete = openLibraryDb(newPath());
  const wanted = schemaOf(complete);
  complete.close();

  test.each(migrations.map((_, version) => version))(
    'a library of version %i becomes a current one',
    (version) => {
      const path = newPath();
      const old = connectDb(path);
      for (const step of migrations.slice(0, version)) old.exec(step);
      old.exec(`PRAGMA user_version = ${version}`);
      old.close();
      const db = openLibraryDb(path);
      expect(db.version()).toBe(migrations.length);
      expect(schemaOf(db)).toEqual(wanted);
      db.close();
    },
  );

  test('a library of a newer studio is refused and left alone', () => {
    const path = newPath();
    const newer = openLibraryDb(path);
    newer.exec(`PRAGMA user_version = ${migrations.length + 1}`);
    newer.close();
    const before = readFileSync(path);
    const values = { path, version: migrations.length + 1, known: migrations.length };
    expect(refusalOf(path)).toMatchObject({ code: 'library-damaged', values });
    expect(readFileSync(path)).toEqual(before);
  });
});

describe('a damaged library', () => {
  test('is kept aside under another name, and the next start begins anew', () => {
    const path = newPath();
    writeFileSync(path, 'this was a library once '.repeat(500));
    expect(refusalOf(path)).toMatchObject({ code: 'library-damaged' });
    const [kept] = readdirSync(join(path, '..'));
    expect(kept).toMatch(/^library\.db\.damaged-/);
    expect(readFileSync(join(path, '..', kept!), 'utf8')).toContain('this was a library once');
    openLibraryDb(path).close();
  });

  test('torn pages are found when it is opened', () => {
    const path = newPath();
    const db = openLibraryDb(path);
    for (let i = 0; i < 500; i++)
      db.run('INSERT INTO settings (key, value) VALUES (?, ?)', `k${i}`, 'v'.repeat(200));
    db.exec('PRAGMA wal_checkpoint(TRUNCATE)');
    db.close();
    const bytes = readFileSync(path);
    bytes.fill(0xff, 8192, bytes.length - 4096);
    writeFileSync(path, bytes);
    expect(refusalOf(path)).toMatchObject({ code: 'library-damaged' });
  });
});

describe('reading and writing', () => {
  test('a transaction that throws changes nothing', () => {
    const db = openLibraryDb(newPath());
    const insert = (key: string) => db.run('INSERT INTO settings (key, value) VALUES (?, ?)', key, '1');
    expect(() =>
      db.transaction(() => {
        insert('a');
        throw new Error('no');
      }),
    ).toThrow('no');
    expect(db.all(nameRow, 'SELECT key AS name FROM settings')).toEqual([]);
    expect(insert('b')).toBe(1);
    expect(() =>
      db.transaction(() => {
        db.transaction(() => insert('c'));
        throw new Error('after the inner one');
      }),
    ).toThrow('after');
    expect(db.all(nameRow, 'SELECT key AS name FROM settings')).toEqual([{ name: 'b' }]);
    db.close();
  });

  test('opened for reading it refuses writes, beside a studio that writes', () => {
    const path = newPath();
    const writing = openLibraryDb(path);
    const reading = openLibraryDb(path, { readOnly: true });
    writing.run('INSERT INTO settings (key, value) VALUES (?, ?)', 'language', '"en"');
    expect(reading.all(nameRow, 'SELECT key AS name FROM settings')).toEqual([{ name: 'language' }]);
    expect(() => reading.run('DELETE FROM settings')).toThrow('readonly');
    reading.close();
    writing.close();
  });

  test('a library that is not there reads as an empty one and is not made', () => {
    const path = newPath();
    const db = openLibraryDb(path, { readOnly: true });
    expect(db.all(nameRow, 'SELECT name FROM voices')).toEqual([]);
    db.close();
    expect(readdirSync(join(path, '..'))).toEqual([]);
  });
});

describe('what a damaged file can hold is read, never a reason to fall', () => {
  const valueOf = (sql: string, ...values: string[]) =>
    connectDb(':memory:').get(z.object({ value: z.unknown() }), `SELECT ${sql} AS value`, ...values)?.value;

  test.each([
    ["cast(x'ff41' as text)", '\uFFFDA'],
    ["cast(x'c3' as text)", '\uFFFD'],
    ["cast(x'eda080' as text)", '\uFFFD\uFFFD\uFFFD'],
    ['9223372036854775807', 2 ** 63],
    ['-9223372036854775808', -(2 ** 63)],
    ['9e999', Infinity],
    ['NULL', null],
  ])('%s', (sql, read) => {
    expect(valueOf(sql)).toEqual(read);
  });

  test('a NUL in a text loses nothing of what follows', () => {
    expect(valueOf('?', 'a\0b')).toBe('a\uFFFDb');
  });
});
