import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { stages } from '#contract/stages';
import type { Trace } from '#contract/trace';
import { openLibraryDb } from '../storage/database/open-db';
import { join } from 'node:path';
import { buildScript, forkedEngines, type BuiltScript } from '../../../tests/support/studio/test-launchers';
import {
  openTestStudio,
  removeTemporaryFolders,
  temporaryFolder,
  type TestStudio,
} from '../../../tests/support/studio/test-studio';
import { TraceStore } from './trace-store';

let studio: TestStudio;
let engine: BuiltScript;

beforeAll(async () => {
  engine = await buildScript('test-engine-process.ts');
});
afterEach(() => studio.close());
afterAll(async () => {
  await engine.remove();
  removeTemporaryFolders();
});

const traceOf = async (takeId: string): Promise<Trace> => {
  const trace = await studio.api.getTakeTrace({ takeId });
  expect(trace).not.toBeNull();
  return trace!;
};

test('a finished take has its lanes, the memory of both processes, and its lines by number', async () => {
  studio = await openTestStudio({ engine: forkedEngines(engine) });
  const { id: voiceId } = await studio.makeVoice();
  const take = await studio.speak({ voiceId, text: 'a slow one' });
  const lines = await studio.api.readLog({ limit: 100, takeId: take.id });
  await studio.close();

  studio = await openTestStudio({ home: studio.home });
  const trace = await traceOf(take.id);
  expect(trace.spans.map(({ stage, state }) => [stage, state])).toEqual(
    stages.map((stage) => [stage, 'done']),
  );
  const flow = trace.spans.find(({ stage }) => stage === 'flow')!;
  expect(flow.endMs! - flow.startMs).toBeGreaterThan(1000);
  expect(trace.endMs).toBeGreaterThanOrEqual(flow.endMs!);
  expect(trace.points.some(({ hostBytes = 0 }) => hostBytes > 1e7)).toBe(true);
  if (process.platform === 'linux') {
    expect(trace.points.some(({ engineBytes = 0 }) => engineBytes > 1e7)).toBe(true);
    expect(trace.points.some(({ cpuPercent }) => cpuPercent !== undefined)).toBe(true);
  }
  const marked = new Set(trace.marks.map(({ seq }) => seq));
  const saved = lines.find(({ success }) => success);
  expect(marked.has(saved!.seq)).toBe(true);
}, 30_000);

test('with a graphics card, what the engine process holds of it stands on the axis', async () => {
  const engines = forkedEngines(engine);
  const askDriver = async (_file: string, [query = '']: readonly string[]) =>
    query.startsWith('--query-gpu') ? 'T4, 15360, 12000, 550.54' : `${engines.children.at(-1)?.pid}, 2048`;
  studio = await openTestStudio({ engine: engines, askDriver });
  const { id: voiceId } = await studio.makeVoice();
  const take = await studio.speak({ voiceId, text: 'a slow one' });
  const trace = await traceOf(take.id);
  expect(trace.points.some(({ vramBytes }) => vramBytes === 2048 * 2 ** 20)).toBe(true);
  expect((await studio.api.getStatus()).memory.gpuFreeBytes).toBe(12_000 * 2 ** 20);
}, 30_000);

test('a running take can be looked at, and a failed one keeps where it stopped', async () => {
  studio = await openTestStudio();
  const { id: voiceId } = await studio.makeVoice();
  const { id } = await studio.api.startTake({ text: 'slow', voiceId, seed: 1 });
  await studio.when(id, ({ stages: lanes }) =>
    lanes.some(({ stage, state }) => stage === 'flow' && state === 'running'),
  );
  // the take itself is told as it is now, not as it was kept last
  expect((await studio.api.getTake({ takeId: id })).stages[2]).toMatchObject({
    stage: 'flow',
    state: 'running',
  });
  const live = await traceOf(id);
  expect(live).not.toHaveProperty('endMs');
  expect(live.spans.at(-1)).toMatchObject({ stage: 'flow', state: 'running' });
  await studio.api.cancelTake({ takeId: id });
  await studio.when(id, ({ state }) => state === 'cancelled');
  expect((await traceOf(id)).spans.at(-1)).toMatchObject({ stage: 'flow', state: 'cancelled' });

  const failed = await studio.speak({ voiceId, text: 'fail' });
  const trace = await traceOf(failed.id);
  expect(trace.spans.at(-1)).toMatchObject({ stage: 'flow', state: 'failed' });
  expect(trace.endMs).toBeDefined();
});

test('the oldest traces make room; a take without one answers null', async () => {
  const db = openLibraryDb(join(temporaryFolder(), 'library.db'));
  const store = new TraceStore(db, 2);
  const trace = (takeId: string, startedAt: string): Trace => ({
    ...{ takeId, startedAt, queuedMs: 0, cpuCount: 2 },
    ...{ spans: [], points: [], marks: [], marksDropped: 0, silences: [], arrivals: [] },
  });
  for (const day of [1, 2, 3]) store.save(trace(`take-${day}`, `2026-11-0${day}T00:00:00.000Z`));
  expect(store.get('take-1')).toBeUndefined();
  expect(store.get('take-3')?.startedAt).toBe('2026-11-03T00:00:00.000Z');
  db.close();

  studio = await openTestStudio();
  await expect(studio.api.getTakeTrace({ takeId: 'nobody' })).rejects.toMatchObject({
    code: 'take-not-found',
  });
});

test('an engine that says nothing is noticed on the take, in the log and in the trace', async () => {
  studio = await openTestStudio({ quietFloorMs: 150 });
  const { id: voiceId } = await studio.makeVoice();
  const { id } = await studio.api.startTake({ text: 'slow', voiceId, seed: 1 });
  const quiet = await studio.when(id, (take) => take.quiet !== undefined);
  expect(quiet).toMatchObject({ state: 'running', quiet: { stage: 'flow' } });
  expect(await studio.api.readLog({ limit: 10, takeId: id, levels: ['warn'] })).toMatchObject([
    { message: 'No word from the engine for 0 s', stage: 'flow' },
  ]);
  expect((await traceOf(id)).silences).toMatchObject([{ stage: 'flow' }]);
  await studio.api.cancelTake({ takeId: id });
  const over = await studio.when(id, ({ state }) => state === 'cancelled');
  expect(over).not.toHaveProperty('quiet');
});
