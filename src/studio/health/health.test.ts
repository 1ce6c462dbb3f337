import { describe, expect, test } from 'vitest';
import type { EngineDescription } from '#contract/engine-api';
import { reportError, StudioError } from '#contract/errors';
import type { Status } from '#contract/studio-state';
import { testAbilities } from '../../../tests/support/studio/test-engine';
import { RESTART_BUDGET, studioHealth } from './health';

const draft: EngineDescription = {
  id: 'draft',
  name: 'Draft voice',
  abilities: testAbilities,
  available: true,
  languages: ['en'],
  modelLoaded: true,
  sampleRateHz: 24_000,
  profileKey: 'draft/1',
  provider: 'cpu',
};

function healthOf(engine: Partial<Status['engine']>, failuresInARow = 0) {
  const status = {
    state: 'ready' as const,
    engines: [draft],
    runtimeVersion: '',
    residentBytes: 1000,
    restarts: 0,
    ...engine,
  };
  return studioHealth({
    version: '1.2.3',
    engine: { status: () => status, preferred: () => 'draft', failuresInARow },
    takes: { queueLength: 2, runningTakeIds: ['a'] },
    log: { trouble: () => undefined },
    requireStillThere: () => undefined,
  });
}

const crashed = reportError(new StudioError('engine-crashed', { last: 'It ended while saying 你好.' }));

describe('the health of a studio', () => {
  test('tells model, device, provider, queue and memory', () => {
    expect(healthOf({})).toMatchObject({
      status: 'ok',
      model_loaded: true,
      version: '1.2.3',
      device: 'cpu',
      provider: 'cpu',
      queue: 3,
      memory: { engine_bytes: 1000 },
      last_error: null,
      log: 'file',
    });
    expect(healthOf({ engines: [{ ...draft, provider: 'cuda' }] })).toMatchObject({
      device: 'gpu',
      provider: 'cuda',
    });
  });
  test('is fine before the engine was needed', () =>
    expect(healthOf({ state: 'stopped', engines: [] })).toMatchObject({ status: 'ok', device: 'unknown' }));
  test('is restarting within the budget, and not beyond it', () => {
    expect(healthOf({ state: 'restarting', lastError: crashed }, RESTART_BUDGET).status).toBe('restarting');
    expect(healthOf({ state: 'restarting' }, RESTART_BUDGET + 1).status).toBe('degraded');
    expect(healthOf({ state: 'failed' }).status).toBe('degraded');
    expect(healthOf({ engines: [{ ...draft, available: false }] }).status).toBe('degraded');
  });
  test('names the last error by its code alone', () => {
    const told = JSON.stringify(healthOf({ lastError: crashed }));
    expect(told).toContain('"last_error":"engine-crashed"');
    expect(told).not.toContain('你好');
  });
});
