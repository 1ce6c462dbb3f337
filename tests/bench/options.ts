import { namesOf, readOptions, WrongUsage } from '../support/command-options';
import type { PackSize } from './benchmark';

export interface BenchOptions {
  readonly size: PackSize;
  readonly rounds: number;
  /** Ids of the benchmarks to run; absent means all. */
  readonly only?: readonly string[];
  /** File for the results as JSON. */
  readonly json?: string;
  readonly help: boolean;
}

export const usage = `npm run bench -- [options]
  --only ID,ID         only these, e.g. 1,3,draft
  --size small|full    the tests' pack, or random weights of the published sizes (3 GB in node_modules/.cache)
  --rounds N           rounds of each measurement (5)
  --json FILE          the results as JSON, too
  --help`;

/**
 * @param known ids that --only may name
 * @throws WrongUsage in words for the terminal
 */
export function parseOptions(args: readonly string[], known: readonly string[]): BenchOptions {
  const { size, rounds, only, json, help } = readOptions(args, {
    only: { type: 'string' },
    size: { type: 'string', default: 'small' },
    rounds: { type: 'string', default: '5' },
    json: { type: 'string' },
    help: { type: 'boolean', default: false },
  });
  if (size !== 'small' && size !== 'full') throw new WrongUsage(`--size is "${size}"; it is small or full.`);
  const count = Number(rounds);
  if (!Number.isInteger(count) || count < 1) {
    throw new WrongUsage(`--rounds is "${rounds}"; it must be a whole number from 1 up.`);
  }
  return {
    size,
    rounds: count,
    help,
    ...(only === undefined ? {} : { only: namesOf(only, known) }),
    ...(json === undefined ? {} : { json }),
  };
}
