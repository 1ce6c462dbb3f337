import { fork } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { readWavLayout } from '#audio/wav';
import type { LogEntry } from '#contract/logger';
import { memoryPorts } from '../../tests/support/memory-ports';
import { connect, serve } from '#contract/rpc';
import { studioContract } from '#contract/studio-api';
import { defaultHome } from './storage/files/folders';
import { buildScript } from '../../tests/support/studio/test-launchers';
import { waitForExit } from '../../tests/support/studio/test-processes';
import {
  isOver,
  openTestStudio,
  removeTemporaryFolders,
  temporaryFolder,
  testResources,
} from '../../tests/support/studio/test-studio';

afterAll(removeTemporaryFolders);

test('the window’s story over a port: recording, voice, take, audio, log', async () => {
  const studio = await openTestStudio();
  const [host, window] = memoryPorts();
  serve(studioContract, studio, host);
  const { api, on } = connect(studioContract, window);
  const lines: LogEntry[] = [];
  on('log', (batch) => lines.push(...batch));
  const voice = await studio.makeVoice();
  const done = new Promise((resolve) => on('takeChanged', (take) => isOver(take) && resolve(take)));
  const take = await api.startTake({ text: 'Hello', voiceId: voice.id, seed: 1 });
  await done;
  expect((await api.getTakeAudio({ takeId: take.id })).samples.length).toBe(6000);
  await api.writeLog({ level: 'warn', message: 'microphone unplugged', takeId: take.id });
  const kept = await api.readLog({ limit: 100, takeId: take.id });
  expect(kept.at(-1)).toMatchObject({ scope: 'window', level: 'warn', message: 'microphone unplugged' });
  await expect(api.startTake({ text: 'Hello', voiceId: voice.id, seed: 0 })).rejects.toMatchObject({
    code: 'seed-out-of-range',
    values: { seed: 0 },
  });
  await studio.close();
  await new Promise((resolve) => setImmediate(resolve));
  expect(lines.map(({ message }) => message)).toEqual(
    expect.arrayContaining(['microphone unplugged', 'Take finished']),
  );
});

test('settings start with defaults, survive a restart, and are refused when they make no sense', async () => {
  const first = await openTestStudio();
  expect(await first.api.getSettings()).toMatchObject({
    language: 'system',
    engine: 'auto',
    welcomed: false,
  });
  await first.api.updateSettings({ language: 'zh-CN', seed: 99 });
  await expect(first.api.updateSettings({ seed: 0 })).rejects.toMatchObject({ code: 'bad-request' });
  await first.close();
  const second = await openTestStudio({ home: first.home });
  expect(await second.api.getSettings()).toMatchObject({ language: 'zh-CN', seed: 99, theme: 'system' });
  const [sample] = await second.api.listSamples();
  expect(await second.api.openSample({ sampleId: sample!.id })).toMatchObject({ name: '示例音色 A（合成）' });
  await second.close();
});

describe('what the host can do', () => {
  test('takes go to the folder a person chose, and are shown there', async () => {
    const chosen = temporaryFolder();
    const shown: string[] = [];
    const studio = await openTestStudio({
      abilities: { chooseFolder: async () => chosen, reveal: (path) => shown.push(path) },
    });
    const { id: voiceId } = await studio.makeVoice();
    const before = await studio.speak({ voiceId });
    await studio.api.chooseFolder({ kind: 'outputs', moveFiles: false });
    const after = await studio.speak({ voiceId });
    await studio.api.revealTake({ takeId: before.id });
    await studio.api.revealTake({ takeId: after.id });
    await studio.api.revealLog();
    const log = join(studio.home, 'logs', 'runtime.log');
    expect(shown).toEqual([join(studio.home, 'outputs', before.file!), join(chosen, after.file!), log]);
    expect(await studio.api.getStatus()).toMatchObject({
      outputsFolder: chosen,
      canReveal: true,
      canChooseFolder: true,
    });
    await studio.close();
  });

  test('what it cannot do is said', async () => {
    const studio = await openTestStudio();
    await expect(studio.api.revealLog()).rejects.toMatchObject({ code: 'not-supported-here' });
    await expect(studio.api.chooseFolder({ kind: 'outputs', moveFiles: false })).rejects.toMatchObject({
      code: 'not-supported-here',
    });
    await studio.close();
  });
});

test('what is asked of a studio that closes is told so, and is no error of its log', async () => {
  const studio = await openTestStudio();
  const { home } = studio;
  const closed = studio.close();
  await expect(studio.api.updateSettings({ theme: 'dark' })).rejects.toMatchObject({ code: 'cancelled' });
  await closed;
  await expect(studio.api.listVoices()).rejects.toMatchObject({ code: 'cancelled' });
  const next = await openTestStudio({ home });
  expect(await next.api.readLog({ limit: 100, levels: ['warn', 'error'] })).toEqual([]);
  await next.close();
});

