import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { listPackage } from '@electron/asar';
import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { writeDistribution } from '../../electron-double/distribution';
import { expect, test } from '../harness/fixtures';
import { DoubleHost } from '../harness/hosts';
import { built, root } from '../harness/paths';
import { Program } from '../harness/process';
import { Steps } from '../harness/steps';
import { words } from '../harness/words';

/** The package of this platform, made with the double in Electron's place, then installed somewhere else and used. */

test.skip(process.platform !== 'linux', 'the double’s executable is a shell script');
// packed once, by one worker
test.describe.configure({ mode: 'default' });

let folder: string;
let unpacked: string;

test.beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cosyvoice-studio-package-'));
  const distribution = join(folder, 'electron');
  await writeDistribution(distribution);
  const output = join(folder, 'release');
  const packaging = new Program(
    [join(root, 'scripts/package.mjs'), '--dir', `-c.directories.output=${output}`],
    { env: { COSYVOICE_STUDIO_ELECTRON_DIST: distribution } },
  );
  expect(await packaging.ended(), packaging.stdout + packaging.stderr).toBe(0);
  expect(packaging.stdout).toContain('in all, beside Electron');
  unpacked = join(
    output,
    (await readdir(output)).find((name) => name.endsWith('unpacked'))!,
  );
});

test.afterAll(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));

test('its fuses let nobody run it as a plain Node, debug it, or put another archive in its place', async () => {
  const wire = await getCurrentFuseWire(join(unpacked, 'cosyvoice-studio'));
  const [off, on] = ['0', '1'].map((state) => state.charCodeAt(0));
  expect(wire).toMatchObject({
    [FuseV1Options.RunAsNode]: off,
    [FuseV1Options.EnableCookieEncryption]: on,
    [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: off,
    [FuseV1Options.EnableNodeCliInspectArguments]: off,
    [FuseV1Options.EnableEmbeddedAsarIntegrityValidation]: on,
    [FuseV1Options.OnlyLoadAppFromAsar]: on,
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: off,
    [FuseV1Options.GrantFileProtocolExtraPrivileges]: off,
  });
});

test('it holds what runs on this machine and nothing else, native code beside the archive', async () => {
  const resources = join(unpacked, 'resources');
  const inside = listPackage(join(resources, 'app.asar'), { isPack: false });
  const beside = (await readdir(join(resources, 'app.asar.unpacked'), { recursive: true })).map(
    (path) => `/${path}`,
  );
  const native = inside.filter((path) => /\.(node|dll|dylib|so(\.\d+)*)$/.test(path));
  expect(native.filter((path) => !beside.includes(path))).toEqual([]);
  const binaries = native.map((path) => path.slice(path.lastIndexOf('/') + 1)).sort();
  expect(binaries).toEqual(
    [
      '@photostructure+sqlite.glibc.node',
      'libonnxruntime.so.1',
      'onnxruntime_binding.node',
      `${process.arch}-linux.node`,
    ].sort(),
  );
  expect(inside.filter((path) => /\.(map|tsx?|test\.[cm]?js)$/.test(path))).toEqual([]);
  expect(
    inside.filter((path) => /^\/(tests|src|scripts|node_modules\/(electron|vite|playwright)\/)/.test(path)),
  ).toEqual([]);
  const licences = await readFile(join(resources, 'third-party-licences.txt'), 'utf8');
  for (const name of ['onnxruntime-node', 'fastify', 'react', '@photostructure/sqlite'])
    expect(licences, name).toContain(name);
  expect(await readFile(join(resources, 'LICENSE'), 'utf8')).toContain('Apache License');
});

test('away from where it was made it opens, makes a voice, speaks a take and quits clean', async ({
  context,
  home,
}) => {
  const at = join(home, 'installed');
  const app = new DoubleHost(
    join(home, 'studio'),
    { ELECTRON_DOUBLE_PACKAGED: '1', ELECTRON_DOUBLE_UNPACK: at },
    join(unpacked, 'cosyvoice-studio'),
  );
  const page = await app.open(context);
  await expect(page).toHaveTitle(/CosyVoice Studio/);
  const steps = new Steps(page, words.en, join(home, 'studio'));
  await steps.makeSampleVoice();
  await steps.write('The package speaks, far away from where it was made.');
  await steps.generate();
  await steps.waitForSound();
  await steps.write('Auch auf Deutsch, mit einem eigenen Programm.');
  await steps.generate();
  await steps.waitForSound();
  await page.close();
  expect(await app.stop(), app.words()).toBe(0);
  expect(built.main.startsWith(at)).toBe(false);
});
