import { toCardinal, toOrdinal } from 'n2words/de-DE';
import type { Gender } from '../../european/grammar';

/** @param gender of the noun behind: "ein Euro", "eine Tonne"; "eins" without one */
export function cardinal(figures: string, gender?: Gender): string {
  const words = toCardinal(figures);
  if (gender === undefined || !words.endsWith('eins')) return words;
  return words.slice(0, -1) + (gender === 'f' && words === 'eins' ? 'e' : '');
}

/** 1100 to 1999 count hundreds: "neunzehnhundertfünfundachtzig". */
export function yearWords(figures: string): string {
  if (!/^1[1-9]\d\d$/.test(figures)) return cardinal(figures);
  const rest = Number(figures.slice(2));
  return `${cardinal(figures.slice(0, 2))}hundert${rest === 0 ? '' : cardinal(String(rest))}`;
}

/** "dritte"; the ending is the caller's. */
export const ordinal = (figures: string, ending = ''): string => toOrdinal(figures) + ending;
