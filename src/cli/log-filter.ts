import { StudioError } from '#contract/errors';
import { type LogEntry, type LogLevel, logLevels } from '#contract/logger';
import type { Stage } from '#contract/stages';
import { errorWords } from '#i18n/error-words';
import { formatLine } from '#log-text/format';
import { createPattern } from '#log-text/pattern';
import { usageError } from './output';

export interface LogFilterOptions {
  readonly level?: LogLevel;
  readonly take?: string;
  readonly scope?: string;
  readonly stage?: Stage;
  readonly since?: string;
  readonly until?: string;
  readonly grep?: string;
  readonly exclude: readonly string[];
}

export interface CommandFilter {
  /** Nothing is looked for before this moment. */
  readonly since: string | undefined;
  readonly fits: (entry: LogEntry) => boolean;
  /** How many lines only an exclusion kept away so far. */
  readonly hidden: () => number;
}

/** @throws StudioError 'usage' for what is no expression or no time */
export function commandFilter(options: LogFilterOptions): CommandFilter {
  const { level, take, scope, stage } = options;
  const since = momentOf('--since', options.since);
  const until = momentOf('--until', options.until);
  const lowest = level === undefined ? 0 : logLevels.indexOf(level);
  const pattern = options.grep === undefined ? undefined : expression('--grep', options.grep);
  const exclusions = options.exclude.map((source) => expression('--exclude', source));
  let hidden = 0;
  const isWanted = (entry: LogEntry) =>
    logLevels.indexOf(entry.level) >= lowest &&
    (take === undefined || (entry.takeId?.startsWith(take) ?? false)) &&
    (scope === undefined || entry.scope === scope) &&
    (stage === undefined || entry.stage === stage) &&
    (since === undefined || entry.time >= since) &&
    (until === undefined || (entry.time !== '' && entry.time < until)) &&
    (pattern?.test(formatLine(entry)) ?? true);
  return {
    since,
    hidden: () => hidden,
    fits: (entry) => {
      if (!isWanted(entry)) return false;
      const isHidden = exclusions.some((exclusion) => exclusion?.test(formatLine(entry)));
      if (isHidden) hidden++;
      return !isHidden;
    },
  };
}

function expression(option: string, source: string): ReturnType<typeof createPattern> {
  try {
    return createPattern({ text: source, regex: true });
  } catch (thrown) {
    throw usageError('grep', { option, reason: errorWords(StudioError.from(thrown), 'en').detail });
  }
}

const UNIT_MS: Readonly<Record<string, number>> = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** @returns an ISO time: so long ago, or the moment that is named, in this machine's zone when it names none */
function momentOf(option: string, written: string | undefined): string | undefined {
  if (written === undefined) return undefined;
  const ms = spanMs(written);
  const moment = ms === undefined ? Date.parse(written) : Date.now() - ms;
  if (!Number.isNaN(moment)) return new Date(moment).toISOString();
  throw usageError('since', { option, since: written });
}

/** @returns 90s, 0.5s, 10m, 2h or 3d in ms */
export function spanMs(written: string): number | undefined {
  const [, count, unit] = /^(\d{1,6}(?:\.\d{1,3})?)([smhd])$/u.exec(written) ?? [];
  return count === undefined ? undefined : Number(count) * UNIT_MS[unit ?? 's']!;
}
