import type { LogEntry } from '#contract/logger';
import { hangingText, terminalLine, terminalText } from '#contract/terminal-text';

type Line = Omit<LogEntry, 'seq'>;

/** Data that is told as lines of its own below the message, so that stacks stay readable. */
const STORIES = ['trace', 'stack', 'lastWords'] as const;

/**
 * One line of runtime.log:
 * `[2026-11-22 12:00:00.123] [INFO] [engine] (take 7f3a91c2) message {"data":1}`, in local time. Further lines of a message
 * are indented: nobody's words begin a line of the log.
 */
export function formatLine(entry: Line): string {
  const take = entry.takeId === undefined ? '' : ` (take ${terminalLine(entry.takeId.slice(0, 8))})`;
  const time = entry.time === '' ? '' : `[${localTime(new Date(entry.time))}] `;
  const scope = entry.scope === '' ? '' : ` [${terminalLine(entry.scope)}]`;
  const head = `${time}[${levelWord(entry)}]${scope}${take}`;
  const below = storiesOf(entry).map((line) => `    ${line}`);
  return terminalText([`${head} ${hangingText(entry.message)}${dataOf(entry)}`, ...below].join('\n'));
}

/** The bare form people know from CosyVoice 3's console: `[INFO] message`, `[SUCCESS] message`. */
export function formatSeed(entry: Line): string {
  return `[${levelWord(entry)}] ${hangingText(entry.message)}`;
}

/** @returns the lines below a line's first one: its stacks, without the indent of runtime.log */
export function storiesOf({ data = {} }: Pick<Line, 'data'>): string[] {
  return Object.entries(data)
    .filter(([name, value]) => isStory(name, value))
    .flatMap(([, value]) => String(value).split('\n'));
}

/** @returns the facts of a line that stand beside its message, stage first */
function factsOf({ stage, data = {} }: Pick<Line, 'stage' | 'data'>): Readonly<Record<string, unknown>> {
  const told = Object.entries(data).filter(([name, value]) => !isStory(name, value));
  return { ...(stage === undefined ? {} : { stage }), ...Object.fromEntries(told) };
}

function levelWord({ level, success }: Line): string {
  if (success === true && level === 'info') return 'SUCCESS';
  return level === 'warn' ? 'WARNING' : level.toUpperCase();
}

function dataOf(line: Line): string {
  const shown = factsOf(line);
  return Object.keys(shown).length === 0 ? '' : ` ${JSON.stringify(shown)}`;
}

/** Whether a fact is told as lines of its own below the message. */
export function isStory(name: string, value: unknown): boolean {
  return typeof value === 'string' && value !== '' && STORIES.some((story) => story === name);
}

function localTime(at: Date): string {
  const two = (value: number) => String(value).padStart(2, '0');
  const day = `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
  const time = `${two(at.getHours())}:${two(at.getMinutes())}:${two(at.getSeconds())}`;
  return `${day} ${time}.${String(at.getMilliseconds()).padStart(3, '0')}`;
}
