import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import type { Take } from '#contract/domain';
import { explainEnd } from './engine-end';
import { IdleUnload } from './idle-unload';
import { kernelKills } from './kernel-kills';
import type { StudioOptions } from '../studio-options';
import { buildScript, forkedEngines, type BuiltScript } from '../../../tests/support/studio/test-launchers';
import {
  isOver,
  openTestStudio,
  removeTemporaryFolders,
  type TestStudio,
} from '../../../tests/support/studio/test-studio';

let script: BuiltScript;
let studio: TestStudio | undefined;

beforeAll(async () => {
  script = await buildScript('test-engine-process.ts');
});
afterEach(async () => {
  vi.useRealTimers();
  await studio?.close();
});
afterAll(async () => {
  await script.remove();
  removeTemporaryFolders();
});

async function open(options: Partial<StudioOptions> = {}) {
  const engines = forkedEngines(script);
  studio = await openTestStudio({ engine: engines, ...options });
  const voice = await studio.makeVoice();
  await studio.enrolled();
  return { studio, engines, request: { voiceId: voice.id, seed: 7 } };
}

const running = ({ state, stages }: Take) =>
  state === 'running' && stages.some((lane) => lane.stage === 'flow' && lane.state === 'running');

describe('a take that runs out of memory', () => {
  test('is made again once, smaller, in a fresh process; take and log say so with the size', async () => {
    const { studio, engines, request } = await open();
    const take = await studio.speak({ ...request, text: 'hungry' });
    expect(take).toMatchObject({
      state: 'done',
      warnings: [{ code: 'memory-retried', values: { size: '512 MiB', neededBytes: 2 ** 29 } }],
    });
    expect(take.stages.every(({ state }) => state === 'done')).toBe(true);
    expect(engines.children).toHaveLength(2);
    const told = await studio.api.readLog({ limit: 100, takeId: take.id, levels: ['warn', 'error'] });
    expect(told.map(({ message }) => message)).toEqual([
      'Memory ran out while trying to run flow_estimator: 512 MiB were asked for and not available.',
      'Memory ran out (512 MiB were asked for); the take was made again stage by stage on the CPU.',
    ]);
  });

  test('never comes to that when a person has chosen the small way', async () => {
    const { studio, engines, request } = await open();
    const providers = { enroll: 'cpu', llm: 'cpu', flow: 'cpu', vocoder: 'cpu' } as const;
    await studio.api.updateSettings({ memoryMode: 'stages', providers });
    expect(await studio.speak({ ...request, text: 'hungry' })).toMatchObject({ state: 'done', warnings: [] });
    expect(engines.children).toHaveLength(1);
  });

  test('fails with its size when a person does not allow the second try; its memory is freed all the same', async () => {
    const { studio, engines, request } = await open();
    await studio.api.updateSettings({ retrySmaller: false });
    const take = await studio.speak({ ...request, text: 'hungry' });
    expect(take).toMatchObject({
      state: 'failed',
      warnings: [],
      error: { code: 'out-of-memory', values: { size: '512 MiB' } },
    });
    expect(engines.children[0]?.exitCode ?? engines.children[0]?.signalCode).not.toBeNull();
    expect(await studio.speak(request)).toMatchObject({ state: 'done' });
  });

  test('twice fails, and the queue goes on', async () => {
    const { studio, engines, request } = await open();
    const starving = await studio.api.startTake({ ...request, text: 'starving' });
    const next = await studio.api.startTake({ ...request, text: 'after it' });
    expect(await studio.when(starving.id, isOver)).toMatchObject({
      state: 'failed',
      error: { code: 'out-of-memory', values: { size: '512 MiB' } },
      warnings: [{ code: 'memory-retried' }],
    });
    expect(await studio.when(next.id, isOver)).toMatchObject({ state: 'done' });
    expect(engines.children.length).toBeLessThanOrEqual(3);
  });

  test('and takes the process with it, as Node does, is recognised by its last words', async () => {
    const { studio, request } = await open();
    await studio.api.updateSettings({ retrySmaller: false });
    const take = await studio.speak({ ...request, text: 'heap' });
    expect(take.error?.code).toBe('out-of-memory');
  });

  test('and is ended by the system is recognised by the system’s own count, and made again', async () => {
    let kills = 3;
    const { studio, engines, request } = await open({ countKills: () => kills });
    const take = await studio.api.startTake({ ...request, text: 'slow and steady' });
    await studio.when(take.id, running);
    kills++;
    engines.children[0]?.kill('SIGKILL');
    await studio.when(take.id, ({ warnings }) => warnings.some(({ code }) => code === 'memory-retried'));
    await studio.when(take.id, running);
    await studio.api.cancelTake({ takeId: take.id });
    expect(await studio.when(take.id, isOver)).toMatchObject({ state: 'cancelled' });
  });
});

