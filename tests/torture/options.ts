import { namesOf, readOptions, WrongUsage } from '../support/command-options';

export interface TortureOptions {
  readonly minutes: number;
  readonly seed: number;
  readonly only: readonly string[];
  readonly help: boolean;
}

/** In the order in which they run. */
export const sessionNames = ['kill', 'full-disk', 'race', 'fuzz', 'hostile-files'] as const;
export type SessionName = (typeof sessionNames)[number];

const MOST_MINUTES = 15;

export const usage = `npm run torture -- [options]
  --only NAME,NAME     of ${sessionNames.join(', ')}
  --minutes N          for all of them together, at most ${MOST_MINUTES} (${MOST_MINUTES})
  --seed S             draws the same again
  --help`;

/**
 * @param known sessions that --only may name
 * @param freshSeed when none is asked for
 * @throws WrongUsage in words for the terminal
 */
export function parseOptions(
  args: readonly string[],
  known: readonly string[],
  freshSeed: number,
): TortureOptions {
  const { minutes, seed, only, help } = readOptions(args, {
    only: { type: 'string' },
    minutes: { type: 'string', default: String(MOST_MINUTES) },
    seed: { type: 'string' },
    help: { type: 'boolean', default: false },
  });
  const count = Number(minutes);
  if (!(count > 0 && count <= MOST_MINUTES))
    throw new WrongUsage(`--minutes is "${minutes}"; it must be more than 0, and at most ${MOST_MINUTES}.`);
  const start = seed === undefined ? freshSeed : Number(seed);
  if (!Number.isSafeInteger(start) || start < 0)
    throw new WrongUsage(`--seed is "${seed}"; it must be a whole number from 0 up.`);
  const names = only === undefined ? known : namesOf(only, known);
  return { minutes: count, seed: start, only: names, help };
}

/** The line that does one session again; a failed round is drawn from the seed that its message names. */
export function reproduction({ seed, minutes }: TortureOptions, session: string): string {
  return `npm run torture -- --only ${session} --seed ${seed} --minutes ${minutes}`;
}
