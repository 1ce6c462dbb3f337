import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Watchdog, quietFloorOf, type WatchdogParts } from './watchdog';

beforeEach(() => vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] }));
afterEach(() => vi.useRealTimers());

function watch(norms: WatchdogParts['norms'] = {}) {
  const said: string[] = [];
  const watchdog = new Watchdog({
    floorMs: 20_000,
    norms,
    onQuiet: (stage, quietMs) => said.push(`quiet ${stage ?? 'start'} ${quietMs}`),
    onVoice: (stage, quietMs) => said.push(`voice ${stage ?? 'start'} ${quietMs}`),
  });
  return { watchdog, said };
}

test('a stage that was never seen here may be quiet for 20 s, the start for three times that', () => {
  const { watchdog, said } = watch();
  vi.advanceTimersByTime(59_000);
  watchdog.heard({ stage: 'tokens', state: 'running' });
  vi.advanceTimersByTime(19_900);
  expect(said).toEqual([]);
  vi.advanceTimersByTime(200);
  expect(said).toEqual(['quiet tokens 20000']);
  vi.advanceTimersByTime(10_000);
  watchdog.heard({ stage: 'tokens', state: 'running' });
  expect(said[1]).toMatch(/^voice tokens 30100/);
  expect(watchdog.stop().tokens).toBe(59_000);
  vi.advanceTimersByTime(100_000);
  expect(said).toHaveLength(2);
});

test('what is normal on this machine is no alarm: three times the longest silence, or one count of a long text', () => {
  const usual = { lowMs: 60_000, highMs: 90_000, takes: 9 };
  const { watchdog, said } = watch({ flow: { estimateMs: 80_000, usual, quietMs: 8000 } });
  // ten steps of 9 s each: 27 s of silence are allowed
  watchdog.heard({ stage: 'flow', state: 'running', total: 10 });
  vi.advanceTimersByTime(26_000);
  expect(said).toEqual([]);
  vi.advanceTimersByTime(1500);
  expect(said).toEqual(['quiet flow 27000']);
  // the same stage without counts is silent for as long as it takes
  watchdog.heard({ stage: 'flow', state: 'running' });
  vi.advanceTimersByTime(260_000);
  expect(said).toHaveLength(2);
  watchdog.stop();
});

test('the environment may set the floor', () => {
  expect(quietFloorOf({ COSYVOICE_STUDIO_QUIET_MS: '3000' })).toBe(3000);
  expect(quietFloorOf({ COSYVOICE_STUDIO_QUIET_MS: 'soon' })).toBeUndefined();
  expect(quietFloorOf({})).toBeUndefined();
});
