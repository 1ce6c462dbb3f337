import { parseArgs, type ParseArgsConfig } from 'node:util';

/** What the project's own commands (`npm run bench`, `npm run torture`) share in reading their options. */

export class WrongUsage extends Error {}

/** @throws WrongUsage in Node's words for an option that there is not */
export function readOptions<Options extends NonNullable<ParseArgsConfig['options']>>(
  args: readonly string[],
  options: Options,
) {
  try {
    return parseArgs({ args: [...args], options }).values;
  } catch (thrown) {
    throw new WrongUsage(thrown instanceof Error ? thrown.message : String(thrown));
  }
}

/**
 * @param only what `--only` says, names with commas between them
 * @throws WrongUsage for a name that nobody knows
 */
export function namesOf(only: string, known: readonly string[]): string[] {
  const names = only.split(',').map((name) => name.trim());
  const unknown = names.filter((name) => !known.includes(name));
  if (unknown.length > 0)
    throw new WrongUsage(`--only names ${unknown.join(', ')}; there are ${known.join(', ')}.`);
  return names;
}

/** Runs a command; wrong usage is said on stderr with the usage, and exits with 2. */
export async function runCommand(usage: string, command: () => Promise<void>): Promise<void> {
  try {
    await command();
  } catch (thrown) {
    if (!(thrown instanceof WrongUsage)) throw thrown;
    process.stderr.write(`${thrown.message}\n${usage}\n`);
    process.exitCode = 2;
  }
}
