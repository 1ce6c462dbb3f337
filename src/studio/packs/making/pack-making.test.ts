import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, expect, test } from 'vitest';
import { compilePack } from '#compiler/pack/compile-pack';
import { StudioError } from '#contract/errors';
import { packManifestSchema } from '#contract/pack-manifest';
import type { Download, Pack } from '#contract/packs';
import golden from '../../../../tests/golden/compiler/llm.json';
import { unpackTiny } from '../../../../tests/golden/compiler/tiny-model';
import {
  startMisbehavingServer,
  type MisbehavingServer,
} from '../../../../tests/downloads/misbehaving-server';
import { memoryEngineWith } from '../../../../tests/support/studio/test-launchers';
import {
  foldersWithManifest,
  loopbackOnly,
  quick,
  testManifest,
} from '../../../../tests/support/studio/test-pack';
import {
  openTestStudio,
  removeTemporaryFolders,
  temporaryFolder,
  type TestStudio,
} from '../../../../tests/support/studio/test-studio';
import type { Compile } from './pack-making';

/** Tiny checkpoints at a server of our own, and the compiler itself, in this process. */

const made = {
  ...{ manifestVersion: 1, id: 'tiny-fast', name: 'Tiny, fast', family: 'cosyvoice3', kind: 'made' },
  ...{ status: 'experimental', totalBytes: 5_000_000, files: {}, graphs: {} },
  topology: { llm: 'append-kv', flow: 'fused-step', vocoder: 'causal-hift', enroll: 'onnx' },
  madeOf: { parts: 'tiny-parts', writtenBytes: 4_000_000, comparingBytes: 1_000_000 },
};

function release(): Record<string, Uint8Array> {
  const dir = temporaryFolder();
  const part = (name: 'llm' | 'flow' | 'hift') => new Uint8Array(readFileSync(unpackTiny(dir, name)));
  const text = (words: string) => new TextEncoder().encode(words);
  return {
    ...{ 'llm.pt': part('llm'), 'llm.rl.pt': part('llm'), 'flow.pt': part('flow'), 'hift.pt': part('hift') },
    'CosyVoice-BlankEN/vocab.json': text('vocab'),
    'CosyVoice-BlankEN/merges.txt': text('merges'),
    'CosyVoice-BlankEN/config.json': text(JSON.stringify(golden.config)),
    ...{ 'speech_tokenizer_v3.onnx': text('tokenizer'), 'campplus.onnx': text('speaker') },
  };
}

let files: Record<string, Uint8Array>;
let server: MisbehavingServer;
let home: string;
let studio: TestStudio | undefined;
beforeEach(async () => {
  files = release();
  server = await startMisbehavingServer(files);
  process.env.HF_ENDPOINT = server.url;
  home = temporaryFolder();
});
afterEach(async () => {
  await studio?.close();
  studio = undefined;
  await server.close();
  delete process.env.HF_ENDPOINT;
});
afterAll(removeTemporaryFolders);

const models = (...names: string[]) => join(home, 'models', ...names);
const compileHere: Compile = (request, { onProgress, signal }) => {
  signal.throwIfAborted();
  return compilePack(request, { onProgress });
};
/** One that works until it is stopped, as a killed process would. */
const stuck: Compile = (_request, { onProgress, signal }) =>
  new Promise((_resolve, reject) => {
    onProgress({ doing: 'llm', doneBytes: 1, totalBytes: 4, secondsLeft: 3 });
    signal.addEventListener('abort', () => reject(new StudioError('cancelled')));
  });

async function open(compile: Compile = compileHere): Promise<TestStudio> {
  const engine = memoryEngineWith({
    listPacks: async () => foldersWithManifest(models()).filter(({ id }) => id !== 'tiny-parts'),
    verifyPack: async ({ packId = '' }) => ({
      ...{ packId, stamp: foldersWithManifest(models()).find(({ id }) => id === packId)?.stamp ?? '' },
      ...{
        runtimeVersion: `test engine, node ${process.versions.node}`,
        provider: 'cpu',
        passed: true,
        checks: [],
      },
    }),
  });
  studio = await openTestStudio({ home, engine, retryPolicy: quick, get: loopbackOnly, compile });
  const parts = testManifest(files, { id: 'tiny-parts', kind: 'parts', topology: { enroll: 'onnx' } });
  for (const file of Object.values(parts.files)) file.optional = file.path === 'llm.rl.pt';
  for (const manifest of [parts, made]) await studio.packFiles.addManifest(JSON.stringify(manifest));
  return studio;
}

async function find({ api }: TestStudio): Promise<Pack> {
  const pack = (await api.listPacks()).find(({ id }) => id === 'tiny-fast');
  if (!pack) throw new Error('the pack is not listed');
  return pack;
}