describe('two studios on one library', () => {
  test('the second is refused; for reading it is welcome, and changes nothing', async () => {
    const first = await openTestStudio();
    const { id: voiceId } = await first.makeVoice();
    const take = await first.speak({ voiceId });
    const { home } = first;
    await expect(openTestStudio({ home })).rejects.toMatchObject({
      code: 'library-locked',
      values: { pid: process.pid },
    });
    const reader = await openTestStudio({ home, readOnly: true });
    expect((await reader.api.listVoices()).voices).toHaveLength(1);
    expect(await reader.api.getTake({ takeId: take.id })).toEqual(take);
    expect(
      (await reader.api.readLog({ limit: 1000 })).some(({ message }) => message === 'Take finished'),
    ).toBe(true);
    expect((await reader.api.listPacks()).length).toBeGreaterThan(0);
    const copy = await reader.api.exportTake({ takeId: take.id, options: { format: 'wav' } });
    expect(copy.bytes.length).toBeGreaterThan(0);
    await expect(reader.api.deleteVoice({ voiceId })).rejects.toMatchObject({ code: 'library-read-only' });
    expect(await reader.api.getStatus()).toMatchObject({ readOnly: true });
    expect(await reader.api.updateSettings({ theme: 'dark' })).toMatchObject({ theme: 'dark' });
    expect(await first.api.getSettings()).toMatchObject({ theme: 'system' });
    await expect(reader.api.updateSettings({ theme: 'light', concurrency: 2 })).rejects.toMatchObject({
      code: 'library-read-only',
    });
    expect(await reader.api.getSettings()).toMatchObject({ theme: 'dark', concurrency: 1 });
    const followed = new Promise((resolve) => reader.on('libraryReplaced', resolve));
    await first.api.renameVoice({ voiceId, name: 'Renamed' });
    await followed;
    expect((await reader.api.listVoices()).voices).toMatchObject([{ name: 'Renamed' }]);
    await reader.close();
    await first.close();
    await first.close();
    await (await openTestStudio({ home })).close();
  });

  test('a library that is not there reads as an empty one and is not made', async () => {
    const home = join(temporaryFolder(), 'nothing');
    const reader = await openTestStudio({ home, readOnly: true });
    expect(await reader.api.listTakes({ limit: 10 })).toEqual([]);
    expect(await reader.api.readLog({ limit: 10 })).toEqual([]);
    await reader.close();
    expect(existsSync(home)).toBe(false);
  });
});

test('a studio that closes in the middle of a take says so in the take, and the next one goes on with the queue', async () => {
  const first = await openTestStudio();
  const { id: voiceId } = await first.makeVoice();
  const running = await first.api.startTake({ voiceId, text: 'slow', seed: 1 });
  const waiting = await first.api.startTake({ voiceId, text: 'next', seed: 1 });
  await first.when(running.id, ({ state }) => state === 'running');
  await first.close();
  const second = await openTestStudio({ home: first.home });
  expect(await second.api.getTake({ takeId: running.id })).toMatchObject({
    state: 'failed',
    error: { code: 'take-interrupted' },
  });
  expect(await second.when(waiting.id, isOver)).toMatchObject({ state: 'done' });
  expect(await second.speak({ voiceId })).toMatchObject({ state: 'done' });
  await second.close();
});

test('kill -9 at any moment leaves a library that opens, with every file it speaks of', async () => {
  const script = await buildScript('test-studio-process.ts');
  const home = temporaryFolder();
  const resources = testResources();
  for (const delayMs of [0, 70, 310]) {
    const child = fork(script.file, [home, resources]);
    await once(child, 'message');
    await new Promise((resolve) => setTimeout(resolve, delayMs));
    child.kill('SIGKILL');
    await waitForExit(child);

    const studio = await openTestStudio({ home });
    for (const { id } of (await studio.api.listVoices()).voices)
      expect((await studio.api.getVoiceAudio({ voiceId: id })).samples.length).toBeGreaterThan(70_000);
    for (const { id } of await studio.api.listTakes({ limit: 500 })) {
      const take = await studio.when(id, isOver);
      if (take.state === 'done') {
        const { bytes } = await studio.api.getTakeFile({ takeId: take.id });
        expect(readWavLayout(bytes).frames / 24_000).toBeCloseTo(take.audioSec!, 3);
      }
    }
    for (const folder of ['outputs', 'recordings'])
      expect(readdirSync(join(home, folder)).filter((name) => name.endsWith('.tmp'))).toEqual([]);
    const { id: voiceId } = await studio.makeVoice(`after ${delayMs}`);
    expect(await studio.speak({ voiceId })).toMatchObject({ state: 'done' });
    await studio.close();
  }
  const log = await readFile(join(home, 'logs', 'runtime.log'), 'utf8');
  expect(log.match(/CosyVoice Studio 1\.2\.3 started/g)).toHaveLength(6);
  await script.remove();
});

test('the data folder: chosen by the environment, else where each system keeps such data', () => {
  expect(defaultHome({ COSYVOICE_STUDIO_HOME: '/data' }, 'win32')).toBe('/data');
  expect(defaultHome({ XDG_DATA_HOME: '/x' }, 'linux')).toBe('/x/cosyvoice-studio');
  expect(defaultHome({}, 'linux')).toMatch(/\.local\/share\/cosyvoice-studio$/);
  expect(defaultHome({}, 'darwin')).toMatch(/Library\/Application Support\/CosyVoice Studio$/);
  expect(defaultHome({ APPDATA: '/roaming' }, 'win32')).toBe('/roaming/CosyVoice Studio');
});
