import type { PlacedText } from './placed-text';
import { findSpecialToken, anySpecialToken, specialTokens, type SpecialToken } from './special-tokens';

/**
 * While rules run, a special token of CosyVoice 3 stands as one private character, so that no rule can see into it; so
 * does a pause. What a person typed of that range has no meaning and goes.
 */
const FIRST_TOKEN = 0xe000;
const FIRST_PAUSE = 0xf000;
const PAUSE_STEP_MS = 10;
const PRIVATE_USE = /[\ue000-\uf8ff]/g;

/** One hidden special token. */
export const HIDDEN_TOKEN = /[\ue000-\ue3ff]/;
/** One hidden pause. */
export const HIDDEN_PAUSE = /[\uf000-\uf8ff]/;

/** Longer pauses are cut to this. */
export const LONGEST_PAUSE_MS = 20_000;

export function hideTokens(text: PlacedText): PlacedText {
  return text
    .replace(PRIVATE_USE, '')
    .replace(anySpecialToken, ({ text: token }) =>
      String.fromCharCode(FIRST_TOKEN + specialTokens.indexOf(findSpecialToken(token)!)),
    );
}

/** @returns a text, or a piece of one, with its special tokens as they are written */
export function showTokens(text: string): string {
  return text.replace(new RegExp(HIDDEN_TOKEN, 'g'), (character) => tokenOf(character).token);
}

export function tokenOf(character: string): SpecialToken {
  return specialTokens[character.charCodeAt(0) - FIRST_TOKEN]!;
}

/** @returns the private character of a special token */
export function hiddenToken(token: SpecialToken): string {
  return String.fromCharCode(FIRST_TOKEN + specialTokens.indexOf(token));
}

/** The private character of a pause, to the next 10 ms. */
export function hiddenPause(ms: number): string {
  return String.fromCharCode(FIRST_PAUSE + Math.round(Math.min(ms, LONGEST_PAUSE_MS) / PAUSE_STEP_MS));
}

export function pauseMs(character: string): number {
  return (character.charCodeAt(0) - FIRST_PAUSE) * PAUSE_STEP_MS;
}
