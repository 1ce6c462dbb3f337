import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, describe, expect, test, vi } from 'vitest';
import { createTestEngine } from '../../../tests/support/studio/test-engine';
import { memoryEngineWith } from '../../../tests/support/studio/test-launchers';
import {
  isOver,
  openTestStudio,
  removeTemporaryFolders,
  type TestStudio,
} from '../../../tests/support/studio/test-studio';
import { memoryPorts } from '../../../tests/support/memory-ports';
import { connect, serve } from '#contract/rpc';
import { studioContract, type StudioService } from '#contract/studio-api';
import { createPlayer, type Player } from '../lib/player';
import { createFakeContext, type FakeContext } from '../testing/fake-context';
import { takeSound } from './take-sound';

afterAll(removeTemporaryFolders);

/** An engine that makes as many segments as it is allowed to. */
function steppedEngine() {
  const sound = createTestEngine();
  let allowed = 0;
  let wake: () => void = () => undefined;
  const engine = memoryEngineWith({
    speak: async function* (request, signal = new AbortController().signal) {
      const items = sound.api.speak(request, signal);
      let made = request.part?.from ?? 0;
      for (;;) {
        while (made >= allowed && !signal.aborted)
          await new Promise<void>((resolve) => {
            wake = resolve;
            signal.addEventListener('abort', () => resolve(), { once: true });
          });
        const step = await items.next();
        if (step.done) return step.value;
        if (step.value.kind === 'segment') made += 1;
        yield step.value;
      }
    },
  });
  const allow = (segments: number) => {
    allowed = segments;
    wake();
  };
  return { engine, allow };
}

const lines = (count: number) =>
  Array.from({ length: count }, (_, at) => `line ${at} ${'word '.repeat(8)}`).join('\n');

/** A window beside the studio, with a wire between them. */
function windowOn({ api, on }: TestStudio): StudioService {
  const [here, there] = memoryPorts();
  serve(studioContract, { api, on }, there);
  return connect(studioContract, here);
}

interface Listening {
  readonly player: Player;
  readonly device: FakeContext;
  /** Lets time pass until it is so; as a device does, in small steps. */
  readonly until: (isSo: () => boolean) => Promise<void>;
  /** What was set on the clock, as one sound. */
  readonly heard: () => number[];
}

function listenOn(): Listening {
  const device = createFakeContext();
  const player = createPlayer(() => device.context);
  return {
    ...{ player, device },
    until: async (isSo) => {
      while (!isSo()) {
        device.advance(0.05);
        await sleep(1);
      }
    },
    heard: () => device.started.flatMap(({ samples }) => [...samples]),
  };
}

/** Pieces that lie on the clock one right behind the other. */
const seams = ({ started }: FakeContext) =>
  started.slice(1).map(({ atSec }, at) => {
    const before = started[at]!;
    return atSec - (before.atSec + before.samples.length / before.sampleRateHz);
  });

async function running(segments: number, count = 4) {
  const { engine, allow } = steppedEngine();
  const studio = await openTestStudio({ engine });
  const { id: voiceId } = await studio.makeVoice();
  const { id } = await studio.api.startTake({ voiceId, text: lines(count), seed: 7 });
  allow(segments);
  const take = await studio.when(id, (each) => each.segments.length === segments && each.state === 'running');
  return { studio, take, allow, finished: () => studio.when(id, isOver) };
}

