/** What a key asks of the script while a line of it is in hand. */
export type LineKey =
  | 'up'
  | 'down'
  | 'more-up'
  | 'more-down'
  | 'edit'
  | 'speak'
  | 'speak-needed'
  | 'play'
  | 'move-up'
  | 'move-down'
  | 'merge'
  | 'remove'
  | 'undo'
  | 'redo'
  | 'all'
  | { readonly speaker: number };

type Press = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey'>;

/** @returns undefined for a key that is not the script's */
export function lineKey({ key, ctrlKey, metaKey, shiftKey, altKey }: Press): LineKey | undefined {
  if (altKey) return key === 'ArrowUp' ? 'move-up' : key === 'ArrowDown' ? 'move-down' : undefined;
  if (ctrlKey || metaKey) {
    if (key === 'Enter') return shiftKey ? 'speak-needed' : 'speak';
    if (/^[1-9]$/.test(key)) return { speaker: Number(key) };
    const letter = key.toLowerCase();
    if (letter === 'z') return shiftKey ? 'redo' : 'undo';
    if (letter === 'a') return 'all';
    return letter === 'm' ? 'merge' : undefined;
  }
  if (key === 'ArrowUp') return shiftKey ? 'more-up' : 'up';
  if (key === 'ArrowDown') return shiftKey ? 'more-down' : 'down';
  if (key === 'Enter') return 'edit';
  if (key === ' ') return 'play';
  return key === 'Delete' ? 'remove' : undefined;
}
