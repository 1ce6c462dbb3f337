import { execFileSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Download, Pack } from '#contract/packs';
import {
  startMisbehavingServer,
  MAIN_REVISION,
  type MisbehavingServer,
} from '../../../tests/downloads/misbehaving-server';
import type { StudioOptions } from '../studio-options';
import { memoryEngineWith } from '../../../tests/support/studio/test-launchers';
import {
  openTestStudio,
  removeTemporaryFolders,
  temporaryFolder,
  type TestStudio,
} from '../../../tests/support/studio/test-studio';
import {
  foldersWithManifest,
  loopbackOnly,
  quick,
  sha256Of,
  testBytes,
  testManifest,
} from '../../../tests/support/studio/test-pack';

const files = {
  'onnx/llm.onnx': testBytes('llm', 400_000),
  'onnx/flow.onnx': testBytes('flow', 200_000),
  'vocab.json': testBytes('vocab', 3_000),
};
const manifest = testManifest(files);

let server: MisbehavingServer;
let home: string;
let studio: TestStudio | undefined;
beforeEach(async () => {
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

const models = () => join(home, 'models');
const packFile = (name: string) => join(models(), 'tiny', name);
const incoming = () => join(models(), '.incoming', 'tiny');

async function open(change: Partial<StudioOptions> = {}, added: object = manifest): Promise<TestStudio> {
  const modelsDir = change.modelsDir ?? models();
  const engine = memoryEngineWith({ listPacks: async () => foldersWithManifest(modelsDir) });
  studio = await openTestStudio({ home, engine, retryPolicy: quick, get: loopbackOnly, ...change });
  await studio.packFiles.addManifest(JSON.stringify(added));
  return studio;
}

async function find({ api }: TestStudio, packId = 'tiny'): Promise<Pack> {
  const pack = (await api.listPacks()).find(({ id }) => id === packId);
  if (!pack) throw new Error(`no pack ${packId}`);
  return pack;
}

/** Starts a download and waits until it is over. @returns what is left of it, if it did not arrive */
async function fetch(from: TestStudio): Promise<Download | undefined> {
  await from.api.downloadPack({ packId: 'tiny' });
  await from.packFiles.settled('tiny');
  return (await find(from)).download;
}

function expectInstalled(): void {
  for (const [name, bytes] of Object.entries(files))
    expect(sha256Of(readFileSync(packFile(name)))).toBe(sha256Of(bytes));
  expect(JSON.parse(readFileSync(packFile('manifest.json'), 'utf8'))).toMatchObject({ id: 'tiny' });
  expect(existsSync(incoming())).toBe(false);
  expect(
    readdirSync(join(models(), 'tiny'), { recursive: true }).filter((name) =>
      /\.(part|tmp)/.test(String(name)),
    ),
  ).toEqual([]);
}

test('every known pack is listed with what it is, what it needs, and whether this computer suits it', async () => {
  const { api } = await open();
  const [first, ...rest] = await api.listPacks();
  expect(first).toMatchObject({
    id: 'cosyvoice3-jiangzhuo-int4',
    state: 'not-installed',
    precision: 'int4 + fp32',
    license: 'Apache-2.0',
    fetchable: true,
    unpublishedFiles: 1,
  });
  expect(first?.bytes).toBeGreaterThan(3.7e9);
  expect(rest.find(({ id }) => id === 'cosyvoice3-ayousanz-fp16')?.advice.code).toBe('discouraged');
  // replacement parts are no pack to speak with
  expect(rest.some(({ id }) => id === 'cosyvoice3-official-parts')).toBe(false);
  expect(await api.getModelsFolder()).toMatchObject({ folder: models(), removed: [] });
});

test('a pack is fetched, every byte checked, its manifest last, and the events tell how far it is', async () => {
  const at = await open();
  const told: Download[] = [];
  at.on('download', (download) => told.push(download));
  expect(await fetch(at)).toBeUndefined();
  expectInstalled();
  expect(told.at(-1)).toMatchObject({ packId: 'tiny', totalBytes: 603_000, doneBytes: 603_000 });
  expect(server.seen.map(({ path }) => path).sort()).toEqual(Object.keys(files).sort());
});

test('what verifies is never fetched again; what does not is', async () => {
  const at = await open();
  await fetch(at);
  const seen = server.seen.length;
  await fetch(at);
  expect(server.seen).toHaveLength(seen);
  writeFileSync(packFile('vocab.json'), testBytes('other', 3_000));
  await fetch(at);
  expectInstalled();
  expect(server.seen.slice(seen).map(({ path }) => path)).toEqual(['vocab.json']);
});

test('pause keeps what has come, resume goes on, over a restart as well; cancel throws it away', async () => {
  server.always({ slowMs: 40 });
  let at = await open();
  const halfWay = new Promise<void>((resolve) => {
    at.on('download', ({ doneBytes }) => doneBytes > 150_000 && resolve());
  });
  await at.api.downloadPack({ packId: 'tiny' });
  await halfWay;
  await at.api.pauseDownload({ packId: 'tiny' });
  const paused = await find(at);
  expect(paused).toMatchObject({ state: 'paused', download: { state: 'paused' } });
  await at.close();

  at = await open();
  const again = await find(at);
  expect(again.download?.doneBytes).toBeGreaterThan(100_000);
  expect(again.missingBytes).toBeLessThan(manifestBytes);
  server.always(undefined);
  await fetch(at);
  expectInstalled();

  await at.api.removePack({ packId: 'tiny' });
  server.always({ slowMs: 20 });
  await at.api.downloadPack({ packId: 'tiny' });
  await at.api.cancelDownload({ packId: 'tiny' });
  expect(await find(at)).toMatchObject({ state: 'not-installed' });
  expect(existsSync(incoming())).toBe(false);
});
const manifestBytes = Object.values(files).reduce((sum, { length }) => sum + length, 0);

test('an order about a pack that nobody knows leaves nothing behind', async () => {
  const { api } = await open();
  const below = () =>
    readdirSync(home, { recursive: true, encoding: 'utf8' }).filter((name) => name.includes('unheard'));
  for (const order of [
    api.cancelDownload,
    api.pauseDownload,
    api.removePack,
    api.restorePack,
    api.downloadPack,
  ] as const)
    await order({ packId: 'unheard-of' }).catch(() => undefined);
  expect(below()).toEqual([]);
  expect(existsSync(join(models(), '.incoming'))).toBe(false);
});

test('a window goes on with what was running when the last one closed', async () => {
  server.always({ slowMs: 20 });
  const first = await open({ host: 'server', warmEngine: false });
  await first.api.downloadPack({ packId: 'tiny' });
  await first.close();
  server.always(undefined);
  const second = await open({ host: 'server', warmEngine: false });
  await second.api.listPacks();
  await second.packFiles.settled('tiny');
  expectInstalled();
});

test('a wrong byte never becomes a pack, and the reason is said', async () => {
  server.always({ wrongByteAt: 1_000 });
  const at = await open();
  const left = await fetch(at);
  expect(left).toMatchObject({ state: 'failed', error: { code: 'download-failed' } });
  expect(left?.error?.values.reasons).toMatch(/sent other bytes than were published/);
  expect(existsSync(join(models(), 'tiny'))).toBe(false);
  server.always(undefined);
  await fetch(at);
  expectInstalled();
});

test('a disk that is too small is refused before the first byte, with the numbers', async () => {
  const huge = testManifest({ 'a.onnx': testBytes('a', 10) });
  huge.files.file0!.bytes = 9e14;
  const at = await open({}, huge);
  const left = await fetch(at);
  expect(left?.error).toMatchObject({ code: 'disk-full', values: { neededBytes: 9e14 } });
  expect(server.seen).toEqual([]);
});

test('a disk that fills up on the way stops the download; what has come is kept', async ({ skip }) => {
  const small = temporaryFolder();
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=400k', 'tmpfs', small], { stdio: 'ignore' });
  } catch {
    skip('mounting a small disk needs root on Linux');
  }
  try {
    const unknown = testManifest(files);
    // sizes that nobody published cannot be checked before
    for (const file of Object.values(unknown.files)) Object.assign(file, { bytes: null });
    const at = await open({ modelsDir: small }, unknown);
    const left = await fetch(at);
    expect(left?.error?.code).toBe('disk-full');
    expect(existsSync(join(small, 'tiny'))).toBe(false);
    await at.close();
  } finally {
    execFileSync('umount', ['-l', small]);
  }
});

test('removing moves a pack to the bin, from which it comes back; clearing the bin frees the disk', async () => {
  const at = await open();
  await fetch(at);
  await at.api.removePack({ packId: 'tiny' });
  expect(await find(at)).toMatchObject({ state: 'not-installed', missingBytes: manifestBytes });
  expect((await at.api.getModelsFolder()).removed).toMatchObject([{ packId: 'tiny', name: 'Tiny pack' }]);
  await at.api.restorePack({ packId: 'tiny' });
  expectInstalled();
  await at.api.removePack({ packId: 'tiny' });
  const { freedBytes } = await at.api.clearPackBin();
  expect(freedBytes).toBeGreaterThan(manifestBytes);
  expect(existsSync(join(models(), '.bin'))).toBe(false);
  await expect(at.api.restorePack({ packId: 'tiny' })).rejects.toMatchObject({ code: 'pack-not-found' });
  await expect(at.api.removePack({ packId: 'tiny' })).rejects.toMatchObject({ code: 'pack-not-found' });
});

test('two studios that share a models folder: the second one is told', async () => {
  server.always({ slowMs: 20 });
  const first = await open();
  await first.api.downloadPack({ packId: 'tiny' });
  const other = await openTestStudio({ modelsDir: models(), retryPolicy: quick, get: loopbackOnly });
  await other.packFiles.addManifest(JSON.stringify(manifest));
  await expect(other.api.downloadPack({ packId: 'tiny' })).rejects.toMatchObject({ code: 'pack-busy' });
  await expect(other.api.cancelDownload({ packId: 'tiny' })).rejects.toMatchObject({ code: 'pack-busy' });
  server.always(undefined);
  await first.packFiles.settled('tiny');
  expectInstalled();
  await other.close();
});

test('what nobody published is taken as it came, pinned to one revision, and recorded', async () => {
  const loose = structuredClone(manifest);
  loose.repos.main!.revision = null;
  Object.assign(loose.files.file2!, { bytes: null, sha256: null });
  const at = await open({}, loose);
  expect(await find(at)).toMatchObject({ unpublishedFiles: 1 });
  const told: Download[] = [];
  at.on('download', (download) => told.push(download));
  await fetch(at);
  expectInstalled();
  const written = JSON.parse(readFileSync(packFile('manifest.json'), 'utf8')) as typeof manifest;
  expect(written.repos.main?.revision).toBe(MAIN_REVISION);
  expect(written.files.file2).toMatchObject({ bytes: 3_000, sha256: sha256Of(files['vocab.json']) });
  expect(told.at(-1)?.files.find(({ path }) => path === 'vocab.json')).toMatchObject({ firstUse: true });
  expect(told.at(-1)?.notes.map(({ code }) => code)).toContain('recorded-hash');
});

describe('import', () => {
  /** A cache as the hub's own tools keep it: blobs, and links to them by revision and name. */
  function hubCache(): string {
    const hub = join(temporaryFolder(), 'hub');
    const snapshot = join(hub, 'models--o--tiny', 'snapshots', 'abc123');
    for (const [name, bytes] of Object.entries(files)) {
      const blob = join(hub, 'models--o--tiny', 'blobs', sha256Of(bytes));
      mkdirSync(dirname(blob), { recursive: true });
      mkdirSync(dirname(join(snapshot, name)), { recursive: true });
      writeFileSync(blob, bytes);
      symlinkSync(blob, join(snapshot, name));
    }
    process.env.HF_HUB_CACHE = hub;
    return snapshot;
  }
  afterEach(() => {
    delete process.env.HF_HUB_CACHE;
  });
  const arrive = async (
    { api, packFiles }: TestStudio,
    foundId: string,
    how: 'link' | 'copy' | 'in-place',
  ) => {
    await api.importPack({ foundId, how });
    await packFiles.settled('tiny');
  };

  test.each(['link', 'copy'] as const)(
    'a Hugging Face cache is found and taken by %s, without a network',
    async (how) => {
      const snapshot = hubCache();
      const at = await open({
        get: () => {
          throw new Error('the network was asked');
        },
      });
      const [found] = await at.api.findPacks({ ask: false });
      expect(found).toMatchObject({
        packId: 'tiny',
        place: 'hugging-face-cache',
        foundFiles: 3,
        missingBytes: 0,
      });
      await arrive(at, found!.foundId, how);
      expectInstalled();
      const sameFile =
        statSync(packFile('onnx/llm.onnx')).ino === statSync(join(snapshot, 'onnx/llm.onnx')).ino;
      expect(sameFile).toBe(how === 'link');
    },
  );

  test('files under other names are known by their size and their hash; a wrong one is not taken', async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'model-a.bin'), files['onnx/llm.onnx']);
    writeFileSync(join(folder, 'model-b.bin'), testBytes('another', 200_000));
    const at = await open({ abilities: { chooseFolder: async () => folder } });
    const [found] = await at.api.findPacks({ ask: true });
    expect(found).toMatchObject({ packId: 'tiny', foundFiles: 2, ways: ['link', 'copy'] });
    await arrive(at, found!.foundId, 'copy');
    expect((await find(at)).download).toMatchObject({
      state: 'failed',
      error: { code: 'pack-file-missing' },
    });
    // what is still missing comes from the network, what was taken does not
    await fetch(at);
    expectInstalled();
    expect(server.seen.map(({ path }) => path).sort()).toEqual(['onnx/flow.onnx', 'vocab.json']);
  });

  test('in place nothing is copied; a folder that vanished is said politely, and removing lets go of it only', async () => {
    const folder = join(temporaryFolder(), 'elsewhere');
    for (const [name, bytes] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), bytes);
    }
    writeFileSync(join(folder, 'manifest.json'), JSON.stringify(manifest));
    const at = await open();
    const [found] = await at.packFiles.findIn(folder);
    expect(found?.ways).toContain('in-place');
    const told = new Promise((resolve) => at.on('download', resolve));
    await arrive(at, found!.foundId, 'in-place');
    const totalBytes = Object.values(files).reduce((sum, { length }) => sum + length, 0);
    expect(await told).toMatchObject({ packId: 'tiny', kind: 'checking', totalBytes, doneBytes: totalBytes });
    expect(await find(at)).toMatchObject({ state: 'installed', inPlace: folder });
    renameSync(folder, `${folder}-moved`);
    const gone = await find(at);
    expect(gone).toMatchObject({ state: 'broken', inPlace: folder });
    expect(gone).toMatchObject({ inPlace: folder, usable: false });
    expect(gone).not.toHaveProperty('problem');
    await at.api.removePack({ packId: 'tiny' });
    expect(await find(at)).toMatchObject({ state: 'not-installed' });
    expect(existsSync(join(`${folder}-moved`, 'vocab.json'))).toBe(true);
  });

  test('in place refuses a file that is not the published one', async () => {
    const folder = temporaryFolder();
    for (const [name, bytes] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), name === 'vocab.json' ? testBytes('x', bytes.length) : bytes);
    }
    writeFileSync(join(folder, 'manifest.json'), JSON.stringify(manifest));
    const at = await open();
    const [found] = await at.packFiles.findIn(folder);
    await expect(at.api.importPack({ foundId: found!.foundId, how: 'in-place' })).rejects.toMatchObject({
      code: 'pack-file-corrupt',
    });
  });

  test('a host without a dialog says what to do instead', async () => {
    const at = await open();
    await expect(at.api.findPacks({ ask: true })).rejects.toMatchObject({ code: 'not-supported-here' });
  });
});

