/** What some work took: of the clock, and of the processors (all threads of this process). */
export interface Taken {
  readonly wallMs: number;
  /** Hardly changes when other processes want the processors, too. */
  readonly cpuMs: number;
}

/**
 * Runs every variant once a round, in turning order, so that whatever else the machine does meets them all alike. One
 * round before the others is thrown away.
 * @param variants each returns its own measurement, which leaves out what only prepares it
 * @returns the measurements of each variant, one a round
 */
export async function interleaved<Name extends string, Value>(
  rounds: number,
  variants: Readonly<Record<Name, () => Value | Promise<Value>>>,
): Promise<Record<Name, Value[]>> {
  const names = Object.keys(variants) as Name[];
  const values = Object.fromEntries(names.map((name) => [name, [] as Value[]])) as Record<Name, Value[]>;
  for (let round = -1; round < rounds; round++) {
    const order = round % 2 === 0 ? names : [...names].reverse();
    for (const name of order) {
      const value = await variants[name]();
      if (round >= 0) values[name].push(value);
    }
  }
  return values;
}

/** @returns how long `work` took, ms, divided by `times` when it did something that often */
export async function timed(work: () => unknown, times = 1): Promise<number> {
  const startedAt = performance.now();
  await work();
  return (performance.now() - startedAt) / times;
}

/** @returns a function that tells what was taken since, divided by `times` */
export function startWatch(): (times?: number) => Taken {
  const startedAt = performance.now();
  const before = process.cpuUsage();
  return (times = 1) => {
    const { user, system } = process.cpuUsage(before);
    return { wallMs: (performance.now() - startedAt) / times, cpuMs: (user + system) / 1000 / times };
  };
}

/** As `timed`, in both times. */
export async function watched(work: () => unknown, times = 1): Promise<Taken> {
  const taken = startWatch();
  await work();
  return taken(times);
}
