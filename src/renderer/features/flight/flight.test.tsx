// @vitest-environment jsdom
import { cleanup, fireEvent, screen, within } from '@testing-library/react';
import { afterEach, describe, expect, test, vi } from 'vitest';
import type { Take } from '#contract/domain';
import type { Trace } from '#contract/trace';
import { logTarget } from '../../lib/navigation';
import { fakeTake, fakeVoice } from '../../testing/fake-data';
import { createFakeStudio } from '../../testing/fake-studio';
import { renderWithStudio } from '../../testing/render';
import { audioClock, axisMs, pathOf, ticks, tokensPerSec, valueAt } from './flight-scale';
import { FlightRecorder } from './FlightRecorder';

afterEach(cleanup);

const trace: Trace = {
  takeId: 'take-0',
  startedAt: '2026-11-25T12:00:00.000Z',
  queuedMs: 0,
  endMs: 4000,
  cpuCount: 2,
  tokenUnit: 'tokens',
  spans: [
    { stage: 'prompt', state: 'done', startMs: 0, endMs: 500 },
    { stage: 'tokens', state: 'done', startMs: 500, endMs: 2500 },
    { stage: 'flow', state: 'failed', startMs: 2500, endMs: 4000 },
  ],
  points: [
    { atMs: 0, engineBytes: 1e8, hostBytes: 2e8 },
    { atMs: 500, tokens: 0, engineBytes: 2e8, cpuPercent: 100 },
    { atMs: 1500, tokens: 75, engineBytes: 5e8, cpuPercent: 190 },
    { atMs: 2500, tokens: 100, engineBytes: 4e8, cpuPercent: 180 },
  ],
  marks: [
    { seq: 11, atMs: 20, level: 'info', stage: 'prompt' },
    { seq: 12, atMs: 3900, level: 'error', stage: 'flow' },
  ],
  marksDropped: 0,
  silences: [],
  arrivals: [],
};

describe('the axis', () => {
  test('ends where the recording ends, and has round times', () => {
    expect(axisMs(trace)).toBe(4000);
    expect(ticks(4000, 8)).toEqual([0, 500, 1000, 1500, 2000, 2500, 3000, 3500, 4000]);
    expect(ticks(3_600_000, 8).length).toBeLessThanOrEqual(9);
  });

  test('a value is the newest one known then; a curve skips what was not known', () => {
    expect(valueAt(trace.points, 'tokens', 1600)).toBe(75);
    expect(valueAt(trace.points, 'tokens', 100)).toBeUndefined();
    expect(valueAt(trace.points, 'hostBytes', 4000)).toBe(2e8);
    expect(
      pathOf(
        trace.points,
        'cpuPercent',
        (ms) => ms,
        (value) => value,
      ),
    ).toBe('M500.0,100.0L1500.0,190.0L2500.0,180.0');
    expect(
      pathOf(
        trace.points,
        'vramBytes',
        (ms) => ms,
        (value) => value,
      ),
    ).toBe('');
    expect(tokensPerSec(trace, 1500)).toBeGreaterThan(0);
    expect(tokensPerSec(trace, 3000)).toBeUndefined();
  });

  test('a stretch of sound stands where its tokens were drawn, and back', () => {
    const clock = audioClock(trace, { audioSec: 4 })!;
    expect(clock.secAt(1500)).toBeCloseTo(3);
    expect(clock.atOf(3)).toBeCloseTo(1500);
    expect(clock.secAt(2500)).toBe(4);
    expect(audioClock(trace, {})).toBeUndefined();
    // segments are spread evenly
    expect(audioClock({ ...trace, tokenUnit: 'segments' }, { audioSec: 4 })!.secAt(1500)).toBeCloseTo(2);
  });
});

async function open(change: Partial<Take> = {}, kept: Trace | null = trace) {
  const studio = createFakeStudio({ takes: 0 });
  const take: Take = { ...fakeTake(0, fakeVoice(0)), id: 'take-0', ...change };
  const api = {
    ...studio.api,
    getTake: async () => take,
    getTakeTrace: async () => kept,
    readLog: async () => [
      {
        seq: 12,
        time: '2026-11-25T12:00:03.900Z',
        level: 'error' as const,
        scope: 'draft',
        message: 'Memory ran out',
        stage: 'flow' as const,
      },
    ],
  };
  const onClose = vi.fn();
  renderWithStudio(<FlightRecorder takeId="take-0" onClose={onClose} notice={() => <p>notice</p>} />, {
    studio: { ...studio, api },
  });
  await screen.findByRole('table');
  return { onClose };
}

describe('the recorder of a take', () => {
  test('says each stage in a table, beside its usual time', async () => {
    await open({
      stages: [
        {
          stage: 'prompt',
          state: 'done',
          elapsedMs: 500,
          estimateMs: 480,
          usual: { lowMs: 400, highMs: 600, takes: 9 },
        },
        {
          stage: 'tokens',
          state: 'done',
          elapsedMs: 9000,
          estimateMs: 2000,
          usual: { lowMs: 1800, highMs: 2300, takes: 9 },
        },
        { stage: 'flow', state: 'failed', elapsedMs: 1500 },
        { stage: 'vocoder', state: 'waiting', elapsedMs: 0 },
        { stage: 'save', state: 'waiting', elapsedMs: 0 },
      ],
    });
    const rows = screen.getAllByRole('row').map(({ textContent }) => textContent);
    expect(rows[1]).toBe('Promptdone500 ms480 ms400 ms to 600 ms (9 takes)');
    expect(rows[2]).toBe('Speech tokenslonger than usual9.0 s2.0 s1.8 s to 2.3 s (9 takes)');
    expect(rows[3]).toBe('Flowfailed1.5 s–not known yet');
    expect(screen.getByText('notice')).toBeTruthy();
  });

  test('its cursor moves with the keys, from line to line, and opens the log there', async () => {
    const { onClose } = await open();
    const cursor = await screen.findByRole('slider');
    fireEvent.keyDown(cursor, { key: 'Home' });
    expect(cursor.getAttribute('aria-valuenow')).toBe('0');
    expect(cursor.getAttribute('aria-valuetext')).toContain('At 0 ms');
    fireEvent.keyDown(cursor, { key: 'PageDown' });
    fireEvent.keyDown(cursor, { key: 'PageDown' });
    expect(cursor.getAttribute('aria-valuenow')).toBe('3900');
    const line = screen.getByRole('button', { name: 'Memory ran out' });
    expect(within(line).getByText('Memory ran out')).toBeTruthy();
    fireEvent.keyDown(cursor, { key: 'Enter' });
    expect(logTarget.get()).toMatchObject({ takeId: 'take-0', seq: 12, stage: 'flow' });
    fireEvent.keyDown(cursor, { key: 'Escape' });
    expect(onClose).toHaveBeenCalledOnce();
  });

  test('without a recording the table is there, and why there is no curve', async () => {
    await open({}, null);
    expect(screen.getByText(/Nothing was recorded of this take/)).toBeTruthy();
    expect(screen.queryByRole('slider')).toBeNull();
  });
});
