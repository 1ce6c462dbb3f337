import { afterAll, afterEach, beforeEach, expect, test } from 'vitest';
import type { Take } from '#contract/domain';
import {
  isOver,
  openTestStudio,
  removeTemporaryFolders,
  type TestStudio,
} from '../../../tests/support/studio/test-studio';

let studio: TestStudio;
let take: Take;

beforeEach(async () => {
  studio = await openTestStudio();
  const voiceId = (await studio.makeVoice()).id;
  const project = await studio.api.createProject({ name: 'Rain' });
  take = await studio.speak({
    ...{ voiceId, text: 'Hello world', seed: 11, speed: 1.2, engine: 'draft', projectId: project.id },
    ...{ instruction: 'softly', advanced: { topK: 30 } },
  });
  const recording = await studio.api.addRecording({
    name: 'another',
    sampleRateHz: 48_000,
    channels: [Float32Array.from({ length: 4 * 48_000 }, (_, i) => 0.3 * Math.sin(i / 40))],
    format: 'microphone',
  });
  const prompt = { recordingId: recording.id, startSec: 0, endSec: 4, transcript: 'other words' };
  // from here on the voice speaks with another prompt
  await studio.api.addPrompt({ voiceId, ...prompt });
});
afterEach(() => studio.close());
afterAll(removeTemporaryFolders);

/** What a take that is made again has of the first one. */
const heldOf = ({ projectId, recipe }: Take) => {
  const { text, instruction, advanced, engine, mode, speed, promptId, promptSha256, transcript } = recipe;
  return { projectId, text, instruction, advanced, engine, mode, speed, promptId, promptSha256, transcript };
};
const over = ({ id }: Take) => studio.when(id, isOver);

test.each(['same', 'new', 42] as const)('with the seed "%s" everything else is held', async (seed) => {
  const again = await over(await studio.api.repeatTake({ takeId: take.id, seed }));
  expect(again.id).not.toBe(take.id);
  expect(heldOf(again)).toEqual(heldOf(take));
  if (seed === 'new') expect(again.recipe.seed).not.toBe(11);
  else expect(again.recipe.seed).toBe(seed === 'same' ? 11 : 42);
});

test('a change changes what it names, and nothing else', async () => {
  const changes = { text: 'Good night', speed: 1 };
  const again = await over(await studio.api.repeatTake({ takeId: take.id, seed: 'same', changes }));
  expect(heldOf(again)).toEqual({ ...heldOf(take), ...changes });
});

test('a repair of a take that was made holds it too', async () => {
  const again = await over(await studio.api.repeatTake({ takeId: take.id, repair: 'retry-next-seed' }));
  expect(again.recipe.seed).toBe(12);
  expect(heldOf(again)).toEqual(heldOf(take));
});

test('a seed out of range is refused', async () => {
  await expect(studio.api.repeatTake({ takeId: take.id, seed: 0 })).rejects.toMatchObject({
    code: 'seed-out-of-range',
  });
});

test('a failed take is the same take again, with its project and its direction', async () => {
  const failed = await over(
    await studio.api.repeatTake({ takeId: take.id, changes: { text: 'fail', engine: 'draft' } }),
  );
  expect(failed.state).toBe('failed');
  const again = await studio.api.repeatTake({
    takeId: failed.id,
    seed: 12,
    changes: { text: take.recipe.text },
  });
  expect(again).toMatchObject({ id: failed.id, state: 'queued', recipe: { seed: 12 } });
  expect(heldOf(await over(again))).toEqual(heldOf(take));
});

test('a take whose prompt is gone is made with the chosen one, and says so', async () => {
  const { voiceId, promptId } = take.recipe;
  await studio.api.deletePrompt({ voiceId, promptId: promptId! });
  await studio.api.deleteForGood({ promptIds: [promptId!] });
  const again = await over(await studio.api.repeatTake({ takeId: take.id }));
  expect(again.recipe.promptSha256).not.toBe(take.recipe.promptSha256);
  expect(again.warnings).toMatchObject([{ code: 'prompt-lost' }]);
  const kept = await over(await studio.api.repeatTake({ takeId: again.id }));
  expect(kept.warnings).toEqual([]);
});

test('a recipe finds its voice by its prompt', async () => {
  const recipe = { ...take.recipe, voiceId: 'another-library', voiceName: 'Elsewhere' };
  const again = await over(await studio.api.repeatTake({ recipe }));
  expect({ ...heldOf(again), projectId: take.projectId }).toEqual(heldOf(take));
  expect(again.recipe.voiceId).toBe(take.recipe.voiceId);
});
