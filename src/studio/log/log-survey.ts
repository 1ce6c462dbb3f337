import type { LogSurveyPage, LogSurveyQuery } from '#contract/log-filter';
import type { LogEntry, LogLevel } from '#contract/logger';
import { reveal } from '#contract/personal';
import { shapeOf } from '#log-text/shape';
import { createSurvey } from '#log-text/survey';
import { markOf, writtenBackwards, type Mark } from './log-reader';
import { LOOK_LINES, reachOf, writtenMatcher, writtenWords } from './log-scan';
import { parseStored, shownOf } from './stored-line';

/**
 * Counts what a filter sees in the files, from the newest line to the oldest, some thousand lines a call; pages are joined
 * by `joinCounts`. Most lines are told by their ends and never parsed.
 * @throws StudioError 'pattern-invalid'
 */
export async function surveyLog(
  folder: string,
  { beforeSeq, ...query }: LogSurveyQuery,
): Promise<LogSurveyPage> {
  const survey = createSurvey(query);
  const mayFit = writtenMatcher(query);
  const headOf = headReader(query);
  const isTimely = ({ time }: Mark) =>
    (query.since === undefined || time >= query.since) && (query.until === undefined || time < query.until);
  const momentOf = createClock();
  let before = beforeSeq ?? Infinity;
  let looked = 0;
  let reached: Mark | undefined;
  let goOn: number | undefined;
  for await (const { lines, oldest } of writtenBackwards(folder, reachOf(query, beforeSeq))) {
    for (let at = lines.length - 1; at >= 0; at--) {
      const line = lines[at]!;
      if (!mayFit(line)) continue;
      const head = headOf(line);
      const mark = head && markOf(line);
      if (head && mark) {
        if (mark.seq >= before || !isTimely(mark)) continue;
        survey.add({ seq: mark.seq, atMs: momentOf(mark.time), level: head.level });
        if (head.shape !== undefined) survey.addShape(head.shape, () => shownIfThere(line));
        continue;
      }
      const entry = shownIfThere(line);
      if (entry && entry.seq < before) survey.look(entry);
    }
    looked += lines.length;
    before = oldest.seq;
    reached = oldest;
    if (looked < LOOK_LINES) continue;
    goOn = oldest.seq;
    break;
  }
  return {
    counts: survey.counts(),
    looked,
    ...(reached === undefined ? {} : { reached: reached.time }),
    ...(goOn === undefined ? {} : { nextBeforeSeq: goOn }),
  };
}

function shownIfThere(written: string): LogEntry | undefined {
  const stored = parseStored(written);
  return stored && shownOf(stored);
}

/** What can be told of a line that is not parsed. */
interface Head {
  readonly level: LogLevel;
  /** When shapes are asked for. */
  readonly shape: string | undefined;
}

const HEAD =
  /^\{"time":"[^"]{10,40}",(?:"marked":true,)?"level":"(debug|info|warn|error)","scope":"([^"\\]*)"/u;
/** The message, where no character of it is written differently and no facts come before it. */
const MESSAGE = /^(?:,"(?:stage|takeId)":"[^"\\]*")*,"message":"([^"\\]*)"/u;

/**
 * @returns the head of a written line that fits; undefined when it must be parsed: for what it says, or because an
 *   exclusion may hide it
 */
function headReader(query: LogSurveyQuery): (line: string) => Head | undefined {
  const { shapes = false, shape, scopes, stage, takeId, text = '', levels, exclude = [] } = query;
  const asksMore = [shape, scopes, stage, takeId].some((each) => each !== undefined) || text.trim() !== '';
  if (asksMore || exclude.some(({ by }) => by !== 'words')) return () => undefined;
  const mayHide = exclude.map((each) => writtenWords(each.text));
  const wanted: ReadonlySet<string> | undefined = levels && new Set(levels);
  return (line) => {
    const [head = '', written, scope = ''] = HEAD.exec(line) ?? [];
    const level = written as LogLevel | undefined;
    // a finished result is an info line of its own
    if (level === undefined || wanted?.has(level) === false || line.includes('"success":true'))
      return undefined;
    if (mayHide.some((has) => has(line))) return undefined;
    if (!shapes) return { level, shape: undefined };
    const message = MESSAGE.exec(line.slice(head.length, head.length + SHAPED_CHARACTERS))?.[1];
    return message === undefined
      ? undefined
      : { level, shape: shapeOf({ level, scope, message: reveal(message) }) };
  };
}

/** Longer messages are parsed. */
const SHAPED_CHARACTERS = 1000;

const SECOND_CHARACTERS = '2026-11-22T12:00:00'.length;

/** Lines that follow each other are often of one second: it is read once. */
function createClock(): (time: string) => number {
  let second = '';
  let secondMs = 0;
  return (time) => {
    if (time.length !== SECOND_CHARACTERS + '.000Z'.length) return Date.parse(time);
    if (!time.startsWith(second) || second === '') {
      second = time.slice(0, SECOND_CHARACTERS);
      secondMs = Date.parse(`${second}Z`);
    }
    return secondMs + Number(time.slice(SECOND_CHARACTERS + 1, -1));
  };
}
