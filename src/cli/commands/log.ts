import { type Command, Option } from 'commander';
import { type LogEntry, logLevels } from '#contract/logger';
import { stages } from '#contract/stages';
import { formatLine, formatSeed } from '#log-text/format';
import { defaultHome, studioFolders } from '#studio/storage/files/folders';
import { linesBackwards } from '#studio/log/log-reader';
import { followLog } from '../follow-log';
import { commandFilter, spanMs, type LogFilterOptions } from '../log-filter';
import { foreignBackwards, notBefore, oldestFirst, shownLines, slowLines } from '../log-lines';
import { countLines, histogram, shapeTable } from '../log-picture';
import { wholeNumber } from '../options';
import { counted, type OutputOptions, printResult, say, usageError } from '../output';

interface LogOptions extends OutputOptions, LogFilterOptions {
  readonly lines: string;
  readonly follow?: boolean;
  readonly file?: string;
  readonly context: string;
  readonly slow?: string;
  readonly shapes?: boolean;
  readonly histogram?: boolean;
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
    .option('--until <time>', 'older than this, written likewise')
    .option('--grep <re>', 'lines that match a regular expression; case is ignored')
    .option('-i, --ignore-case', 'as --grep does anyway: for hands that are used to it')
    .option('--exclude <re>', 'hide lines that match; may be given several times', collect, [])
    .addOption(
      new Option('-C, --context <count>', 'so many lines before and after each one')
        .default('0')
        .conflicts(['follow', 'slow', 'shapes', 'histogram']),
    )
    .addOption(
      new Option('--slow <time>', 'lines that came so long after the line before them: 0.5s, 2m').conflicts([
        'follow',
        'shapes',
        'histogram',
      ]),
    )
    .addOption(
      new Option(
        '--shapes',
        'one line for all of a kind, numbers and names left out, with their count',
      ).conflicts(['follow', 'histogram']),
    )
    .addOption(
      new Option('--histogram', 'how many lines there were over time, in -n bars at most').conflicts(
        'follow',
      ),
    )
    .addOption(new Option('--format <format>').choices(Object.keys(formats)).default('line'))
    .addOption(new Option('--json', 'one JSON object on stdout').conflicts('follow'))
    .action(log);
}

const collect = (value: string, before: readonly string[]): readonly string[] => [...before, value];

async function log(options: LogOptions): Promise<void> {
  const folder = studioFolders(defaultHome()).logs;
  const limit = wholeNumber('--lines', options.lines, 0);
  const around = wholeNumber('--context', options.context, 0);
  const leastMs = options.slow === undefined ? undefined : slowMs(options.slow);
  const filter = commandFilter(options);
  const format = formats[options.format];
  const everything = options.file === undefined ? linesBackwards(folder) : foreignBackwards(options.file);
  const lines = notBefore(everything, filter.since);
  const print = (result: object, text: readonly string[]) => {
    const hidden = filter.hidden();
    printResult(options, options.exclude.length > 0 ? { ...result, hidden } : result, text);
    if (hidden > 0 && !options.json) say('stderr', `${counted(hidden, 'line')} hidden by --exclude.`);
  };

  if (options.shapes === true || options.histogram === true) {
    const counts = await countLines(shownLines(lines, filter.fits));
    const { shapes, buckets, bucketMs } = counts;
    if (options.shapes) print({ shapes }, shapeTable(counts, limit));
    else print({ bucketMs, buckets }, histogram(counts, limit));
  } else if (leastMs !== undefined) {
    const slow = await oldestFirst(slowLines(shownLines(lines, filter.fits), leastMs, limit));
    const text = slow.map(({ entry, pauseMs }) => `+${(pauseMs / 1000).toFixed(3)} s ${format(entry)}`);
    print({ slow }, text);
  } else {
    const entries = await oldestFirst(shownLines(lines, filter.fits, { limit, around }));
    print({ entries }, around === 0 ? entries.map(format) : groups(entries, format));
  }

  if (!options.follow) return;
  const stop = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort());
  for await (const entry of followLog(folder, stop.signal)) {
    if (filter.fits(entry)) say('stdout', format(entry));
  }
}

function slowMs(written: string): number {
  const ms = spanMs(written);
  if (ms !== undefined && ms > 0) return ms;
  throw usageError('span', { option: '--slow', value: written });
}

/** Lines that do not follow each other are parted, as grep does it. */
function groups(entries: readonly LogEntry[], format: (entry: LogEntry) => string): string[] {
  return entries.flatMap((entry, index) => {
    const before = entries[index - 1];
    return before && entry.seq !== before.seq + 1 ? ['--', format(entry)] : [format(entry)];
  });
}
