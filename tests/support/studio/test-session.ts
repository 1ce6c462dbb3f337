import { readFileSync } from 'node:fs';
import type { Take, Voice } from '#contract/domain';

/** For tests: what a session wrote down, and what a library must therefore hold. */

export interface SessionLine {
  readonly op:
    | 'enrol'
    | 'import'
    | 'speak'
    | 'rename'
    | 'tag'
    | 'delete'
    | 'restore'
    | 'deleteTake'
    | 'restoreTake'
    | 'dropTake'
    | 'backup';
  readonly phase: 'begin' | 'end';
  readonly id?: string;
  readonly name?: string;
}

export interface Expected {
  /** Name by id; undefined: deleted. */
  readonly voices: ReadonlyMap<string, string | undefined>;
  /** Whether it is in the list; false: deleted. */
  readonly takes: ReadonlyMap<string, boolean>;
  /** Operations begun and not acknowledged: each may have happened or not. */
  readonly inFlight: readonly SessionLine[];
}

/** One journal of all sessions of a library: `runs` are the bytes at which each was killed. */
export function readJournal(path: string): SessionLine[] {
  return readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as SessionLine);
}

export function expectedOf(lines: readonly SessionLine[], before: Expected): Expected {
  const voices = new Map(before.voices);
  const takes = new Map(before.takes);
  let open: SessionLine | undefined;
  for (const line of lines) {
    if (line.phase === 'begin') {
      open = line;
      continue;
    }
    open = undefined;
    const { op, id = '', name } = line;
    if (op === 'speak' || op === 'restoreTake') takes.set(id, true);
    else if (op === 'deleteTake' || op === 'dropTake') takes.set(id, false);
    else if (op === 'tag' || op === 'backup') continue;
    else voices.set(id, op === 'delete' ? undefined : name);
  }
  return { voices, takes, inFlight: open ? [open] : [] };
}

/** @returns every way in which the library is not what was acknowledged; one operation in flight may go either way */
export function lost(expected: Expected, voices: readonly Voice[], takes: readonly Take[]): string[] {
  const [open] = expected.inFlight;
  const here = new Map(voices.map(({ id, name }) => [id, name]));
  const listed = new Set(takes.map(({ id }) => id));
  const wrong: string[] = [];
  for (const [id, name] of expected.voices)
    if (here.get(id) !== name && open?.id !== id)
      wrong.push(`voice ${id}: ${here.get(id) ?? 'absent'} instead of ${name ?? 'absent'}`);
  for (const [id, present] of expected.takes)
    if (listed.has(id) !== present && open?.id !== id)
      wrong.push(`take ${id}: ${present ? 'gone' : 'still here'}`);
  const newVoices = voices.filter(({ id }) => !expected.voices.has(id));
  if (newVoices.length > (open?.op === 'enrol' || open?.op === 'import' ? 1 : 0))
    wrong.push(`voices nobody acknowledged: ${newVoices.map(({ name }) => name).join(', ')}`);
  const newTakes = takes.filter(({ id }) => !expected.takes.has(id));
  if (newTakes.length > (open?.op === 'speak' ? 1 : 0))
    wrong.push(`takes nobody acknowledged: ${newTakes.map(({ id }) => id).join(', ')}`);
  return wrong;
}

/** What the library really holds becomes what is expected from now on. */
export function settled(voices: readonly Voice[], takes: readonly Take[], before: Expected): Expected {
  const kept = new Map<string, string | undefined>([...before.voices.keys()].map((id) => [id, undefined]));
  for (const { id, name } of voices) kept.set(id, name);
  const listed = new Map([...before.takes.keys()].map((id) => [id, false]));
  for (const { id } of takes) listed.set(id, true);
  return { voices: kept, takes: listed, inFlight: [] };
}
