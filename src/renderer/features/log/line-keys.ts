import type { KeyboardEvent } from 'react';
import type { LogEntry } from '#contract/logger';
import { copyText } from '../../lib/copy-text';
import { indexAfter } from './filter';
import { plainLines } from './line-text';
import { clickSelection, noSelection, type Selection } from './selection';

export interface LineKeys {
  readonly entries: readonly LogEntry[];
  readonly selection: Selection;
  readonly onSelect: ((selection: Selection) => void) | undefined;
  readonly onToggle: (seq: number) => void;
  readonly onFollow: () => void;
  readonly onShow: (seq: number) => void;
  readonly steps: LineSteps | undefined;
}

/** What E, S and N lead to, with Shift backwards; B marks the picked line. */
export interface LineSteps {
  readonly onError: (step: 1 | -1) => void;
  readonly onSlow: (step: 1 | -1) => void;
  readonly onBookmark: (step: 1 | -1) => void;
  /** Marks the picked line, or lets go of it. */
  readonly onMark: () => void;
}

/** The keys of a list of lines: arrows pick, Enter unfolds, single letters go to what is worth a look. */
export function lineKeys(event: KeyboardEvent, keys: LineKeys): void {
  const command = event.ctrlKey || event.metaKey;
  if (!(command ? commandKey(event, keys) : plainKey(event, keys))) return;
  event.preventDefault();
  event.stopPropagation();
}

function commandKey({ key }: KeyboardEvent, { entries, selection, onSelect }: LineKeys): boolean {
  if (key === 'a' && onSelect) {
    onSelect({ seqs: new Set(entries.map(({ seq }) => seq)), from: undefined });
    return true;
  }
  if (key !== 'c' || selection.seqs.size === 0 || window.getSelection()?.isCollapsed === false) return false;
  void copyText(plainLines(entries.filter(({ seq }) => selection.seqs.has(seq))));
  return true;
}

function plainKey({ key, shiftKey }: KeyboardEvent, keys: LineKeys): boolean {
  const { entries, selection, onSelect, steps } = keys;
  const step = shiftKey ? -1 : 1;
  if (key === 'End') keys.onFollow();
  else if (key === 'Escape' && selection.seqs.size > 0) onSelect?.(noSelection);
  else if (key.toLowerCase() === 'e' && steps) steps.onError(step);
  else if (key.toLowerCase() === 's' && steps) steps.onSlow(step);
  else if (key.toLowerCase() === 'n' && steps) steps.onBookmark(step);
  else if (key.toLowerCase() === 'b' && steps) steps.onMark();
  else if (key === 'Enter' && selection.from !== undefined) keys.onToggle(selection.from);
  else if ((key === 'ArrowDown' || key === 'ArrowUp') && onSelect) {
    const seq = neighbour(entries, selection, key === 'ArrowDown' ? 1 : -1);
    if (seq === undefined) return false;
    // a lone line that is picked again would be let go
    if (shiftKey || !selection.seqs.has(seq))
      onSelect(
        shiftKey
          ? { ...clickSelection(selection, entries, seq, { shiftKey, ctrlKey: false }), reach: seq }
          : { seqs: new Set([seq]), from: seq },
      );
    keys.onShow(seq);
  } else return false;
  return true;
}

function neighbour(
  entries: readonly LogEntry[],
  { from, reach = from }: Selection,
  step: 1 | -1,
): number | undefined {
  if (reach === undefined) return entries.at(-1)?.seq;
  const at = indexAfter(entries, reach) - 1;
  return entries[Math.max(0, Math.min(entries.length - 1, at + step))]?.seq;
}
