import type { LogEntry } from '#contract/logger';
import { indexAfter } from './filter';

/** Lines that a person picked, by their numbers. */
export interface Selection {
  readonly seqs: ReadonlySet<number>;
  /** Where a range with Shift starts. */
  readonly from: number | undefined;
  /** Where a range that is drawn with the keyboard has come to. */
  readonly reach?: number;
}

export const noSelection: Selection = { seqs: new Set(), from: undefined };

/** @returns the selection after a click: alone, with Shift from the last one to here, with Ctrl one more or less */
export function clickSelection(
  before: Selection,
  entries: readonly LogEntry[],
  seq: number,
  keys: { readonly shiftKey: boolean; readonly ctrlKey: boolean },
): Selection {
  if (keys.shiftKey && before.from !== undefined) {
    const [low, high] = before.from < seq ? [before.from, seq] : [seq, before.from];
    const range = entries.slice(indexAfter(entries, low - 1), indexAfter(entries, high));
    return { seqs: new Set(range.map((entry) => entry.seq)), from: before.from };
  }
  if (keys.ctrlKey) {
    const seqs = new Set(before.seqs);
    if (!seqs.delete(seq)) seqs.add(seq);
    return { seqs, from: seq };
  }
  const alone = before.seqs.size === 1 && before.seqs.has(seq);
  return alone ? noSelection : { seqs: new Set([seq]), from: seq };
}
