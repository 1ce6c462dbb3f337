import { toCardinal, toOrdinal } from 'n2words/es-ES';
import type { Gender } from '../../european/grammar';

/** @param gender of the noun behind: "veintiún años", "doscientas personas"; "veintiuno" without one */
export function cardinal(figures: string, gender?: Gender): string {
  // thousands are counted as a masculine noun is
  const words = toCardinal(figures)
    .replace('dieciseis', 'dieciséis')
    .replace(/uno (?=mil)/g, 'un ')
    .replace(/veintiun (?=mil)/g, 'veintiún ');
  if (gender === undefined) return words;
  if (gender === 'f')
    return words
      .replace(/uno$/, 'una')
      .replace(/cientos(?!.*mill)/g, 'cientas')
      .replace('quinientos', 'quinientas');
  return words.replace(/veintiuno$/, 'veintiún').replace(/uno$/, 'un');
}

/** Up to ten, as one says them; above, the number itself. */
export function ordinal(figures: string, feminine = false): string {
  const words = Number(figures) > 20 || Number(figures) === 0 ? cardinal(figures) : toOrdinal(figures);
  return feminine ? words.replace(/o$/, 'a') : words;
}