describe('a take that is played while it is made', () => {
  test('is heard segment behind segment without a gap, and plays on over its end', async () => {
    const { studio, take, allow, finished } = await running(1);
    const { player, device, until, heard } = listenOn();
    const sound = takeSound(windowOn(studio), take);
    void player.play(sound);
    await vi.waitFor(() => expect(player.getState().status).toBe('waiting'));
    // a click hears what is there
    player.toggle(sound);
    await until(() => player.getState().status === 'playing');
    allow(Infinity);
    const whole = await finished();
    await until(() => player.getState().status === 'paused');
    const { samples } = await studio.api.getTakeAudio({ takeId: take.id });
    expect(heard()).toEqual([...samples]);
    for (const gapSec of seams(device)) expect(Math.abs(gapSec)).toBeLessThan(1e-9);
    expect(sound.stream!.getExtent()).toEqual({
      ...{ madeSec: whole.audioSec, wholeSec: whole.audioSec, growing: false },
    });
    await studio.close();
  });

  test('that runs dry waits for the next segment, where it was, and says so', async () => {
    const { studio, take, allow } = await running(1);
    const { player, until } = listenOn();
    const sound = takeSound(windowOn(studio), take);
    void player.play(sound);
    await vi.waitFor(() => expect(player.getState().status).toBe('waiting'));
    player.toggle(sound);
    await until(() => player.getState().status === 'playing');
    await until(() => player.getState().status === 'waiting');
    expect(player.position(sound.key)).toBeCloseTo(take.audioSec!, 2);
    allow(Infinity);
    await until(() => player.getState().status === 'playing');
    await until(() => player.getState().status === 'paused');
    await studio.close();
  });

  test('is sought within what is there, and not beyond', async () => {
    const { studio, take, allow } = await running(3);
    const { player, device } = listenOn();
    const sound = takeSound(windowOn(studio), take);
    player.seek(sound, 99);
    expect(player.position(sound.key)).toBe(take.audioSec);
    player.seek(sound, 1.5);
    allow(Infinity);
    void player.play(sound);
    await vi.waitFor(() => expect(player.getState().status).toBe('playing'));
    const { samples } = await studio.api.getTakeAudio({ takeId: take.id });
    expect(device.started[0]!.samples[0]).toBe(samples[1.5 * 24_000]);
    await studio.close();
  });

  test('holds its sender back when it is paused, and forgets what it had', async () => {
    const { studio, take, finished, allow } = await running(1, 40);
    const { player, device } = listenOn();
    const sound = takeSound(windowOn(studio), take);
    void player.play(sound);
    await vi.waitFor(() => expect(player.getState().status).toBe('waiting'));
    allow(Infinity);
    await finished();
    await vi.waitFor(() => expect(player.getState().status).toBe('playing'));
    await sleep(50);
    // what nobody has heard yet is not asked for
    expect(device.aheadSec()).toBeLessThan(9);
    player.pause();
    expect(device.aheadSec()).toBe(0);
    expect(player.position(sound.key)).toBe(0);
    await studio.close();
  });

  test('and is cancelled between two segments ends where it came to', async () => {
    const { studio, take } = await running(2);
    const { player, until } = listenOn();
    const view = windowOn(studio);
    const sound = takeSound(view, take);
    void player.play(sound);
    await vi.waitFor(() => expect(player.getState().status).toBe('waiting'));
    player.toggle(sound);
    await until(() => player.getState().status === 'playing');
    await studio.api.cancelTake({ takeId: take.id });
    await until(() => player.getState().status === 'paused');
    expect(player.getState().error).toBeUndefined();
    expect((await studio.api.getSegments({ takeId: take.id })).segments).toHaveLength(2);
    await studio.close();
  });
});

test('two windows hear the same of one take, and one that is closed does not disturb the other', async () => {
  const { studio, take, allow, finished } = await running(1);
  const [one, other] = [listenOn(), listenOn()];
  const sounds = [one, other].map(({ player }) => {
    const sound = takeSound(windowOn(studio), take);
    void player.play(sound);
    return sound;
  });
  await vi.waitFor(() => expect(one.player.getState().status).toBe('waiting'));
  await vi.waitFor(() => expect(other.player.getState().status).toBe('waiting'));
  one.player.toggle(sounds[0]!);
  await one.until(() => one.player.getState().status === 'playing');
  one.player.dispose();
  allow(Infinity);
  expect((await finished()).state).toBe('done');
  await other.until(() => other.player.getState().status === 'paused');
  const { samples } = await studio.api.getTakeAudio({ takeId: take.id });
  expect(other.heard()).toEqual([...samples]);
  await studio.close();
});

test('a long finished take is read as it is heard, and begins again without a gap when it repeats', async () => {
  const studio = await openTestStudio();
  const { id: voiceId } = await studio.makeVoice();
  const take = await studio.speak({ voiceId, text: lines(30) });
  expect(take.audioSec).toBeGreaterThan(60);
  const { player, device, until } = listenOn();
  const sound = takeSound(windowOn(studio), take);
  player.setRepeats(true);
  void player.play(sound, { fromSec: take.audioSec! - 3 });
  await until(() => device.started.length > 3);
  await until(() => player.position(sound.key) > 0.5 && player.position(sound.key) < 3);
  for (const gapSec of seams(device)) expect(Math.abs(gapSec)).toBeLessThan(1e-9);
  player.dispose();
  await studio.close();
});

test.each([
  ['short and held whole', 2],
  ['long and read as it is heard', 30],
])(
  'a take that is %s is heard faster from where it is, and its place is told in its own seconds',
  async (_, count) => {
    const studio = await openTestStudio();
    const { id: voiceId } = await studio.makeVoice();
    const take = await studio.speak({ voiceId, text: lines(count) });
    const sec = take.audioSec!;
    const { player, device, until } = listenOn();
    const sound = takeSound(windowOn(studio), take);
    void player.play(sound, { fromSec: sec - 3 });
    await until(() => player.getState().status === 'playing' && player.position(sound.key) > sec - 2.5);
    player.setRate(2);
    await until(() => player.getState().status === 'playing');
    expect(player.position(sound.key)).toBeGreaterThan(sec - 2.6);
    device.advance(0.04);
    const from = player.position(sound.key);
    expect(from).toBeLessThan(sec - 2);
    device.advance(0.03);
    expect(player.position(sound.key)).toBeCloseTo(from + 0.06, 3);
    await until(() => player.getState().status === 'paused');
    player.dispose();
    await studio.close();
  },
);
