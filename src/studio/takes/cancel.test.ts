import { cpSync } from 'node:fs';
import { afterAll, describe, expect, test } from 'vitest';
import type { EngineApi } from '#contract/engine-api';
import type { Take } from '#contract/domain';
import { readItems } from '#contract/item-stream';
import type { SpeechItem } from '#contract/speech';
import { createTestEngine, tone } from '../../../tests/support/studio/test-engine';
import { memoryEngineWith } from '../../../tests/support/studio/test-launchers';
import {
  isClosed,
  openTestStudio,
  removeTemporaryFolders,
  temporaryFolder,
  type TestStudio,
} from '../../../tests/support/studio/test-studio';

/**
 * A cancelled take is over for everybody when the call answers. Nothing here waits for that by the clock: the engines of
 * these tests never let go of a take by themselves, so whatever waited for them would wait for ever.
 */

afterAll(removeTemporaryFolders);

const TEXT = 'line a\nline b\nline c';
const never = () => new Promise<never>(() => undefined);

/** What an engine does once before it goes on; until it is told otherwise, nothing. */
interface Gate {
  /** @returns whether the engine is stuck for good before it hands on this item; before its result for `undefined` */
  stuckBefore: (item: SpeechItem | 'first' | undefined) => boolean;
}

/** An engine that gets stuck where `gate` says, deaf to every cancel, and tells when. */
function deafEngine(gate: Gate) {
  let tellStuck: () => void = () => undefined;
  const stuck = new Promise<void>((resolve) => (tellStuck = resolve));
  const pass = async (item: SpeechItem | 'first' | undefined) => {
    if (!gate.stuckBefore(item)) return;
    tellStuck();
    await never();
  };
  const speak: EngineApi['speak'] = async function* (request) {
    const items = createTestEngine().api.speak(request);
    await pass('first');
    for (;;) {
      const step = await items.next();
      await pass(step.done ? undefined : step.value);
      if (step.done) return step.value;
      yield step.value;
    }
  };
  return { engine: memoryEngineWith({ speak }), stuck };
}

async function expectOverAtOnce(studio: TestStudio, takeId: string) {
  const told: Take[] = [];
  const stop = studio.on('takeChanged', (take) => {
    if (take.id === takeId) told.push(take);
  });
  await studio.api.cancelTake({ takeId });
  stop();
  const take = await studio.api.getTake({ takeId });
  expect(take.state).toBe('cancelled');
  expect(take.error).toBeUndefined();
  expect(take.stages.some(({ state }) => state === 'running')).toBe(false);
  expect(told.map(({ state }) => state)).toContain('cancelled');
  const { runningTakeId } = await studio.api.getStatus();
  expect(runningTakeId).not.toBe(takeId);
  return take;
}

/** The engine is ended behind it, and the next take is made by a fresh one. */
async function expectNextTakeMade(studio: TestStudio, voiceId: string, gate: Gate) {
  gate.stuckBefore = () => false;
  return expect(await studio.speak({ voiceId, text: TEXT })).toMatchObject({ state: 'done' });
}

