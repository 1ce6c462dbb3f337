import { StudioError } from '#contract/errors';
import { memoryShortage, outOfMemory } from '#contract/out-of-memory';

/**
 * @param why what was tried with the graph of `role`
 * @returns what a failed `create` or `run` means: 'out-of-memory' with the size, or 'pack-invalid' with the runtime's words
 */
export function explainRuntimeFailure(thrown: unknown, why: 'load' | 'run', role: string): StudioError {
  if (thrown instanceof StudioError) return thrown;
  const words = thrown instanceof Error ? thrown.message : String(thrown);
  const shortage = memoryShortage(words);
  if (shortage) return outOfMemory({ why, role }, shortage, thrown);
  return new StudioError('pack-invalid', { why, role, said: words }, thrown);
}

/** @returns the error for a graph that answered with NaN or infinity */
export function notFinite(role: string, index: number, value: number): StudioError {
  return new StudioError('not-a-number', { why: 'graph', role, index, value: String(value) });
}

/** @throws StudioError 'pack-tensor-mismatch' when a graph answered with more or fewer numbers than its shape says */
export function assertLength({ length }: ArrayLike<number>, expected: number, role: string): void {
  if (length === expected) return;
  throw new StudioError('pack-tensor-mismatch', { why: 'length', role, expected, found: length });
}

/** @throws StudioError 'not-a-number' naming the graph at the first value that is not finite */
export function assertFinite(values: Float32Array, role: string): void {
  for (let i = 0; i < values.length; i++) {
    // NaN and both infinities: nothing else differs from itself after subtraction
    if (values[i]! - values[i]! !== 0) throw notFinite(role, i, values[i]!);
  }
}
