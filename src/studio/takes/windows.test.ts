import { afterAll, expect, test } from 'vitest';
import type { Take } from '#contract/domain';
import { connect, serve } from '#contract/rpc';
import { studioContract } from '#contract/studio-api';
import { memoryPorts } from '../../../tests/support/memory-ports';
import {
  isOver,
  openTestStudio,
  removeTemporaryFolders,
  type TestStudio,
} from '../../../tests/support/studio/test-studio';

afterAll(removeTemporaryFolders);

const LINES = 40;
const text = Array.from({ length: LINES }, (_, at) => `line ${at}`).join('\n');

/** A window at its own port: what it shows of a take, from what it was told. */
function openWindow(studio: TestStudio, takeId: string) {
  const [near, far] = memoryPorts();
  serve(studioContract, studio, far);
  const { api, on } = connect(studioContract, near);
  const told: Take[] = [];
  on('takeChanged', (take) => {
    if (take.id === takeId) told.push(take);
  });
  const reach = (fits: (take: Take) => boolean) =>
    new Promise<void>((resolve) => {
      if (told.some(fits)) resolve();
      on('takeChanged', (take) => {
        if (take.id === takeId && fits(take)) resolve();
      });
    });
  return { api, told, reach, close: () => near.close() };
}

test('a take goes on without the window that asked for it, and one that opens later shows all of it', async () => {
  const studio = await openTestStudio();
  const { id: voiceId } = await studio.makeVoice();
  const undisturbed = await studio.speak({ voiceId, text });
  const { id } = await studio.api.startTake({ voiceId, text, seed: 7 });
  const [first, stays] = [openWindow(studio, id), openWindow(studio, id)];
  await first.reach(({ segments }) => segments.length > 0);
  first.close();
  const seen = first.told.length;
  const again = openWindow(studio, id);
  const shown = await again.api.getTake({ takeId: id });
  expect(shown.recipe.text).toBe(text);
  await Promise.all([again.reach(isOver), stays.reach(isOver)]);

  const whole = await studio.api.getTake({ takeId: id });
  expect(whole).toMatchObject({ state: 'done', pcmSha256: undisturbed.pcmSha256 });
  expect(whole.segments).toHaveLength(LINES);
  expect(first.told).toHaveLength(seen);
  for (const { told, api } of [again, stays]) {
    expect(told.at(-1)).toEqual(whole);
    // no window ever shows fewer sentences than it did, or one in another's place
    for (const { segments } of told) expect(segments).toEqual(whole.segments.slice(0, segments.length));
    expect((await api.getSegments({ takeId: id, from: 7 })).segments).toHaveLength(LINES - 7);
  }
  await studio.close();
});
