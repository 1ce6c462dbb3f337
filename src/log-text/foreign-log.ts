import type { LogEntry, LogLevel } from '#contract/logger';
import { readHead, type Head } from './dialects';
import { meaningOf } from './meaning';

/** What a line of an unknown program is kept to; the rest is cut. */
const LINE_CHARACTERS = 20_000;
const FOLDED_LINES = 500;

/**
 * Reads somebody else's log: both dialects of CosyVoice consoles, our own runtime.log, and whatever else is in the file.
 * Lines that belong to the one above (Python tracebacks, stacks, what is indented) are folded under it; a line that is not
 * understood stands as it is. Lines of one request share a made-up take id, so that they can be filtered.
 */
export interface ForeignReader {
  /** @returns lines that are complete; the last one waits for what may still be folded under it */
  readonly push: (text: string) => LogEntry[];
  /** @returns what still waits */
  readonly end: () => LogEntry[];
}

interface Open {
  readonly entry: LogEntry;
  readonly below: string[];
  /** Inside "Traceback (most recent call last)": until its exception has been named. */
  inTrace: boolean;
}

/** @param bareLevel level of lines that name none */
export function createForeignReader(bareLevel: LogLevel = 'info'): ForeignReader {
  let rest = '';
  let seq = 0;
  let open: Open | undefined;
  let take = 0;
  let time = '';

  const close = (): LogEntry[] => {
    if (!open) return [];
    const { entry, below } = open;
    open = undefined;
    if (below.length === 0) return [entry];
    return [{ ...entry, data: { ...entry.data, stack: below.join('\n') } }];
  };

  const begin = (line: string, head: Head | undefined): LogEntry[] => {
    const done = close();
    const message = head?.message ?? line;
    const { stage, data, begins = false, fails = false } = meaningOf(message);
    if (begins || (take === 0 && stage !== undefined)) take += 1;
    time = head?.time ?? time;
    const told = stage !== undefined || begins || data !== undefined || fails || isTrace(message);
    const takeId = head?.take ?? (told && take > 0 ? `req-${take}` : undefined);
    open = {
      below: [],
      inTrace: isTrace(message),
      entry: {
        seq: ++seq,
        time,
        level: fails || isTrace(message) ? 'error' : (head?.level ?? bareLevel),
        scope: head?.scope ?? '',
        message,
        ...(head?.success === true ? { success: true } : {}),
        ...(stage === undefined ? {} : { stage }),
        ...(takeId === undefined ? {} : { takeId }),
        ...(data === undefined ? {} : { data: { ...data } }),
      },
    };
    return done;
  };

  const line = (written: string): LogEntry[] => {
    // a progress bar overwrites itself: what it said last is what was seen
    const text = (
      written
        .split('\r')
        .filter((part) => part !== '')
        .at(-1) ?? ''
    ).slice(0, LINE_CHARACTERS);
    if (text.trim() === '') return [];
    const head = readHead(text);
    if (open && belongs(open, text, head)) {
      if (open.below.length < FOLDED_LINES) open.below.push(text);
      if (open.inTrace && /^\S/u.test(text) && !isTrace(text)) open.inTrace = false;
      if (isTrace(text)) open.inTrace = true;
      return [];
    }
    return begin(text, head);
  };

  return {
    push: (text) => {
      const lines = (rest + text).split('\n');
      rest = lines.pop() ?? '';
      // a file without a line break must not be held whole for one that never comes
      if (rest.length > LINE_CHARACTERS) rest = rest.slice(0, LINE_CHARACTERS);
      return lines.flatMap(line);
    },
    end: () => {
      const last = rest === '' ? [] : line(rest);
      rest = '';
      return [...last, ...close()];
    },
  };
}

const isTrace = (text: string) => text.trimStart().startsWith('Traceback (most recent call last)');

/** "During handling of the above exception", "The above exception was the direct cause", "caused by" join two traces. */
const JOINT = /^(?:During handling of the above exception|The above exception was|caused by)/iu;

function belongs({ entry, inTrace, below }: Open, text: string, head: Head | undefined): boolean {
  if (head !== undefined) return false;
  if (/^\s/u.test(text)) return true;
  if (inTrace) return true;
  // a trace goes under the error that it explains, or stands alone
  if (isTrace(text)) return entry.level === 'error' || below.length > 0;
  return below.length > 0 && JOINT.test(text);
}

/** @returns a whole text as lines, for files that are small enough */
export function readForeignLog(text: string): LogEntry[] {
  const reader = createForeignReader();
  return [...reader.push(text), ...reader.end()];
}
