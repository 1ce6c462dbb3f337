import { createHash } from 'node:crypto';
import { type ChildProcess, fork } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readWavLayout } from '#audio/wav';
import type { Take } from '#contract/domain';
import { fill, mayMount, mountSmall, unmountAll } from '../../../tests/support/studio/small-disk';
import { createTestEngine } from '../../../tests/support/studio/test-engine';
import {
  buildScript,
  type BuiltScript,
  forkedEngines,
  memoryEngineWith,
} from '../../../tests/support/studio/test-launchers';
import { waitForExit } from '../../../tests/support/studio/test-processes';
import {
  isClosed,
  isOver,
  openTestStudio,
  removeTemporaryFolders,
  testResources,
  type TestStudio,
} from '../../../tests/support/studio/test-studio';

/** Whatever ends a take in its seventh segment: six are kept, and what goes on is bit for bit an undisturbed take. */

let engineScript: BuiltScript;
let hostScript: BuiltScript;
beforeAll(async () => {
  [engineScript, hostScript] = await Promise.all([
    buildScript('test-engine-process.ts'),
    buildScript('test-take-process.ts'),
  ]);
});
afterAll(async () => {
  unmountAll();
  await Promise.all([engineScript.remove(), hostScript.remove()]);
  removeTemporaryFolders();
});

/** The words decide what the engine does, their number how it sounds. */
const seven = (last: string) =>
  [...Array.from('abcdef', (name) => `line ${name}`), `line ${last}`].join('\n');

const sixCame = ({ segments }: Take) => segments.length === 6;

async function expectSix(studio: TestStudio, { id, file }: Take, folder = join(studio.home, 'outputs')) {
  const { segments, of, complete } = await studio.api.getSegments({ takeId: id });
  expect({ count: segments.length, of, complete }).toEqual({ count: 6, of: 7, complete: false });
  const { data, frames, truncated } = readWavLayout(readFileSync(join(folder, file!)));
  const last = segments.at(-1)!;
  expect({ frames, truncated }).toEqual({ frames: last.firstSample + last.samples, truncated: false });
  for (const { firstSample, samples, pcmSha256 } of segments) {
    const sound = data.subarray(2 * firstSample, 2 * (firstSample + samples));
    expect(createHash('sha256').update(sound).digest('hex')).toBe(pcmSha256);
  }
}

/** @param undisturbed a take of words that sound the same */
async function expectWholeAfter(studio: TestStudio, { id }: Take, undisturbed: Take) {
  await studio.api.continueTake({ takeId: id });
  const whole = await studio.when(id, isOver);
  expect({ state: whole.state, sound: whole.pcmSha256 }).toEqual({
    ...{ state: 'done', sound: undisturbed.pcmSha256 },
  });
  expect(whole.segments).toHaveLength(7);
  expect((await studio.api.verifyLibrary()).findings).toEqual([]);
}

test('an engine process that is killed in the seventh segment', async () => {
  const engines = forkedEngines(engineScript);
  const studio = await openTestStudio({ engine: engines });
  const { id: voiceId } = await studio.makeVoice();
  const { id } = await studio.api.startTake({ voiceId, text: seven('slow'), seed: 7 });
  await studio.when(id, sixCame);
  engines.children[0]!.kill('SIGKILL');
  const failed = await studio.when(id, isOver);
  expect(failed).toMatchObject({ state: 'failed', error: { code: 'engine-crashed' } });
  await expectSix(studio, failed);
  await expectWholeAfter(studio, failed, await studio.speak({ voiceId, text: seven('fine') }));
  await studio.close();
});

test('a host process that is killed in the seventh segment', async () => {
  const before = await openTestStudio();
  const { id: voiceId } = await before.makeVoice();
  await before.close();
  const host: ChildProcess = fork(hostScript.file, [before.home, testResources(), voiceId, seven('slow')]);
  await new Promise<void>((resolve) => host.once('message', () => resolve()));
  host.kill('SIGKILL');
  expect(await waitForExit(host)).toBe('SIGKILL');

  const studio = await openTestStudio({ home: before.home });
  const [left] = await studio.api.listTakes({ limit: 1 });
  expect(left).toMatchObject({ state: 'failed', error: { code: 'take-interrupted' } });
  await expectSix(studio, left!);
  await expectWholeAfter(studio, left!, await studio.speak({ voiceId, text: seven('fine') }));
  await studio.close();
});

