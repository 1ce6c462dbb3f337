import { pinyin } from 'pinyin-pro';
import type { Reading } from '#contract/engine-api';
import { findSpecialToken } from './special-tokens';

const INITIAL = /^(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])/;

/**
 * How a Chinese character may be read, the usual reading first, and what to write into a text in its place.
 * @param character one character; anything else has no readings
 */
export function readingsOf(character: string): Reading[] {
  if (!/^\p{Script=Han}$/u.test(character)) return [];
  const syllables = pinyin(character, { multiple: true, toneType: 'symbol', type: 'array' });
  return [...new Set(syllables)].flatMap((syllable) => {
    const marker = markerOf(syllable);
    return marker === undefined ? [] : [{ syllable, marker }];
  });
}

/** @returns a syllable as the model's own pinyin tokens, e.g. "[x][íng]"; undefined when it has none for it */
export function markerOf(syllable: string): string | undefined {
  const written = syllable.normalize('NFC').toLowerCase();
  const [initial = ''] = INITIAL.exec(written) ?? [];
  // the one final with ü and e that the model knows is written with v
  const final = written.slice(initial.length).replace(/^üè$/, 'vè');
  const tokens = [initial, final].filter((part) => part !== '').map((part) => `[${part}]`);
  const known = tokens.every((token) => findSpecialToken(token)?.group === 'pinyin');
  return known && final !== '' ? tokens.join('') : undefined;
}
