import { createHmac, randomBytes } from 'node:crypto';
import { countCharacters } from '../characters';
import { replaceWord } from '../log/log-privacy';

/** Members that hold a person's own words, whatever they say. */
const OWN_MEMBERS = new Set(
  'text normalizedText transcript instruction voiceName voice name note notes title script ignored tags said'.split(
    ' ',
  ),
);
/** A piece of a text this long is recognised wherever it is repeated. */
const TELLING = 6;

export interface Redactor {
  /** @returns the value with every word of a person replaced, at any depth */
  readonly redact: (value: unknown) => unknown;
  /** Places replaced so far. */
  readonly count: () => number;
}

/** Names of this machine that say who its user is, and what stands for them. */
export type Aliases = readonly (readonly [secret: string, alias: string])[];

/**
 * Replaces texts, transcripts and names by their length and a hash: equal words have equal hashes within one bundle, and
 * none outside of it can be compared, because the key is drawn anew and kept nowhere.
 * @param known values that hold such words: takes, voices, projects
 */
export function createRedactor(known: unknown, aliases: Aliases): Redactor {
  const key = randomBytes(16);
  let replaced = 0;
  const token = (word: string): string => {
    replaced += 1;
    const hash = createHmac('sha256', key).update(word.trim()).digest('hex').slice(0, 8);
    return `[${countCharacters(word.trim())} characters, #${hash}]`;
  };
  const words = [...new Set(ownWords(known).flatMap(pieces))].sort((a, b) => b.length - a.length);
  const line = (text: string): string => {
    let rest = words.reduce((left, word) => replaceWord(left, word, token), text);
    for (const [secret, alias] of aliases) if (secret.length > 1) rest = rest.replaceAll(secret, alias);
    return rest;
  };
  const redact = (value: unknown): unknown => {
    if (typeof value === 'string') return line(value);
    if (Array.isArray(value)) return value.map(redact);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).map(([name, each]) => [name, OWN_MEMBERS.has(name) ? own(each) : redact(each)]),
    );
  };
  const own = (value: unknown): unknown => {
    if (typeof value === 'string') return value.trim() === '' ? value : token(value);
    return Array.isArray(value) ? value.map(own) : redact(value);
  };
  return { redact, count: () => replaced };
}

/** Only the machine's names: for a bundle that a person wants to hold the words. */
export function createAliaser(aliases: Aliases): Redactor {
  const bare = createRedactor([], aliases);
  const redact = (value: unknown): unknown => {
    if (typeof value === 'string') return bare.redact(value);
    if (Array.isArray(value)) return value.map(redact);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, redact(each)]));
  };
  return { redact, count: () => 0 };
}

function ownWords(value: unknown, own = false): string[] {
  if (typeof value === 'string') return own ? [value] : [];
  if (Array.isArray(value)) return value.flatMap((each) => ownWords(each, own));
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return [];
  return Object.entries(value).flatMap(([name, each]) => ownWords(each, OWN_MEMBERS.has(name)));
}

/** The word itself, and what a line may repeat of a long one: its clauses. */
function pieces(word: string): string[] {
  const whole = word.trim();
  if (whole.length < 2) return [];
  const clauses = whole.split(/[\n.!?。！？；;，,]+/u).map((clause) => clause.trim());
  return [whole, ...clauses].filter((piece) => piece === whole || piece.length >= TELLING);
}
