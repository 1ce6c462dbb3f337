import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { loggedFacts, reportError, StudioError } from '#contract/errors';
import type { LogEntry } from '#contract/logger';
import { cutLine, hide, personal, reveal } from '#contract/personal';
import { formatLine } from '#log-text/format';
import { openLog } from './log';
import { fileWords, wordToken } from './log-privacy';
import { SecretWords } from '../../../tests/support/studio/secret-words';
import { quick, testManifest } from '../../../tests/support/studio/test-pack';
import { buildScript, forkedEngines } from '../../../tests/support/studio/test-launchers';
import {
  openTestStudio,
  removeTemporaryFolders,
  temporaryFolder,
} from '../../../tests/support/studio/test-studio';
import { errorLine } from './english';

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
    const error = new StudioError(
      'text-unspeakable',
      { text: 'No: Anna\n    at the hospital', max: 7 },
      new TypeError('Anna was here'),
    );
    const report = reportError(error);
    const line = hide(`${errorLine(report)} ${JSON.stringify(loggedFacts(report))}`, () => '#');
    expect(line).not.toMatch(/Anna|hospital/);
    expect(line).toContain('"code":"text-unspeakable"');
    expect(line).toContain('"max":7');
    expect(line).toMatch(/log-privacy\.test\.ts/);
  });
});

const folderText = (home: string) =>
  readdirSync(join(home, 'logs'))
    .map((file) => readFileSync(join(home, 'logs', file), 'utf8'))
    .join('\n');

test.each([1, 2])(
  'with the switch on, nothing that was said, named or refused is in log, terminal, health or bundle (seed %i)',
  async (seed) => {
    const secrets = new SecretWords(seed);
    const word = () => secrets.word();
    const say = (tail?: string) => secrets.sentence(tail);
    const home = temporaryFolder();
    const script = await buildScript('test-engine-process.ts');
    const chosen = join(temporaryFolder(), word());
    mkdirSync(chosen);
    const studio = await openTestStudio({
      ...{ home, engine: forkedEngines(script) },
      ...{ retryPolicy: quick, get: () => Promise.reject(new Error(`no way to ${word()}`)) },
      abilities: { chooseFolder: async () => chosen },
    });
    const options = { format: 'wav' as const };
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
    await refused(api.changeProject({ projectId: project.id, notes: say() }));
    const lines = [{ text: say(), speaker: word(), instruction: word() }];
    await refused(
      api.changeScript({ projectId: project.id, operations: [{ do: 'insert', after: null, lines }] }),
    );
    await refused(api.speakScript({ projectId: project.id }));
    await refused(api.createProject({ name: project.name }));
    await refused(api.setTranscript({ voiceId: voice.id, transcript: `${say()} fail` }));
    await refused(api.renameVoice({ voiceId: word(), name: word() }));
    await refused(api.startTake({ voiceId: voice.id, text: '¿¡ !!', seed: 7 }));
    await refused(api.startTake({ voiceId: word(), text: say(), seed: -1 }));
    const { id: takeId } = await studio.speak({ voiceId: voice.id, text: say() });
    const { name, bytes: sound } = await api.exportTake({
      takeId,
      options,
      naming: `${word()} {voice} {text}`,
    });
    await api.readRecipe({ name, bytes: sound });
    const channels = [Float32Array.from({ length: 48_000 }, (_, at) => Math.sin(at / 20))];
    await api.addRecording({ name: word(), sampleRateHz: 48_000, channels, format: word() });
    const { folderId = '' } = (await api.chooseExportFolder()) ?? {};
    await api.saveExport({ takeId, options, folderId, naming: word() });
    const { bytes: pack } = await api.exportVoices({ voiceIds: [voice.id] });
    const { voices } = await api.importVoices({ name: `${word()}.cvvoice`, bytes: pack });
    expect(voices).toHaveLength(1);
    await studio.enrolled();
    const bytes = new TextEncoder().encode(say());
    await refused(api.readRecipe({ name: `${word()}.wav`, bytes }));
    await refused(api.importVoices({ name: `${word()}.zip`, bytes }));
    await api.verifyPack({ packId: `mine-${word()}` });
    const manifest = testManifest({ 'llm.onnx': bytes }, { id: word(), name: word() });
    await studio.packFiles.addManifest(JSON.stringify(manifest));
    await refused(api.downloadPack({ packId: manifest.id }));
    await studio.packFiles.settled(manifest.id);
    for (const change of [api.pauseDownload, api.cancelDownload, api.removePack, api.restorePack] as const)
      await refused(change({ packId: manifest.id }));
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
    expect(secrets.said.length).toBeGreaterThan(60);
    for (const [where, text] of Object.entries({
      files: folderText(home),
      terminal: told,
      bundles: bundles.join('\n'),
      outside: outside.join('\n'),
    }))
      expect(secrets.leaksIn(text), where).toEqual([]);
  },
);

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
