/**
 * Moves `x` along the guided velocity, in place and without allocating.
 * @param x shape (80, L)
 * @param velocity the estimator's output, shape (2, 80, L): conditioned half, then unconditioned half
 */
export function guidedEulerStep(
  x: Float32Array,
  velocity: Float32Array,
  delta: number,
  guidance: number,
): void {
  const half = x.length;
  const towards = delta * (1 + guidance);
  const away = delta * guidance;
  for (let i = 0; i < half; i++) x[i] = x[i]! + towards * velocity[i]! - away * velocity[half + i]!;
}
