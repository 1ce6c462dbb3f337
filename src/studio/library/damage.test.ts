import { cpSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { DatabaseSync } from '@photostructure/sqlite';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { connectDb } from '../storage/database/connect-db';
import { openLibraryDb } from '../storage/database/open-db';
import { mendOf, strictly } from '../storage/database/rows';
import { eachTable } from '../storage/database/stored-tables';
import { mulberry32 } from '#audio/mulberry32';
import {
  openTestStudio,
  removeTemporaryFolders,
  temporaryFolder,
  type TestStudio,
} from '../../../tests/support/studio/test-studio';

/** A library in use, and beside it a folder that is none of the studio's business. */
let original: string;
let outside: string;

beforeAll(async () => {
  original = temporaryFolder();
  outside = temporaryFolder();
  writeFileSync(join(outside, 'secret.wav'), 'secret');
  const studio = await openTestStudio({ home: join(original, 'home') });
  const anna = await studio.makeVoice('Anna', 'hello there');
  const ben = await studio.makeVoice('Ben', 'good morning');
  await studio.api.changeVoice({ voiceId: anna.id, tags: ['warm'], notes: 'A note.' });
  await studio.api.stateConsent({ voiceId: anna.id, consent: { kind: 'own' } });
  const project = await studio.api.createProject({ name: 'Audiobook' });
  await studio.speak({ voiceId: anna.id, projectId: project.id });
  await studio.speak({ voiceId: ben.id, text: 'Another line' });
  const gone = await studio.speak({ voiceId: ben.id, text: 'A third line' });
  await studio.api.deleteTake({ takeId: gone.id });
  await studio.api.updateSettings({ theme: 'dark', seed: 5 });
  await studio.enrolled();
  await studio.close();
});
afterAll(removeTemporaryFolders);

/** Everything below a folder, with sizes and times. */
const contents = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((each) => each.isFile())
    .map((each) => join(each.parentPath, each.name))
    .map((path) => `${relative(folder, path)} ${statSync(path).size} ${readFileSync(path, 'latin1')}`)
    .sort();

/** What no table of ours lets in; a damaged file holds it all the same. */
const bad = [
  "CAST(x'ff41' AS TEXT)",
  "CAST(x'e282' AS TEXT)",
  "CAST(x'610062' AS TEXT)",
  'NULL',
  "x'00ff'",
  '9223372036854775807',
  '-9e999',
  "''",
  "'{'",
  "'[1,2'",
  '\'{"kind":7}\'',
  "'../../../etc'",
  "'/'",
  "'.'",
  "'no-such-thing'",
  "printf('%.*c', 3000000, 'x')",
];

async function everythingIsRead({ api }: TestStudio): Promise<void> {
  const { voices } = await api.listVoices();
  for (const { id } of voices) await api.getVoice({ voiceId: id });
  const takes = await api.listTakes({ limit: 50 });
  for (const { id } of takes) await api.getTake({ takeId: id });
  await api.listVoices({ tag: 'warm' });
  await api.listVoices({ consent: 'own' });
  await api.listProjects();
  await api.listBin();
  await api.getSettings();
  await api.searchLibrary({ text: 'line' });
  await api.getDisk();
  await api.planRetention({ days: 1 });
  await api.getStatus();
}

/** Puts values where no table of ours lets them in, as a disk or another hand does. @returns what it did */
function damage(path: string, random: () => number, cells: number): string[] {
  const pick = <T>(all: readonly T[]): T => all[Math.floor(random() * all.length)]!;
  const tables = eachTable.filter(([table]) => !table.startsWith('unfinished'));
  const schema = 'UPDATE sqlite_schema SET sql = ';
  const lax = new DatabaseSync(path);
  lax.enableDefensive(false);
  lax.exec(`PRAGMA writable_schema = ON; CREATE TABLE kept AS SELECT name, sql FROM sqlite_schema;
    ${schema} replace(replace(sql, 'NOT NULL', ''), 'STRICT', '') WHERE type = 'table' AND sql LIKE '%STRICT%'`);
  lax.close();
  const open = new DatabaseSync(path, { enableForeignKeyConstraints: false });
  open.enableDefensive(false);
  const done = Array.from({ length: cells }, () => {
    const [table, columns] = pick(tables);
    const change = `${table} SET ${pick(Object.keys(columns).filter((column) => column !== 'number'))} = ${pick(bad)}`;
    open.exec(
      `UPDATE OR IGNORE ${change} WHERE rowid = (SELECT rowid FROM ${table} ORDER BY rowid LIMIT 1 OFFSET ${Math.floor(random() * 3)})`,
    );
    return change;
  });
  open.exec(`PRAGMA writable_schema = ON;
    ${schema} (SELECT sql FROM kept WHERE kept.name = sqlite_schema.name) WHERE name IN (SELECT name FROM kept) AND sql <> '';
    DROP TABLE kept`);
  open.close();
  return done;
}

const SEED = Number(process.env.DAMAGE_SEED ?? 20_261_130);

test.each(Array.from({ length: 25 }, (_, at) => SEED + at))(
  'a library with damaged values opens, answers, is verified and mended, and reaches for nothing else (seed %i)',
  { timeout: 60_000 },
  async (seed) => {
    const home = join(temporaryFolder(), 'home');
    cpSync(join(original, 'home'), home, { recursive: true });
    const before = contents(outside);
    const done = damage(join(home, 'library.db'), mulberry32(seed), 1 + (seed % 12));
    const studio = await openTestStudio({ home });
    try {
      await everythingIsRead(studio);
      await studio.api.verifyLibrary();
      await studio.api.repairLibrary();
      // what a row that left leaves behind is put in order by the next one
      await studio.api.repairLibrary();
      const mended = await studio.api.verifyLibrary();
      const left = mended.findings.filter(({ severity }) => severity === 'problem');
      expect({ done, left }).toEqual({ done, left: [] });
      await everythingIsRead(studio);
      expect(contents(outside)).toEqual(before);
    } finally {
      await studio.close();
    }
  },
);

describe('one value is found, told, and mended', () => {
  test.each(
    eachTable.flatMap(([table, columns]) => Object.keys(columns).map((column) => [table, column] as const)),
  )('bytes that are no text in %s.%s', { timeout: 60_000 }, async (table, column) => {
    const home = join(temporaryFolder(), 'home');
    cpSync(join(original, 'home'), home, { recursive: true });
    const db = connectDb(join(home, 'library.db'));
    const isText =
      db.get(z.unknown(), `SELECT 1 FROM ${table} WHERE typeof(${column}) = 'text'`) !== undefined;
    db.exec(`UPDATE OR IGNORE ${table} SET ${column} = CAST(x'ff41' AS TEXT)
        WHERE rowid = (SELECT rowid FROM ${table} WHERE typeof(${column}) = 'text' ORDER BY rowid DESC LIMIT 1)`);
    db.close();
    const studio = await openTestStudio({ home });
    try {
      await everythingIsRead(studio);
      const codes = async (report: ReturnType<typeof studio.api.verifyLibrary>) =>
        (await report).findings.map(({ code }) => code);
      const expected = expect.stringMatching(/^(text-damaged|value-unreadable|row-unreadable)$/) as string;
      if (isText && !table.startsWith('unfinished'))
        expect(await codes(studio.api.verifyLibrary())).toContainEqual(expected);
      await studio.api.repairLibrary();
      expect(await codes(studio.api.verifyLibrary())).not.toContainEqual(expected);
    } finally {
      await studio.close();
    }
  });

  test('what stands for a value can be read itself', () => {
    for (const [, columns] of eachTable)
      for (const column of Object.values(columns)) {
        const { stored } = mendOf(column);
        if (stored !== undefined) expect(strictly(column).safeParse(stored)).toMatchObject({ success: true });
      }
  });

  test('every column of the library is said', () => {
    const db = openLibraryDb(join(temporaryFolder(), 'library.db'));
    const row = z.object({ name: z.string(), column: z.string() });
    const there = db
      .all(
        row,
        `SELECT sqlite_schema.name AS name, column.name AS column
         FROM sqlite_schema, pragma_table_info(sqlite_schema.name) AS column
         WHERE sqlite_schema.type = 'table' AND sqlite_schema.name NOT LIKE 'search%' AND sqlite_schema.name NOT LIKE 'sqlite%'`,
      )
      .map(({ name, column }) => `${name}.${column}`);
    const said = eachTable.flatMap(([table, columns]) =>
      Object.keys(columns).map((column) => `${table}.${column}`),
    );
    expect(there.sort()).toEqual(said.sort());
  });
});
