import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { z } from 'zod';
import { mulberry32 } from '#audio/mulberry32';
import { newLineSchema, type NewLine } from '#contract/scripts';
import type { Db } from '../storage/database/db';
import { openLibraryDb } from '../storage/database/open-db';
import { ScriptMemory } from './script-memory';
import { ScriptStore } from './script-store';
import { removeTemporaryFolders, temporaryFolder } from '../../../tests/support/studio/test-studio';

afterAll(removeTemporaryFolders);

const P = 'play';
const pathRow = z.object({ file: z.string() });

function openScript(lines: number) {
  const db = openLibraryDb(join(temporaryFolder(), 'library.db'));
  db.exec('PRAGMA foreign_keys = OFF');
  const store = new ScriptStore(db);
  const insert = (after: string | null, given: readonly NewLine[], projectId = P) =>
    store.insert(
      projectId,
      after,
      given.map((each) => newLineSchema.parse(each)),
      1,
    );
  insert(
    null,
    Array.from({ length: lines }, (_, at) => ({ id: `line-${at}`, text: `Line ${at}.` })),
  );
  let takes = 0;
  const speak = (lineId: string, state: string) =>
    db.run(
      `INSERT INTO takes (id, created_at, state, voice_id, recipe, understood, stages, segments, warnings, file, line_id)
       VALUES (?, '2026-01-01T00:00:00Z', ?, 'v', ?, '{}', '[]', '[]', '[]', ?, ?)`,
      ...[`take-${++takes}`, state, recipe, state === 'done' ? 'a.wav' : null, lineId],
    );
  return { db, store, insert, speak };
}

const recipe = JSON.stringify({
  ...{ text: 'x', voiceId: 'v', promptSha256: '', instruction: '', speed: 1, seed: 1, engine: 'draft' },
});

/** Counts the rows that are read. */
function counting(db: Db): { readonly db: Db; readonly rows: () => number } {
  let rows = 0;
  const counted = <T>(found: T[]) => {
    rows += found.length;
    return found;
  };
  return {
    rows: () => rows,
    db: {
      ...db,
      all: (...query) => counted(db.all(...query)),
      readable: (...query) => counted(db.readable(...query)),
      get: (...query) => {
        const found = db.get(...query);
        rows += found === undefined ? 0 : 1;
        return found;
      },
    },
  };
}

test('what is remembered is what a fresh look finds, whatever was written in between', () => {
  const { db, store, insert, speak } = openScript(12);
  insert(null, [{ id: 'other', text: 'Elsewhere.' }], 'other play');
  const memory = new ScriptMemory(db, store, true);
  const ids = () => [...store.order(P)];
  let made = 0;
  const random = mulberry32(7);
  const pick = (below: number) => Math.floor(random() * below);
  const line = () => ids()[pick(ids().length)]!;
  const writes: Readonly<Record<string, () => void>> = {
    words: () => store.set(line(), { text: `Other ${made++}.` }, 2),
    insert: () => insert(line(), [{ id: `new-${made++}`, text: 'New.' }]),
    first: () => insert(null, [{ id: `first-${made++}`, text: 'First.' }]),
    remove: () => ids().length > 3 && store.remove([line()]),
    'remove and bring back': () => {
      const gone = line();
      store.remove([gone]);
      insert(null, [{ id: gone, text: `Back ${made++}.` }]);
    },
    move: () => {
      const [moved, ...rest] = ids();
      store.move(P, [moved!], rest[pick(rest.length)]!, 3);
    },
    done: () => speak(line(), 'done'),
    queue: () => speak(line(), 'queued'),
    finish: () => db.run("UPDATE takes SET state = 'done', file = 'a.wav' WHERE state = 'queued'"),
    fail: () => db.run("UPDATE takes SET state = 'failed' WHERE number = (SELECT max(number) FROM takes)"),
    clear: () =>
      db.run("UPDATE takes SET cleared_at = '2026' WHERE number = (SELECT min(number) FROM takes)"),
    bin: () => db.run("UPDATE takes SET deleted_at = '2026' WHERE number = (SELECT max(number) FROM takes)"),
    erase: () => db.run('DELETE FROM takes WHERE number = (SELECT min(number) FROM takes)'),
    hand: () => db.run('UPDATE takes SET line_id = ? WHERE number = (SELECT max(number) FROM takes)', line()),
    choose: () => store.set(line(), { chosenTakeId: `take-${pick(20)}` }, 4),
    'take back': () => {
      const rollBack = () =>
        db.transaction(() => {
          store.remove([line()]);
          speak(line(), 'done');
          throw new Error('no');
        });
      expect(rollBack).toThrow('no');
    },
    elsewhere: () => store.set('other', { text: `Elsewhere ${made++}.` }, 2),
  };
  const names = Object.keys(writes);
  for (let round = 0; round < 600; round++) {
    const name = names[pick(names.length)]!;
    writes[name]!();
    // not every write is looked at by itself
    if (pick(3) === 0) continue;
    const fresh = new ScriptMemory(db, store, false);
    expect([name, ...memory.lines(P)]).toEqual([name, ...fresh.lines(P)]);
    expect([...memory.lines('other play')]).toEqual([...fresh.lines('other play')]);
  }
  db.close();
});

test('an edit of a long script is read as that of a short one, and asking again reads nothing of it', () => {
  const [short, long] = [40, 2000].map((lines) => {
    const { db, store, speak } = openScript(lines);
    for (let n = 0; n < lines; n += 2) speak(`line-${n}`, 'done');
    const counted = counting(db);
    const memory = new ScriptMemory(counted.db, new ScriptStore(counted.db), true);
    const rowsOf = (work: () => void) => {
      const before = counted.rows();
      work();
      memory.lines(P);
      return counted.rows() - before;
    };
    const rows = {
      first: rowsOf(() => undefined),
      again: rowsOf(() => undefined),
      words: rowsOf(() => store.set('line-8', { text: 'Other.' }, 2)),
      take: rowsOf(() => speak('line-8', 'done')),
      move: rowsOf(() => store.move(P, ['line-8'], 'line-3', 3)),
    };
    db.close();
    return rows;
  });
  expect(long!.first).toBeGreaterThan(short!.first);
  expect({ ...long, first: 0 }).toEqual({ ...short, first: 0 });
  expect(long!.words).toBeLessThan(6);
});

test('what another connection has written is seen', () => {
  const { db, store } = openScript(3);
  const memory = new ScriptMemory(db, store, true);
  memory.lines(P);
  const path = db.get(pathRow, 'SELECT file FROM pragma_database_list')!.file;
  const other = openLibraryDb(path);
  other.run("UPDATE script_lines SET text = 'Theirs.' WHERE id = 'line-1'");
  other.close();
  expect(memory.lines(P).get('line-1')?.line.text).toBe('Theirs.');
  db.close();
});
