import { createHash, randomBytes } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  startMisbehavingServer,
  type MisbehavingServer,
} from '../../../../tests/downloads/misbehaving-server';
import { removeTemporaryFolders, temporaryFolder } from '../../../../tests/support/studio/test-studio';
import { fetchFile, type FileJob } from './fetch-file';
import { Allowance } from './allowance';
import { createHttpGet } from './http';
import { partPath } from './part-file';
import { retryPolicy as usual, type RetryPolicy } from './retry-policy';
import { hostKey } from './public-address';
import { following } from './redirects';

const file = randomBytes(300_000);
const sha256 = createHash('sha256').update(file).digest('hex');
const retryPolicy = {
  ...usual,
  firstWaitMs: 1,
  mostWaitMs: 20,
  attempts: 3,
  rounds: 1,
  syncEveryMs: 0,
};

/** Soon a stall: only where one is meant, because a busy machine pauses as long. */
const hasty = { ...retryPolicy, stallMs: 250, attempts: 20 };

let server: MisbehavingServer;
let folder: string;
let notes: string[];
let watchers: ((doneBytes: number) => void)[];
beforeEach(async () => {
  server = await startMisbehavingServer({ 'a.onnx': file });
  folder = temporaryFolder();
  notes = [];
  watchers = [];
});
afterEach(() => server.close());
afterAll(removeTemporaryFolders);

const get = createHttpGet();
/** As a person types them. */
const typedAs = (sources: readonly { readonly url: URL }[]) =>
  following(get, new Set(sources.map(({ url }) => hostKey(url))));
const path = () => join(folder, 'onnx', 'a.onnx');
const at = (base: string, name = 'a.onnx') => {
  const url = new URL(`${base}/o/r/resolve/main/${name}`);
  return { name: url.host, url };
};

/** Fulfilled when so many bytes of the file lie on the disk. */
const arrived = (bytes: number) =>
  new Promise<void>((resolve) => watchers.push((doneBytes) => doneBytes >= bytes && resolve()));
/** Drops the connection once the first `bytes` have arrived. */
const dropped = (bytes: number) => ({ dropAfter: bytes, dropWhen: arrived(bytes) });

function fetch(change: Partial<FileJob> & { readonly limits?: Partial<RetryPolicy> } = {}) {
  const sources = change.sources ?? (() => [at(server.url)]);
  const allowance = new Allowance(folder, { ...retryPolicy, spareBytes: 0, ...change.limits });
  const wanted = change.wanted ?? { sha256, bytes: file.length };
  return fetchFile({
    path: path(),
    label: 'a.onnx',
    wanted,
    get: typedAs(sources()),
    claim: (claim) => allowance.claim('a.onnx', claim),
    retryPolicy,
    signal: new AbortController().signal,
    sources,
    onLeft: () => undefined,
    onNote: (code) => notes.push(code),
    onProgress: ({ doneBytes }) => watchers.forEach((tell) => tell(doneBytes)),
    ...change,
  });
}

async function expectWhole(): Promise<void> {
  expect(Buffer.compare(await readFile(path()), file)).toBe(0);
  expect(existsSync(partPath(path()))).toBe(false);
  expect(existsSync(`${path()}.part.json`)).toBe(false);
}

describe('ends with the whole file when the server', () => {
  test('behaves', async () => {
    expect(await fetch()).toEqual({ bytes: file.length, sha256 });
    await expectWhole();
    expect(notes).toEqual([]);
  });

  test('drops the connection again and again: each attempt goes on where the last one ended', async () => {
    server.trick('a.onnx', dropped(100_000), { dropAfter: 100_000, dropWhen: arrived(200_000) });
    await fetch();
    await expectWhole();
    const starts = server.seen.map(({ range }) => Number(/^bytes=(\d+)-$/.exec(range ?? 'bytes=0-')?.[1]));
    expect(starts).toHaveLength(3);
    expect(starts[1]).toBeGreaterThan(0);
    expect(starts[2]).toBeGreaterThan(starts[1]!);
    expect(server.seen[1]?.ifRange).toBe('"v0"');
  });

  test('ignores ranges: the file is begun again, not patched together', async () => {
    server.trick('a.onnx', dropped(100_000), { ignoreRange: true });
    await fetch();
    await expectWhole();
  });

  test('stalls longer than the retryPolicy', async () => {
    server.trick('a.onnx', { stallAfter: 50_000 }, { silent: true });
    await fetch({ retryPolicy: hasty });
    await expectWhole();
    expect(notes.slice(0, 2)).toEqual(['retry', 'retry']);
  });

  test.each([429, 500, 503])('answers %i for a while', async (status) => {
    server.trick('a.onnx', { status, retryAfter: '0' }, { status });
    await fetch();
    await expectWhole();
  });

  test('has another file in the middle, told by its ETag: begun again', async () => {
    const other = randomBytes(file.length);
    server.trick('a.onnx', { replaceBy: other, ...dropped(100_000) }, { replaceBy: file });
    await fetch();
    await expectWhole();
  });

  test('has another file in the middle and no ETag: the hash tells', async () => {
    const other = randomBytes(file.length);
    server.trick(
      'a.onnx',
      { replaceBy: other, ...dropped(100_000), noEtag: true },
      { replaceBy: file, noEtag: true },
    );
    await fetch();
    await expectWhole();
    expect(notes).toEqual(['retry', 'wrong-bytes', 'started-again', 'retry']);
  });

  test('redirects', async () => {
    server.trick('a.onnx', { redirectTo: `${server.url}/o/r/resolve/main/a.onnx` });
    await fetch();
    await expectWhole();
  });
});

