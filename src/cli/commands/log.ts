import { type Command, Option } from 'commander';
import { StudioError } from '#contract/errors';
import { type LogEntry, type LogLevel, logLevels } from '#contract/logger';
import { stages, type Stage } from '#contract/stages';
import { errorWords } from '#i18n/error-words';
import { createForeignReader } from '#log-text/foreign-log';
import { formatLine, formatSeed } from '#log-text/format';
import { createPattern } from '#log-text/pattern';
import { defaultHome, studioFolders } from '#studio/storage/files/folders';
import { linesBackwards } from '#studio/log/log-reader';
import { followLog } from '../follow-log';
import { openGiven } from '../given-file';
import { wholeNumber } from '../options';
import { type OutputOptions, printResult, say, usageError } from '../output';

interface LogOptions extends OutputOptions {
  readonly lines: string;
  readonly follow?: boolean;
  readonly file?: string;
  readonly level?: LogLevel;
  readonly take?: string;
  readonly scope?: string;
  readonly stage?: Stage;
  readonly since?: string;
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
    .description('what happened, also while a studio runs; or what somebody else’s log file says')
    .option('-n, --lines <count>', 'how many lines', '100')
    .addOption(new Option('-f, --follow', 'go on with new lines until Ctrl-C').conflicts('file'))
    .option(
      '--file <file>',
      'a log file of another program or machine: both forms of CosyVoice consoles are read',
    )
    .addOption(new Option('--level <level>', 'this level and above').choices(logLevels))
    .option('--take <id>', 'lines of one take; the first characters of its id are enough')
    .option('--scope <name>', 'lines of one part: studio, engine, draft, cosyvoice3, host, window')
    .addOption(new Option('--stage <stage>', 'lines of one stage').choices(stages))
    .option('--since <time>', 'not older than this: 90s, 10m, 2h, 3d, or a date and time')
    .option('--grep <re>', 'lines that match a regular expression; case is ignored')
    .option('-i, --ignore-case', 'as --grep does anyway: for hands that are used to it')
    .addOption(new Option('--format <format>').choices(Object.keys(formats)).default('line'))
    .addOption(new Option('--json', 'one JSON object on stdout').conflicts('follow'))
    .action(log);
}

async function log(options: LogOptions): Promise<void> {
  const folder = studioFolders(defaultHome()).logs;
  const limit = wholeNumber('--lines', options.lines, 0);
  const since = options.since === undefined ? undefined : sinceTime(options.since);
  const fits = filterOf(options, since);
  const format = formats[options.format];

  const source = options.file === undefined ? linesBackwards(folder) : foreignBackwards(options.file);
  const entries: LogEntry[] = [];
  if (limit > 0) {
    for await (const entry of source) {
      // files are in the order of their lines; a foreign one may lack times
      if (since !== undefined && entry.time !== '' && entry.time < since) break;
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
    if (fits(entry)) say('stdout', format(entry));
  }
}

function filterOf(options: LogOptions, since: string | undefined): (entry: LogEntry) => boolean {
  const { level, take, scope, stage, grep } = options;
  const lowest = level === undefined ? 0 : logLevels.indexOf(level);
  const pattern = grep === undefined ? undefined : createGrep(grep);
  return (entry) =>
    logLevels.indexOf(entry.level) >= lowest &&
    (take === undefined || (entry.takeId?.startsWith(take) ?? false)) &&
    (scope === undefined || entry.scope === scope) &&
    (stage === undefined || entry.stage === stage) &&
    (since === undefined || entry.time >= since) &&
    (pattern?.test(formatLine(entry)) ?? true);
}

function createGrep(source: string): ReturnType<typeof createPattern> {
  try {
    return createPattern({ text: source, regex: true });
  } catch (thrown) {
    throw usageError('grep', { grep: source, reason: errorWords(StudioError.from(thrown), 'en').detail });
  }
}

const UNIT_MS: Readonly<Record<string, number>> = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** @returns an ISO time: so long ago, or the moment that is named, in this machine's zone when it names none */
function sinceTime(written: string): string {
  const [, count, unit] = /^(\d{1,6})([smhd])$/u.exec(written) ?? [];
  const ms = count === undefined ? Date.parse(written) : Date.now() - Number(count) * UNIT_MS[unit ?? 's']!;
  if (!Number.isNaN(ms)) return new Date(ms).toISOString();
  throw usageError('since', {
    since: written,
  });
}

/** A foreign file is understood from its beginning: what is folded under a line stands below it. */
async function* foreignBackwards(path: string): AsyncGenerator<LogEntry> {
  const entries: LogEntry[] = [];
  const reader = createForeignReader();
  const file = await openGiven(path);
  for await (const text of file.createReadStream({ encoding: 'utf8' }))
    entries.push(...reader.push(String(text)));
  entries.push(...reader.end());
  yield* entries.reverse();
}
