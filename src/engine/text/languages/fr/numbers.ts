import { toCardinal, toOrdinal } from 'n2words/fr-FR';
import type { Gender } from '../../european/grammar';

export function cardinal(figures: string, gender?: Gender): string {
  const words = toCardinal(figures);
  return gender === 'f' ? words.replace(/\bun$/, 'une') : words;
}

/** "premier", "première", "deuxième". */
export function ordinal(figures: string, feminine = false): string {
  return Number(figures) === 1 ? (feminine ? 'première' : 'premier') : toOrdinal(figures);
}