describe('ends with a clear message, and nothing taken for good, when the server', () => {
  const left = async (reason: RegExp, code = 'download-failed', change: Partial<FileJob> = {}) => {
    await expect(fetch(change)).rejects.toMatchObject({
      code,
      message: expect.stringMatching(reason) as string,
    });
    expect(existsSync(path())).toBe(false);
  };

  test.each([404, 403, 410])('answers %i', async (status) => {
    server.always({ status });
    await left(new RegExp(`answered ${status}`));
    expect(server.seen).toHaveLength(1);
  });

  test('answers 500 for ever', async () => {
    server.always({ status: 500 });
    await left(/answered 500/);
    expect(server.seen).toHaveLength(retryPolicy.attempts);
  });

  test('asks to wait longer than anyone would', async () => {
    server.always({ status: 429, retryAfter: '86400' });
    await left(/asked to wait 86400 s/);
  });

  test('serves a wrong byte', async () => {
    server.always({ wrongByteAt: 123_456 });
    await left(/other bytes/, 'download-wrong-file');
    expect(server.seen).toHaveLength(1);
  });

  test('promises more bytes than the file has', async () => {
    server.always({ lieBy: 1000 });
    await left(/has 301000 bytes; the file should have 300000/, 'download-wrong-file');
  });

  test('promises fewer', async () => {
    server.always({ lieBy: -1000 });
    await left(/has 299000 bytes/, 'download-wrong-file');
  });

  test('redirects in circles', async () => {
    server.always({ redirectTo: '/o/r/resolve/main/a.onnx' });
    await left(/redirected more than 6 times/);
  });

  test.each(['file:///etc/passwd', 'ftp://example.org/a', 'data:text/plain,a'])(
    'redirects to %s',
    async (to) => {
      server.always({ redirectTo: to });
      await left(/redirected from http:/);
    },
  );

  test('is not there', async () => {
    await server.close();
    await left(/ECONNREFUSED/);
  });

  test('stalls for ever', async () => {
    server.always({ stallAfter: 0 });
    await left(/no byte for 0.25 s/, 'download-failed', { retryPolicy: { ...hasty, attempts: 2 } });
  });
});

describe('with several servers', () => {
  test('the next one goes on where the first one stopped, and the hash is the judge', async () => {
    const second = await startMisbehavingServer({ 'a.onnx': file });
    server.trick('a.onnx', dropped(100_000));
    server.always({ status: 503 });
    const lost: string[] = [];
    await fetch({ sources: () => [at(server.url), at(second.url)], onLeft: ({ name }) => lost.push(name) });
    await expectWhole();
    expect(second.seen).toMatchObject([{ range: expect.stringMatching(/^bytes=[1-9]/) as string }]);
    expect(second.seen[0]?.ifRange).toBeUndefined();
    expect(lost).toEqual([new URL(server.url).host]);
    expect(notes.at(-1)).toBe('source-left');
    await second.close();
  });

  test('a file of unknown hash is never patched together from two of them', async () => {
    const second = await startMisbehavingServer({ 'a.onnx': file });
    server.trick('a.onnx', dropped(100_000));
    server.always({ status: 503 });
    const wanted = { sha256: null, bytes: null };
    expect(await fetch({ wanted, sources: () => [at(server.url), at(second.url)] })).toEqual({
      bytes: file.length,
      sha256,
    });
    expect(second.seen.map(({ range }) => range)).toEqual([expect.stringMatching(/^bytes=[1-9]/), undefined]);
    await second.close();
  });
});

