/**
 * Items in order, then one result. Nothing happens before the first item is asked for; leaving the loop early stops
 * the work behind it. An async generator is one.
 */
export type ItemStream<T, R> = AsyncIterableIterator<T, R, undefined>;

/**
 * Reads a stream to its end. What `onItem` throws stops it.
 * @returns its result
 * @throws what it fails with
 */
export async function readItems<T, R>(
  items: ItemStream<T, R>,
  onItem: (item: T) => void | Promise<void>,
): Promise<R> {
  try {
    for (;;) {
      const step = await items.next();
      if (step.done) return step.value;
      await onItem(step.value);
    }
  } catch (thrown) {
    await items.return?.();
    throw thrown;
  }
}
