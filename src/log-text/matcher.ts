import type { LogEntry } from '#contract/logger';
import { shownLevels, type LogFilter, type ShownLevel } from '#contract/log-filter';
import { createPattern } from './pattern';

/** @returns the level that a line is shown as: a finished result is an info line of its own colour */
export function shownLevel(entry: Pick<LogEntry, 'level' | 'success'>): ShownLevel {
  return entry.success ? 'success' : entry.level;
}

/**
 * @returns a test for lines; made once for many lines, because a log has a million
 * @throws StudioError 'pattern-invalid'
 */
export function createMatcher(filter: LogFilter): (entry: LogEntry) => boolean {
  const { scopes, stage, takeId, text = '', regex = false } = filter;
  const levels =
    filter.levels && !shownLevels.every((level) => filter.levels?.includes(level))
      ? new Set(filter.levels)
      : undefined;
  const known = scopes && new Set(scopes);
  const pattern = createPattern({ text, regex });
  return (entry) =>
    (levels === undefined || levels.has(shownLevel(entry))) &&
    (takeId === undefined || entry.takeId === takeId) &&
    (stage === undefined || entry.stage === stage) &&
    (known === undefined || known.has(entry.scope)) &&
    (pattern === undefined || pattern.test(searchedText(entry)));
}

/** What a search looks through: message, scope and facts. */
function searchedText(entry: LogEntry): string {
  const data = entry.data ? ` ${JSON.stringify(entry.data)}` : '';
  return `${entry.message} ${entry.scope}${data}`;
}
