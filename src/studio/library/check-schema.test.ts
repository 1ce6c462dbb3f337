import { cpSync, existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { connectDb } from '../storage/database/connect-db';
import {
  openTestStudio,
  removeTemporaryFolders,
  temporaryFolder,
} from '../../../tests/support/studio/test-studio';

afterAll(removeTemporaryFolders);

let original: string;
let voiceId: string;
beforeAll(async () => {
  const studio = await openTestStudio();
  voiceId = (await studio.makeVoice('Anna')).id;
  await studio.speak({ voiceId });
  await studio.close();
  original = studio.home;
});

function libraryWith(sql: string): string {
  const home = join(temporaryFolder(), 'home');
  cpSync(original, home, { recursive: true });
  const db = connectDb(join(home, 'library.db'));
  db.exec(sql);
  db.close();
  return home;
}

const setAsideIn = (home: string): string => {
  const folder = join(home, 'set-aside');
  return existsSync(folder)
    ? readdirSync(folder)
        .map((name) => readFileSync(join(folder, name, 'rows.jsonl'), 'utf8'))
        .join('')
    : '';
};

const hostile = [
  'AFTER UPDATE ON voices BEGIN DELETE FROM takes; END',
  "BEFORE INSERT ON takes BEGIN UPDATE voices SET name = 'taken'; END",
  'AFTER DELETE ON settings BEGIN DELETE FROM voices; END',
  "AFTER UPDATE ON takes BEGIN INSERT INTO unfinished_files VALUES ('voices'); END",
].map((what, at) => `CREATE TRIGGER "tr ${at}" ${what}`);

describe('triggers', () => {
  test.each(hostile)('%s: named while it is looked at, set aside before anything is written', async (sql) => {
    const home = libraryWith(sql);
    const looking = await openTestStudio({ home, readOnly: true });
    const { findings } = await looking.api.verifyLibrary();
    const name = /"(.+?)"/.exec(sql)?.[1];
    expect(findings).toMatchObject([{ code: 'schema-foreign', values: { kind: 'trigger', name } }]);
    await looking.close();
    expect(setAsideIn(home)).toBe('');

    const studio = await openTestStudio({ home });
    await studio.api.renameVoice({ voiceId, name: 'Berta' });
    await studio.api.updateSettings({ seed: 5 });
    await studio.speak({ voiceId });
    expect((await studio.api.listVoices()).voices).toMatchObject([{ name: 'Berta' }]);
    expect(await studio.api.listTakes({ limit: 10 })).toHaveLength(2);
    expect((await studio.api.verifyLibrary()).findings).toEqual([]);
    const said = (await studio.api.readLog({ limit: 100 })).map(({ message }) => message);
    expect(said.filter((line) => line.includes('triggers'))).toHaveLength(1);
    await studio.close();
    expect(setAsideIn(home)).toContain(JSON.stringify(sql));
  });
});

describe('what else the studio did not make', () => {
  test.each([
    ['view', 'CREATE VIEW v AS SELECT * FROM voices', 'CREATE VIEW v'],
    ['index', 'CREATE UNIQUE INDEX one_by_seed ON takes (voice_id)', 'one_by_seed'],
  ])('a %s is named, and set aside by repairing', async (kind, sql, kept) => {
    const home = libraryWith(sql);
    const studio = await openTestStudio({ home });
    const { findings } = await studio.api.verifyLibrary();
    expect(findings).toMatchObject([{ code: 'schema-foreign', values: { kind }, repairable: true }]);
    await studio.api.repairLibrary();
    expect((await studio.api.verifyLibrary()).findings).toEqual([]);
    await studio.close();
    expect(setAsideIn(home)).toContain(kept);
  });

  test('a table is named, and keeps its rows', async () => {
    const home = libraryWith("CREATE TABLE notes (text); INSERT INTO notes VALUES ('mine')");
    const studio = await openTestStudio({ home });
    const report = await studio.api.repairLibrary();
    expect(report).toMatchObject({
      ok: true,
      findings: [{ code: 'schema-foreign', severity: 'note', values: { kind: 'table', name: 'notes' } }],
    });
    await studio.close();
    expect(readFileSync(join(home, 'library.db'), 'latin1')).toContain('mine');
  });

  test('an index of ours that is gone or says something else is made anew', async () => {
    const home = libraryWith(
      'DROP INDEX voices_by_name; DROP INDEX takes_by_voice; CREATE INDEX takes_by_voice ON takes (id)',
    );
    const studio = await openTestStudio({ home });
    const named = (await studio.api.verifyLibrary()).findings.map(({ code, values }) => [code, values.name]);
    expect(named.sort()).toEqual([
      ['schema-changed', 'takes_by_voice'],
      ['schema-changed', 'voices_by_name'],
    ]);
    await studio.api.repairLibrary();
    expect((await studio.api.verifyLibrary()).findings).toEqual([]);
    await studio.close();
  });

  test('a column that somebody added is named', async () => {
    const studio = await openTestStudio({ home: libraryWith('ALTER TABLE voices ADD COLUMN extra TEXT') });
    expect((await studio.api.verifyLibrary()).findings).toMatchObject([
      { code: 'schema-changed', severity: 'problem', values: { name: 'voices' }, repairable: false },
    ]);
    await studio.close();
  });
});
