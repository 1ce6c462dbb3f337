import { getEventListeners } from 'node:events';
import { expect, test } from 'vitest';
import { StudioError } from '#contract/errors';
import { unlessAborted } from './unless-aborted';

const never = () => new Promise<never>(() => undefined);

test('work that ends in time gives what it gave, and leaves no ear on the signal', async () => {
  const { signal } = new AbortController();
  expect(await unlessAborted(Promise.resolve(7), signal)).toBe(7);
  expect(getEventListeners(signal, 'abort')).toEqual([]);
});

test('work that never ends is left with the reason of the signal, or with a better word', async () => {
  const stop = new AbortController();
  const waits = unlessAborted(never(), stop.signal);
  const told = unlessAborted(never(), stop.signal, () => new StudioError('cancelled'));
  stop.abort(new Error('The window closed.'));
  await expect(waits).rejects.toThrow('The window closed.');
  await expect(told).rejects.toMatchObject({ code: 'cancelled' });
  await expect(unlessAborted(never(), stop.signal)).rejects.toThrow('The window closed.');
});

test("a failure after everybody left is nobody's unhandled rejection", async () => {
  const stop = new AbortController();
  let fail: ((reason: Error) => void) | undefined;
  const late = new Promise<never>((_, reject) => (fail = reject));
  const waits = unlessAborted(late, stop.signal);
  stop.abort(new Error('Gone.'));
  await expect(waits).rejects.toThrow('Gone.');
  fail?.(new Error('too late'));
});
