import { limits } from '#contract/domain';

/** @returns the seed that a person typed, or undefined when it is not a whole number in range. */
export function parseSeed(typed: string): number | undefined {
  const digits = typed.trim();
  if (!/^\d{1,9}$/.test(digits)) return undefined;
  const seed = Number(digits);
  return seed >= limits.seed.min && seed <= limits.seed.max ? seed : undefined;
}
