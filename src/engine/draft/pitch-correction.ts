import { HOP_SEC } from '#audio/activity';
import { percentile } from '#audio/level';

/** Pitch further from what was wanted is corrected, if that much voiced speech says so. */
const USUAL = { farSt: 0.9, leastVoicedSec: 0.8 } as const;
/** Words in another language are few, and are heard beside the words around them. */
const INSERTED = { farSt: 0.4, leastVoicedSec: 0.12 } as const;

/**
 * Sentences have melodies of their own, and may be as a whole far from the voice's usual pitch. Each is corrected for
 * itself: it is heard before the next is spoken, and sounds the same wherever it stands.
 * @param f0Hz every 10 ms, 0 where unvoiced
 * @param isInserted whether it stands in a text of another language
 * @returns the factor that brings the median to `medianHz`; 1 when it is near or there is too little to tell
 */
export function pitchCorrection(f0Hz: Float32Array, medianHz: number, isInserted: boolean): number {
  const { farSt, leastVoicedSec } = isInserted ? INSERTED : USUAL;
  const voiced = f0Hz.filter((hz) => hz > 0);
  if (voiced.length * HOP_SEC < leastVoicedSec) return 1;
  const correction = medianHz / percentile(voiced, 0.5);
  return Math.abs(12 * Math.log2(correction)) < farSt ? 1 : correction;
}

/** @returns the language that most of a text is in */
export function mainLanguage(
  plan: readonly { readonly language: string; readonly text: string }[],
): string | undefined {
  const lengths = new Map<string, number>();
  for (const { language, text } of plan) lengths.set(language, (lengths.get(language) ?? 0) + text.length);
  return [...lengths].sort(([, a], [, b]) => b - a)[0]?.[0];
}
