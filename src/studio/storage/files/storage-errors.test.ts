import { expect, test } from 'vitest';
import { errorWords } from '#i18n/error-words';
import { storageError } from './storage-errors';

const refused = (code: string) =>
  storageError(Object.assign(new Error('refused'), { code }), { folder: '/data/takes', freeBytes: 1e9 });

test('what no permission changes is told for what it is, with a repair that can work', () => {
  for (const [code, why] of [
    ['EROFS', 'read-only-disk'],
    ['ENOTDIR', 'no-folder'],
    ['EEXIST', 'no-folder'],
  ] as const) {
    const error = refused(code);
    expect(error).toMatchObject({ code: 'folder-not-writable', values: { why, folder: '/data/takes' } });
    expect(errorWords(error, 'en').repair).not.toMatch(/permissions|outputs folder/);
  }
  expect(errorWords(refused('EACCES'), 'en').repair).toMatch(/permissions/);
});
