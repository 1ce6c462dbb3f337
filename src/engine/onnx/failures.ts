import { StudioError } from '#contract/errors';
import { memoryShortage, outOfMemory } from '#contract/out-of-memory';

/**
 * @param doing what was tried, e.g. "load flow_estimator"
 * @returns what a failed `create` or `run` means: 'out-of-memory' with the size, or 'pack-invalid' with the runtime's words
 */
export function explainRuntimeFailure(thrown: unknown, doing: string): StudioError {
  if (thrown instanceof StudioError) return thrown;
  const words = thrown instanceof Error ? thrown.message : String(thrown);
  const shortage = memoryShortage(words);
  if (shortage) return outOfMemory(doing, shortage, thrown);
  return new StudioError('pack-invalid', `ONNX Runtime could not ${doing}: ${words}`, {
    cause: thrown,
    repair: 'Verify the pack; if its files are whole, this pack does not fit this version of the studio.',
    values: { doing },
  });
}

/** @returns the error for a graph that answered with NaN or infinity */
export function notFinite(role: string, index: number, value: number): StudioError {
  return new StudioError('not-a-number', `The graph ${role} answered with ${value} at position ${index}.`, {
    repair: 'Use a pack with int4 or fp32 graphs, or run this graph on the CPU.',
    values: { role, index },
  });
}

/** @throws StudioError 'pack-tensor-mismatch' when a graph answered with more or fewer numbers than its shape says */
export function assertLength({ length }: ArrayLike<number>, expected: number, role: string): void {
  if (length === expected) return;
  throw new StudioError(
    'pack-tensor-mismatch',
    `The graph ${role} answered with ${length} numbers instead of ${expected}.`,
    {
      repair: 'Verify the pack; its graphs may not belong together.',
      values: { role, expected, found: length },
    },
  );
}

/** @throws StudioError 'not-a-number' naming the graph at the first value that is not finite */
export function assertFinite(values: Float32Array, role: string): void {
  for (let i = 0; i < values.length; i++) {
    // NaN and both infinities: nothing else differs from itself after subtraction
    if (values[i]! - values[i]! !== 0) throw notFinite(role, i, values[i]!);
  }
}
