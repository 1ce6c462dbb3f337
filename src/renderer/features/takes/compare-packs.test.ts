import { afterEach, expect, test, vi } from 'vitest';
import type { Take } from '#contract/domain';
import type { StudioService } from '#contract/studio-api';
import { comparison } from './blind-comparison';
import { compareWithPack } from './compare-packs';

afterEach(() => comparison.set(undefined));

/** A studio whose other take ends as it is told, before or after its call is answered. */
function studioWith(end: Partial<Take>, { early = false } = {}) {
  let tell: (take: Take) => void = () => undefined;
  const repeatTake = vi.fn(async () => {
    const ended = { id: 'other', ...end } as Take;
    tell({ ...ended, state: 'running' });
    if (early) tell(ended);
    else setTimeout(() => tell(ended));
    return { id: 'other' } as Take;
  });
  const stop = vi.fn();
  const on = (_event: string, heard: (take: Take) => void) => {
    tell = heard;
    return stop;
  };
  return { studio: { api: { repeatTake }, on } as unknown as StudioService, repeatTake, stop };
}
const take = { id: 'one' } as Take;

test.each([false, true])(
  'the same take is made with the other pack, and both are heard blind (told early: %s)',
  async (early) => {
    const { studio, repeatTake, stop } = studioWith({ state: 'done' }, { early });
    await compareWithPack(studio, take, 'pack-b');
    expect(repeatTake).toHaveBeenCalledWith({ takeId: 'one', seed: 'same', changes: { packId: 'pack-b' } });
    expect(comparison.get()).toMatchObject({ blind: true, chosenId: undefined });
    expect([...(comparison.get()?.takeIds ?? [])].sort()).toEqual(['one', 'other']);
    expect(stop).toHaveBeenCalled();
  },
);

test('a take that fails says why, and nothing is compared', async () => {
  const error = { code: 'pack-not-found', values: {} } as const;
  const { studio } = studioWith({ state: 'failed', error });
  await expect(compareWithPack(studio, take, 'gone')).rejects.toMatchObject({ code: 'pack-not-found' });
  expect(comparison.get()).toBeUndefined();
});

test('a take that is cancelled is not compared', async () => {
  const { studio } = studioWith({ state: 'cancelled' });
  await compareWithPack(studio, take, 'pack-b');
  expect(comparison.get()).toBeUndefined();
});
