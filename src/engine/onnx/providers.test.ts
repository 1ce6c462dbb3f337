import { afterEach, expect, test } from 'vitest';
import { createLogger, type LogRecord } from '#contract/logger';
import { probeProvider, usableProviders } from './providers';

afterEach(() => {
  delete process.env.COSYVOICE_STUDIO_PROVIDER;
});

test('the CPU can run the probe, and a provider that is not there says why', async () => {
  expect(await probeProvider('cpu')).toBe('');
  expect(await probeProvider('tensorrt')).not.toBe('');
});

test('a provider that cannot run is left out and told once', async () => {
  const records: LogRecord[] = [];
  const log = createLogger('test', (record) => records.push(record));
  process.env.COSYVOICE_STUDIO_PROVIDER = 'tensorrt';
  expect(await usableProviders(['cpu'], log)).toEqual([]);
  expect(await usableProviders(['cpu'], log)).toEqual([]);
  expect(records).toHaveLength(1);
  expect(records[0]).toMatchObject({ level: 'info', data: { provider: 'tensorrt' } });
});

test('nothing but the CPU is tried when the pack allows nothing else', async () => {
  expect(
    await usableProviders(
      ['cpu'],
      createLogger('test', () => undefined),
    ),
  ).toEqual([]);
});
