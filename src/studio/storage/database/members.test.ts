import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { z } from 'zod';
import { removeTemporaryFolders, temporaryFolder } from '../../../../tests/support/studio/test-studio';
import { cellsOf, insertRow, membersOf, updateRow } from './members';
import { openLibraryDb } from './open-db';
import { present } from './rows';
import { storedTables } from './stored-tables';

afterAll(removeTemporaryFolders);

const { voices, prompts } = storedTables;
const prompt = {
  ...{ id: 'p', createdAt: '2026-01-02T03:04:05.000Z', name: 'Morning', transcript: 'hello', promptSec: 3.5 },
  ...{ sampleRateHz: 48_000, promptSha256: 'ab', peaks: [0.5, 1], verdict: 'good', findings: [] },
  ...{ voiceId: 'v', trim: { startSec: 1, endSec: 4.5, recordingSec: 9 } },
};
const voice = {
  ...{ ...prompt, id: 'v', nameKey: 'morning', synthetic: true, tags: ['calm'], colour: 'teal' },
  ...{ language: 'en', notes: 'n', favourite: true, defaults: { seed: 7 }, promptId: 'p' },
  ...{ consent: { kind: 'own', statedAt: '2026-01-02T03:04:05.000Z' } },
};

test('every column of a table is written and read under the name of its member', () => {
  const db = openLibraryDb(join(temporaryFolder(), 'library.db'));
  insertRow(db, 'voices', voice);
  insertRow(db, 'prompts', prompt);
  const read = db.get(z.object(prompts).transform(membersOf), 'SELECT * FROM prompts');
  expect(present(read!)).toEqual(prompt);
  const speaker = db.get(z.object(voices).transform(membersOf), 'SELECT * FROM voices');
  expect(speaker).toMatchObject({
    nameKey: 'morning',
    synthetic: true,
    tags: ['calm'],
    defaults: { seed: 7 },
  });
  db.close();
});

test('an update writes the members that are named, an undefined one as none, and leaves the rest', () => {
  const db = openLibraryDb(join(temporaryFolder(), 'library.db'));
  insertRow(db, 'voices', voice);
  updateRow(db, 'voices', 'v', { colour: 'red', consent: undefined });
  const row = z.object(voices).transform((read) => present(membersOf(read)));
  const read = db.get(row, 'SELECT * FROM voices');
  expect(read).toMatchObject({ colour: 'red', tags: ['calm'], favourite: true });
  expect(read).not.toHaveProperty('consent');
  db.close();
});

test('a column without a member is NULL, a yes is 1, and what has members is JSON', () => {
  expect(cellsOf(['used_at', 'favourite', 'tags'], { favourite: true, tags: ['a'], other: 1 })).toEqual({
    used_at: null,
    favourite: 1,
    tags: '["a"]',
  });
});
