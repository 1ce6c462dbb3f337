import { type Command, Option } from 'commander';
import { type LogEntry, type LogLevel, logLevels } from '#contract/logger';
import { defaultHome, studioFolders } from '#studio/folders';
import { linesBackwards } from '#studio/log-reader';
import { formatLine, formatSeed } from '#log-text/format';
import { followLog } from '../follow-log';
import { wholeNumber } from '../options';
import { type OutputOptions, printResult, usageError } from '../output';

interface LogOptions extends OutputOptions {
  readonly lines: string;
  readonly follow?: boolean;
  readonly level?: LogLevel;
  readonly take?: string;
  readonly grep?: string;
  readonly format: keyof typeof formats;
}

const formats = {
  line: formatLine,
  seed: formatSeed,
  json: (entry: LogEntry) => JSON.stringify(entry),
} as const;

export function addLog(program: Command): void {
  program
    .command('log')
    .description('what happened, also while a studio runs')
    .option('-n, --lines <count>', 'how many lines', '100')
    .option('-f, --follow', 'go on with new lines until Ctrl-C')
    .addOption(new Option('--level <level>', 'this level and above').choices(logLevels))
    .option('--take <id>', 'lines of one take; the first characters of its id are enough')
    .option('--grep <re>', 'lines that match a regular expression')
    .addOption(new Option('--format <format>').choices(Object.keys(formats)).default('line'))
    .addOption(new Option('--json', 'one JSON object on stdout').conflicts('follow'))
    .action(log);
}

async function log(options: LogOptions): Promise<void> {
  const folder = studioFolders(defaultHome()).logs;
  const limit = wholeNumber('--lines', options.lines, 0);
  const fits = filterOf(options);
  const format = formats[options.format];

  const entries: LogEntry[] = [];
  if (limit > 0) {
    for await (const entry of linesBackwards(folder)) {
      if (fits(entry)) entries.push(entry);
      if (entries.length === limit) break;
    }
  }
  entries.reverse();
  printResult(options, { entries }, entries.map(format));
  if (!options.follow) return;
  const stop = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort());
  for await (const entry of followLog(folder, stop.signal)) {
    if (fits(entry)) process.stdout.write(`${format(entry)}\n`);
  }
}

function filterOf({ level, take, grep }: LogOptions): (entry: LogEntry) => boolean {
  const lowest = level === undefined ? 0 : logLevels.indexOf(level);
  const pattern = grep === undefined ? undefined : regularExpression(grep);
  return (entry) =>
    logLevels.indexOf(entry.level) >= lowest &&
    (take === undefined || (entry.takeId?.startsWith(take) ?? false)) &&
    (pattern?.test(formatLine(entry)) ?? true);
}

function regularExpression(source: string): RegExp {
  try {
    return new RegExp(source, 'iu');
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : '';
    throw usageError(
      `--grep is not a regular expression: ${reason}`,
      'Escape its special characters with \\.',
      {
        grep: source,
      },
    );
  }
}
