import { createHmac } from 'node:crypto';
import type { LogRecord } from '#contract/logger';
import { countCharacters } from '../characters';

/** Names under which a call carries a person's own words: see `studio-api.ts`. */
const OWN_WORDS = new Set([
  ...['text', 'transcript', 'instruction', 'normalizedText', 'script', 'comment', 'note', 'notes'],
  ...['name', 'voiceName', 'title', 'tag', 'tags', 'query'],
]);

/** Words kept in mind; a long session says more than that, but a line repeats what was said lately. */
const KEPT = 200;
/** A cut-off text is recognised by as much of its beginning. */
const BEGINNING = 8;
const CHARACTERS = 20_000;

export interface PrivacyOptions {
  /** Secret of this installation, so that short names cannot be guessed from their hash. */
  readonly key: string;
  readonly wanted: boolean;
  readonly forced: boolean;
}

/**
 * Keeps a person's own words out of the log. Calls and records say which words these are (`noteCall`, `said`); wherever a
 * line repeats them, whole or cut off, in its message or its facts, it tells their length and a keyed hash instead. Equal
 * words have equal hashes, and only this installation can tell which.
 */
export class LogPrivacy {
  private words = new Set<string>();
  private wanted: boolean;

  constructor(private readonly options: PrivacyOptions) {
    this.wanted = options.wanted;
  }

  /** The machine's owner decided, whatever the person chose. */
  get forced(): boolean {
    return this.options.forced;
  }

  get on(): boolean {
    return this.wanted || this.forced;
  }

  set on(wanted: boolean) {
    this.wanted = wanted;
  }

  /** Learns the words that a call brought in. */
  noteCall(input: unknown): void {
    this.note(ownWords(input));
  }

  note(said: readonly string[]): void {
    for (const each of said) {
      const word = each.trim().slice(0, CHARACTERS);
      if (!isTelling(word)) continue;
      // said again: the newest of all
      this.words.delete(word);
      this.words.add(word);
    }
    if (this.words.size > KEPT) this.words = new Set([...this.words].slice(-KEPT));
  }

  /** @returns the record as it may be kept: without `said`, and when private without the words */
  admit({ said = [], ...record }: LogRecord): LogRecord {
    this.note(said);
    if (!this.on) return record;
    // the longest first: a name inside a text goes with the text
    const words = [...new Set([...this.words, ...said.map((word) => word.trim())])]
      .filter((word) => word !== '')
      .sort((left, right) => right.length - left.length);
    const { data } = record;
    return {
      ...record,
      message: this.hide(record.message, words),
      ...(data === undefined ? {} : { data: this.hideIn(data, words) as Record<string, unknown> }),
    };
  }

  private hideIn(value: unknown, words: readonly string[]): unknown {
    if (typeof value === 'string') return this.hide(value, words);
    if (Array.isArray(value)) return value.map((each) => this.hideIn(each, words));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, this.hideIn(each, words)]));
  }

  private hide(line: string, words: readonly string[]): string {
    return words.reduce((rest, word) => replaceWord(rest, word, (found) => this.token(found)), line);
  }

  private token(word: string): string {
    const hash = createHmac('sha256', this.options.key).update(word).digest('hex').slice(0, 8);
    const count = countCharacters(word);
    return `[${count} ${count === 1 ? 'character' : 'characters'}, #${hash}]`;
  }
}

/** Nothing is hidden: for a log of its own, as in tests. */
export const openly = (): LogPrivacy => new LogPrivacy({ key: '', wanted: false, forced: false });

/** @returns every string that stands under one of the names of `OWN_WORDS`, at any depth */
export function ownWords(input: unknown, named = false): string[] {
  if (typeof input === 'string') return named ? [input] : [];
  if (Array.isArray(input)) return input.flatMap((each) => ownWords(each, named));
  if (typeof input !== 'object' || input === null || ArrayBuffer.isView(input)) return [];
  return Object.entries(input).flatMap(([name, value]) => ownWords(value, OWN_WORDS.has(name)));
}

/** @returns the words in the name of a take's file: none in the usual one, which is a date and a time */
export function saidInFile(file = ''): string[] {
  return /^output_\d{8}_\d{6}(?:_\d+)?\.\w+$/u.test(file) ? [] : [file];
}

/** One letter stands in every line: kept in mind, it would spoil them all. */
const isTelling = (word: string) => word.length > 1;

/**
 * @returns `line` with every place that repeats `word`, or at least its first 8 characters, replaced. A word of Latin
 * letters is found only where a word begins and ends: the name "Ann" is not in "Announced".
 */
export function replaceWord(line: string, word: string, token: (found: string) => string): string {
  const beginning = word.slice(0, BEGINNING);
  let done = '';
  let from = 0;
  for (let at = line.indexOf(beginning); at >= 0; at = line.indexOf(beginning, from)) {
    const length = agreeing(line, at, word);
    const alone = !joined(line, at) && (length < word.length || !joined(line, at + length));
    done += line.slice(from, at) + (alone ? token(word.slice(0, length)) : line.slice(at, at + length));
    from = at + length;
  }
  return done + line.slice(from);
}

function agreeing(line: string, at: number, word: string): number {
  let length = 0;
  while (length < word.length && line[at + length] === word[length]) length++;
  return length;
}

/** Whether the characters before and after a place belong to one Latin word or number. */
function joined(line: string, at: number): boolean {
  return /^[a-z0-9]{2}$/iu.test(line.slice(Math.max(0, at - 1), at + 1));
}
