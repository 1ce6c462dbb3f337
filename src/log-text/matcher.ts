import type { LogEntry } from '#contract/logger';
import { shownLevels, type LogExclusion, type LogFilter, type ShownLevel } from '#contract/log-filter';
import { createPattern } from './pattern';
import { shapeOf } from './shape';

/** @returns the level that a line is shown as: a finished result is an info line of its own colour */
export function shownLevel(entry: Pick<LogEntry, 'level' | 'success'>): ShownLevel {
  return entry.success ? 'success' : entry.level;
}

export type LineTest = (entry: LogEntry) => boolean;

/**
 * @returns a test for lines; made once for many lines, because a log has a million
 * @throws StudioError 'pattern-invalid'
 */
export function createMatcher(filter: LogFilter): LineTest {
  const fits = createInclusion(filter);
  const exclusions = (filter.exclude ?? []).map(createExclusion);
  if (exclusions.length === 0) return fits;
  return (entry) => fits(entry) && !exclusions.some((hides) => hides(entry));
}

/** @returns the test without its exclusions, for whoever counts what they hide */
export function createInclusion(filter: LogFilter): LineTest {
  const { scopes, stage, takeId, text = '', regex = false, shape, since, until } = filter;
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
    (since === undefined || entry.time >= since) &&
    (until === undefined || (entry.time !== '' && entry.time < until)) &&
    (shape === undefined || shapeOf(entry) === shape) &&
    (pattern === undefined || pattern.test(searchedText(entry)));
}

/** @throws StudioError 'pattern-invalid' */
export function createExclusion({ text, by }: LogExclusion): LineTest {
  if (by === 'shape') return (entry) => shapeOf(entry) === text;
  const pattern = createPattern({ text, regex: by === 'regex' });
  return (entry) => pattern?.test(searchedText(entry)) ?? false;
}

/** What a search looks through: message, scope and facts. */
function searchedText(entry: LogEntry): string {
  const data = entry.data ? ` ${JSON.stringify(entry.data)}` : '';
  return `${entry.message} ${entry.scope}${data}`;
}
