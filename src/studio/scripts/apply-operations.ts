import { randomUUID } from 'node:crypto';
import type { z } from 'zod';
import { StudioError } from '#contract/errors';
import { scriptLimits, type ScriptLine, type scriptOperationSchema } from '#contract/scripts';
import type { ScriptStore } from './script-store';

type Operation = z.output<typeof scriptOperationSchema>;

export interface Applied {
  /** As they were done: every line that came in has its id. */
  readonly done: Operation[];
  /** What takes everything back, in the order in which it is to be done. */
  readonly undo: Operation[];
  /** Lines whose words, voice or state may be others now. */
  readonly lineIds: readonly string[];
  /** Lines came, went or moved, or what all of them start from changed. */
  readonly isWide: boolean;
}

/**
 * Does the operations one after another; call it inside a transaction.
 * @throws StudioError 'line-not-found', 'script-too-long'; then nothing of it counts
 */
export function applyOperations(
  store: ScriptStore,
  projectId: string,
  operations: readonly Operation[],
  revision: number,
): Applied {
  const done = operations.map(withIds);
  const undo: Operation[] = [];
  const lineIds = new Set<string>();
  for (const operation of done) {
    undo.unshift(...apply(store, projectId, operation, revision));
    for (const id of touched(store, projectId, operation)) lineIds.add(id);
  }
  const grows = done.some((each) => each.do === 'insert');
  if (grows && store.count(projectId) > scriptLimits.lines)
    throw new StudioError('script-too-long', { lines: store.count(projectId), max: scriptLimits.lines });
  return { done, undo, lineIds: [...lineIds], isWide: operations.some((each) => each.do !== 'change') };
}

const withIds = (operation: Operation): Operation =>
  operation.do === 'insert'
    ? { ...operation, lines: operation.lines.map((line) => ({ ...line, id: line.id ?? randomUUID() })) }
    : operation;

function touched(store: ScriptStore, projectId: string, operation: Operation): readonly string[] {
  switch (operation.do) {
    case 'change':
      return [operation.lineId];
    case 'insert':
      return operation.lines.flatMap(({ id }) => id ?? []);
    case 'cast':
      return store.spokenBy(projectId, operation.member.speaker);
    case 'uncast':
      return store.spokenBy(projectId, operation.speaker);
    default:
      return [];
  }
}

function apply(store: ScriptStore, projectId: string, operation: Operation, revision: number): Operation[] {
  const require = (lineId: string) => store.line(projectId, lineId) ?? lost(lineId);
  switch (operation.do) {
    case 'insert': {
      if (operation.after !== null) require(operation.after);
      for (const { id } of operation.lines)
        if (id !== undefined && (store.line(projectId, id) ?? store.isElsewhere(projectId, id)))
          throw new StudioError('bad-request', { why: 'line-there', lineId: id });
      return [{ do: 'remove', lineIds: store.insert(projectId, operation.after, operation.lines, revision) }];
    }
    case 'change': {
      const { line } = require(operation.lineId);
      store.set(operation.lineId, operation.change, revision);
      const members = Object.keys(operation.change) as (keyof typeof operation.change)[];
      const before = Object.fromEntries(members.map((member) => [member, line[member]]));
      return [{ do: 'change', lineId: operation.lineId, change: before }];
    }
    case 'remove': {
      const wanted = new Set(operation.lineIds);
      const gone = runs(store, projectId, wanted);
      if (gone.flatMap(({ lines }) => lines).length < wanted.size)
        lost(operation.lineIds.find((id) => !store.line(projectId, id)) ?? '');
      store.remove(operation.lineIds);
      return gone.map(({ after, lines }) => ({ do: 'insert', after, lines }));
    }
    case 'move': {
      if (operation.after !== null) require(operation.after);
      for (const id of operation.lineIds) require(id);
      const wanted = new Set(operation.lineIds);
      // a line that moves itself gives way to the one before it that stays
      const ids = store.order(projectId);
      const staying = ids.slice(0, operation.after === null ? 0 : ids.indexOf(operation.after) + 1);
      const after = staying.findLast((id) => !wanted.has(id)) ?? null;
      const back = runs(store, projectId, wanted);
      store.move(projectId, [...wanted], after, revision);
      return back.map((run) => ({
        do: 'move',
        lineIds: run.lines.map(({ id }) => id),
        after: run.after,
      }));
    }
    case 'cast': {
      const { member } = operation;
      const before = store.cast(projectId).find(({ speaker }) => speaker === member.speaker);
      store.putMember(projectId, member);
      return [before ? { do: 'cast', member: before } : { do: 'uncast', speaker: member.speaker }];
    }
    case 'uncast': {
      const before = store.cast(projectId).find(({ speaker }) => speaker === operation.speaker);
      store.removeMember(projectId, operation.speaker);
      return before ? [{ do: 'cast', member: before }] : [];
    }
    case 'pauses': {
      const { pauses } = store.state(projectId);
      store.setState(projectId, revision, operation.pauses);
      return [{ do: 'pauses', pauses }];
    }
  }
}

/** @returns runs of wanted lines that stand together, in order, each with the line in front of it */
function runs(store: ScriptStore, projectId: string, wanted: ReadonlySet<string>) {
  const lines = new Map(store.lines(projectId, [...wanted]).map(({ line }) => [line.id, line]));
  const found: { after: string | null; lines: ScriptLine[] }[] = [];
  let previous: string | null = null;
  let open: ScriptLine[] | undefined;
  for (const id of store.order(projectId)) {
    const line = lines.get(id);
    if (!line) open = undefined;
    else if (open) open.push(line);
    else found.push({ after: previous, lines: (open = [line]) });
    previous = id;
  }
  return found;
}

/** Somebody else removed it, or it is another script's. */
export const lineNotFound = (lineId: string): StudioError => new StudioError('line-not-found', { lineId });

function lost(lineId: string): never {
  throw lineNotFound(lineId);
}
