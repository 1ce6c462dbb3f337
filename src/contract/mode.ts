import type { Mode, TakeRequest } from './domain';

/** What 'auto' means: a source is converted; an instruction directs; a transcript allows zero-shot; without either the prompt gives the voice alone. */
export function resolveMode(
  mode: TakeRequest['mode'],
  given: { readonly instruction: string; readonly transcript: string; readonly converts?: boolean },
): Mode {
  if (mode !== undefined && mode !== 'auto') return mode;
  if (given.converts) return 'vc';
  if (given.instruction !== '') return 'instruct2';
  return given.transcript === '' ? 'cross_lingual' : 'zero_shot';
}
