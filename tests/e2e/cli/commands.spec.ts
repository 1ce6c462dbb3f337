import { fileURLToPath } from 'node:url';
import { existsSync, readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from '@photostructure/sqlite';
import { readWav } from '#audio/wav';
import { expect, test } from '../harness/fixtures';
import { runCli } from '../harness/hosts';
import { root } from '../harness/paths';

const prompt = join(root, 'resources/samples/sample-a.wav');

interface ErrorAnswer {
  readonly error: { readonly code: string; readonly message: string; readonly repair?: string };
}

/** What the checks below read of `speak --json`. */
interface SpokenAnswer {
  readonly takeFile: string;
  readonly audioSec: number;
  readonly stages: readonly { readonly name: string; readonly ms: number }[];
}

/** What the official server wrote on another machine. */
const foreignLog = fileURLToPath(new URL('../../fixtures/logs/official.log', import.meta.url));

test('enroll, list, speak, list, rename, delete: one JSON object each', async ({ home }) => {
  const json = async (...args: string[]) => {
    const { code, stdout, stderr } = await runCli(home, [...args, '--json']);
    expect(code, stderr).toBe(0);
    return JSON.parse(stdout) as Record<string, unknown>;
  };
  const { voice } = await json(
    'enroll',
    '--prompt',
    prompt,
    '--name',
    'Anna',
    '--transcript',
    'Good morning, and welcome.',
  );
  expect(voice).toMatchObject({
    name: 'Anna',
    transcript: 'Good morning, and welcome.',
    sampleRateHz: 24_000,
  });
  expect(await json('voices')).toMatchObject({ voices: [{ name: 'Anna' }] });

  const out = join(home, 'deep/hello.wav');
  const take = (await json(
    'speak',
    '--text',
    'Hello you.',
    '--voice',
    'anna',
    '--seed',
    '7',
    '--out',
    out,
  )) as unknown as SpokenAnswer;
  expect(take).toMatchObject({
    file: out,
    engine: 'draft',
    seed: 7,
    sampleRateHz: 24_000,
    segments: [{ text: 'Hello you.' }],
    recipe: { seed: 7, text: 'Hello you.', voiceName: 'Anna' },
    warnings: [],
  });
  expect(take.stages.map(({ name }) => name)).toEqual(['prompt', 'tokens', 'flow', 'vocoder', 'save']);
  const { sampleRateHz, channels } = readWav(new Uint8Array(readFileSync(out)));
  expect(channels[0]!.length / sampleRateHz).toBeCloseTo(take.audioSec, 2);
  expect(readFileSync(take.takeFile).equals(readFileSync(out))).toBe(true);

  expect(await json('takes')).toMatchObject({ takes: [{ state: 'done', recipe: { seed: 7 } }] });
  expect(await json('voices', 'rename', 'Anna', 'Berta')).toMatchObject({ voice: { name: 'Berta' } });
  expect(await json('voices', 'delete', 'Berta')).toMatchObject({ deleted: { name: 'Berta' } });
  expect(await json('voices')).toEqual({ voices: [] });
});

test('the same recipe gives the same sound, and a voice from a file stays only when asked', async ({
  home,
}) => {
  const speak = async (...more: string[]) => {
    const args = ['speak', '--text', 'Twice the same.', '--prompt', prompt, '--seed', '5', '--json', ...more];
    return JSON.parse((await runCli(home, args)).stdout) as { pcmSha256: string };
  };
  const [first, second] = [await speak(), await speak('--keep-voice', 'Kept')];
  expect(first.pcmSha256).toMatch(/^[0-9a-f]{64}$/);
  expect(second.pcmSha256).toBe(first.pcmSha256);
  const { voices } = JSON.parse((await runCli(home, ['voices', '--json'])).stdout) as {
    voices: { name: string }[];
  };
  expect(voices.map(({ name }) => name)).toEqual(['Kept']);
});

test('the log of a take is told in the known words, and filtered', async ({ home }) => {
  await runCli(home, ['speak', '--text', 'Log this.', '--prompt', prompt]);
  const { stdout } = await runCli(home, ['log', '--format', 'seed', '-n', '1000']);
  const known = [
    /^\[INFO\] Received synthesis request for text: Log this\.$/m,
    /^\[INFO\] Prompt audio loaded, duration: \d+\.\ds, sample rate: \d+Hz$/m,
    /^\[INFO\] Extracting voice embedding\.\.\.$/m,
    /^\[INFO\] Generating spectrogram with emotion: neutral$/m,
    /^\[INFO\] Vocoder decoding completed\.$/m,
    /^\[SUCCESS\] Audio saved to outputs\/output_\d{8}_\d{6}\.wav$/m,
  ];
  const at = known.map((line) => stdout.search(line));
  expect(at).toEqual(at.toSorted((left, right) => left - right));
  expect(at[0]).toBeGreaterThanOrEqual(0);
  const json = await runCli(home, ['log', '--grep', 'received synthesis|audio saved', '--json']);
  const { entries } = JSON.parse(json.stdout) as { entries: { message: string; takeId: string }[] };
  expect(entries).toHaveLength(2);
  const ofTake = await runCli(home, ['log', '--take', entries[0]!.takeId.slice(0, 8), '-n', '1']);
  expect(ofTake.stdout.trim().split('\n')).toHaveLength(1);
  const errors = await runCli(home, ['log', '--level', 'error']);
  expect(errors.stdout).toBe('');
  const vocoder = await runCli(home, ['log', '--stage', 'vocoder', '--since', '10m', '--format', 'seed']);
  expect(vocoder.stdout).toContain('[INFO] Vocoder decoding completed.\n');
  expect((await runCli(home, ['log', '--since', '2099-01-01'])).stdout).toBe('');
  const studio = await runCli(home, ['log', '--scope', 'studio', '-n', '1000', '--json']);
  const scopes = (JSON.parse(studio.stdout) as { entries: { scope: string }[] }).entries.map(
    (each) => each.scope,
  );
  expect(new Set(scopes)).toEqual(new Set(['studio']));
  const around = await runCli(home, ['log', '--grep', 'vocoder decoding', '-C', '1', '--format', 'seed']);
  expect(around.stdout.split('\n')).toHaveLength(4);
  const excluded = await runCli(home, ['log', '--exclude', 'audio saved', '-n', '1000']);
  expect(excluded.stdout).not.toContain('Audio saved');
  expect(excluded.stderr).toContain('1 line hidden by --exclude.');
  const shapes = await runCli(home, ['log', '--shapes', '--json']);
  expect((JSON.parse(shapes.stdout) as { shapes: { shape: string }[] }).shapes).toContainEqual(
    expect.objectContaining({ shape: 'success studio: Audio saved to #', count: 1 }),
  );
  expect((await runCli(home, ['log', '--slow', '1ms'])).code).toBe(2);
  const slow = await runCli(home, ['log', '--slow', '0.001s', '-n', '1']);
  expect(slow.stdout).toMatch(/^\+\d+\.\d{3} s \[/u);
  expect((await runCli(home, ['log', '--histogram'])).stdout).toMatch(/\d +█+/u);
  const foreign = await runCli(home, ['log', '--file', foreignLog, '--grep', 'RTF', '-i', '--json']);
  expect(JSON.parse(foreign.stdout)).toMatchObject({
    entries: [{ data: { audioSec: 2.96, realTimeFactor: 1.2001351 } }, { data: { audioSec: 4.2 } }],
  });
});

test('coach says what a prompt is worth', async ({ home }) => {
  const { stdout, code } = await runCli(home, ['coach', prompt, '--json']);
  expect(code).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({
    sampleRateHz: 24_000,
    channels: 1,
    verdict: 'good',
  });
});

test('a character says its readings, and one of them is spoken as written', async ({ home }) => {
  const { stdout, code } = await runCli(home, ['readings', '行 of 3', '--json']);
  expect(code).toBe(0);
  const { readings } = JSON.parse(stdout) as {
    readings: { character: string; readings: { syllable: string; marker: string }[] }[];
  };
  expect(readings).toMatchObject([{ character: '行' }]);
  expect(readings[0]?.readings).toContainEqual({ syllable: 'háng', marker: '[h][áng]' });
  const asked = ['speak', '--prompt', prompt, '--text', '很[h][áng]。', '--json'];
  const spoken = JSON.parse((await runCli(home, asked)).stdout) as object;
  expect(spoken).toMatchObject({ recipe: { normalizedText: '很[h][áng]。' } });
});

test('how a text is read is told before a take, from the line, a file and standard input; the take says the same', async ({
  home,
}) => {
  const text = 'On 2025-09-28 we paid <b>$1.5M</b>.[pause 0.8s]Thanks!';
  const { stdout, code } = await runCli(home, ['spoken', '--text', text, '--engine', 'draft', '--json']);
  expect(code).toBe(0);
  const spoken = JSON.parse(stdout) as {
    language: string;
    segments: { spoken: string; pauseMs: number; startChar: number; endChar: number; changes: object[] }[];
    notes: { code: string }[];
  };
  expect(spoken.language).toBe('en');
  expect(spoken.segments.map(({ pauseMs }) => pauseMs)).toEqual([800, 0]);
  expect(spoken.segments[0]?.changes).toMatchObject([
    { typed: '2025-09-28', class: 'date' },
    { typed: '$1.5M', spoken: 'one point five million dollars', class: 'money' },
  ]);
  expect(spoken.notes).toMatchObject([{ code: 'text-markup-left-out' }]);
  const asked = ['speak', '--prompt', prompt, '--text', text, '--engine', 'draft', '--json'];
  const { recipe } = JSON.parse((await runCli(home, asked)).stdout) as { recipe: { normalizedText: string } };
  expect(recipe.normalizedText).toBe(spoken.segments.map((segment) => segment.spoken).join('\n'));

  const wrong = await runCli(home, ['spoken', '--text', 'Hi', '--language', 'x!', '--json']);
  expect(JSON.parse(wrong.stdout)).toMatchObject({ error: { code: 'usage', values: { value: 'x!' } } });
});

test('how the language was found is one line of what is spoken', async ({ home }) => {
  const lineOf = async (...asked: string[]) =>
    (await runCli(home, ['spoken', '--engine', 'draft', ...asked])).stdout.split('\n')[0];
  expect(await lineOf('--text', 'Das kostet drei Euro.')).toBe('language: de, by the text and the voice');
  expect(await lineOf('--text', '中文', '--language', 'zh')).toBe('language: zh, as asked');
});

test('a lexicon file with lines that are not taken ends with 1, each told, and keeps the others', async ({
  home,
}) => {
  const importing = async (words: string) => {
    const file = join(home, 'words.csv');
    await writeFile(file, words);
    return runCli(home, ['lexicon', 'import', file]);
  };
  const mixed = await importing('word,reading,kind\nnginx,engine x,\n银行,?,pinyin\n,nothing,\n');
  expect(mixed.code).toBe(1);
  expect(mixed.stdout.trim().split('\n')).toEqual([
    '1 word taken in, 2 not',
    'not taken: entry 3 (银行): the reading cannot be read',
    'not taken: entry 4 (): no word with a reading',
  ]);
  expect(await importing('word,reading\nkubectl,cube control\n')).toMatchObject({ code: 0 });
  const { stdout } = await runCli(home, ['lexicon', 'list', '--json']);
  const { entries } = JSON.parse(stdout) as { entries: { word: string }[] };
  expect(entries.map(({ word }) => word).sort()).toEqual(['kubectl', 'nginx']);
});

test('a paused queue holds nothing that the command line asks for; what waits is listed, made or taken out', async ({
  home,
}) => {
  const json = async (...args: string[]) =>
    JSON.parse((await runCli(home, [...args, '--json'])).stdout) as Record<string, unknown>;
  await json('settings', 'set', 'queue-paused', 'true');
  const speak = ['speak', '--prompt', prompt, '--text', 'Wait for me.', '--keep-voice', 'Anna'];
  const { takes } = (await json(...speak, '--variations', '3')) as { takes: { takeId: string }[] };
  const [first, second, third] = takes.map(({ takeId }) => takeId);
  // as a window leaves them that was closed with its queue paused
  const db = new DatabaseSync(join(home, 'library.db'));
  db.exec(`UPDATE takes SET state = 'queued', position = number, file = NULL,
    request = json_object('voiceId', json_extract(recipe, '$.voiceId'), 'text', json_extract(recipe, '$.text'))`);
  db.close();
  const waiting = { state: 'queued' };
  expect(await json('takes', 'queue')).toMatchObject({
    queue: [
      { id: first, ...waiting },
      { id: second, ...waiting },
      { id: third, ...waiting },
    ],
  });
  expect(await json('takes', 'retry', second!)).toMatchObject({ take: { state: 'done' } });
  expect(await json('takes', 'queue')).toMatchObject({ queue: [{ id: first }, { id: third }] });
  expect(await json('takes', 'cancel', third!)).toMatchObject({ takes: [{ id: third, state: 'cancelled' }] });
  expect(await json('takes', 'cancel', 'all')).toMatchObject({ takes: [{ id: first, state: 'cancelled' }] });
  expect(await json('takes', 'queue')).toEqual({ queue: [] });
});

test('doctor knows the machine and the engines', async ({ home }) => {
  const { stdout } = await runCli(home, ['doctor', '--json']);
  const report = JSON.parse(stdout) as {
    status: string;
    findings: { area: string }[];
    engine: { engines: { id: string }[] };
  };
  expect(['ok', 'degraded']).toContain(report.status);
  expect(report.engine.engines.map(({ id }) => id)).toContain('draft');
  expect(new Set(report.findings.map(({ area }) => area))).toContain('disk');
});

test.describe('wrong usage is said in JSON and by the exit code', () => {
  const speak = ['speak', '--text', 'Hello.', '--prompt', prompt];
  for (const [what, args] of [
    ['no voice', ['speak', '--text', 'a']],
    ['no text', ['speak', '--voice', 'a']],
    ['a seed that is no number', [...speak, '--seed', 'seven']],
    ['an unknown option', ['voices', '--colour']],
    ['an unknown command', ['sing']],
    ['a broken regular expression', ['log', '--grep', '(']],
    ['a broken exclusion', ['log', '--exclude', '(']],
    ['a pause that is no time', ['log', '--slow', 'soon']],
    ['an open door without a token', ['serve', '--host', '0.0.0.0']],
  ] as const) {
    test(what, async ({ home }) => {
      const { code, stdout } = await runCli(home, [...args, '--json']);
      const { error } = JSON.parse(stdout) as ErrorAnswer;
      expect(error.code).toBe('usage');
      expect(error.message).not.toBe('');
      expect(code).toBe(2);
    });
  }

  test('without --json it is two plain lines on stderr, and no stack', async ({ home }) => {
    const { stdout, stderr } = await runCli(home, ['voices', 'rename', 'Nobody', 'Somebody']);
    expect(stdout).toBe('');
    expect(stderr).toContain(
      'There is no voice named “Nobody”.\nMake one with: enroll --prompt FILE --name NAME\n',
    );
    expect(stderr).not.toMatch(/^\s+at /m);
  });

  test('a folder for the result that cannot be made keeps the take', async ({ home }) => {
    await writeFile(join(home, 'file'), '');
    const { stdout, code } = await runCli(home, [...speak, '--out', join(home, 'file/a.wav'), '--json']);
    const { error } = JSON.parse(stdout) as ErrorAnswer;
    expect(code).toBe(1);
    expect(error.code).toBe('folder-not-writable');
    const kept = /kept in (.*\.wav)/.exec(error.repair ?? '')?.[1] ?? '';
    expect(existsSync(kept)).toBe(true);
  });
});

test('several takes at once have seeds and files of their own; deleted ones come back by "last"', async ({
  home,
}) => {
  const out = join(home, 'out', 'many.wav');
  const { code, stdout, stderr } = await runCli(home, [
    ...['speak', '--prompt', prompt, '--text', 'Choose me.', '--seed', '7', '--keep-voice', 'Anna'],
    ...['--variations', '3', '--out', out, '--json'],
  ]);
  expect(code, stderr).toBe(0);
  const { takes } = JSON.parse(stdout) as { takes: { takeId: string; seed: number; file: string }[] };
  expect(takes.map(({ file }) => file)).toEqual([
    out,
    join(home, 'out/many_2.wav'),
    join(home, 'out/many_3.wav'),
  ]);
  expect(takes[0]?.seed).toBe(7);
  expect(new Set(takes.map(({ seed }) => seed)).size).toBe(3);
  for (const { file } of takes) expect(readWav(readFileSync(file)).sampleRateHz).toBe(24_000);

  const json = async (...args: string[]) =>
    JSON.parse((await runCli(home, ['takes', ...args, '--json'])).stdout) as Record<string, unknown>;
  const [a, b] = takes.map(({ takeId }) => takeId);
  await json('delete', a!.slice(0, 8), b!.slice(0, 8));
  expect(await json('bin')).toMatchObject({ takeCount: 2, takes: [{ take: { id: b }, hasAudio: true }, {}] });
  expect(await json('restore', 'last')).toMatchObject({ takes: [{ id: b }] });
  expect(await json('bin', '--empty')).toEqual({ deletedForGood: 1 });
  expect(await json('cancel', b!)).toMatchObject({ error: { code: 'bad-request' } });

  const backup = ['library', 'backup', '--out', join(home, 'all.cvbackup'), '--json'];
  expect((await runCli(home, backup)).code).toBe(0);
  expect((await runCli(home, backup)).code).toBe(2);
  expect((await runCli(home, [...backup, '--force'])).code).toBe(0);
});
