import { toCardinal, toOrdinal } from 'n2words/it-IT';
import type { Gender } from '../../european/grammar';

/** @param gender of the noun behind: "un chilo", "una volta"; "uno" without one */
export function cardinal(figures: string, gender?: Gender): string {
  const words = toCardinal(figures);
  if (gender === undefined || words !== 'uno') return words;
  return gender === 'f' ? 'una' : 'un';
}

export const ordinal = (figures: string, feminine = false): string =>
  feminine ? toOrdinal(figures).replace(/o$/, 'a') : toOrdinal(figures);
