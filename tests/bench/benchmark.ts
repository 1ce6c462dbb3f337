import { compare, median, spreadOf, type Spread } from '../../src/cli/bench/statistics';
import type { BenchPack } from './pack/bench-pack';
import type { Taken } from './rounds';

/** `small`: the pack that tests use. `full`: random weights of the published sizes. */
export type PackSize = 'small' | 'full';
export type Unit = 'ratio' | 'ms' | 'MB' | 'per second';

/** One row of the table. */
export interface Measurement {
  readonly what: string;
  readonly unit: Unit;
  readonly value: Spread;
  /** Highest value that is good; absent where there is nothing to judge. */
  readonly goal?: number;
  /** The absolute numbers behind a ratio. */
  readonly detail: string;
}

export interface Bench {
  readonly size: PackSize;
  readonly rounds: number;
  /** Built and opened when first asked for, then kept. */
  readonly pack: () => Promise<BenchPack>;
  readonly packDir: () => string;
  readonly resourcesDir: string;
  /** Built entries of child processes. */
  readonly entries: { readonly engine: string; readonly echo: string; readonly busy: string };
}

interface Named {
  /** The goal's number in docs/performance.md, or a word for what has none. */
  readonly id: string;
  readonly title: string;
}

export type Benchmark = Named &
  ({ readonly run: (bench: Bench) => Promise<Measurement[]> } | { readonly skipped: string });

/** Says why a measurement makes no sense here; the table prints it. */
export class NotHere extends Error {}

/** `dividend / divisor` of the same rounds as a row. */
export function ratio(
  what: string,
  dividend: readonly number[],
  divisor: readonly number[],
  more: { readonly goal?: number | undefined; readonly detail: string },
): Measurement {
  return row(what, 'ratio', compare(dividend, divisor), more);
}

/**
 * The same ratio twice: by the clock, and by processor time, which says more on a machine that others use. Work on one
 * thread weighs less in the second, where graphs run on several.
 */
export function ratios(
  what: string,
  dividend: readonly Taken[],
  divisor: readonly Taken[],
  goal: number | undefined,
  about: string,
): Measurement[] {
  const by = (clock: keyof Taken, name: string) => {
    const [above, below] = [dividend, divisor].map((rounds) => rounds.map((taken) => taken[clock]));
    const detail = `${median(above!).toFixed(2)} / ${median(below!).toFixed(2)} ms, ${about}`;
    return ratio(name, above!, below!, { goal, detail });
  };
  return [by('wallMs', what), by('cpuMs', '  the same in processor time')];
}

/** Plain values of the rounds as a row. */
export function plain(
  what: string,
  unit: Unit,
  values: readonly number[],
  more: { readonly goal?: number | undefined; readonly detail: string },
): Measurement {
  return row(what, unit, spreadOf(values), more);
}

function row(
  what: string,
  unit: Unit,
  value: Spread,
  { goal, detail }: { readonly goal?: number | undefined; readonly detail: string },
): Measurement {
  return { what, unit, value, detail, ...(goal === undefined ? {} : { goal }) };
}

/** Goals are for graphs of true size: beside the tests' tiny graphs the same JavaScript looks large. */
export const goalAtFullSize = ({ size }: Bench, goal: number): number | undefined =>
  size === 'full' ? goal : undefined;
