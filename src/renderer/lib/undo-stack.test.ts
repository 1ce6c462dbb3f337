import { expect, test } from 'vitest';
import { mulberry32 } from '#audio/mulberry32';
import { createUndoStack } from './undo-stack';

/** A stack over a number that each step replaces. */
function counting() {
  let atMs = 0;
  const stack = createUndoStack(() => atMs);
  let value = 0;
  const set = (next: number, joins?: string) => {
    const before = value;
    value = next;
    return stack.push({
      what: `to ${next}`,
      undo: () => (value = before),
      redo: () => (value = next),
      ...(joins === undefined ? {} : { joins }),
    });
  };
  return { stack, set, value: () => value, wait: (ms: number) => (atMs += ms) };
}

test('whatever was done, taken back and done again, the value is always the one of that moment', async () => {
  const random = mulberry32(3);
  const { stack, set, value } = counting();
  let done = [0];
  let undone: number[] = [];
  for (let step = 1; step < 400; step++) {
    const draw = random();
    if (draw < 0.5) {
      set(step);
      done = [...done, step].slice(-201);
      undone = [];
    } else if (draw < 0.8) {
      await stack.undo();
      if (done.length > 1) undone.push(done.pop()!);
    } else {
      await stack.redo();
      if (undone.length > 0) done.push(undone.pop()!);
    }
    expect(value()).toBe(done.at(-1));
  }
});

test('quick steps of one kind are one, slow ones and others are not', async () => {
  const { stack, set, value, wait } = counting();
  set(1, 'trim');
  set(2, 'trim');
  set(3, 'trim');
  set(4, 'words');
  wait(5000);
  set(5, 'words');
  expect(stack.get().done.map(({ what }) => what)).toEqual(['to 3', 'to 4', 'to 5']);
  await stack.undo();
  await stack.undo();
  expect(value()).toBe(3);
  await stack.undo();
  expect(value()).toBe(0);
  await stack.redo();
  expect(value()).toBe(3);
});

test('what is taken back by its own button is not taken back twice, and undoing is no step', async () => {
  const { stack, set, value } = counting();
  const first = set(1);
  await stack.takeBack(first);
  await stack.takeBack(first);
  expect(value()).toBe(0);
  const echoing = stack.push({ what: 'echo', undo: () => set(9) });
  await stack.takeBack(echoing);
  expect(stack.get().done).toEqual([]);
  // without a way to do it again it is gone
  expect(await stack.redo()).toBe(undefined);
});
