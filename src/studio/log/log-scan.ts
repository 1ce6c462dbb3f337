import type { LogFilter, LogScan, LogScanPage } from '#contract/log-filter';
import { logLevels, type LogEntry } from '#contract/logger';
import { createMatcher } from '#log-text/matcher';
import { reveal } from '#contract/personal';
import { writtenBackwards, type Mark, type Reach } from './log-reader';
import { parseStored, shownOf } from './stored-line';

/** What one answer may look at: a tenth of a second or so, after which whoever asks may have changed their mind. */
export const LOOK_LINES = 20_000;

/**
 * Searches the files from the newest line to the oldest, some thousand lines a call. There is nothing to cancel: whoever
 * has seen enough does not ask for the next piece.
 * @throws StudioError 'pattern-invalid'
 */
export async function scanLog(
  folder: string,
  { beforeSeq = Infinity, limit, context = 0, ...filter }: LogScan,
): Promise<LogScanPage> {
  const fits = createMatcher(filter);
  const mayFit = writtenMatcher(filter);
  const entries: LogEntry[] = [];
  // newer lines that did not fit, in case that the next one does; and how many older ones are still wanted
  let newer: LogEntry[] = [];
  let owed = 0;
  let found = 0;
  let looked = 0;
  let reached: Mark | undefined;
  let goOn: number | undefined;
  const take = (entry: LogEntry) => {
    entries.push(...newer, entry);
    newer = [];
  };
  const look = (written: string): void => {
    const isWanted = found < limit && mayFit(written);
    if (!isWanted && context === 0) return;
    const stored = parseStored(written);
    if (!stored || stored.seq >= beforeSeq + context) return;
    const entry = shownOf(stored);
    if (isWanted && entry.seq < beforeSeq && fits(entry)) {
      take(entry);
      [found, owed] = [found + 1, context];
      if (found === limit) goOn = entry.seq;
    } else if (owed > 0) {
      take(entry);
      owed--;
    } else if (context > 0) newer = [...newer, entry].slice(-context);
  };
  const isEnough = () => owed === 0 && (found === limit || looked >= LOOK_LINES);

  // what stands around the first line may have been looked at before
  const around = beforeSeq === Infinity ? undefined : beforeSeq + context;
  for await (const { lines, oldest } of writtenBackwards(folder, reachOf(filter, around))) {
    for (let at = lines.length - 1; at >= 0 && !(owed === 0 && found === limit); at--) {
      looked++;
      look(lines[at]!);
    }
    reached = oldest;
    if (isEnough()) {
      goOn ??= oldest.seq;
      break;
    }
  }
  return {
    entries: entries.reverse(),
    found,
    looked,
    ...(reached === undefined ? {} : { reached: reached.time }),
    ...(goOn === undefined ? {} : { nextBeforeSeq: goOn }),
  };
}

/** @returns which part of the files has what a filter asks for */
export const reachOf = ({ since, until }: LogFilter, beforeSeq: number | undefined): Reach => ({
  since,
  until,
  beforeSeq,
});

/**
 * @returns false for written lines that cannot fit: most lines of a million are never parsed. Plain words stand in a line
 * as they are, unless JSON writes one of their characters differently.
 */
export function writtenMatcher(filter: LogFilter): (line: string) => boolean {
  const { levels, takeId, text = '', regex = false } = filter;
  const written = new Set(levels?.map((level) => `"level":"${level === 'success' ? 'info' : level}"`));
  const marks = levels === undefined || written.size === logLevels.length ? undefined : [...written];
  const take = takeId === undefined ? '' : `"takeId":${JSON.stringify(takeId)}`;
  const mayHave = regex ? () => true : writtenWords(text);
  return (line) =>
    (take === '' || line.includes(take)) &&
    (marks === undefined || marks.some((mark) => line.includes(mark))) &&
    mayHave(line);
}

/** @returns false for written lines that do not have these plain words */
export function writtenWords(text: string): (line: string) => boolean {
  const words = JSON.stringify(text) === `"${text}"` ? text.trim().toLowerCase() : '';
  return words === '' ? () => true : (line) => reveal(line).toLowerCase().includes(words);
}
