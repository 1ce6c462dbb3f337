/** One way of mistreating the studio. Rounds are drawn from the seed, so that the same seed mistreats it the same way. */
export type Session = (work: Work) => Promise<Report>;

export interface Work {
  readonly seed: number;
  /** @returns whether another round is wanted; asked before each */
  readonly again: () => boolean;
  /** Told before anything that could hang: the last one told is where it hangs. */
  readonly step: (what: string) => void;
}

export interface Report {
  /** What was done, for the person who reads it; also how often nothing was lost. */
  readonly counts: Readonly<Record<string, number>>;
  /** Everything that was lost, answered by 'internal', or otherwise not as it should be. */
  readonly wrong: readonly string[];
  /** Why nothing could be done here; then there are no counts. */
  readonly skipped?: string;
}

/** For the short forms: a number of rounds instead of a time. */
export function rounds(seed: number, count: number): Work {
  let left = count;
  return { seed, again: () => left-- > 0, step: () => undefined };
}

/** Adds `more` to `counts`. */
export function count(counts: Record<string, number>, more: Readonly<Record<string, number>>): void {
  for (const [name, value] of Object.entries(more)) counts[name] = (counts[name] ?? 0) + value;
}
