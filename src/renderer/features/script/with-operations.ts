import {
  newLineSchema,
  pausesSchema,
  type LineState,
  type NewLine,
  type Script,
  type ScriptOperation,
  type ScriptRow,
} from '#contract/scripts';
import { newId } from '../../lib/new-id';

/**
 * The script as it will be: shown at once, so that the next key finds what the last one did. What a line's state and voice
 * become only the studio knows; its answer follows.
 * @param operations lines that come in have ids
 */
export function withOperations(script: Script, operations: readonly ScriptOperation[]): Script {
  return operations.reduce(withOperation, script);
}

/** @returns the operations with an id for every line that comes in */
export function withIds(operations: readonly ScriptOperation[]): ScriptOperation[] {
  return operations.map((each) =>
    each.do === 'insert'
      ? { ...each, lines: each.lines.map((line) => ({ ...line, id: line.id ?? newId() })) }
      : each,
  );
}

function withOperation(script: Script, operation: ScriptOperation): Script {
  const { lines, cast } = script;
  switch (operation.do) {
    case 'insert':
      return { ...script, lines: placed(lines, operation.after, operation.lines.map(rowOf)) };
    case 'change': {
      const { lineId, change } = operation;
      const said = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
      return { ...script, lines: lines.map((line) => (line.id === lineId ? { ...line, ...said } : line)) };
    }
    case 'remove': {
      const gone = new Set(operation.lineIds);
      return { ...script, lines: lines.filter(({ id }) => !gone.has(id)) };
    }
    case 'move': {
      const moved = new Set(operation.lineIds);
      const at = lines.findIndex(({ id }) => id === operation.after);
      const after = lines.slice(0, at + 1).findLast(({ id }) => !moved.has(id))?.id ?? null;
      const rows = operation.lineIds.flatMap((wanted) => lines.find(({ id }) => id === wanted) ?? []);
      const staying = lines.filter(({ id }) => !moved.has(id));
      return { ...script, lines: placed(staying, after, rows) };
    }
    case 'cast': {
      const { instruction = '', colour = '', ...rest } = operation.member;
      const member = { ...rest, instruction, colour };
      const at = cast.findIndex(({ speaker }) => speaker === member.speaker);
      return { ...script, cast: at < 0 ? [...cast, member] : cast.with(at, member) };
    }
    case 'uncast':
      return { ...script, cast: cast.filter(({ speaker }) => speaker !== operation.speaker) };
    case 'pauses':
      return { ...script, pauses: pausesSchema.parse(operation.pauses) };
  }
}

function placed(lines: readonly ScriptRow[], after: string | null, more: readonly ScriptRow[]): ScriptRow[] {
  const at = after === null ? 0 : lines.findIndex(({ id }) => id === after) + 1;
  return [...lines.slice(0, at), ...more, ...lines.slice(at)];
}

function rowOf(given: NewLine): ScriptRow {
  const line = newLineSchema.parse(given);
  const state: LineState = line.kind === 'line' && line.text.trim() !== '' ? 'missing' : 'empty';
  return { ...line, id: line.id ?? '', state, changed: [], takeCount: 0 };
}
