import { LINE_CHARACTERS } from '#contract/logger';
import { cutLine, personal, personalTrace, storyOf } from '#contract/personal';

/** What all facts of one line may take, as JSON. */
const DATA_CHARACTERS = 200_000;
const DEPTH = 8;
const ITEMS = 200;

/** @returns the facts of a line as plain data; those of a line that has too many are told by their size */
export function plainFacts(facts: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const plain = plainData(facts) as Record<string, unknown>;
  const { length } = JSON.stringify(plain);
  return length <= DATA_CHARACTERS ? plain : { cut: `${length} characters of facts` };
}

/**
 * @returns `value` as plain JSON data, whatever it was: BigInts as strings, typed arrays by length, errors with their
 * stack, cycles named; messages of errors are marked as a person's words. A log line must never throw because of what it tells about.
 */
export function plainData(value: unknown): unknown {
  return plain(value, DEPTH, new Set());
}

function plain(value: unknown, depth: number, above: ReadonlySet<object>): unknown {
  switch (typeof value) {
    case 'string':
      return cutLine(value, LINE_CHARACTERS);
    case 'boolean':
    case 'undefined':
      return value;
    case 'number':
      return Number.isFinite(value) ? value : String(value);
    case 'bigint':
      return value.toString();
    case 'symbol':
    case 'function':
      return `[${typeof value}]`;
    case 'object':
      return value === null ? null : plainObject(value, depth, above);
  }
}

function plainObject(value: object, depth: number, above: ReadonlySet<object>): unknown {
  if (ArrayBuffer.isView(value)) return `[${tagOf(value)} of ${value.byteLength} bytes]`;
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? 'Invalid Date' : value.toISOString();
  if (above.has(value)) return '[circular]';
  if (depth === 0) return `[${tagOf(value)}]`;
  const inner = new Set(above).add(value);
  if (value instanceof Error) {
    const { name, message, cause } = value;
    return {
      name,
      message: personal(cutLine(message, LINE_CHARACTERS)),
      stack: personalTrace(cutLine(storyOf(value), LINE_CHARACTERS)),
      ...(cause === undefined ? {} : { cause: plain(cause, depth - 1, inner) }),
    };
  }
  if (Array.isArray(value)) return value.slice(0, ITEMS).map((item) => plain(item, depth - 1, inner));
  const entries = Object.entries(value).slice(0, ITEMS);
  return Object.fromEntries(entries.map(([name, member]) => [name, plain(member, depth - 1, inner)]));
}

function tagOf(value: object): string {
  return Object.prototype.toString.call(value).slice(8, -1);
}