test.runIf(mayMount())('a disk that is full in the seventh segment', async () => {
  // the library lies elsewhere: this is the disk that a person chose for sound
  const folder = mountSmall(8);
  let beforeSeventh: () => Promise<void> = () => Promise.resolve();
  const sound = createTestEngine();
  const engine = memoryEngineWith({
    speak: async function* (request, signal) {
      const items = sound.api.speak(request, signal);
      for (;;) {
        const step = await items.next();
        if (step.done) return step.value;
        if (step.value.kind === 'samples' && step.value.segment === 6) await beforeSeventh();
        yield step.value;
      }
    },
  });
  const studio = await openTestStudio({ engine });
  const { id: voiceId } = await studio.makeVoice();
  await studio.useFolder('outputs', folder, { moveFiles: false });
  const undisturbed = await studio.speak({ voiceId, text: seven('fine') });
  beforeSeventh = async () => {
    const [running] = await studio.api.listTakes({ limit: 1 });
    await studio.when(running!.id, sixCame);
    fill(folder);
  };
  const failed = await studio.speak({ voiceId, text: seven('fine') });
  expect(failed).toMatchObject({ state: 'failed', error: { code: 'disk-full' } });
  beforeSeventh = () => Promise.resolve();
  rmSync(join(folder, 'filler'));
  await expectSix(studio, failed, folder);
  await expectWholeAfter(studio, failed, undisturbed);
  await studio.close();
});

test('a cancel between two chunks of the seventh segment', async () => {
  let halfway: (() => void) | undefined;
  const sound = createTestEngine();
  const engine = memoryEngineWith({
    speak: async function* (request, signal) {
      const items = sound.api.speak(request, signal);
      for (;;) {
        const step = await items.next();
        if (step.done) return step.value;
        const item = step.value;
        if (item.kind === 'segment') {
          yield item;
          continue;
        }
        const half = Math.floor(item.samples.length / 2);
        yield { ...item, samples: item.samples.slice(0, half) };
        if (item.segment === 6 && halfway) {
          halfway();
          await new Promise<void>((resolve) => signal?.addEventListener('abort', () => resolve()));
          signal?.throwIfAborted();
        }
        yield { ...item, firstSample: item.firstSample + half, samples: item.samples.slice(half) };
      }
    },
  });
  const studio = await openTestStudio({ engine });
  const { id: voiceId } = await studio.makeVoice();
  const undisturbed = await studio.speak({ voiceId, text: seven('fine') });
  const isHalfway = new Promise<void>((resolve) => (halfway = resolve));
  const { id } = await studio.api.startTake({ voiceId, text: seven('fine'), seed: 7 });
  await isHalfway;
  await studio.api.cancelTake({ takeId: id });
  const cancelled = await studio.when(id, isClosed);
  expect(cancelled.state).toBe('cancelled');
  halfway = undefined;
  await expectSix(studio, cancelled);
  await expectWholeAfter(studio, cancelled, undisturbed);
  await studio.close();
});

describe('an engine that is stuck', () => {
  test('after something of its take could not be kept is ended, and the next take is made', async () => {
    const engines = forkedEngines(engineScript);
    const studio = await openTestStudio({ engine: engines });
    const { id: voiceId } = await studio.makeVoice();
    const failed = await studio.speak({ voiceId, text: 'line a\nnan\nstuck' });
    expect(failed).toMatchObject({ state: 'failed', error: { code: 'not-a-number' } });
    expect((await studio.api.getSegments({ takeId: failed.id })).segments).toHaveLength(1);
    expect(await studio.speak({ voiceId, text: 'fine' })).toMatchObject({ state: 'done' });
    expect(engines.children).toHaveLength(2);
    await studio.close();
  });

  test('is none whose take fails, in the engine or on its way to the disk: the next take is made', async () => {
    const studio = await openTestStudio({ engine: forkedEngines(engineScript) });
    await studio.api.updateSettings({ retrySmaller: false });
    const { id: voiceId } = await studio.makeVoice();
    const lines = Array.from('abcdefg', (name) => `line ${name}`);
    for (const at of [0, 3, 6])
      for (const word of ['nan', 'fail']) {
        const text = lines.map((line, index) => (index === at ? word : line)).join('\n');
        const failed = await studio.speak({ voiceId, text });
        expect(failed.state).toBe('failed');
        expect((await studio.api.getSegments({ takeId: failed.id })).segments).toHaveLength(at);
        expect((await studio.speak({ voiceId, text: lines.join('\n') })).segments).toHaveLength(7);
      }
    await studio.close();
  });
});
