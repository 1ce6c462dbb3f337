type Work = () => number | Promise<number>;

/**
 * Runs every variant once a round, in turning order, so that whatever else the machine does meets them all alike. One
 * round before the others is thrown away.
 * @param variants each returns its own measurement, milliseconds as a rule
 * @returns the measurements of each variant, one a round
 */
export async function interleaved<Name extends string>(
  rounds: number,
  variants: Readonly<Record<Name, Work>>,
): Promise<Record<Name, number[]>> {
  const names = Object.keys(variants) as Name[];
  const values = Object.fromEntries(names.map((name) => [name, [] as number[]])) as Record<Name, number[]>;
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
