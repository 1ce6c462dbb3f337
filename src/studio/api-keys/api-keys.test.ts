import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { createLogger } from '#contract/logger';
import { removeTemporaryFolders, temporaryFolder } from '../../../tests/support/studio/test-studio';
import { ApiKeys } from './api-keys';

afterAll(removeTemporaryFolders);

const lines: unknown[] = [];
const log = createLogger('studio', (record) => lines.push(record));
const open = (file: string, readOnly = false) => new ApiKeys({ file, readOnly, log });

test('a key opens the door in this run and the next; neither file nor log holds its secret', async () => {
  const file = join(temporaryFolder(), 'api-keys.json');
  const keys = open(file);
  const { id, secret } = await keys.add('Kitchen');
  expect([keys.admits(secret), keys.admits(`${secret}x`), keys.admits('')]).toEqual([true, false, false]);
  const next = open(file);
  expect(next.admits(secret)).toBe(true);
  expect(next.list()).toMatchObject([{ id, name: 'Kitchen' }]);
  expect(readFileSync(file, 'utf8') + JSON.stringify(lines)).not.toContain(secret);
});

test('one that was renewed or removed opens nothing', async () => {
  const keys = open(join(temporaryFolder(), 'api-keys.json'));
  const made = await keys.add('Phone');
  keys.admits(made.secret);
  const renewed = await keys.renew(made.id);
  expect([keys.admits(made.secret), keys.admits(renewed.secret)]).toEqual([false, true]);
  await keys.remove(made.id);
  expect(keys.admits(renewed.secret)).toBe(false);
  await expect(keys.remove(made.id)).rejects.toMatchObject({ code: 'key-not-found' });
});

test('what is no key in the file opens nothing, and hides no other', async () => {
  const file = join(temporaryFolder(), 'api-keys.json');
  const { secret } = await open(file).add('Kitchen');
  const [kept] = JSON.parse(readFileSync(file, 'utf8')) as object[];
  for (const content of [[null, { ...kept, sha256: 'x' }, kept], { keys: [kept] }]) {
    writeFileSync(file, JSON.stringify(content));
    expect(open(file).admits(secret)).toBe(Array.isArray(content));
  }
  writeFileSync(file, 'no JSON');
  expect(open(file).list()).toEqual([]);
});

test('beside another studio a key lets in, and nothing is written', async () => {
  const file = join(temporaryFolder(), 'api-keys.json');
  const { secret } = await open(file).add('Kitchen');
  const before = readFileSync(file, 'utf8');
  const looking = open(file, true);
  expect(looking.admits(secret)).toBe(true);
  expect(readFileSync(file, 'utf8')).toBe(before);
});
