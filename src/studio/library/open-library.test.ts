import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from '@photostructure/sqlite';
import { afterAll, describe, expect, test } from 'vitest';
import { StudioError } from '#contract/errors';
import {
  openTestStudio,
  removeTemporaryFolders,
  temporaryFolder,
} from '../../../tests/support/studio/test-studio';
import { mulberry32 } from '#audio/mulberry32';

afterAll(removeTemporaryFolders);

const SEED = Number(process.env.GARBAGE_SEED ?? 20_261_130);

function garbage(random: () => number): Uint8Array {
  const bytes = Uint8Array.from({ length: Math.floor(random() * 9000) }, () => Math.floor(random() * 256));
  // half of it begins like a database
  const head = new TextEncoder().encode('SQLite format 3\0');
  if (random() < 0.5 && bytes.length > 100) bytes.set(head);
  return bytes;
}

const random = mulberry32(SEED);
const bytes: readonly (readonly [string, Uint8Array | 'folder'])[] = [
  ['nothing', new Uint8Array()],
  ['half a mark', new TextEncoder().encode('{"staging":".restore-')],
  ['a path out of the folder', new TextEncoder().encode('{"staging":"../..","aside":"x"}')],
  ['null', new TextEncoder().encode('null')],
  ['a folder', 'folder'],
  ...Array.from({ length: 8 }, (_, at) => [`random bytes ${at}`, garbage(random)] as const),
];

function put(path: string, content: Uint8Array | 'folder'): void {
  if (content === 'folder') mkdirSync(path);
  else writeFileSync(path, content);
}

describe('garbage in a small file beside the library never costs it', () => {
  test.each(bytes)('restore.json: %s', async (_what, content) => {
    const first = await openTestStudio();
    const { home } = first;
    await first.makeVoice('Anna');
    await first.close();
    const staged = join(home, '.restore-11111111-1111-4111-8111-111111111111');
    mkdirSync(staged);
    writeFileSync(join(staged, 'library.db'), 'prepared');
    put(join(home, 'restore.json'), content);
    const studio = await openTestStudio({ home });
    expect((await studio.api.listVoices()).voices).toMatchObject([{ name: 'Anna' }]);
    const said = (await studio.api.readLog({ limit: 100 })).filter(({ message }) =>
      message.includes('restore'),
    );
    expect(said).toMatchObject([{ level: 'warn' }]);
    await studio.close();
    // neither is lost
    const [run = ''] = readdirSync(join(home, 'set-aside'));
    expect(readdirSync(join(home, 'set-aside', run)).sort()).toEqual([
      '.restore-11111111-1111-4111-8111-111111111111',
      'restore.json',
    ]);
    await (await openTestStudio({ home })).close();
  });

  test.each(bytes)('studio.lock and studio-lock.json: %s', async (_what, content) => {
    for (const name of ['studio.lock', 'studio-lock.json']) {
      const home = temporaryFolder();
      put(join(home, name), content);
      const code = await openTestStudio({ home }).then(
        (studio) => studio.close().then(() => 'ok'),
        (thrown: unknown) => StudioError.from(thrown).code,
      );
      expect(code).toBe(content === 'folder' ? 'not-a-file' : 'ok');
      // whoever was refused holds nothing
      if (content === 'folder') expect(existsSync(join(home, 'library.db'))).toBe(false);
    }
  });
});

describe('damage to the search index alone', () => {
  test.each([
    ['no bytes of it make sense', "UPDATE search_data SET block = x'00ff00ff'"],
    ['its content is gone', 'DELETE FROM search_content'],
    ['its tables are gone', 'DROP TABLE search'],
    ['its structure is gone', 'DELETE FROM search_data WHERE id < 20'],
  ])('%s: the library opens, finds again, and one line says so', async (_what, damage) => {
    const first = await openTestStudio();
    const { home } = first;
    const { id } = await first.makeVoice('Anna');
    await first.close();
    const db = new DatabaseSync(join(home, 'library.db'));
    db.enableDefensive(false);
    db.exec(damage);
    db.close();
    const studio = await openTestStudio({ home });
    expect(await studio.api.searchLibrary({ text: 'Anna' })).toMatchObject([{ id }]);
    const lines = await studio.api.readLog({ limit: 200 });
    expect(lines.filter(({ message }) => message.includes('search index'))).toHaveLength(1);
    expect((await studio.api.verifyLibrary()).findings).toEqual([]);
    await studio.close();
    const again = await openTestStudio({ home });
    const then = await again.api.readLog({ limit: 500 });
    expect(then.filter(({ message }) => message.includes('search index'))).toHaveLength(1);
    await again.close();
  });
});
