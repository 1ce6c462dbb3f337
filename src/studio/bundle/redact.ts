import { randomBytes } from 'node:crypto';
import { mapStrings, personal } from '#contract/personal';
import { hideMarked, wordToken } from '../log/log-privacy';
import { shownOf, type StoredEntry } from '../log/stored-line';

/**
 * Members whose texts are the studio's own: ids, times, codes, versions, states, numbers of the machine. The text of every
 * other member may be a person's.
 */
const OWN_MEMBERS: ReadonlySet<string> = new Set([
  ...['id', 'takeId', 'voiceId', 'projectId', 'promptId', 'sourceId', 'repeats', 'running', 'runningTakeId'],
  ...['createdAt', 'madeAt', 'startedAt', 'finishedAt', 'clearedAt', 'since', 'time'],
  ...['code', 'rule', 'state', 'stage', 'unit', 'tokenUnit', 'level', 'scope', 'repairs', 'mode', 'verdict'],
  ...['engine', 'engineName', 'preferred', 'provider', 'providers', 'memory', 'memoryMode', 'rank'],
  ...['version', 'appVersion', 'runtimeVersion', 'host', 'platform', 'release', 'arch', 'cpuModel', 'node'],
  ...['electron', 'theme', 'language', 'languages', 'role', 'part', 'doing', 'size', 'how'],
  ...['sha256', 'promptSha256', 'pcmSha256', 'profileKey', 'date', 'queuePaused'],
]);

export interface Redactor {
  /** @returns the value with every text hidden that the studio itself did not write, at any depth */
  readonly redact: (value: unknown) => unknown;
  /** @returns the line of the log with everything marked in it hidden; one of an earlier version has no marks, and is hidden whole */
  readonly line: (entry: StoredEntry) => StoredEntry;
  /** Places replaced so far. */
  readonly count: () => number;
}

/** Names of this machine that say who its user is, and what stands for them. */
export type Aliases = readonly (readonly [secret: string, alias: string])[];

/**
 * Replaces texts, transcripts and names by their length and a hash: equal words have equal hashes within one bundle, and
 * none outside of it can be compared, because the key is drawn anew and kept nowhere.
 */
export function createRedactor(aliases: Aliases): Redactor {
  const tokenOf = wordToken(randomBytes(16));
  let replaced = 0;
  const token = (words: string): string => {
    if (words.trim() === '') return words;
    replaced += 1;
    return tokenOf(words);
  };
  const named = aliasing(aliases);
  const redact = (value: unknown, own = false): unknown => {
    if (typeof value === 'string') return own ? named(value) : token(value);
    if (Array.isArray(value)) return value.map((each) => redact(each, own));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).map(([name, each]) => [name, redact(each, OWN_MEMBERS.has(name))]),
    );
  };
  return {
    redact: (value) => redact(value),
    line: (entry) =>
      mapStrings(hideMarked(entry.marked ? entry : unmarked(entry), token), named) as StoredEntry,
    count: () => replaced,
  };
}

/** Only the machine's names: for a bundle that a person wants to hold the words. */
export function createAliaser(aliases: Aliases): Redactor {
  const named = aliasing(aliases);
  return {
    redact: (value) => mapStrings(value, named),
    line: (entry) => mapStrings(shownOf(entry), named) as StoredEntry,
    count: () => 0,
  };
}

function unmarked({ message, data, ...entry }: StoredEntry): StoredEntry {
  const hidden = data && (mapStrings(data, personal) as Record<string, unknown>);
  return { ...entry, message: personal(message), ...(hidden ? { data: hidden } : {}) };
}

const aliasing =
  (aliases: Aliases) =>
  (text: string): string =>
    aliases.reduce(
      (rest, [secret, alias]) => (secret.length > 1 ? rest.replaceAll(secret, alias) : rest),
      text,
    );
