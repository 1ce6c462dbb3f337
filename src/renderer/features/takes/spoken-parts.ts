import type { SpokenChange, SpokenSegment } from '#contract/spoken';

export interface SpokenPart {
  readonly text: string;
  /** Absent where what is spoken is what was typed. */
  readonly change?: SpokenChange;
}

/** Cuts what is spoken at the tokens that were changed; one that later rules made unfindable stays unmarked. */
export function spokenParts({ spoken, changes }: Pick<SpokenSegment, 'spoken' | 'changes'>): SpokenPart[] {
  const parts: SpokenPart[] = [];
  let from = 0;
  for (const change of changes) {
    const at = change.spoken === '' ? -1 : spoken.indexOf(change.spoken, from);
    if (at < 0) continue;
    if (at > from) parts.push({ text: spoken.slice(from, at) });
    parts.push({ text: change.spoken, change });
    from = at + change.spoken.length;
  }
  return from < spoken.length ? [...parts, { text: spoken.slice(from) }] : parts;
}

/** @returns the text with a choice in the token's place; undefined when the token is not there any more */
export function withChoice(text: string, change: SpokenChange, write: string): string | undefined {
  const { startChar, endChar, typed } = change;
  if (text.slice(startChar, endChar) !== typed) return undefined;
  const before = text.slice(0, startChar);
  const after = text.slice(endChar);
  // words beside letters would grow together with them
  const gap = (one: string, other: string) =>
    /[\p{Script=Latin}\p{N}]$/u.test(one) && /^[\p{Script=Latin}\p{N}]/u.test(other) ? ' ' : '';
  return before + gap(before, write) + write + gap(write, after) + after;
}
