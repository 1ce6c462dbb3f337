import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import type { LogRecord } from '#contract/logger';
import { LogPrivacy, ownWords, saidInFile } from './log-privacy';
import { buildScript, forkedEngines } from '../testing/test-launchers';
import { openTestStudio, removeTemporaryFolders, temporaryFolder } from '../testing/test-studio';

afterAll(removeTemporaryFolders);

const open = (key = 'k') => new LogPrivacy({ key, wanted: true, forced: false });
const record = (message: string, more: Partial<LogRecord> = {}): LogRecord => ({
  time: '2026-11-22T12:00:00.123Z',
  level: 'info',
  scope: 'studio',
  message,
  ...more,
});

describe('a private log', () => {
  test('tells length and hash of what a record declares, in the message and in the facts', () => {
    const kept = open().admit(
      record('Received synthesis request for text: 你好世界', {
        data: { voice: 'Anna', nested: [{ text: '你好世界' }], seed: 7 },
        said: ['你好世界', 'Anna'],
      }),
    );
    expect(kept.message).toMatch(/^Received synthesis request for text: \[4 characters, #[0-9a-f]{8}\]$/);
    expect(JSON.stringify(kept)).not.toMatch(/你|Anna/);
    expect(kept.data).toMatchObject({ seed: 7 });
    expect(kept).not.toHaveProperty('said');
  });

  test('gives equal words equal hashes, and other installations other ones', () => {
    const tell = (log: LogPrivacy) => log.admit(record('a Hello world', { said: ['Hello world'] })).message;
    expect(tell(open())).toBe(tell(open()));
    expect(tell(open())).not.toBe(tell(open('another')));
  });

  test('knows words again that a call brought in, whoever repeats them, whole or cut off', () => {
    const log = open();
    log.noteCall({ text: ' The quick brown fox jumps ', seed: 7, prompt: { transcript: '早上好，大家好' } });
    expect(log.admit(record('stderr: cannot read "The quick brown f…"')).message).toMatch(
      /^stderr: cannot read "\[17 characters, #\w+\]…"$/,
    );
    expect(log.admit(record('heard 早上好，大家好')).message).toMatch(/^heard \[7 characters/);
  });

  test('does not mistake a name for a part of a word', () => {
    const log = open();
    log.noteCall({ name: 'Ann' });
    expect(log.admit(record('Announced by Ann.')).message).toMatch(/^Announced by \[3 characters, #\w+\]\.$/);
  });

  test('opened up, it keeps lines as they are, but never the declaration', () => {
    const log = open();
    log.on = false;
    expect(log.admit(record('text: Hello', { said: ['Hello'] }))).toEqual(record('text: Hello'));
  });
});

test('the words of a call are found at any depth, and sound is not looked through', () => {
  expect(
    ownWords({ takes: [{ text: 'a b' }], name: 'n', tags: ['t'], seed: 1, samples: new Float32Array(4) }),
  ).toEqual(['a b', 'n', 't']);
});

/** Every byte of a log folder. */
const folderText = (home: string) =>
  readdirSync(join(home, 'logs'))
    .map((file) => readFileSync(join(home, 'logs', file), 'utf8'))
    .join('\n');

test('with the switch on, no file of the log folder has a word of a take, an enrolment or a rename', async () => {
  const home = temporaryFolder();
  const script = await buildScript('test-engine-process.ts');
  const studio = await openTestStudio({ home, engine: forkedEngines(script) });
  await studio.api.updateSettings({ privateLog: true });
  const voice = await studio.makeVoice('Zebulon', 'marmalade on the windowsill');
  await studio.enrolled();
  expect((await studio.speak({ voiceId: voice.id, text: 'Walrus under umbrellas' })).state).toBe('done');
  expect((await studio.speak({ voiceId: voice.id, text: 'nightjar crash' })).state).toBe('failed');
  expect((await studio.speak({ voiceId: voice.id, text: 'periwinkle fail' })).state).toBe('failed');
  await expect(studio.api.startTake({ voiceId: voice.id, text: '¿¡ !!', seed: 7 })).rejects.toThrow();
  await studio.api.renameVoice({ voiceId: voice.id, name: 'Quillon' });
  await studio.api.setTranscript({ voiceId: voice.id, transcript: 'tangerine fail' });
  await studio.api.writeLog({ level: 'error', message: 'cannot draw Walrus under umbrellas' });
  await expect(studio.api.renameVoice({ voiceId: 'none', name: 'Xanthippe' })).rejects.toThrow();
  await studio.api.deleteVoice({ voiceId: voice.id });
  await studio.close();
  await script.remove();

  const kept = folderText(home);
  expect(kept).toContain('Received synthesis request for text: [22 characters, #');
  for (const word of [
    ...['Zebulon', 'marmalade', 'windowsill', 'Walrus', 'umbrellas', 'nightjar', 'periwinkle'],
    ...['Quillon', 'tangerine', 'Xanthippe', '¿¡'],
  ])
    expect(kept, word).not.toContain(word);
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
  expect(saidInFile('output_20241217_143052.wav')).toEqual([]);
  expect(saidInFile('output_20241217_143052_2.wav')).toEqual([]);
  expect(saidInFile('Anna - Hello world.flac')).toEqual(['Anna - Hello world.flac']);
});
