import { afterAll, afterEach, beforeEach, expect, test } from 'vitest';
import {
  isOver,
  openTestStudio,
  removeTemporaryFolders,
  type TestStudio,
} from '../../../tests/support/studio/test-studio';

let studio: TestStudio;
let voiceId: string;

beforeEach(async () => {
  studio = await openTestStudio();
  voiceId = (await studio.makeVoice()).id;
});
afterEach(() => studio.close());
afterAll(removeTemporaryFolders);

test('a failed take says why with its own lines, and a repair makes the same take again', async () => {
  const failed = await studio.speak({ voiceId, text: 'fail <|odd|> here' });
  const diagnosis = await studio.api.diagnoseTake({ takeId: failed.id });
  expect(diagnosis).toMatchObject({ rule: 'out-of-memory', known: true });
  expect(diagnosis!.values).toMatchObject({ wanted: '512 MiB' });
  expect(diagnosis!.proof.at(-1)).toMatchObject({
    level: 'error',
    takeId: failed.id,
    message: 'Take failed: Memory ran out while trying to speak: 512 MiB were asked for and not available.',
  });

  const again = await studio.api.repeatTake({ takeId: failed.id, repair: 'unload-and-retry' });
  expect(again).toMatchObject({ id: failed.id, state: 'queued', recipe: { seed: 7 } });
  await studio.when(failed.id, isOver);
  const { recipe } = await studio.api.repeatTake({ takeId: failed.id, repair: 'retry-without-markers' });
  expect(recipe.text).toBe('fail here');
  await studio.when(failed.id, isOver);
  expect(await studio.api.listTakes({ limit: 10 })).toHaveLength(1);
});

test('each repair changes what it says and nothing else', async () => {
  const { id: takeId, recipe } = await studio.speak({ voiceId, text: 'fail' });
  for (const [repair, change] of [
    ['retry', {}],
    ['restart-and-retry', {}],
    ['retry-draft', { engine: 'draft' }],
    ['retry-next-seed', { seed: 8 }],
    ['retry-without-transcript', { seed: 8, mode: 'cross_lingual' }],
  ] as const) {
    const again = await studio.api.repeatTake({ takeId, repair });
    const { text, engine, mode, seed, speed } = recipe;
    expect(again.recipe, repair).toMatchObject({ text, engine, mode, seed, speed, voiceId, ...change });
    await studio.when(takeId, isOver);
  }
});

test('a take that was made stays, and another one is made beside it; one that is fine has no diagnosis', async () => {
  const done = await studio.speak({ voiceId, text: 'Good' });
  expect(await studio.api.diagnoseTake({ takeId: done.id })).toBeNull();
  const other = await studio.api.repeatTake({ takeId: done.id, repair: 'retry-next-seed' });
  expect(other.id).not.toBe(done.id);
  expect(await studio.when(other.id, isOver)).toMatchObject({ state: 'done', recipe: { seed: 8 } });
});
