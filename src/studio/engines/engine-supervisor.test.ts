import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { Take } from '#contract/domain';
import type { LogRecord } from '#contract/logger';
import { memoryPorts } from '../../../tests/support/memory-ports';
import { waitForExit } from '../../../tests/support/studio/test-processes';
import { buildScript, forkedEngines, type BuiltScript } from '../../../tests/support/studio/test-launchers';
import {
  isOver,
  openTestStudio,
  removeTemporaryFolders,
  type TestStudio,
} from '../../../tests/support/studio/test-studio';
import type { ProgramProcess } from '../programs/programs';
import { EngineSupervisor } from './engine-supervisor';

let script: BuiltScript;
let studio: TestStudio | undefined;

beforeAll(async () => {
  script = await buildScript('test-engine-process.ts');
});
afterEach(() => studio?.close());
afterAll(async () => {
  await script.remove();
  removeTemporaryFolders();
});

async function open() {
  const engines = forkedEngines(script);
  studio = await openTestStudio({ engine: engines });
  const voice = await studio.makeVoice();
  return { studio, engines, request: { voiceId: voice.id, seed: 7 } };
}

const running = ({ state, stages }: Take) =>
  state === 'running' && stages.some((lane) => lane.stage === 'flow' && lane.state === 'running');

describe('an engine process that ends under a take', () => {
  test('kill -9 fails the take with the signal, and the next take works in a fresh process', async () => {
    const { studio, engines, request } = await open();
    const take = await studio.api.startTake({ ...request, text: 'slow and steady' });
    await studio.when(take.id, running);
    engines.children[0]?.kill('SIGKILL');
    const failed = await studio.when(take.id, isOver);
    expect(failed).toMatchObject({
      state: 'failed',
      error: { code: 'engine-crashed', values: { how: 'signal SIGKILL' } },
    });
    expect(failed.stages.map(({ state }) => state)).toEqual(['done', 'done', 'failed', 'waiting', 'waiting']);
    expect(await studio.speak(request)).toMatchObject({ state: 'done' });
    expect(engines.children).toHaveLength(2);
    expect((await studio.api.getStatus()).engine).toMatchObject({ restarts: 1 });
  });

  test('its exit code and last words are in the cause and in the log, and the queue goes on', async () => {
    const { studio, request } = await open();
    const crashing = await studio.api.startTake({ ...request, text: 'crash' });
    const next = await studio.api.startTake({ ...request, text: 'after it' });
    const { error } = await studio.when(crashing.id, isOver);
    expect(error?.code).toBe('engine-crashed');
    expect(error?.values).toMatchObject({ how: 'exit code 3' });
    expect(error?.values.lastWords).toContain('Error: the vocoder fell over\n    at vocoder.ts:12');
    expect(await studio.when(next.id, isOver)).toMatchObject({ state: 'done' });
    const log = await studio.api.readLog({ limit: 1000, text: 'the vocoder fell over' });
    expect(log.map(({ level }) => level)).toEqual(expect.arrayContaining(['warn', 'error']));
  });
});

test('each crash in a row makes the next start wait longer; a good take ends the row', async () => {
  const { studio, request } = await open();
  for (const text of ['crash', 'crash', 'fine', 'crash', 'fine']) await studio.speak({ ...request, text });
  const starts = await studio.api.readLog({ limit: 100, text: 'Engine process starting' });
  const waits = starts.map(({ data }) => Math.ceil(Number(data?.waitMs ?? 0) / 100) * 100);
  expect(waits).toEqual([0, 200, 400, 200]);
});

describe('cancel', () => {
  test('an engine that listens stops the take and lives on', async () => {
    const { studio, engines, request } = await open();
    const take = await studio.api.startTake({ ...request, text: 'slow' });
    await studio.when(take.id, running);
    await studio.api.cancelTake({ takeId: take.id });
    const over = await studio.when(take.id, isOver);
    expect(over).toMatchObject({ state: 'cancelled' });
    expect(over.error).toBeUndefined();
    expect(await studio.speak(request)).toMatchObject({ state: 'done' });
    expect(engines.children).toHaveLength(1);
  });

  test('an engine that is stuck is ended, and the next take starts a fresh one', async () => {
    const { studio, engines, request } = await open();
    const take = await studio.api.startTake({ ...request, text: 'stuck' });
    await studio.when(take.id, running);
    await studio.api.cancelTake({ takeId: take.id });
    expect(await studio.when(take.id, isOver)).toMatchObject({ state: 'cancelled' });
    expect(await studio.speak(request)).toMatchObject({ state: 'done' });
    expect(engines.children).toHaveLength(2);
    expect((await studio.api.getStatus()).engine).toMatchObject({ restarts: 0 });
  });
});

test('an engine that cannot start fails what needs it, with its last words, and the studio lives', async () => {
  const broken = await buildScript('test-broken-process.ts');
  studio = await openTestStudio({ engine: forkedEngines(broken) });
  await expect(studio.makeVoice()).rejects.toMatchObject({
    code: 'engine-start-failed',
    values: {
      last: expect.stringContaining('libonnxruntime.so: cannot open shared object file') as string,
    },
  });
  expect(studio.health()).toMatchObject({ status: 'degraded', model_loaded: false });
  expect((await studio.api.getStatus()).engine).toMatchObject({
    state: 'failed',
    lastError: { code: 'engine-start-failed' },
  });
  await broken.remove();
});

test('a process that ends while it starts and the studio closes is no error', async () => {
  const exits: ((code: number | null, signal: string | null) => void)[] = [];
  const records: LogRecord[] = [];
  const child: ProgramProcess = {
    port: memoryPorts()[0],
    onStderr: () => () => undefined,
    onExit: (listener) => {
      exits.push(listener);
      return () => undefined;
    },
    kill: () => undefined,
  };
  const nothing = () => undefined;
  const supervisor = new EngineSupervisor({
    launcher: { launch: () => child },
    write: (record) => records.push(record),
    ...{ onProgress: nothing, onChange: nothing },
  });
  const used = expect(supervisor.use(async () => undefined)).rejects.toMatchObject({ code: 'cancelled' });
  const stopped = supervisor.stop();
  for (const tell of exits) tell(null, 'SIGINT');
  await Promise.all([stopped, used]);
  expect(records.filter(({ level }) => level === 'error')).toEqual([]);
  expect(supervisor.status()).toMatchObject({ state: 'stopped' });
});

test('closing the studio leaves no engine process, even a stuck one', async () => {
  const { studio, engines, request } = await open();
  const take = await studio.api.startTake({ ...request, text: 'stuck' });
  await studio.when(take.id, running);
  await studio.close();
  expect(await waitForExit(engines.children[0]!)).toBe('SIGKILL');
});

test('unloading ends the process, and a take starts it again; not while a take runs', async () => {
  const { studio, engines, request } = await open();
  await studio.speak(request);
  expect(studio.health().model_loaded).toBe(true);
  await studio.api.unloadEngine();
  expect(studio.health().model_loaded).toBe(false);
  expect((await studio.api.getStatus()).engine.state).toBe('stopped');
  const take = await studio.api.startTake({ ...request, text: 'slow' });
  await studio.when(take.id, running);
  await expect(studio.api.unloadEngine()).rejects.toMatchObject({ code: 'bad-request' });
  expect(engines.children).toHaveLength(2);
});
