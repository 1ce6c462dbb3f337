// @vitest-environment jsdom
import { act, cleanup, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import axe from 'axe-core';
import { afterEach, describe, expect, test, vi } from 'vitest';
import type { Take } from '#contract/domain';
import type { SegmentVersion, TakeSegment } from '#contract/speech';
import { player } from '../../lib/player';
import { fakeTake, fakeVoice } from '../../testing/fake-data';
import { createFakeStudio } from '../../testing/fake-studio';
import { renderWithStudio } from '../../testing/render';
import { blockAt, blocksOf, stripPx } from './strip-layout';
import { takeActions, type TakeActions } from './take-actions';
import { useTakePlayback } from './take-playback';
import { TakeSentences } from './TakeSentences';

afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
});

const nothing = () => undefined;
const RATE = 24_000;

const segment = (number: number, over: Partial<TakeSegment> = {}): TakeSegment => ({
  ...{ number, text: `Sentence ${number}.`, spoken: `sentence ${number}`, startChar: 0, endChar: 9 },
  ...{ language: 'en', firstSample: number * RATE, samples: RATE - 2400, seed: 7, warnings: [] },
  pcmSha256: 'ab'.repeat(32),
  ...over,
});

function Sentences({ take, actions }: { readonly take: Take; readonly actions: TakeActions }) {
  return <TakeSentences take={take} actions={actions} playback={useTakePlayback(take)} />;
}

function show(
  change: Partial<Take>,
  segments: readonly TakeSegment[],
  of: number,
  versions: readonly SegmentVersion[] = [],
) {
  const studio = createFakeStudio();
  const made = fakeTake(0, fakeVoice(0));
  const take: Take = {
    ...{ ...made, audioSec: segments.length, peaks: [0.1, 0.5, 0.2] },
    ...{ recipe: { ...made.recipe, seed: 7 }, ...change },
  };
  const api = {
    ...studio.api,
    getSegments: async () => ({ segments: [...segments], of, complete: segments.length === of }),
    listSegmentVersions: async () => [...versions],
  };
  const shown = renderWithStudio(<Sentences take={take} actions={takeActions(studio, nothing)} />, {
    studio: { ...studio, api },
  });
  return { ...shown, studio, take };
}

const sentence = (number: number) => screen.getByRole('button', { name: new RegExp(`^Sentence ${number},`) });

describe('the sentences of a take', () => {
  test('stand on its waveform; one that may be wrong and one of another seed say so', async () => {
    const warning = { code: 'segment-silent', values: {} };
    const { container } = show(
      {},
      [segment(0), segment(1, { warnings: [warning] }), segment(2, { seed: 21 })],
      3,
    );
    await waitFor(() => expect(sentence(1)).toBeTruthy());
    expect(sentence(2).getAttribute('aria-label')).toContain('may sound wrong');
    expect(sentence(3).getAttribute('aria-label')).toContain('seed 21');
    const { violations } = await axe.run(container);
    expect(violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([]);
  });

  test('are walked by the arrow keys, and one is re-rolled from its menu without the mouse', async () => {
    const user = userEvent.setup();
    const { studio, take } = show({}, [segment(0), segment(1), segment(2)], 3);
    await waitFor(() => sentence(1).focus());
    await user.keyboard('{ArrowRight}');
    await waitFor(() => expect(document.activeElement).toBe(sentence(2)));
    await user.keyboard('{Shift>}{F10}{/Shift}');
    // without a layout the place of the menu counts as scrolled out of sight
    const name = 'Re-roll with a new seed';
    await user.click(await screen.findByRole('menuitem', { name, hidden: true }));
    await waitFor(() =>
      expect(studio.calls).toContainEqual({
        name: 'rerollSegment',
        input: { takeId: take.id, segment: 1, seed: 'new' },
      }),
    );
  });

  test('have versions: an earlier one is heard from the menu and put back, without the mouse', async () => {
    const user = userEvent.setup();
    const versions = [7, 21].map((seed, at) => ({
      ...{ number: 1, version: at + 1, seed, firstSample: 24_000, samples: 12_000, takeId: `take-${at}` },
      ...{ pcmSha256: 'cd'.repeat(32), current: seed === 21 },
    }));
    const { studio, take } = show({}, [segment(0), segment(1, { seed: 21 }), segment(2)], 3, versions);
    const play = vi.spyOn(player, 'play').mockResolvedValue();
    await waitFor(() => sentence(2).focus());
    await user.keyboard('{Shift>}{F10}{/Shift}');
    const item = (role: string, name: RegExp) => screen.findByRole(role, { name, hidden: true });
    const earlier = await item('menuitemradio', /^Version 1, seed 7/);
    expect((await item('menuitemradio', /^Version 2, seed 21/)).getAttribute('aria-checked')).toBe('true');
    act(() => earlier.focus());
    await user.keyboard('{Enter}');
    expect(earlier.getAttribute('aria-checked')).toBe('true');
    expect(play).toHaveBeenCalledWith(
      expect.objectContaining({ key: 'take:take-0:1', title: 'Sentence 1.', durationSec: 0.5 }),
      { fromSec: 0 },
    );
    act(() => earlier.focus());
    await user.keyboard('{ArrowDown}{ArrowDown}');
    expect(document.activeElement?.textContent).toBe('Use version 1 in a new take');
    await user.keyboard('{Enter}');
    await waitFor(() =>
      expect(studio.calls).toContainEqual({
        name: 'rerollSegment',
        input: { takeId: take.id, segment: 1, seed: 7 },
      }),
    );
  });

  test('of a take that was cut off say how far it came, and go on', async () => {
    const user = userEvent.setup();
    const { studio, take } = show({ state: 'cancelled' }, [segment(0), segment(1)], 9);
    expect(await screen.findByText(/^2 of 9 sentences made/)).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Continue' }));
    await waitFor(() =>
      expect(studio.calls).toContainEqual({ name: 'continueTake', input: { takeId: take.id } }),
    );
  });
});

test('a take of ten thousand sentences finds those in sight without looking at the others', () => {
  const segments = Array.from({ length: 10_000 }, (_, number) => segment(number));
  let looks = 0;
  const blocks = blocksOf(segments, 10_000).map((block) =>
    Object.defineProperty({ ...block }, 'endSec', {
      get: () => {
        looks += 1;
        return block.endSec;
      },
    }),
  );
  for (const at of [0, 1, 4321, 9999]) expect(blockAt(blocks, at + 0.5)).toBe(at);
  expect(looks).toBeLessThan(80);
  expect(stripPx(900, 10_000, 10_000, 10_000)).toBeGreaterThan(900);
  expect(stripPx(900, 10, 10, 10)).toBe(900);
});
