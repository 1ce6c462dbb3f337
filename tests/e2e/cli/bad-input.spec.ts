import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { runCli } from '../harness/hosts';
import { built } from '../harness/paths';
import { Program } from '../harness/process';
import { cutOff, humWav, notFiniteWav, textBytes } from '../harness/sounds';

/** Whatever is wrong with what a person gives: a code, the numbers, an exit code, and a library as it was. */

interface Wrong {
  readonly what: string;
  readonly args: readonly string[];
  readonly code: string;
  /** What the message must name. */
  readonly says: readonly string[];
  /** 2 when the command itself was wrong. */
  readonly exit?: 2;
  /** Contents of `prompt.wav`, which the arguments name. */
  readonly file?: Uint8Array;
}

const spoken = ['speak', '--text', 'Hello.', '--voice', 'Kept'];
const enrolled = ['enroll', '--name', 'Bad', '--prompt', 'prompt.wav'];
const fine = humWav({ sec: 4, sampleRateHz: 24_000 });

const wrong: readonly Wrong[] = [
  { what: 'an empty text', args: ['speak', '--text', '', '--voice', 'Kept'], code: 'text-empty', says: [] },
  {
    what: 'punctuation only',
    args: ['speak', '--text', '?!', '--voice', 'Kept'],
    code: 'text-unspeakable',
    says: ['?!'],
  },
  {
    what: '100 001 characters',
    args: ['speak', '--text', 'a'.repeat(100_001), '--voice', 'Kept'],
    code: 'text-too-long',
    says: ['100001', '100000'],
  },
  {
    what: 'an unknown voice',
    args: ['speak', '--text', 'a', '--voice', 'Nobody'],
    code: 'voice-not-found',
    says: ['Nobody'],
  },
  {
    what: 'seed 0',
    args: [...spoken, '--seed', '0'],
    code: 'seed-out-of-range',
    says: ['100000000'],
    exit: 2,
  },
  { what: 'seed 1.5', args: [...spoken, '--seed', '1.5'], code: 'seed-out-of-range', says: ['1.5'], exit: 2 },
  {
    what: 'seed 1e9',
    args: [...spoken, '--seed', '1e9'],
    code: 'seed-out-of-range',
    says: ['1000000000'],
    exit: 2,
  },
  {
    what: 'speed 0',
    args: [...spoken, '--speed', '0'],
    code: 'speed-out-of-range',
    says: ['0.5 to 2'],
    exit: 2,
  },
  {
    what: 'speed 5',
    args: [...spoken, '--speed', '5'],
    code: 'speed-out-of-range',
    says: ['5', '0.5 to 2'],
    exit: 2,
  },
  {
    what: 'a file that is not there',
    args: ['coach', '/nowhere/a.wav'],
    code: 'file-not-found',
    says: ['/nowhere/a.wav'],
  },
  {
    what: 'a text file renamed .wav',
    args: enrolled,
    code: 'audio-unreadable',
    says: ['prompt.wav', 'a text file'],
    file: textBytes('Dear diary, today nothing happened.\n'),
  },
  {
    what: 'a file of 0 bytes',
    args: enrolled,
    code: 'audio-empty',
    says: ['prompt.wav', '0 B'],
    file: new Uint8Array(),
  },
  {
    what: 'a WAV that ends in its header',
    args: enrolled,
    code: 'audio-unreadable',
    says: ['prompt.wav'],
    file: fine.slice(0, 30),
  },
  {
    what: 'a WAV of which a quarter arrived',
    args: enrolled,
    code: 'prompt-too-short',
    says: ['at least 3 s'],
    file: cutOff(fine, 0.25),
  },
  {
    what: 'a rate of 8 kHz',
    args: enrolled,
    code: 'audio-rate-too-low',
    says: ['8000 Hz', '16000 Hz'],
    file: humWav({ sec: 4, sampleRateHz: 8000 }),
  },
  {
    what: '0.2 s of sound',
    args: enrolled,
    code: 'prompt-too-short',
    says: ['0.2 s', '3 s'],
    file: humWav({ sec: 0.2, sampleRateHz: 24_000 }),
  },
  {
    what: '3 minutes of sound',
    args: enrolled,
    code: 'prompt-too-long',
    says: ['180 s', '30 s'],
    file: humWav({ sec: 180, sampleRateHz: 16_000 }),
  },
  {
    what: 'silence',
    args: enrolled,
    code: 'prompt-silent',
    says: ['−∞ dB'],
    file: humWav({ sec: 4, sampleRateHz: 24_000, gain: 0 }),
  },
  {
    what: 'samples that are no numbers',
    args: enrolled,
    code: 'audio-not-finite',
    says: ['96 of 96000'],
    file: notFiniteWav(4, 24_000, 96),
  },
];

