import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { Take } from '#contract/domain';
import {
  buildScript,
  forkedEngines,
  type BuiltScript,
} from '../../../../tests/support/studio/test-launchers';
import {
  isOver,
  openTestStudio,
  removeTemporaryFolders,
  type TestStudio,
} from '../../../../tests/support/studio/test-studio';

let studio: TestStudio;
let voiceId: string;
let script: BuiltScript;

beforeAll(async () => {
  script = await buildScript('test-engine-process.ts');
});
afterEach(() => studio.close());
afterAll(async () => {
  await script.remove();
  removeTemporaryFolders();
});

async function open(options: Parameters<typeof openTestStudio>[0] = {}): Promise<void> {
  studio = await openTestStudio(options);
  voiceId = (await studio.makeVoice()).id;
}

const ask = (text: string) => studio.api.startTake({ voiceId, text, seed: 1 });
const isRunning = ({ state }: Take) => state === 'running';
const order = async () =>
  (await studio.api.listTakes({ limit: 50 }))
    .filter(({ state }) => state === 'queued')
    .sort((a, b) => a.position! - b.position!)
    .map(({ recipe }) => recipe.text);
/** Texts of the takes in the order in which they start to run. */
const started = () => {
  const texts: string[] = [];
  studio.on('takeChanged', ({ state, recipe }) => {
    if (state === 'running' && !texts.includes(recipe.text)) texts.push(recipe.text);
  });
  return texts;
};

describe('order', () => {
  test('takes wait in the order they were asked for, can be moved, and run as they then stand', async () => {
    await open();
    await studio.api.updateSettings({ queuePaused: true });
    const [a, b, c] = [await ask('a'), await ask('b'), await ask('c')];
    expect(await order()).toEqual(['a', 'b', 'c']);
    await studio.api.moveTake({ takeId: c.id, beforeTakeId: a.id });
    expect(await order()).toEqual(['c', 'a', 'b']);
    await studio.api.moveTake({ takeId: a.id });
    expect(await order()).toEqual(['c', 'b', 'a']);
    await studio.api.moveTake({ takeId: a.id, beforeTakeId: b.id });
    expect(await order()).toEqual(['c', 'a', 'b']);
    const texts = started();
    await studio.api.updateSettings({ queuePaused: false });
    const over = await studio.when(b.id, isOver);
    expect(over).not.toHaveProperty('position');
    expect(texts).toEqual(['c', 'a', 'b']);
    await expect(studio.api.moveTake({ takeId: 'nobody' })).rejects.toMatchObject({ code: 'take-not-found' });
  });

  test('a pause lets the running take end and starts no other', async () => {
    await open();
    const slow = await ask('slow');
    const next = await ask('next');
    await studio.when(slow.id, isRunning);
    await studio.api.updateSettings({ queuePaused: true });
    await studio.api.cancelTake({ takeId: slow.id });
    await studio.when(slow.id, isOver);
    expect(await studio.api.getStatus()).toMatchObject({ queueLength: 1 });
    expect((await studio.api.getTake({ takeId: next.id })).state).toBe('queued');
  });

  test('cancel all ends what runs and what waits', async () => {
    await open();
    const takes = [await ask('slow'), await ask('b'), await ask('c')];
    await studio.when(takes[0]!.id, isRunning);
    expect(await studio.api.cancelAllTakes()).toEqual({ cancelled: 3 });
    for (const { id } of takes) expect(await studio.when(id, isOver)).toMatchObject({ state: 'cancelled' });
    expect(await studio.api.cancelAllTakes()).toEqual({ cancelled: 0 });
  });
});

