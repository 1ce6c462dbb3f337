import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { buffer, text as textOf } from 'node:stream/consumers';
import { join } from 'node:path';
import { readWavLayout } from '#audio/wav';
import { expect, test } from '../harness/fixtures';
import { runCli } from '../harness/hosts';
import { built, root } from '../harness/paths';

const prompt = join(root, 'resources/samples/sample-a.wav');
const words = ['speak', '--engine', 'draft', '--prompt', prompt, '--seed', '7'];
const sentences = (count: number) =>
  Array.from({ length: count }, (_, index) => `This is sentence number ${index + 1}.`).join('\n');

interface Listed {
  readonly takes: readonly { readonly id: string; readonly state: string; readonly file: string }[];
}

/** One command, its stdout as bytes. */
function start(home: string, args: readonly string[], environment: Readonly<Record<string, string>> = {}) {
  const child = spawn(process.execPath, [built.cli, ...args], {
    env: { ...process.env, ...environment, COSYVOICE_STUDIO_HOME: home },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  return {
    child,
    said: textOf(child.stderr),
    ended: once(child, 'close').then(([code]) => code as number | null),
  };
}

/** A folder with an `aplay` that keeps what it is given, tells its process id, and lives until its input ends. */
function fakeAplay(home: string) {
  const folder = join(home, 'bin');
  mkdirSync(folder, { recursive: true });
  const [heard, pid] = [join(folder, 'heard'), join(folder, 'pid')];
  const script = `#!${process.execPath}
const fs = require('fs');
fs.writeFileSync(${JSON.stringify(pid)}, String(process.pid));
process.on('SIGINT', () => undefined);
process.stdin.pipe(fs.createWriteStream(${JSON.stringify(heard)}));
`;
  writeFileSync(join(folder, 'aplay'), script);
  chmodSync(join(folder, 'aplay'), 0o755);
  return { environment: { PATH: folder }, heard, pid };
}

const listed = async (home: string) =>
  (JSON.parse((await runCli(home, ['takes', '--json'])).stdout) as Listed).takes;

const pcmOf = (path: string) => Buffer.from(readWavLayout(new Uint8Array(readFileSync(path))).data);

test('standard output is the take’s own sound, as WAV or raw; every word is on stderr', async ({ home }) => {
  const forms: Buffer[] = [];
  for (const form of [[], ['--raw']]) {
    const { child, said, ended } = start(home, [...words, '--text', sentences(3), '--out', '-', ...form]);
    forms.push(await buffer(child.stdout));
    expect(await ended, await said).toBe(0);
    expect(await said).toMatch(/s of audio in/);
  }
  const [take] = await listed(home);
  const pcm = pcmOf(join(home, 'outputs', take!.file));
  expect(forms[1]!.equals(pcm)).toBe(true);
  const { data, sampleRateHz, truncated } = readWavLayout(new Uint8Array(forms[0]!));
  expect({ sampleRateHz, truncated }).toEqual({ sampleRateHz: 24_000, truncated: false });
  expect(pcm.equals(data)).toBe(true);
});

test('a reader that leaves ends it without a failure, and the take goes on from there', async ({ home }) => {
  const { child, said, ended } = start(home, [...words, '--text', sentences(60), '--out', '-']);
  await once(child.stdout, 'data');
  child.stdout.destroy();
  expect(await ended, await said).toBe(0);
  const [take] = await listed(home);
  expect(take).toMatchObject({ state: 'cancelled' });
  expect(await said).toContain(`takes continue ${take!.id}`);
  expect(await said).not.toContain('EPIPE');
  expect((await runCli(home, ['takes', 'continue', take!.id, '--json'])).code).toBe(0);
  expect(await listed(home)).toMatchObject([{ state: 'done' }]);
});

test('a player hears every sample, and Ctrl-C ends both', async ({ home }) => {
  const { environment, heard, pid } = fakeAplay(home);
  const played = start(home, [...words, '--text', sentences(3), '--play', '--json'], environment);
  const told = JSON.parse(await textOf(played.child.stdout)) as { takeFile: string };
  expect(await played.ended, await played.said).toBe(0);
  expect(readFileSync(heard).equals(pcmOf(told.takeFile))).toBe(true);

  writeFileSync(heard, '');
  const { child, ended } = start(home, [...words, '--text', sentences(60), '--play'], environment);
  child.stdout.resume();
  await expect.poll(() => readFileSync(heard).length, { timeout: 120_000 }).toBeGreaterThan(0);
  child.kill('SIGINT');
  expect(await ended).toBe(130);
  const isAlive = () => {
    try {
      return process.kill(Number(readFileSync(pid, 'utf8')), 0);
    } catch {
      return false;
    }
  };
  await expect.poll(isAlive).toBe(false);
  expect((await listed(home))[0]).toMatchObject({ state: 'failed' });
});

for (const [args, code] of [
  [['--out', '-', '--json'], 'usage'],
  [['--out', '-', '--play'], 'usage'],
  [['--out', '-', '--variations', '2'], 'usage'],
  [['--raw'], 'usage'],
  [['--play'], 'player-unavailable'],
] as const)
  test(`${args.join(' ')} is refused before anything is made (${code})`, async ({ home }) => {
    const environment = { PATH: join(home, 'nothing') };
    const { child, said, ended } = start(home, [...words, '--text', 'Hello.', ...args], environment);
    const printed = await textOf(child.stdout);
    expect(await ended).toBe(code === 'usage' ? 2 : 1);
    const { error } = (
      (args as readonly string[]).includes('--json')
        ? JSON.parse(printed)
        : { error: { code, repair: await said } }
    ) as { error: { code: string; repair: string } };
    expect(error.code).toBe(code);
    expect(error.repair).not.toBe('');
    expect(existsSync(join(home, 'outputs'))).toBe(false);
  });
