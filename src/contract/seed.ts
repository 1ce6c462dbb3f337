import { limits } from './limits';

/** @returns a seed drawn from the whole range, 1 to 100 000 000. */
export function drawSeed(random: () => number = Math.random): number {
  return limits.seed.min + Math.floor(random() * (limits.seed.max - limits.seed.min + 1));
}
