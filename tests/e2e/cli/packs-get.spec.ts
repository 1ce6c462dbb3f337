import { existsSync, readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '../harness/fixtures';
import { built, root } from '../harness/paths';
import { Program } from '../harness/process';
import { servePack, type ServedPack } from '../harness/served-pack';

/** A whole pack through the built command line, from a server that misbehaves: cut, killed, resumed, heard. */

test.setTimeout(240_000);

const id = 'synthetic-by-net';
const prompt = join(root, 'resources/samples/sample-a.wav');
let { manifest, server } = {} as ServedPack;
test.beforeAll(async () => {
  ({ manifest, server } = await servePack(id));
});
test.afterAll(() => server.close());

const run = (home: string, ...args: readonly string[]) =>
  new Program([built.cli, ...args], { env: { COSYVOICE_STUDIO_HOME: home, HF_ENDPOINT: server.url } });

async function answer(home: string, ...args: readonly string[]) {
  const program = run(home, ...args, '--json');
  const code = await program.ended();
  return { code, json: JSON.parse(program.stdout) as unknown, stderr: program.stderr };
}

test('a pack is fetched over an interrupt, a kill and a dropped connection, is verified, and speaks', async ({
  home,
}) => {
  const file = join(home, 'pack.json');
  await writeFile(file, JSON.stringify(manifest));
  const largest = Object.values(manifest.files).toSorted((a, b) => b.bytes - a.bytes)[0]!;
  const state = join(home, 'models', '.incoming', id, `${largest.path}.part.json`);

  // Ctrl-C, then kill -9, each once some of the largest file is safe on the disk
  server.always({ slowMs: 60 });
  for (const signal of ['SIGINT', 'SIGKILL'] as const) {
    const begun = run(home, 'packs', 'get', file, '--json');
    await expect.poll(() => existsSync(state), { timeout: 60_000 }).toBe(true);
    await expect.poll(() => safeBytes(state), { timeout: 60_000 }).toBeGreaterThan(0);
    await begun.stop(signal);
    expect(existsSync(join(home, 'models', id))).toBe(false);
  }
  const { json } = await answer(home, 'packs', 'list');
  const { packs } = json as { packs: { id: string; state: string; download: { doneBytes: number } }[] };
  const paused = packs.find((pack) => pack.id === id);
  expect(paused?.state).toBe('paused');
  expect(paused?.download.doneBytes).toBeGreaterThan(0);

  server.always(undefined);
  server.trick(largest.path, { dropAfter: 40_000 });
  const seen = server.seen.length;
  const got = await answer(home, 'packs', 'get', id);
  expect(got.code, got.stderr).toBe(0);
  expect(got.json).toMatchObject({ pack: { id, state: 'verified', usable: true }, report: { passed: true } });
  const ranges = server.seen.slice(seen).filter(({ path }) => path === largest.path);
  expect(ranges.map(({ range }) => range)).toEqual([
    expect.stringMatching(/^bytes=[1-9]/),
    expect.stringMatching(/^bytes=[1-9]/),
  ]);

  const words = ['--prompt', prompt, '--end', '3.5', '--text', '你好。', '--seed', '7'];
  const spoken = await answer(home, 'speak', ...words);
  expect(spoken.json).toMatchObject({ engine: 'cosyvoice3', recipe: { pack: { id } } });

  expect((await answer(home, 'packs', 'remove', id)).json).toEqual({ removed: id });
  expect((await answer(home, 'packs', 'restore', id)).json).toEqual({ restored: id });
  const removed = await answer(home, 'packs', 'remove', id, '--for-good');
  expect(removed.json).toMatchObject({ removed: id, freedBytes: expect.any(Number) });
  expect(existsSync(join(home, 'models', id))).toBe(false);
});

test('a server with another file ends with its reason, and nothing is taken for a pack', async ({ home }) => {
  await writeFile(join(home, 'pack.json'), JSON.stringify(manifest));
  // no other server is asked: the hub and its mirror are sent to a proxy that is not there
  const proxy = 'http://127.0.0.1:9';
  server.always({ wrongByteAt: 10 });
  const program = new Program([built.cli, 'packs', 'get', join(home, 'pack.json'), '--json'], {
    env: {
      COSYVOICE_STUDIO_HOME: home,
      HF_ENDPOINT: server.url,
      https_proxy: proxy,
      HTTPS_PROXY: proxy,
      no_proxy: '127.0.0.1',
    },
  });
  await expect
    .poll(() => program.stderr, { timeout: 60_000 })
    .toContain('sent other bytes than were published');
  await program.stop('SIGINT');
  server.always(undefined);
  expect(existsSync(join(home, 'models', id))).toBe(false);
});

function safeBytes(state: string): number {
  try {
    return (JSON.parse(readFileSync(state, 'utf8')) as { safeBytes: number }).safeBytes;
  } catch {
    // between two writes
    return 0;
  }
}
