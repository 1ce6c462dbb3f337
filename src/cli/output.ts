import { reportError, StudioError, type ErrorValues } from '#contract/errors';
import { errorWords } from '#i18n/error-words';
import { terminalLine, terminalText } from '#contract/terminal-text';

/** Result on stdout, everything else on stderr; with --json stdout is exactly one JSON object. */

export const exitCodes = { ok: 0, failed: 1, wrongUsage: 2 } as const;

/** Codes that say the command itself was wrong, not that it failed. */
const usageCodes: ReadonlySet<string> = new Set([
  'usage',
  'bad-request',
  'input-too-long',
  'engine-unknown',
  'seed-out-of-range',
  'speed-out-of-range',
]);

export interface OutputOptions {
  readonly json?: boolean | undefined;
}

/** The one way to a terminal: names and texts come from elsewhere, and none of them gives it orders. */
export function say(where: 'stdout' | 'stderr', text: string): void {
  process[where].write(`${terminalText(text)}\n`);
}

/** @param lines the same result for a person */
export function printResult(options: OutputOptions, result: object, lines: readonly string[]): void {
  const text = options.json ? JSON.stringify(result) : lines.join('\n');
  if (text !== '') say('stdout', text);
}

/** Two plain lines (what happened, what to do) on stderr, or `{"error":…}` on stdout. @returns the exit code */
export function printError(options: OutputOptions, thrown: unknown): number {
  const { code, values, trace } = reportError(thrown);
  const { detail: message, repair } = errorWords(StudioError.from(thrown), 'en');
  if (options.json) say('stdout', JSON.stringify({ error: { code, message, repair, values } }));
  else say('stderr', [message, repair].filter(Boolean).join('\n'));
  // what nobody foresaw needs its stack
  if (code === 'internal' && trace !== undefined) say('stderr', trace);
  return usageCodes.has(code) ? exitCodes.wrongUsage : exitCodes.failed;
}

/** @param why the sentence, one of those of the code 'usage' */
export function usageError(why: string, values: ErrorValues = {}): StudioError {
  return new StudioError('usage', { why, ...values });
}

/** @returns "1 take", "2 takes" */
export const counted = (count: number, thing: string): string => `${count} ${thing}${count === 1 ? '' : 's'}`;

/** A table of left-aligned columns; the first row is the heading. */
export function table(cells: readonly (readonly string[])[]): string[] {
  const rows = cells.map((row) => row.map(terminalLine));
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => width(row[column] ?? ''))));
  return rows.map((row) =>
    row
      .map((cell, column) => cell + ' '.repeat((widths[column] ?? 0) - width(cell)))
      .join('  ')
      .trimEnd(),
  );
}

/** Terminal columns: CJK and full-width characters take two. */
function width(text: string): number {
  return Array.from(text).reduce(
    (sum, each) => sum + (/[\u1100-\u115f\u2e80-\uffdc\u{20000}-\u{3fffd}]/u.test(each) ? 2 : 1),
    0,
  );
}