describe('a queue survives its studio', () => {
  test('what waited still waits in its order; what ran is marked and goes first when it is tried again', async () => {
    await open();
    const slow = await ask('slow');
    await studio.when(slow.id, isRunning);
    const [b, c] = [await ask('b'), await ask('c')];
    await studio.api.moveTake({ takeId: c.id, beforeTakeId: b.id });
    await studio.api.updateSettings({ queuePaused: true });
    await studio.close();

    studio = await openTestStudio({ home: studio.home });
    expect(await order()).toEqual(['c', 'b']);
    expect(await studio.api.getTake({ takeId: slow.id })).toMatchObject({
      state: 'failed',
      error: { code: 'take-interrupted' },
    });
    const again = await studio.api.repeatTake({ takeId: slow.id });
    expect(again).toMatchObject({ id: slow.id, createdAt: slow.createdAt, state: 'queued' });
    expect(again).not.toHaveProperty('error');
    expect(await order()).toEqual(['slow', 'c', 'b']);
    expect(again.recipe).toMatchObject({ text: 'slow', seed: 1, voiceId });
  });

  test('a command leaves the queue alone, and can still cancel a take that waits', async () => {
    await open();
    await studio.api.updateSettings({ queuePaused: true });
    const [a, b] = [await ask('a'), await ask('b')];
    await studio.api.updateSettings({ queuePaused: false, concurrency: 1 });
    await studio.when(b.id, isOver);
    await studio.api.updateSettings({ queuePaused: true });
    const waiting = await ask('later');
    await studio.close();
    studio = await openTestStudio({ home: studio.home, host: 'cli' });
    await studio.api.updateSettings({ queuePaused: false });
    expect(await studio.speak({ voiceId, text: 'mine' })).toMatchObject({ state: 'done' });
    expect(await order()).toEqual(['later']);
    await studio.api.cancelTake({ takeId: waiting.id });
    expect((await studio.api.getTake({ takeId: waiting.id })).state).toBe('cancelled');
    expect((await studio.api.getTake({ takeId: a.id })).state).toBe('done');
  });
});

describe('once more', () => {
  test('with the prompt it had, though the voice speaks with another by now', async () => {
    await open();
    const failed = await studio.speak({ voiceId, text: 'fail' });
    expect(failed.state).toBe('failed');
    const recording = await studio.api.addRecording({
      name: 'another',
      sampleRateHz: 48_000,
      channels: [Float32Array.from({ length: 4 * 48_000 }, (_, i) => 0.3 * Math.sin(i / 40))],
      format: 'microphone',
    });
    const prompt = { recordingId: recording.id, startSec: 0, endSec: 4, transcript: 'other words' };
    const voice = await studio.api.addPrompt({ voiceId, ...prompt });
    expect(voice.promptSha256).not.toBe(failed.recipe.promptSha256);
    const again = await studio.api.repeatTake({ takeId: failed.id });
    const { promptSha256, transcript, promptId } = failed.recipe;
    expect(again.recipe).toMatchObject({ promptSha256, transcript, promptId });
    await studio.when(failed.id, isOver);
  });

  test('a take that went well stays, and another is made; one whose voice is gone says so', async () => {
    await open();
    const good = await studio.speak({ voiceId, text: 'good' });
    const other = await studio.api.repeatTake({ takeId: good.id });
    expect(other.id).not.toBe(good.id);
    await studio.when(other.id, isOver);
    const bad = await studio.speak({ voiceId, text: 'fail' });
    await studio.api.deleteVoice({ voiceId });
    await expect(studio.api.repeatTake({ takeId: bad.id })).rejects.toMatchObject({
      code: 'voice-not-found',
    });
  });
});

describe('side by side', () => {
  test('two takes run in two processes, and the second process ends with its work', async () => {
    const engines = forkedEngines(script);
    await open({ engine: engines, freeMemoryBytes: () => 8e9 });
    await studio.api.updateSettings({ concurrency: 2 });
    const [a, b, c] = [await ask('slow a'), await ask('slow b'), await ask('c')];
    await Promise.all([a, b].map(({ id }) => studio.when(id, isRunning)));
    expect((await studio.api.getTake({ takeId: c.id })).state).toBe('queued');
    await studio.api.cancelTake({ takeId: a.id });
    await studio.when(c.id, isOver);
    expect((await studio.api.getTake({ takeId: b.id })).state).toBe('running');
    expect(engines.children.length).toBeGreaterThanOrEqual(2);
    await studio.api.cancelAllTakes();
    await studio.when(b.id, isOver);
    await expect
      .poll(
        () =>
          engines.children.filter(({ exitCode, signalCode }) => exitCode === null && signalCode === null)
            .length,
        { timeout: 20_000 },
      )
      .toBe(1);
  });

  test('an engine that is restarted costs its take, which says so and can be tried again', async () => {
    const engines = forkedEngines(script);
    await open({ engine: engines, quietFloorMs: 200 });
    const stuck = await ask('stuck');
    await studio.when(stuck.id, ({ quiet }) => quiet !== undefined);
    await studio.api.restartEngine({ takeId: stuck.id });
    expect(await studio.when(stuck.id, isOver)).toMatchObject({
      state: 'failed',
      error: { code: 'engine-restarted', values: { stage: 'flow' } },
    });
    await studio.api.repeatTake({ takeId: stuck.id });
    await studio.when(stuck.id, isRunning);
    expect(engines.children).toHaveLength(2);
    await studio.api.cancelTake({ takeId: stuck.id });
    await studio.when(stuck.id, isOver);
  });
});
