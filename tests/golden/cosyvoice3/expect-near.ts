import { expect } from 'vitest';

/** Fails with both numbers when they are further apart than the golden file's tolerance allows. */
export function expectNear(found: number | undefined, expected: number | undefined, tolerance: number): void {
  expect(Math.abs(found! - expected!), `${found} against ${expected}`).toBeLessThanOrEqual(tolerance);
}
