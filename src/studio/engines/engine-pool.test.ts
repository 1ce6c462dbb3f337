import { expect, test } from 'vitest';
import { createLogger, type LogRecord } from '#contract/logger';
import { EngineSupervisor } from './engine-supervisor';
import { memoryEngine } from '../../../tests/support/studio/test-launchers';
import { EnginePool } from './engine-pool';

function pool(freeBytes: number) {
  const lines: LogRecord[] = [];
  const spawn = () =>
    new EngineSupervisor({
      launcher: memoryEngine,
      write: () => undefined,
      onProgress: () => undefined,
      onChange: () => undefined,
    });
  const primary = spawn();
  const log = createLogger('studio', (record) => lines.push(record));
  return { primary, lines, pool: new EnginePool({ primary, spawn, log, freeBytes: () => freeBytes }) };
}

test('the first take gets the first engine, the second one of its own, the third waits', () => {
  const { pool: engines, primary } = pool(8e9);
  expect(engines.acquire(2)).toBe(primary);
  const second = engines.acquire(2);
  expect(second).toBeDefined();
  expect(second).not.toBe(primary);
  expect(engines.acquire(2)).toBeUndefined();
  engines.release(primary);
  expect(engines.acquire(2)).toBe(primary);
});

test('without memory for a second engine the second take waits, and the log says why once', () => {
  const { pool: engines, lines } = pool(6e8);
  expect(engines.acquire(4)).toBeDefined();
  expect(engines.acquire(4)).toBeUndefined();
  expect(engines.acquire(4)).toBeUndefined();
  expect(lines).toMatchObject([{ level: 'warn', data: { freeBytes: 6e8, neededBytes: 8e8 } }]);
});