describe('over a stop', () => {
  const stopAfter = async (bytes: number) => {
    const stop = new AbortController();
    const run = fetch({
      signal: stop.signal,
      onProgress: ({ doneBytes }) => doneBytes >= bytes && stop.abort(new Error('stopped')),
    });
    await expect(run).rejects.toThrow('stopped');
  };

  test('goes on where it was', async () => {
    server.trick('a.onnx', { slowMs: 1 });
    await stopAfter(120_000);
    const kept = (await readFile(partPath(path()))).length;
    await fetch();
    await expectWhole();
    expect(server.seen[1]?.range).toBe(`bytes=${kept}-`);
    expect(notes).toContain('resumed');
  });

  test('bytes that a power cut left unwritten are fetched again', async () => {
    server.trick('a.onnx', { slowMs: 1 });
    await stopAfter(120_000);
    const { appendFile } = await import('node:fs/promises');
    const kept = (await readFile(partPath(path()))).length;
    await appendFile(partPath(path()), Buffer.alloc(4096));
    await fetch();
    await expectWhole();
    expect(server.seen[1]?.range).toBe(`bytes=${kept}-`);
  });

  test('a damaged prefix is found by its hash and begun again', async () => {
    server.trick('a.onnx', { slowMs: 1 });
    await stopAfter(120_000);
    const { open } = await import('node:fs/promises');
    const part = await open(partPath(path()), 'r+');
    await part.write(Buffer.from([1, 2, 3]), 0, 3, 50);
    await part.close();
    await fetch();
    await expectWhole();
    expect(notes).toEqual(['resumed', 'wrong-bytes', 'started-again', 'retry']);
  });

  test('a part of another file, by the manifest, is not gone on with', async () => {
    server.trick('a.onnx', { slowMs: 1 });
    await stopAfter(120_000);
    await expect(fetch({ wanted: { sha256: 'f'.repeat(64), bytes: file.length } })).rejects.toMatchObject({
      code: 'download-wrong-file',
    });
    expect(server.seen[1]?.range).toBeUndefined();
  });
});

describe('a file whose size nobody published', () => {
  const wanted = { sha256: null, bytes: null };

  test('comes while it keeps within its bound', async () => {
    expect(await fetch({ wanted, limits: { mostFileBytes: file.length } })).toEqual({
      bytes: file.length,
      sha256,
    });
  });

  test('is refused by what the server says of its size, before a byte is written', async () => {
    server.always({ lieBy: 1e15 });
    await expect(fetch({ wanted })).rejects.toMatchObject({ code: 'download-too-large' });
    expect(existsSync(path())).toBe(false);
    expect((await stat(partPath(path()))).size).toBe(0);
  });

  test('is refused by what came, when the server says nothing and never ends', async () => {
    let sent = 0;
    const endless = createServer((_, response) => {
      const more = () => {
        do sent += 65_536;
        while (!response.destroyed && response.write(Buffer.alloc(65_536)));
      };
      response.on('drain', more).on('error', () => undefined);
      more();
    });
    await new Promise<void>((resolve) => endless.listen(0, '127.0.0.1', resolve));
    const base = `http://127.0.0.1:${(endless.address() as AddressInfo).port}`;
    const sources = () => [at(base)];
    await expect(fetch({ wanted, sources, limits: { mostFileBytes: 1e6 } })).rejects.toMatchObject({
      code: 'download-too-large',
    });
    expect(sent).toBeGreaterThan(1e6);
    expect((await stat(partPath(path()))).size).toBe(0);
    endless.closeAllConnections();
    endless.close();
  });

  test('is not begun where it has no room, told in numbers', async () => {
    await expect(fetch({ wanted, limits: { spareBytes: 1e18 } })).rejects.toMatchObject({
      code: 'disk-full',
      values: { neededBytes: 1e18 + file.length, freeBytes: expect.any(Number) as number },
    });
    expect((await stat(partPath(path()))).size).toBe(0);
  });
});

test('files of one pack without published sizes share one bound, and those of published size have none', async () => {
  const allowance = new Allowance(folder, { mostFileBytes: 10, mostPackBytes: 15, spareBytes: 0 });
  const claim = (name: string, wholeBytes: number, isPublished = false) =>
    allowance.claim(name, { wholeBytes, writtenBytes: 0, isPublished });
  await claim('published', 1000, true);
  await claim('a', 10);
  await expect(claim('b', 11)).rejects.toMatchObject({ fault: 'size', values: { bytes: 11, mostBytes: 10 } });
  await expect(claim('b', 6)).rejects.toMatchObject({ fault: 'size', values: { bytes: 16, mostBytes: 15 } });
  // what was refused takes nothing from the others
  await claim('c', 5);
});

test('the disk is asked again while a file is written', async () => {
  const limits = { mostFileBytes: 1e12, mostPackBytes: 1e12, spareBytes: 0 };
  const allowance = new Allowance(folder, limits);
  const claim = (writtenBytes: number) =>
    allowance.claim('a', { wholeBytes: 1e8, writtenBytes, isPublished: true });
  await claim(0);
  limits.spareBytes = 1e18;
  await expect(claim(99e6)).rejects.toMatchObject({ code: 'disk-full' });
});
