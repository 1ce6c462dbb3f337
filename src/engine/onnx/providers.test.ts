import { afterEach, describe, expect, test } from 'vitest';
import { createLogger, type LogRecord } from '#contract/logger';
import { knownProviders, runStandardGraph, tidyReason } from './provider-probe';
import { usableProviders } from './providers';

const env = process.env.COSYVOICE_STUDIO_PROVIDER;
afterEach(() => {
  if (env === undefined) delete process.env.COSYVOICE_STUDIO_PROVIDER;
  else process.env.COSYVOICE_STUDIO_PROVIDER = env;
});

const quiet = createLogger('test', () => undefined);

test('the CPU runs the standard graph with the right numbers and tells its speed', async () => {
  const measured = await runStandardGraph({ provider: 'cpu', threads: 1 });
  expect(measured).toMatchObject({ works: true, reason: '' });
  expect(measured.gigaflops).toBeGreaterThan(0);
});

test('a provider that is not there says why in the words of the runtime', async () => {
  const measured = await runStandardGraph({ provider: 'tensorrt', threads: 1 });
  expect(measured).toMatchObject({ works: false });
  expect(measured.reason).toMatch(/tensorrt/i);
  expect(measured.gigaflops).toBeUndefined();
});

test('its reason is told without the place in the runtime’s source', () => {
  const reason =
    '/onnxruntime_src/webgpu_context.cc:65 Initialize() status == Success was false. No supported adapters';
  expect(tidyReason(reason)).toBe('No supported adapters');
});

test('each platform tries its own providers, best first, and the CPU last', () => {
  expect(knownProviders('linux').map(({ provider }) => provider)).toEqual([
    'cuda',
    'tensorrt',
    'webgpu',
    'cpu',
  ]);
  expect(knownProviders('darwin').slice(0, 1)).toMatchObject([{ provider: 'coreml' }]);
  expect(knownProviders('sunos').at(-1)).toEqual({ provider: 'cpu', bundled: true });
});

describe('the providers of a graph', () => {
  test('are those its pack allows; one that cannot run is told once', async () => {
    const records: LogRecord[] = [];
    const log = createLogger('test', (record) => records.push(record));
    expect(await usableProviders({ allowed: ['cuda', 'cpu'] }, log)).toEqual({ providers: [] });
    expect(await usableProviders({ allowed: ['cuda', 'cpu'] }, log)).toEqual({ providers: [] });
    if (knownProviders().some(({ provider }) => provider === 'cuda')) {
      expect(records).toHaveLength(1);
      expect(records[0]).toMatchObject({ level: 'info', data: { provider: 'cuda' } });
    }
  });

  test('are none but the CPU when the pack or a person says so', async () => {
    expect(await usableProviders({ allowed: ['cpu'] }, quiet)).toEqual({ providers: [] });
    expect(await usableProviders({ allowed: ['cuda'], choice: 'cpu' }, quiet)).toEqual({ providers: [] });
  });

  test('a chosen one that does not run is refused with its reason', async () => {
    const { providers, refused } = await usableProviders({ allowed: ['cpu'], choice: 'tensorrt' }, quiet);
    expect(providers).toEqual([]);
    expect(refused).toMatchObject({ provider: 'tensorrt' });
    expect(refused?.reason).not.toBe('');
  });

  test('the environment stands above the choice, and a name that means nothing says so', async () => {
    process.env.COSYVOICE_STUDIO_PROVIDER = 'abacus';
    expect(await usableProviders({ allowed: [], leastMemory: true }, quiet)).toEqual({ providers: [] });
    expect((await usableProviders({ allowed: [], choice: 'cpu' }, quiet)).refused).toEqual({
      provider: 'abacus',
      reason: 'There is no such provider.',
    });
  });
});
