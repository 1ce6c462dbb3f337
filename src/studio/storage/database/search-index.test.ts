import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { openLibraryDb } from './open-db';
import { rebuildDerived } from './search-entries';
import { matchQuery, SearchIndex } from './search-index';
import { removeTemporaryFolders, temporaryFolder } from '../../../../tests/support/studio/test-studio';

afterAll(removeTemporaryFolders);

function indexOf(...entries: readonly (readonly [name: string, body: string])[]): SearchIndex {
  const db = openLibraryDb(join(temporaryFolder(), 'library.db'));
  const index = new SearchIndex(db);
  entries.forEach(([name, body], at) =>
    index.put({ kind: 'take', id: `t${at}`, number: at + 1, name, body }),
  );
  return index;
}

const found = (index: SearchIndex, text: string) => index.find('take', text, 10);

describe('search', () => {
  const index = indexOf(
    ['', '今天的天气很好，我们去公园。'],
    ['Anna, narrator', 'The sea was almost flat. 天下'],
    ['', 'An Annual report by Ángela'],
    ['天气预报', 'ＨＥＬＬＯ world 안녕하세요 こんにちは'],
  );

  test.each([
    ['one Chinese character', '园', ['t0']],
    ['two, as they stand beside one another', '天气', ['t3', 't0']],
    ['a run over no word border', '的天气很', ['t0']],
    ['characters that never stand together', '今公', []],
    ['Latin by its beginning, names first', 'ann', ['t1', 't2']],
    ['without accents and case', 'ANGELA', ['t2']],
    ['full width as half width', 'hello', ['t3']],
    ['both scripts together, in any order', '天下 sea', ['t1']],
    ['both without a space between', 'sea天下', ['t1']],
    ['Korean and Japanese', '녕하 にち', ['t3']],
    ['every word must be there', 'sea report', []],
    ['signs say nothing', '"sea" (flat*) -', ['t1']],
    ['only signs find nothing', '"*() - :', []],
  ])('%s', (_, text, ids) => {
    expect(found(index, text)).toEqual(ids);
  });

  test('words of the query language are words', () => {
    expect(matchQuery('a NEAR name:b')).toBe('"a"* AND "near"* AND "name"* AND "b"*');
    expect(found(indexOf(['', 'not near']), 'NOT NEAR')).toEqual(['t0']);
  });

  test('an entry that is put again replaces the one before, and a removed one is gone', () => {
    const one = indexOf(['', 'old words']);
    one.put({ kind: 'take', id: 't0', number: 1, name: '', body: 'new words' });
    expect([found(one, 'old'), found(one, 'new')]).toEqual([[], ['t0']]);
    one.remove({ kind: 'take', id: 't0', number: 1 });
    expect(found(one, 'new')).toEqual([]);
  });

  test('what is put off is named until it is put or removed, and is nothing that is found', () => {
    const one = indexOf(['', 'old words'], ['', 'more words']);
    const [first, second] = [1, 2].map((number) => ({ kind: 'take' as const, id: `t${number - 1}`, number }));
    for (const target of [first!, second!, first!]) one.putOff(target);
    expect(one.behind('take').sort()).toEqual(['t0', 't1']);
    expect(one.behind('project')).toEqual([]);
    expect(found(one, 'words').sort()).toEqual(['t0', 't1']);
    one.put({ ...first!, name: '', body: 'new words' });
    one.remove(second!);
    expect(one.behind('take')).toEqual([]);
    expect(found(one, 'words')).toEqual(['t0']);
  });

  test('kinds are kept apart', () => {
    const one = indexOf(['', 'shared']);
    one.put({ kind: 'voice', id: 'v', name: 'shared', body: '' });
    one.put({ kind: 'project', id: 'v', name: 'shared', body: '' });
    expect([
      found(one, 'shared'),
      one.find('voice', 'shared', 10),
      one.find('project', 'shared', 10),
    ]).toEqual([['t0'], ['v'], ['v']]);
  });
});

test('the index can be written anew from the rows at any time', () => {
  const db = openLibraryDb(join(temporaryFolder(), 'library.db'));
  db.run(`INSERT INTO projects (id, name, name_key, created_at) VALUES ('p', 'Audiobook', 'audiobook', '')`);
  db.run(`INSERT INTO script_lines (id, project_id, text) VALUES ('l', 'p', '第一章')`);
  rebuildDerived(db);
  rebuildDerived(db);
  expect(new SearchIndex(db).find('project', '一章', 10)).toEqual(['p']);
});
