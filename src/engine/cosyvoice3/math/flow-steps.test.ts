import { describe, expect, test } from 'vitest';
import golden from '../../../../tests/golden/cosyvoice3/flow.json';
import { DEFAULT_FLOW_STEPS, flowSteps } from '#contract/flow-steps';
import { guidedEulerStep } from './flow-steps';

describe('the steps of the flow', () => {
  test('are the reference’s, to the last bit of float32', () => {
    const steps = flowSteps(DEFAULT_FLOW_STEPS);
    expect(steps.map(({ time, delta }) => [time, delta])).toEqual(golden.euler_t_dt);
    expect(steps.map(({ time }) => time)).toEqual(golden.t_span.slice(0, -1));
  });

  test.each([1, 4, 7, 32])('go from 0 to 1 in %i', (count) => {
    const steps = flowSteps(count);
    expect(steps).toHaveLength(count);
    expect(steps[0]!.time).toBe(0);
    const last = steps.at(-1)!;
    expect(last.time + last.delta).toBeCloseTo(1, 6);
    expect(steps.every(({ delta }) => delta > 0)).toBe(true);
  });
});

test('a guided step adds 1.7 of the conditioned velocity and takes 0.7 of the other away, in place', () => {
  const x = Float32Array.of(1, -2, 0.5);
  const velocity = Float32Array.of(10, 20, -30, 1, 2, 3);
  guidedEulerStep(x, velocity, 0.1, 0.7);
  [1 + 0.1 * (17 - 0.7), -2 + 0.1 * (34 - 1.4), 0.5 + 0.1 * (-51 - 2.1)].forEach((expected, i) =>
    expect(x[i]).toBeCloseTo(expected, 5),
  );
});
