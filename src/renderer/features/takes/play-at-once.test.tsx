// @vitest-environment jsdom
import { act, cleanup, waitFor } from '@testing-library/react';
import { afterEach, expect, test, vi } from 'vitest';
import type { Take } from '#contract/domain';
import { player, type PlayStatus } from '../../lib/player';
import { fakeTake, fakeVoice } from '../../testing/fake-data';
import { createFakeStudio } from '../../testing/fake-studio';
import { renderWithStudio } from '../../testing/render';
import { awaitedTake, usePlayAtOnce } from './play-at-once';

afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
  awaitedTake.set(undefined);
});

const done: Take = { ...fakeTake(0, fakeVoice(0)), id: 'asked', state: 'done', audioSec: 3 };
const queued: Take = { ...done, state: 'queued', audioSec: 0 };
const silent: Take = { ...done, state: 'running', audioSec: 0 };
const growing: Take = { ...silent, audioSec: 1 };

function Window() {
  usePlayAtOnce();
  return null;
}

/** @param known how the take stands when the window asks for it */
async function show(
  known: Take,
  { playAtOnce = true, status = 'idle' }: { playAtOnce?: boolean; status?: PlayStatus } = {},
) {
  const studio = createFakeStudio({ settings: { playAtOnce } });
  const getTake = vi.fn(async () => known);
  const play = vi.spyOn(player, 'play').mockResolvedValue();
  vi.spyOn(player, 'getState').mockReturnValue({ ...player.getState(), status });
  renderWithStudio(<Window />, { studio: { ...studio, api: { ...studio.api, getTake } } });
  await waitFor(() => expect(studio.calls.map(({ name }) => name)).toContain('getSettings'));
  act(() => awaitedTake.set('asked'));
  if (playAtOnce) await waitFor(() => expect(getTake).toHaveBeenCalledWith({ takeId: 'asked' }));
  const tell = (...news: Take[]) =>
    act(async () => {
      news.forEach((take) => studio.emit('takeChanged', take));
      await Promise.resolve();
    });
  await tell();
  return { played: () => play.mock.calls.map(([{ key }, options]) => [key, options]), tell };
}

const once = [['take:asked', { fromSec: 0 }]];

test('what the window asked for plays once, as soon as there is some of it', async () => {
  const { played, tell } = await show(queued);
  await tell(silent, { ...growing, id: 'another' });
  expect(played()).toEqual([]);
  await tell(growing);
  expect(played()).toEqual(once);
  await tell({ ...growing, audioSec: 2 }, done);
  expect(played()).toEqual(once);
});

test('what was made before the window looked plays, too', async () => {
  expect((await show(done)).played()).toEqual(once);
});

test.each(['loading', 'waiting', 'playing'] as const)(
  'never over a sound that is %s, then or later',
  async (status) => {
    const { played, tell } = await show(silent, { status });
    await tell(growing);
    vi.spyOn(player, 'getState').mockReturnValue({ ...player.getState(), status: 'paused' });
    await tell(done);
    expect(played()).toEqual([]);
  },
);

test.each(['failed', 'cancelled'] as const)(
  'a take that %s is not played, as far as it came',
  async (state) => {
    const { played, tell } = await show(silent);
    await tell({ ...growing, state });
    expect(played()).toEqual([]);
    expect(awaitedTake.get()).toBeUndefined();
  },
);

test('nothing plays by itself when a person does not want it', async () => {
  const { played, tell } = await show(queued, { playAtOnce: false });
  await tell(silent, growing, done);
  expect(played()).toEqual([]);
});