let home: string;
let before: string;

const library = async () => {
  const lists = await Promise.all([runCli(home, ['voices', '--json']), runCli(home, ['takes', '--json'])]);
  return lists.map(({ stdout }) => stdout).join('');
};
const inHome = (args: readonly string[]) =>
  args.map((each) => (each === 'prompt.wav' ? join(home, each) : each));

test.beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'cosyvoice-studio-e2e-'));
  await writeFile(join(home, 'fine.wav'), fine);
  await runCli(home, ['enroll', '--name', 'Kept', '--prompt', join(home, 'fine.wav')]);
  before = await library();
  expect(before).toContain('"Kept"');
});
test.afterAll(() => rm(home, { recursive: true, force: true, maxRetries: 5 }));

for (const { what, args, code, says, exit, file } of wrong) {
  test(`${what} is refused, and nothing is lost`, async () => {
    if (file) await writeFile(join(home, 'prompt.wav'), file);
    const answer = await runCli(home, [...inHome(args), '--json']);
    const { error } = JSON.parse(answer.stdout) as { error: { code: string; message: string } };
    expect(error.code, error.message).toBe(code);
    for (const each of says) expect(error.message).toContain(each);
    expect(answer.code).toBe(exit ?? 1);
    expect(answer.stderr).not.toMatch(/^\s+at /m);
    expect(await library()).toBe(before);
  });
}

test('an outputs folder that cannot be written fails the take, which can be made again', async () => {
  const outputs = join(home, 'outputs');
  const aside = join(home, 'outputs-aside');
  await rename(outputs, aside);
  await writeFile(outputs, 'a file where the folder was');
  const refused = await runCli(home, [...spoken, '--json']);
  await rm(outputs);
  await rename(aside, outputs);
  const { error } = JSON.parse(refused.stdout) as { error: { code: string; message: string } };
  expect(error.code).toBe('folder-not-writable');
  expect(error.message).toContain(outputs);
  expect(refused.code).toBe(1);
  expect((await runCli(home, [...spoken, '--json'])).code).toBe(0);
});

test('a command goes through the studio that runs; one that stands alone is told who has the library, and may look', async () => {
  const server = new Program([built.cli, 'serve', '--json'], { env: { COSYVOICE_STUDIO_HOME: home } });
  try {
    const { pid } = JSON.parse(await server.said(/\{.*\}/)) as { pid: number };
    const through = await runCli(home, [...spoken, '--json']);
    expect(JSON.parse(through.stdout)).toMatchObject({ seed: expect.any(Number), engine: 'draft' });
    expect(through.stderr).toContain('Received synthesis request');
    const refused = await runCli(home, [...spoken, '--standalone', '--json']);
    const { error } = JSON.parse(refused.stdout) as { error: { code: string; message: string } };
    expect(error.code).toBe('library-locked');
    expect(error.message).toContain(`process ${pid}`);
    expect(refused.code).toBe(1);
    for (const way of [[], ['--standalone']])
      expect((await runCli(home, ['voices', '--json', ...way])).stdout).toContain('"Kept"');
  } finally {
    await server.stop('SIGINT');
  }
});

test('six channels are mixed down, and a cut-off file that is still long enough serves', async () => {
  for (const [name, file, says] of [
    ['six', humWav({ sec: 4, sampleRateHz: 24_000, channels: 6 }), '6 channels were mixed down'],
    ['cut', cutOff(fine, 0.9), '3.6'],
  ] as const) {
    await writeFile(join(home, 'prompt.wav'), file);
    const { code, stdout } = await runCli(home, [
      'enroll',
      '--name',
      name,
      '--prompt',
      join(home, 'prompt.wav'),
    ]);
    expect(code).toBe(0);
    expect(stdout).toContain(says);
  }
});