describe('the end of an engine process', () => {
  const end = { code: null, signal: null, lastWords: '', kernelKilled: false };

  test.each([
    ['a kill by a person', { signal: 'SIGKILL' }, 'engine-crashed'],
    ['a kill by the system', { signal: 'SIGKILL', kernelKilled: true }, 'out-of-memory'],
    ['the same as Electron tells it', { code: 137, kernelKilled: true }, 'out-of-memory'],
    ['a crash while the system ended something else', { code: 3, kernelKilled: true }, 'engine-crashed'],
    [
      'an uncaught bad_alloc',
      { signal: 'SIGABRT', lastWords: "terminate: 'std::bad_alloc'" },
      'out-of-memory',
    ],
    ['a segmentation fault', { signal: 'SIGSEGV', lastWords: 'at vocoder.ts' }, 'engine-crashed'],
    ['an abort for another reason', { signal: 'SIGABRT', lastWords: 'Check failed' }, 'engine-crashed'],
  ])('%s', (_what, how, code) => expect(explainEnd({ ...end, ...how }).code).toBe(code));

  test('the system’s count is a number where there is one', () => {
    const count = kernelKills();
    if (process.platform === 'linux') expect(count).toBeGreaterThanOrEqual(0);
    else expect(count).toBeUndefined();
  });
});

describe('unloading when idle', () => {
  const clock = () => {
    vi.useFakeTimers();
    const state = { loaded: true, minutes: 10, unloaded: [] as number[] };
    const idle = new IdleUnload({
      afterMinutes: () => state.minutes,
      holdsModels: () => state.loaded,
      unload: (minutes) => state.unloaded.push(minutes),
    });
    return { state, idle };
  };
  const minutes = (count: number) => vi.advanceTimersByTime(count * 60_000);

  test('happens once after the minutes that were set', () => {
    const { state, idle } = clock();
    idle.update(true);
    minutes(9.9);
    idle.update(true);
    expect(state.unloaded).toEqual([]);
    minutes(0.1);
    expect(state.unloaded).toEqual([10]);
    minutes(60);
    expect(state.unloaded).toEqual([10]);
  });

  test('starts anew after each take, and follows a changed setting', () => {
    const { state, idle } = clock();
    idle.update(true);
    minutes(9);
    idle.update(false);
    minutes(5);
    idle.update(true);
    minutes(9);
    expect(state.unloaded).toEqual([]);
    state.minutes = 20;
    idle.update(true);
    minutes(19);
    expect(state.unloaded).toEqual([]);
    minutes(1);
    expect(state.unloaded).toEqual([20]);
  });

  test('never happens when it is off, something runs or nothing is loaded', () => {
    const { state, idle } = clock();
    state.minutes = 0;
    idle.update(true);
    minutes(1000);
    state.minutes = 1;
    idle.update(true);
    idle.update(false);
    minutes(5);
    idle.update(true);
    state.loaded = false;
    minutes(5);
    expect(state.unloaded).toEqual([]);
  });

  test('in a studio ends the engine process and says so', async () => {
    const { studio, engines, request } = await open();
    await studio.speak(request);
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    await studio.api.updateSettings({ unloadAfterMinutes: 1 });
    vi.advanceTimersByTime(60_000);
    vi.useRealTimers();
    const told = await studio.api.readLog({ limit: 10, text: 'Models unloaded after 1 min' });
    expect(told).toHaveLength(1);
    await vi.waitFor(() => expect(engines.children[0]?.signalCode).toBe('SIGKILL'), 60_000);
  });
});