test('once a pack is here the network is never asked again', async () => {
  const first = await open();
  await fetch(first);
  await first.close();
  const seen = server.seen.length;
  let asked = 0;
  const at = await open({
    host: 'server',
    warmEngine: false,
    get: async () => {
      asked += 1;
      throw new Error('the network was asked');
    },
  });
  await find(at);
  await at.api.getModelsFolder();
  await at.api.downloadPack({ packId: 'tiny' });
  await at.packFiles.settled('tiny');
  const voice = await at.makeVoice();
  await at.speak({ voiceId: voice.id });
  expect(asked).toBe(0);
  expect(server.seen).toHaveLength(seen);
  expectInstalled();
});

test('a file that another installed pack has is not fetched twice', async () => {
  const at = await open();
  await fetch(at);
  const twin = { ...testManifest({ 'shared/speech.onnx': files['onnx/llm.onnx'] }), id: 'twin' };
  await at.packFiles.addManifest(JSON.stringify(twin));
  const seen = server.seen.length;
  await at.api.downloadPack({ packId: 'twin' });
  await at.packFiles.settled('twin');
  expect(server.seen).toHaveLength(seen);
  expect(sha256Of(readFileSync(join(models(), 'twin', 'shared/speech.onnx')))).toBe(
    sha256Of(files['onnx/llm.onnx']),
  );
});
