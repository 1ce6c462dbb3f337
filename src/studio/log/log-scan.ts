import type { LogFilter, LogScan, LogScanPage } from '#contract/log-filter';
import { logLevels, type LogEntry } from '#contract/logger';
import { createMatcher } from '#log-text/matcher';
import { reveal } from '#contract/personal';
import { piecesBackwards } from './log-reader';
import { shownOf } from './stored-line';

/** What one answer may look at: a tenth of a second or so, after which whoever asks may have changed their mind. */
const LOOK_LINES = 20_000;

/**
 * Searches the files from the newest line to the oldest, some thousand lines a call. There is nothing to cancel: whoever
 * has seen enough does not ask for the next piece.
 * @throws StudioError 'pattern-invalid'
 */
export async function scanLog(
  folder: string,
  { beforeSeq, limit, ...filter }: LogScan,
): Promise<LogScanPage> {
  const fits = createMatcher(filter);
  const found: LogEntry[] = [];
  let looked = 0;
  let oldest: { readonly seq: number; readonly time: string } | undefined;
  let atBeginning = true;
  const options = { mayFit: writtenMatcher(filter), ...(beforeSeq === undefined ? {} : { beforeSeq }) };
  for await (const piece of piecesBackwards(folder, options)) {
    looked += piece.looked;
    oldest = piece.oldest ?? oldest;
    found.push(...piece.entries.map(shownOf).filter(fits));
    if (looked < LOOK_LINES && found.length < limit) continue;
    atBeginning = false;
    break;
  }
  // more than asked for: the next piece begins behind the last line that is given
  const given = found.slice(0, limit);
  const nextBeforeSeq =
    given.length < found.length ? given.at(-1)?.seq : atBeginning ? undefined : oldest?.seq;
  return {
    entries: given.reverse(),
    looked,
    ...(oldest === undefined ? {} : { reached: oldest.time }),
    ...(nextBeforeSeq === undefined ? {} : { nextBeforeSeq }),
  };
}

/**
 * @returns false for written lines that cannot fit: most lines of a million are never parsed. Plain words stand in a line
 * as they are, unless JSON writes one of their characters differently.
 */
export function writtenMatcher(filter: LogFilter): (line: string) => boolean {
  const { levels, takeId, text = '', regex = false } = filter;
  const written = new Set(levels?.map((level) => `"level":"${level === 'success' ? 'info' : level}"`));
  const marks = levels === undefined || written.size === logLevels.length ? undefined : [...written];
  const take = takeId === undefined ? '' : `"takeId":${JSON.stringify(takeId)}`;
  const words = regex || JSON.stringify(text) !== `"${text}"` ? '' : text.trim().toLowerCase();
  return (line) =>
    (take === '' || line.includes(take)) &&
    (marks === undefined || marks.some((mark) => line.includes(mark))) &&
    (words === '' || reveal(line).toLowerCase().includes(words));
}
