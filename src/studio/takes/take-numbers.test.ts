import { afterAll, afterEach, beforeEach, expect, test } from 'vitest';
import type { Take } from '#contract/domain';
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

const speak = (text: string, seed = 7) => studio.speak({ voiceId, text, seed });
const listed = async () => (await studio.api.listTakes({ limit: 50 })).map(({ number }) => number);
const identicalTo = async ({ id }: Take) => (await studio.api.getTake({ takeId: id })).identicalTo;

test('takes are counted, and a number is given once', async () => {
  const [one, two] = [await speak('One'), await speak('Two')];
  expect([one.number, two.number]).toEqual([1, 2]);
  await studio.api.deleteTake({ takeId: two.id });
  await studio.api.deleteForGood({ takeIds: [two.id] });
  expect((await speak('Three')).number).toBe(3);
  expect(await listed()).toEqual([3, 1]);
  await studio.close();
  studio = await openTestStudio({ home: studio.home });
  expect(await listed()).toEqual([3, 1]);
  expect(await studio.api.listTakes({ limit: 9, number: 3 })).toMatchObject([{ recipe: { text: 'Three' } }]);
  expect(await studio.api.listTakes({ limit: 9, number: 2 })).toEqual([]);
});

test('a take that is made again after it failed keeps its number and its place in the batch', async () => {
  const batch = { id: 'a-batch', place: 2, of: 3 };
  const failed = await studio.speak({ voiceId, text: 'fail', batch });
  expect(failed).toMatchObject({ state: 'failed', number: 1, batch });
  await studio.api.repeatTake({ takeId: failed.id });
  expect(await studio.when(failed.id, isOver)).toMatchObject({ number: 1, batch });
  await expect(studio.speak({ voiceId, text: 'x', batch: { ...batch, place: 4 } })).rejects.toMatchObject({
    code: 'bad-request',
  });
});

test('a take says which one before it sounds exactly the same, as long as that is in the list', async () => {
  const [first, other, second, third] = [
    await speak('Same'),
    await speak('Something else'),
    await speak('Same'),
    await speak('Same'),
  ];
  expect(first.pcmSha256).toBe(second.pcmSha256);
  // as it is told the moment it is done
  expect([first, other, second, third].map((take) => take.identicalTo)).toEqual([undefined, undefined, 1, 1]);
  await studio.api.changeTakes({ takeIds: [third.id], change: { favourite: true } });
  expect(await identicalTo(third)).toBe(1);

  await studio.api.deleteTake({ takeId: first.id });
  expect([await identicalTo(second), await identicalTo(third)]).toEqual([undefined, 3]);
  await studio.api.restoreTake({ takeId: first.id });
  expect([await identicalTo(second), await identicalTo(third)]).toEqual([1, 1]);
});

test('lines that are spoken together say which of how many they are', async () => {
  const { id: projectId } = await studio.api.createProject({ name: 'Play' });
  await studio.api.changeProject({ projectId, defaults: { voiceId } });
  const lines = ['One.', 'Two.', 'Three.'].map((text) => ({ text }));
  await studio.api.changeScript({ projectId, operations: [{ do: 'insert', after: null, lines }] });
  const takes = await studio.api.speakScript({ projectId });
  expect(takes.map(({ batch }) => [batch?.place, batch?.of])).toEqual([
    [1, 3],
    [2, 3],
    [3, 3],
  ]);
  expect(new Set(takes.map(({ batch }) => batch?.id)).size).toBe(1);
  await Promise.all(takes.map(({ id }) => studio.when(id, isOver)));
  const [again] = await studio.api.speakScript({ projectId, lineIds: [takes[1]!.lineId!], which: 'all' });
  expect(again?.batch).toBeUndefined();
  await studio.when(again!.id, isOver);
});
