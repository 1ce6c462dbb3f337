import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { loggedFacts, loggedMessage, reportError, StudioError } from '#contract/errors';
import type { LogEntry } from '#contract/logger';
import { cutLine, hide, personal, reveal } from '#contract/personal';
import { formatLine } from '#log-text/format';
import { openLog } from './log';
import { fileWords, wordToken } from './log-privacy';
import { buildScript, forkedEngines } from '../testing/test-launchers';
import { openTestStudio, removeTemporaryFolders, temporaryFolder } from '../testing/test-studio';

afterAll(removeTemporaryFolders);

describe('marked words', () => {
  const token = wordToken('k');

  test('are hidden as length and hash: equal words alike, other keys otherwise', () => {
    const told = hide(`text: ${personal('你好世界')}!`, token);
    expect(told).toMatch(/^text: \[4 characters, #[0-9a-f]{8}\]!$/);
    expect(hide(`text: ${personal('你好世界')}!`, token)).toBe(told);
    expect(hide(personal('你好世界'), wordToken('other'))).not.toBe(hide(personal('你好世界'), token));
  });

  test('cannot end their own mark, and stay marked where a line is cut', () => {
    const hostile = personal(`a ${personal('b')} \uFDD1 c \uFDD0`);
    expect(hide(hostile, () => '#')).toBe('#');
    expect(hide(cutLine(`x ${personal('secret '.repeat(50))}`, 60), () => '#')).toBe(
      '#… [cut: 354 characters]'.replace(/^/u, 'x '),
    );
    expect(hide(`x ${personal('cut off').slice(0, 4)}`, () => '#')).toBe('x #');
    expect(reveal(`a ${personal('b')} c`)).toBe('a b c');
  });

  test('of an error are all its texts; code, numbers and frames stand open', () => {
    const error = new StudioError('text-unspeakable', 'No: Anna\n    at the hospital', {
      values: { text: 'Anna', max: 7 },
      cause: new TypeError('Anna was here'),
    });
    const report = reportError(error);
    const line = hide(`${loggedMessage(report)} ${JSON.stringify(loggedFacts(report))}`, () => '#');
    expect(line).not.toMatch(/Anna|hospital/);
    expect(line).toContain('"code":"text-unspeakable"');
    expect(line).toContain('"max":7');
    expect(line).toMatch(/log-privacy\.test\.ts/);
  });
});

/** Draws the same numbers from the same seed. */
function mulberry(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** Sentences around words that stand nowhere else, so that any of them in a file is a leak. */
function speaker(seed: number) {
  const draw = mulberry(seed);
  const secrets: string[] = [];
  const pick = (from: readonly string[]) => from[Math.floor(draw() * from.length)]!;
  const word = () => {
    const made = `zq${Math.floor(draw() * 1e9).toString(36)}x`;
    secrets.push(made);
    return made;
  };
  const join = () => pick([', ', '. ', ': ', ' ', '\n', '“', '\n    at ', ' \uFDD1 ']);
  const say = (tail = '') => `${word()}${join()}${word()} has ${word()}${join()}${word()}${tail}`;
  return { secrets, word, say };
}

const folderText = (home: string) =>
  readdirSync(join(home, 'logs'))
    .map((file) => readFileSync(join(home, 'logs', file), 'utf8'))
    .join('\n');

test.each([1, 2])(
  'with the switch on, nothing that was said, named or refused is in log, terminal, health or bundle (seed %i)',
  async (seed) => {
    const { secrets, word, say } = speaker(seed);
    const home = temporaryFolder();
    const script = await buildScript('test-engine-process.ts');
    const studio = await openTestStudio({ home, engine: forkedEngines(script) });
    const terminal: LogEntry[] = [];
    studio.on('log', (entries) => terminal.push(...entries));
    const refused = (work: Promise<unknown>) => work.catch(() => undefined);
    const { api } = studio;
    await api.updateSettings({ privateLog: true });
    const voice = await studio.makeVoice(word(), say());
    await studio.enrolled();
    const bundles: string[] = [];
    for (const tail of ['', '', ' fail', ' crash', ' !!']) {
      const take = await studio.speak({ voiceId: voice.id, text: say(tail), instruction: word() });
      await refused(api.changeTakes({ takeIds: [take.id], change: { name: word(), note: say() } }));
      const { files } = await api.prepareBundle({ takeId: take.id });
      bundles.push(...files.map(({ text }) => text));
    }
    const waiting = await api.startTake({ voiceId: voice.id, text: say(), seed: 7 });
    await refused(api.cancelTake({ takeId: waiting.id }));
    const project = await api.createProject({ name: word() });
    await refused(api.changeProject({ projectId: project.id, notes: say(), script: say() }));
    await refused(api.createProject({ name: project.name }));
    await refused(api.setTranscript({ voiceId: voice.id, transcript: `${say()} fail` }));
    await refused(api.renameVoice({ voiceId: word(), name: word() }));
    await refused(api.startTake({ voiceId: voice.id, text: '¿¡ !!', seed: 7 }));
    await refused(api.startTake({ voiceId: word(), text: say(), seed: -1 }));
    const bytes = new TextEncoder().encode(say());
    await refused(api.readRecipe({ name: `${word()}.wav`, bytes }));
    await refused(api.importVoices({ name: `${word()}.zip`, bytes }));
    await refused(api.searchLibrary({ text: word(), limit: 5 }));
    await refused(api.renameTakes({ takeIds: [waiting.id], naming: `{nope} ${word()}` }));
    await refused(api.scanLog({ text: `(${word()}`, regex: true, limit: 5 }));
    await api.writeLog({ level: 'error', message: `cannot draw ${say()}` });
    await refused(api.deleteVoice({ voiceId: voice.id }));
    bundles.push(...(await api.prepareBundle({})).files.map(({ text }) => text));
    const outside = [JSON.stringify(studio.health()), studio.metrics()];
    await studio.close();
    await script.remove();

    const told = terminal.map(formatLine).join('\n');
    expect(folderText(home)).toContain('Received synthesis request for text: [');
    expect(terminal.length).toBeGreaterThan(30);
    expect(secrets.length).toBeGreaterThan(60);
    for (const [where, text] of Object.entries({
      files: folderText(home),
      terminal: told,
      bundles: bundles.join('\n'),
      outside: outside.join('\n'),
    }))
      expect(
        secrets.filter((secret) => text.includes(secret)).map((secret) => lineWith(text, secret)),
        where,
      ).toEqual([]);
  },
);

const lineWith = (text: string, word: string) => text.split('\n').find((line) => line.includes(word));

test('lines from before the switch are hidden in a bundle all the same', async () => {
  const studio = await openTestStudio();
  const voice = await studio.makeVoice('Zebulon', 'marmalade on the windowsill');
  const take = await studio.speak({ voiceId: voice.id, text: 'Walrus under umbrellas' });
  expect(folderText(studio.home)).toContain('Received synthesis request for text: Walrus under umbrellas');
  const { files } = await studio.api.prepareBundle({ takeId: take.id });
  expect(files.map(({ text }) => text).join('\n')).not.toMatch(/Zebulon|marmalade|Walrus/);
  await studio.close();
});

test('the machine may force it, whatever the settings say', async () => {
  process.env.COSYVOICE_STUDIO_PRIVATE_LOG = '1';
  try {
    const home = temporaryFolder();
    const studio = await openTestStudio({ home });
    const voice = await studio.makeVoice();
    await studio.speak({ voiceId: voice.id, text: 'Walrus under umbrellas' });
    expect((await studio.api.getStatus()).privateLog).toBe('forced');
    await studio.close();
    expect(folderText(home)).not.toContain('Walrus');
  } finally {
    delete process.env.COSYVOICE_STUDIO_PRIVATE_LOG;
  }
});

test('the name of a file is words when a person’s naming made it, and not when it is a date', () => {
  expect(fileWords('output_20241217_143052_2.wav')).toBe('output_20241217_143052_2.wav');
  expect(fileWords('Anna - Hello world.flac')).toBe(personal('Anna - Hello world.flac'));
});

/** Every TypeScript source of the studio and the engine, without tests. */
const sources = ['studio', 'engine', 'server', 'main'].flatMap((part) =>
  readdirSync(join('src', part), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !file.includes('.test.') && !file.includes('testing'))
    .map((file) => join('src', part, file)),
);

test('no call of the log writes the message of an error, a text or a name without marking it', () => {
  const call = /\blog(?:ger)?(?:\[level\]|\.(?:debug|info|warn|error))\(((?:[^;]|\n)*?)\);/gu;
  const bare =
    /\$\{[^}()]*\b(?:message|text|transcript|name|instruction|reason|file|path|to)\}|^\s*(?:message|\w+\.message)\b/u;
  const found = sources.flatMap((file) =>
    [...readFileSync(file, 'utf8').matchAll(call)]
      .filter(([, inside = '']) => bare.test(inside))
      .map(([line]) => `${file}: ${line}`),
  );
  expect(found).toEqual([]);
});

test('a line has a bound, and so have its facts: what is cut tells how long it was', async () => {
  const log = openLog({ folder: temporaryFolder(), readOnly: false });
  log
    .logger('studio')
    .warn('x'.repeat(60_000_000), { list: Array.from({ length: 200 }, () => 'y'.repeat(9000)) });
  log.logger('studio').info(personal('z'.repeat(60_000)));
  const [long, said] = await log.read({ limit: 2 });
  expect(long!.message).toMatch(/^x{19960}… \[cut: 60000000 characters\]$/);
  expect(JSON.stringify(long!.data).length).toBeLessThan(100);
  expect(said!.message).toMatch(/^z+… \[cut: 60002 characters\]$/);
});