describe('a take that is cancelled is over at once', () => {
  const isSamples = (of: number) => (item: SpeechItem | 'first' | undefined) =>
    typeof item === 'object' && item.kind === 'samples' && item.segment === of;
  const isDone = (of: number) => (item: SpeechItem | 'first' | undefined) =>
    typeof item === 'object' && item.kind === 'segment' && item.segment === of;
  test.each<[string, Gate['stuckBefore'], number]>([
    ['while its text is read, before anything has come', (item) => item === 'first', 0],
    ['in its first segment', isSamples(0), 0],
    ['within a later segment', isDone(1), 1],
    ['between two segments', isSamples(1), 1],
    ['behind its last segment', (item) => item === undefined, 3],
  ])('%s', async (_, stuckBefore, kept) => {
    const gate: Gate = { stuckBefore };
    const { engine, stuck } = deafEngine(gate);
    const studio = await openTestStudio({ engine });
    const { id: voiceId } = await studio.makeVoice();
    const { id } = await studio.api.startTake({ voiceId, text: TEXT, seed: 7 });
    await stuck;
    await studio.when(id, ({ segments }) => segments.length === kept);
    await expectOverAtOnce(studio, id);
    await expectNextTakeMade(studio, voiceId, gate);
    const closed = await studio.when(id, isClosed);
    expect((await studio.api.getSegments({ takeId: id })).segments).toHaveLength(kept);
    expect((await studio.api.verifyLibrary()).findings).toEqual([]);
    if (kept > 0) {
      await studio.api.continueTake({ takeId: id });
      const whole = await studio.when(id, ({ state }) => state === 'done');
      const undisturbed = await studio.speak({ voiceId, text: TEXT });
      expect(whole).toMatchObject({ file: closed.file, pcmSha256: undisturbed.pcmSha256 });
      expect(whole.segments).toEqual(undisturbed.segments);
    }
    await studio.close();
  });

  test('while it waits in the queue', async () => {
    const studio = await openTestStudio();
    await studio.api.updateSettings({ queuePaused: true });
    const { id: voiceId } = await studio.makeVoice();
    const { id } = await studio.api.startTake({ voiceId, text: TEXT, seed: 7 });
    await expectOverAtOnce(studio, id);
    await studio.close();
  });

  test('while its voice is enrolled, or the engine starts', async () => {
    const enrolling = await openTestStudio({ engine: memoryEngineWith({ enroll: never }) });
    const { id: voiceId } = await enrolling.makeVoice();
    const waiting = await enrolling.api.startTake({ voiceId, text: TEXT, seed: 7 });
    await expectOverAtOnce(enrolling, waiting.id);
    await enrolling.close();

    const { home } = enrolling;
    const starting = await openTestStudio({ home, engine: memoryEngineWith({ describe: never }) });
    const { id } = await starting.api.startTake({ voiceId, text: TEXT, seed: 7 });
    await expectOverAtOnce(starting, id);
    await starting.close();
  });

  test('while its file is closed: what came is whole, and going on finishes it', async () => {
    const studio = await openTestStudio();
    const { id: voiceId } = await studio.makeVoice();
    const undisturbed = await studio.speak({ voiceId, text: TEXT });
    const saves = new Promise<void>((resolve) => {
      studio.on('takeChanged', ({ id, stages }) => {
        if (id !== undisturbed.id && stages.at(-1)?.state === 'running') resolve();
      });
    });
    const { id } = await studio.api.startTake({ voiceId, text: TEXT, seed: 7 });
    await saves;
    await expectOverAtOnce(studio, id);
    const { pcmSha256 } = undisturbed;
    expect(await studio.when(id, isClosed)).toMatchObject({ state: 'cancelled', pcmSha256 });
    await studio.api.continueTake({ takeId: id });
    const whole = await studio.when(id, ({ state }) => state === 'done');
    expect(whole).toMatchObject({ pcmSha256, segments: undisturbed.segments });
    expect(whole.recipe).toEqual(undisturbed.recipe);
    await studio.close();
  });

  test('while a segment is rolled again, a take goes on, or speech is converted', async () => {
    const gate: Gate = { stuckBefore: () => false };
    const { engine } = deafEngine(gate);
    const studio = await openTestStudio({ engine });
    const { id: voiceId } = await studio.makeVoice();
    const take = await studio.speak({ voiceId, text: TEXT });
    const source = await studio.api.addRecording({
      ...{ name: 'microphone', format: 'microphone' },
      ...{ sampleRateHz: 48_000, channels: [tone(4 * 48_000, 120, 48_000)] },
    });
    const cut = async () => {
      gate.stuckBefore = isSamples(1);
      const { id } = await studio.api.startTake({ voiceId, text: TEXT, seed: 7 });
      await studio.when(id, ({ segments }) => segments.length === 1);
      await expectOverAtOnce(studio, id);
      return id;
    };
    const cutId = await cut();
    for (const start of [
      () => studio.api.rerollSegment({ takeId: take.id, segment: 1, seed: 8 }),
      () => studio.api.continueTake({ takeId: cutId }),
      () =>
        studio.api.startTake({
          ...{ voiceId, seed: 7, text: '', mode: 'vc', engine: 'converter' },
          source: { recordingId: source.id },
        }),
    ]) {
      gate.stuckBefore = (item) => item === 'first';
      const { id } = await start();
      await studio.when(id, ({ state }) => state === 'running');
      await expectOverAtOnce(studio, id);
    }
    await expectNextTakeMade(studio, voiceId, gate);
    await studio.close();
  });

  test('while it is heard: whoever listens hears what came, and then its end', async () => {
    const gate: Gate = { stuckBefore: isSamples(2) };
    const { engine, stuck } = deafEngine(gate);
    const studio = await openTestStudio({ engine });
    const { id: voiceId } = await studio.makeVoice();
    const { id } = await studio.api.startTake({ voiceId, text: TEXT, seed: 7 });
    const heard: SpeechItem[] = [];
    const listening = readItems(studio.api.listenTake({ takeId: id }), (item) => void heard.push(item));
    await stuck;
    await studio.when(id, ({ segments }) => segments.length === 2);
    await expectOverAtOnce(studio, id);
    expect(await listening).toMatchObject({ id, state: 'cancelled' });
    expect(heard.filter(({ kind }) => kind === 'segment')).toHaveLength(2);
    await studio.close();
  });
});

