import { afterEach, expect, test, vi } from 'vitest';
import { personal } from '../../src/contract/personal';
import type { OpenSession } from '../../src/engine/onnx/session';
import { recordingSessions } from './recording-sessions';
import { syntheticPack } from './synthetic/build-synthetic-pack';
import { newEngine, takeRequest, watchedContext } from './test-engine';
import { speakWhole } from '../../src/engine/testing/speak-whole';

// whole takes: slow on a busy machine
vi.setConfig({ testTimeout: 180_000 });

const pack = syntheticPack();
afterEach(() => vi.unstubAllEnvs());

test('the first take after a warm-up opens no session but those that enrol, and sounds as without it', async () => {
  const { open, events } = recordingSessions();
  const engine = newEngine(pack, { openSession: open });
  const context = watchedContext();
  expect(await engine.warmUp('keep', context)).toBe(true);
  expect(engine.describe().modelLoaded).toBe(true);
  expect(context.records.map(({ message }) => message)).toContainEqual(
    expect.stringMatching(/^Models loaded and warmed up in \d+\.\d s$/),
  );
  const opened = events.filter((event) => event.startsWith('open')).length;
  const { audio } = await speakWhole(engine.speak(takeRequest({ memoryMode: 'keep' }), watchedContext()));
  expect(events.slice(opened)).toEqual([
    'open speech_tokenizer',
    'open speaker_encoder',
    'close speech_tokenizer',
    'close speaker_encoder',
  ]);
  const cold = await speakWhole(
    newEngine(pack).speak(takeRequest({ memoryMode: 'stages' }), watchedContext()),
  );
  expect(audio.samples).toEqual(cold.audio.samples);
});

test('stage by stage nothing is loaded ahead, and the environment has the last word', async () => {
  const { open, events } = recordingSessions();
  const engine = newEngine(pack, { openSession: open });
  expect(await engine.warmUp('stages', watchedContext())).toBe(false);
  vi.stubEnv('COSYVOICE_STUDIO_MEMORY', 'stages');
  expect(await engine.warmUp('keep', watchedContext())).toBe(false);
  expect(events).toEqual([]);
});

test('a take that comes meanwhile ends the warm-up within a graph, and a running take is not disturbed', async () => {
  const { open, events } = recordingSessions();
  let asked: Promise<unknown> | undefined;
  const context = watchedContext();
  const openAndAsk: OpenSession = async (request, log) => {
    const session = await open(request, log);
    asked ??= speakWhole(engine.speak(takeRequest({ memoryMode: 'keep' }), watchedContext()));
    return session;
  };
  const engine = newEngine(pack, { openSession: openAndAsk });
  expect(await engine.warmUp('keep', context)).toBe(false);
  expect(context.records.at(-1)!.message).toBe('The warm-up gave way to other work');
  expect(events.find((event) => event.startsWith('open'))).toBe('open llm_prefill');
  // while the take runs, there is nothing to warm up
  expect(await engine.warmUp('keep', watchedContext())).toBe(false);
  await expect(asked).resolves.toBeDefined();
  expect(events.filter((event) => event === 'open llm_prefill')).toHaveLength(1);
});

test('a warm-up that fails is told in the log and costs nothing', async () => {
  const context = watchedContext();
  let broken = true;
  const { open } = recordingSessions();
  const engine = newEngine(pack, {
    openSession: async (request, log) => {
      if (broken && request.role === 'flow_estimator') throw new Error('no room');
      return open(request, log);
    },
  });
  expect(await engine.warmUp('keep', context)).toBe(false);
  const message = `The warm-up failed: ${personal('no room')}`;
  expect(context.records.at(-1)).toMatchObject({ level: 'warn', message });
  broken = false;
  await expect(speakWhole(engine.speak(takeRequest(), watchedContext()))).resolves.toBeDefined();
});

test('the memory mode of a take decides whether its graphs stay open', async () => {
  const { open, events } = recordingSessions();
  const engine = newEngine(pack, { openSession: open });
  await speakWhole(engine.speak(takeRequest({ memoryMode: 'stages' }), watchedContext()));
  const closed = () => events.filter((event) => event === 'close flow_estimator').length;
  expect(closed()).toBe(1);
  await speakWhole(engine.speak(takeRequest({ memoryMode: 'keep' }), watchedContext()));
  expect(closed()).toBe(1);
});
