/**
 * A person's own words in a line of the log: they stand between two characters that Unicode gives to nobody (U+FDD0 and
 * U+FDD1), so the mark survives templates, ports and files, and whoever keeps the line can hide or show what is marked.
 */
declare const personalBrand: unique symbol;
export type Personal = string & { readonly [personalBrand]: true };

const OPEN = '\uFDD0';
const CLOSE = '\uFDD1';
const MARKS = /[\uFDD0\uFDD1]/gu;
/** A mark whose end was cut off reaches to the end of its string. */
const MARKED = /\uFDD0([^\uFDD1]*)(?:\uFDD1|$)/gu;

/** @returns the words, marked; marks inside of them are dropped, so that nobody's words end their own mark */
export function personal(words: string): Personal {
  return (words === '' ? '' : `${OPEN}${reveal(words)}${CLOSE}`) as Personal;
}

/** @returns the line as it reads, without marks */
export function reveal(line: string): string {
  return line.replace(MARKS, '');
}

/** @returns the line with `token(words)` in the place of everything marked */
export function hide(line: string, token: (words: string) => string): string {
  return reveal(line.replace(MARKED, (_marked, words: string) => token(words)));
}

/** Room for the length of what was cut, so that a line that was cut once is not cut again. */
const CUT_CHARACTERS = 40;

/** @returns the line cut to fewer than `most` characters (more than 40), its whole length told; what is marked stays marked */
export function cutLine(line: string, most: number): string {
  if (line.length <= most) return line;
  const kept = line.slice(0, most - CUT_CHARACTERS).replace(/[\uD800-\uDBFF]$/u, '');
  const end = kept.lastIndexOf(OPEN) > kept.lastIndexOf(CLOSE) ? CLOSE : '';
  return `${kept}${end}… [cut: ${line.length} characters]`;
}

/** @returns plain data with `change` applied to its strings, at any depth, names of members among them */
export function mapStrings(value: unknown, change: (text: string) => string): unknown {
  if (typeof value === 'string') return change(value);
  if (Array.isArray(value)) return value.map((each) => mapStrings(each, change));
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, each]) => [change(name), mapStrings(each, change)]),
  );
}

/** @returns plain data with all its strings marked; numbers and switches stand open */
export function personalData(value: object): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, mapStrings(each, personal)]));
}

/** A frame of a stack; `traceOf` lets no message begin a line like one. */
const FRAME = /^ {4}at /u;

/** @returns a trace of `reportError`, everything but its frames marked */
export function personalTrace(trace: string): string {
  return trace
    .split('\n')
    .map((line) => (FRAME.test(line) || line === '' ? line : personal(line)))
    .join('\n');
}

/** Lines of a message: none of them begins like a frame. */
const quoteLines = (message: string) => message.replaceAll('\n', '\n| ');

/** @returns name, message and frames of an error; a line that begins with "    at " is a frame and nothing else */
export function storyOf({ name, message, stack = '' }: Error): string {
  const head = /^[\w$]*(?: \[[\w-]+\])?(?:: )?/u.exec(stack)?.[0] ?? '';
  const known = stack.startsWith(message, head.length);
  const frames = known ? stack.slice(head.length + message.length) : '';
  return `${name}: ${quoteLines(message)}${frames === '' || frames.startsWith('\n') ? frames : ''}`;
}