test('the card tells the room before, during and after; one call downloads, compiles, checks, and drops the sources', async () => {
  const opened = await open();
  const bytes = Object.entries(files).reduce(
    (sum, [path, { length }]) => sum + (path === 'llm.rl.pt' ? 0 : length),
    0,
  );
  expect(await find(opened)).toMatchObject({
    ...{ state: 'not-installed', fetchable: true },
    making: { downloadBytes: bytes, peakBytes: bytes + 5_000_000, keptBytes: 5_000_000, sourceBytes: bytes },
  });
  const told: Download[] = [];
  opened.on('download', (download) => told.push(download));
  await opened.api.downloadPack({ packId: 'tiny-fast' });
  await opened.packFiles.settled('tiny-fast');
  expect(new Set(told.map(({ packId }) => packId))).toEqual(new Set(['tiny-fast']));
  expect(new Set(told.map(({ kind }) => kind))).toEqual(new Set(['downloading', 'compiling', 'checking']));
  const pack = await find(opened);
  expect(pack.download).toBeUndefined();
  expect(pack.state).toBe('verified');
  expect(pack.advice.code).toBe('recommended');
  const manifest = packManifestSchema.parse(
    JSON.parse(readFileSync(models('tiny-fast', 'manifest.json'), 'utf8')),
  );
  expect(manifest).toMatchObject({ id: 'tiny-fast', compiled: { asked: { llm: 'q8', flow: 'int8' } } });
  for (const left of ['tiny-parts', '.compiling/tiny-fast', '.incoming/tiny-fast.making.json'])
    expect(existsSync(models(left)), left).toBe(false);
  expect(server.seen.some(({ path }) => path === 'llm.rl.pt')).toBe(false);
});

test('what is asked for is made: precision, the model trained with rewards, and sources that stay', async () => {
  const opened = await open();
  const make = { llm: 'fp32', flow: 'q8', reinforced: true, keepSources: true } as const;
  await opened.api.downloadPack({ packId: 'tiny-fast', make });
  await opened.packFiles.settled('tiny-fast');
  expect(existsSync(models('tiny-parts', 'llm.rl.pt'))).toBe(true);
  expect(existsSync(models('tiny-parts', 'llm.pt'))).toBe(false);
  const manifest = packManifestSchema.parse(
    JSON.parse(readFileSync(models('tiny-fast', 'manifest.json'), 'utf8')),
  );
  expect(manifest.compiled).toMatchObject({ asked: { llm: 'fp32', flow: 'q8' }, reinforced: true });
});

test('it is paused while it compiles, survives the studio, and goes on with what was asked for', async () => {
  const opened = await open(stuck);
  await opened.api.downloadPack({ packId: 'tiny-fast', make: { ...options, keepSources: true } });
  await compiling(opened);
  await opened.api.pauseDownload({ packId: 'tiny-fast' });
  expect((await find(opened)).state).toBe('paused');
  await opened.close();
  const seen = server.seen.length;
  const again = await open();
  expect((await find(again)).state).toBe('paused');
  await again.api.downloadPack({ packId: 'tiny-fast' });
  await again.packFiles.settled('tiny-fast');
  expect((await find(again)).state).toBe('verified');
  expect(existsSync(models('tiny-parts'))).toBe(true);
  expect(server.seen.length).toBe(seen);
});

test('cancelled while it downloads or compiles, nothing of it stays', async () => {
  const opened = await open(stuck);
  for (const begin of [compiling, downloading]) {
    if (begin === downloading) server.always({ slowMs: 60 });
    await opened.api.downloadPack({ packId: 'tiny-fast' });
    await begin(opened);
    mkdirSync(models('.compiling/tiny-fast'), { recursive: true });
    writeFileSync(models('.compiling/tiny-fast/llm.data.part'), 'half');
    await opened.api.cancelDownload({ packId: 'tiny-fast' });
    expect((await find(opened)).state).toBe('not-installed');
    for (const left of [
      'tiny-parts',
      '.incoming/tiny-parts',
      '.compiling/tiny-fast',
      '.incoming/tiny-fast.making.json',
    ])
      expect(existsSync(models(left)), left).toBe(false);
  }
});

test('a checkpoint that cannot be compiled is named, what came stays, and the next try goes on', async () => {
  const opened = await open(() =>
    Promise.reject(new StudioError('checkpoint-unreadable', { file: 'flow.pt' })),
  );
  await opened.api.downloadPack({ packId: 'tiny-fast' });
  await opened.packFiles.settled('tiny-fast');
  expect((await find(opened)).download).toMatchObject({
    state: 'failed',
    error: { code: 'checkpoint-unreadable' },
  });
  expect(existsSync(models('tiny-parts', 'llm.pt'))).toBe(true);
});

const options = { llm: 'q8', flow: 'int8', reinforced: false } as const;

const reaches = async (from: TestStudio, kind: Download['kind']): Promise<void> => {
  for (;;) {
    const { download } = await find(from);
    if (download?.kind === kind && download.doneBytes > 0) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
};
const compiling = (from: TestStudio) => reaches(from, 'compiling');
const downloading = (from: TestStudio) => reaches(from, 'downloading');
