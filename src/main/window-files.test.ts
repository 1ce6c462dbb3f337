import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { answerWithFile } from './window-files';

describe('the files of the window', () => {
  let folder = '';
  const get = (url: string, method = 'GET') =>
    answerWithFile(join(folder, 'renderer'), new Request(url, { method }));

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'window-files-'));
    await mkdir(join(folder, 'renderer/assets'), { recursive: true });
    await mkdir(join(folder, 'renderer-elsewhere'));
    await writeFile(join(folder, 'renderer/index.html'), '<title>studio</title>');
    await writeFile(join(folder, 'renderer/assets/worklet.js'), 'registerProcessor()');
    await writeFile(join(folder, 'renderer-elsewhere/secret.txt'), 'secret');
    await writeFile(join(folder, 'secret.txt'), 'secret');
  });
  afterAll(() => rm(folder, { recursive: true }));

  test('the root is index.html, with a policy that forbids inline scripts', async () => {
    const response = await get('app://studio/');
    expect(await response.text()).toBe('<title>studio</title>');
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(response.headers.get('content-security-policy')).toContain("script-src 'self';");
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
  });

  test('a worklet module has a type that the browser runs', async () => {
    const response = await get('app://studio/assets/worklet.js?hash');
    expect(response.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
  });

  test.each([
    ['app://studio/..%2fsecret.txt', 403],
    ['app://studio/..%2frenderer-elsewhere%2fsecret.txt', 403],
    ['app://studio/%00', 403],
    ['app://studio/%ff', 403],
    ['app://elsewhere/', 403],
    ['app://studio/../secret.txt', 404],
    ['app://studio/none.js', 404],
    ['app://studio/assets', 404],
  ])('%s is answered with %i and nothing else', async (url, status) => {
    const response = await get(url);
    expect(response.status).toBe(status);
    expect(await response.text()).toBe('');
  });

  test('only reading is possible', async () => {
    expect((await get('app://studio/', 'POST')).status).toBe(405);
    expect((await get('app://studio/', 'HEAD')).status).toBe(200);
  });
});
