import { cpSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openSqlite } from './sqlite';
import {
  openTestStudio,
  removeTemporaryFolders,
  temporaryFolder,
} from '../../../../tests/support/studio/test-studio';

afterAll(removeTemporaryFolders);

let original: string;
beforeAll(async () => {
  const studio = await openTestStudio();
  const { id: voiceId } = await studio.makeVoice('Anna');
  await studio.speak({ voiceId, text: 'Hello there friend.' });
  await studio.close();
  original = studio.home;
});

const parts = ['data', 'idx', 'content', 'docsize', 'config'].map((part) => `search_${part}`);
const harmless = new Set(['DELETE FROM search_idx']);
const damages = [
  ...parts.map((part) => `DELETE FROM ${part}`),
  ...parts.map((part) => `DROP TABLE ${part}`),
  'DROP TABLE search',
  'DELETE FROM search_data WHERE id > 10',
  'UPDATE search_data SET block = zeroblob(20) WHERE id > 10',
  'UPDATE search_data SET block = zeroblob(20)',
  "UPDATE search_config SET v = 99 WHERE k = 'version'",
  "UPDATE search_content SET c2 = 'wrong' WHERE id > 0",
  "DROP TABLE search; CREATE TABLE search (kind, id, name, body); INSERT INTO search VALUES (1, 2, 'kept', 4)",
  'DROP TABLE search; CREATE VIRTUAL TABLE search USING fts5 (name)',
  'DROP TABLE search; CREATE VIEW search AS SELECT 1 AS kind, 2 AS id, 3 AS name, 4 AS body',
];
const ways = [
  { readOnly: false, how: 'is written anew when the library opens' },
  { readOnly: true, how: 'has one in memory before it while it is looked at' },
];

const LARGE_BYTES = 51_000_000;

test.each(
  ways.flatMap((way) =>
    [...parts.map((part) => `DROP TABLE ${part}`), 'DELETE FROM search_data'].map((damage) => ({
      ...way,
      damage,
    })),
  ),
)(
  'an index of a library too large to be read at the start, after $damage, $how',
  async ({ readOnly, damage }) => {
    const home = join(temporaryFolder(), 'home');
    cpSync(original, home, { recursive: true });
    const db = openSqlite(join(home, 'library.db'));
    db.enableDefensive(false);
    db.exec(`CREATE TABLE ballast (bytes); INSERT INTO ballast VALUES (zeroblob(${LARGE_BYTES})); ${damage}`);
    db.close();
    const studio = await openTestStudio({ home, readOnly });
    expect((await studio.api.searchLibrary({ text: 'friend' })).map(({ kind }) => kind)).toEqual(['take']);
    const lines = await studio.api.readLog({ limit: 100 });
    expect(lines.filter(({ message }) => message.includes('search index'))).toHaveLength(1);
    await studio.close();
  },
);

test.each(ways.flatMap((way) => damages.map((damage) => ({ ...way, damage }))))(
  'an index after $damage $how',
  async ({ readOnly, damage }) => {
    const home = join(temporaryFolder(), 'home');
    cpSync(original, home, { recursive: true });
    const db = openSqlite(join(home, 'library.db'));
    db.enableDefensive(false);
    db.exec(damage);
    db.close();
    const studio = await openTestStudio({ home, readOnly });
    const { api } = studio;
    expect((await api.searchLibrary({ text: 'friend' })).map(({ kind }) => kind)).toEqual(['take']);
    expect((await api.listTakes({ limit: 5, text: 'friend' })).length).toBe(1);
    expect((await api.listVoices({ text: 'anna' })).voices).toMatchObject([{ name: 'Anna' }]);
    const said = (await api.readLog({ limit: 100 })).filter(({ message }) =>
      message.includes('search index'),
    );
    expect(said).toHaveLength(harmless.has(damage) ? 0 : 1);
    const found = (await api.verifyLibrary()).findings.map(({ code }) => code);
    if (!readOnly) expect(found.filter((code) => code !== 'schema-foreign')).toEqual([]);
    else if (!harmless.has(damage)) expect(found).toContain('search-damaged');
    await studio.close();
    // a table of somebody else's is no index of ours to throw away
    if (damage.includes('kept')) expect(readFileSync(join(home, 'library.db'), 'latin1')).toContain('kept');
  },
);
