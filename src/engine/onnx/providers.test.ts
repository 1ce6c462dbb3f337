import { afterEach, describe, expect, test } from 'vitest';
import { createLogger, type LogRecord } from '#contract/logger';
import { answerOf, knownProviders, measureProvider } from './provider-probe';
import { usableProviders } from './providers';

const env = process.env.COSYVOICE_STUDIO_PROVIDER;
afterEach(() => {
  if (env === undefined) delete process.env.COSYVOICE_STUDIO_PROVIDER;
  else process.env.COSYVOICE_STUDIO_PROVIDER = env;
});

const quiet = createLogger('test', () => undefined);

test('the CPU runs the standard graph with the right numbers and tells its speed', async () => {
  const probe = await measureProvider('cpu', 1);
  expect(probe).toMatchObject({ provider: 'cpu', bundled: true, works: true, reason: '' });
  expect(probe.gigaflops).toBeGreaterThan(0);
});

test('a provider that is not there says why in the words of the runtime', async () => {
  const probe = await measureProvider('tensorrt', 1);
  expect(probe).toMatchObject({ works: false });
  expect(probe.reason).toMatch(/tensorrt/i);
  expect(probe.gigaflops).toBeUndefined();
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

describe('the answer of a probe process', () => {
  const said = (over: Partial<Parameters<typeof answerOf>[0]>) =>
    answerOf({ stdout: '', stderr: '', error: null, ...over });
  const failure = (over: object) => Object.assign(new Error('Command failed'), over);

  test('is its last line, whatever the provider printed before', () => {
    expect(said({ stdout: 'CUDA 12.4 found\n{"loadMs":3,"runMs":20}\n' })).toEqual({ loadMs: 3, runMs: 20 });
  });
  test('of a process that died is its signal or its last words', () => {
    expect(said({ error: failure({ signal: 'SIGSEGV' }) })).toEqual({
      reason: 'It ended its process (SIGSEGV) and gave no reason.',
    });
    expect(said({ stderr: 'a\nlibcudart.so.12 not found\n', error: failure({ code: 127 }) })).toEqual({
      reason: 'libcudart.so.12 not found',
    });
  });
  test('of a program that ended is its error, not what Node signs it with', () => {
    const stderr = 'a.js:1\n\nError: no card\n    at a (a.js:1:7)\n\nNode.js v20.19.5\n';
    expect(said({ stderr, error: failure({ code: 1 }) })).toEqual({ reason: 'Error: no card' });
    expect(said({ stderr: 'Node.js v20.19.5\n', error: failure({ code: 1 }) })).toEqual({
      reason: 'It ended its process (code 1) and gave no reason.',
    });
  });
  test('is told without the place in the runtime’s source', () => {
    const reason =
      '/onnxruntime_src/webgpu_context.cc:65 Initialize() status == Success was false. No supported adapters\n';
    expect(said({ stdout: JSON.stringify({ reason }) })).toEqual({ reason: 'No supported adapters' });
  });
  test('of a process that hung is that it hung', () => {
    expect(said({ error: failure({ killed: true, signal: 'SIGKILL' }) })).toEqual({
      reason: 'It did not answer within 30 s.',
    });
  });
  test('is never trusted to be whole', () => {
    for (const stdout of ['{"loadMs":3', '{"loadMs":3,"runMs":0}', 'null', '[]', '{"runMs":"20"}'])
      expect(said({ stdout })).toEqual({ reason: 'It said nothing.' });
  });
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