test('words are heard, and a cancelled take is asked for again, as soon as its engine is free', async () => {
  const gate: Gate = { stuckBefore: (item) => item === 'first' };
  const { engine, stuck } = deafEngine(gate);
  const studio = await openTestStudio({ engine });
  const { id: voiceId } = await studio.makeVoice();
  const { id } = await studio.api.startTake({ voiceId, text: TEXT, seed: 7 });
  await stuck;
  await expectOverAtOnce(studio, id);
  gate.stuckBefore = () => false;
  const words = studio.api.hearText({ voiceId, text: 'nginx' });
  await studio.api.repeatTake({ takeId: id });
  expect((await words).samples.length).toBeGreaterThan(0);
  expect(await studio.when(id, ({ state }) => state === 'done')).toMatchObject({ id });
  await studio.close();
});

test('a studio that is killed before the file of a cancelled take is closed closes it at its next start', async () => {
  const gate: Gate = { stuckBefore: () => false };
  const { engine } = deafEngine(gate);
  const studio = await openTestStudio({ engine });
  const { id: voiceId } = await studio.makeVoice();
  const undisturbed = await studio.speak({ voiceId, text: TEXT });
  gate.stuckBefore = (item) => typeof item === 'object' && item.segment === 2;
  const { id } = await studio.api.startTake({ voiceId, text: TEXT, seed: 7 });
  await studio.when(id, ({ segments }) => segments.length === 2);
  await expectOverAtOnce(studio, id);
  // the engine has not let go yet: this is what a killed studio leaves
  const home = temporaryFolder();
  cpSync(studio.home, home, { recursive: true, filter: (name) => !name.endsWith('.lock') });
  await studio.close();

  const next = await openTestStudio({ home });
  const found = await next.api.getTake({ takeId: id });
  expect(found).toMatchObject({ state: 'cancelled', audioSec: expect.any(Number) as number });
  expect(isClosed(found)).toBe(true);
  expect((await next.api.getSegments({ takeId: id })).segments).toHaveLength(2);
  await next.api.continueTake({ takeId: id });
  const whole = await next.when(id, ({ state }) => state === 'done');
  expect(whole.pcmSha256).toBe(undisturbed.pcmSha256);
  await next.close();
});
