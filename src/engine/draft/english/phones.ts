import { FOCUS } from '../text/focus';

/** Phones of the English network, one character each unless a stress mark stands before a vowel: misaki's alphabet, as Kokoro has it. */

/** Numbers of the characters that the network was trained on. Source: Kokoro-82M's vocabulary. */
const IDS: Readonly<Record<string, number>> = {
  ...{ ';': 1, ':': 2, ',': 3, '.': 4, '!': 5, '?': 6, '—': 9, '…': 10, '"': 11, '(': 12, ')': 13, '“': 14, '”': 15, ' ': 16 },
  ...{ A: 24, I: 25, O: 31, T: 36, W: 39, Y: 41, ᵊ: 42, b: 44, d: 46, f: 48, h: 50, i: 51, j: 52, k: 53, l: 54, m: 55, n: 56 },
  ...{ p: 58, s: 61, t: 62, u: 63, v: 64, w: 65, z: 68, ɑ: 69, ɐ: 70, æ: 72, ɔ: 76, ð: 81, ʤ: 82, ə: 83, ɛ: 86, ɜ: 87 },
  ...{ ɡ: 92, ɪ: 102, ŋ: 112, θ: 119, ɹ: 123, ʃ: 131, ʧ: 133, ʊ: 135, ʌ: 138, ʒ: 147, ˈ: 156, ˌ: 157, ᵻ: 177 },
}; // prettier-ignore

/** Stands at both ends of what the network reads. */
const EDGE = 0;

/** @returns one number a phone, mark and space, and one at either end */
export function phoneIds(phones: string): number[] {
  return [EDGE, ...Array.from(phones, (phone) => IDS[phone]!), EDGE];
}

const CONSONANTS: Readonly<Record<string, string>> = {
  ...{ B: 'b', CH: 'ʧ', D: 'd', DH: 'ð', F: 'f', G: 'ɡ', HH: 'h', JH: 'ʤ', K: 'k', L: 'l', M: 'm', N: 'n' },
  ...{ NG: 'ŋ', P: 'p', R: 'ɹ', S: 's', SH: 'ʃ', T: 't', TH: 'θ', V: 'v', W: 'w', Y: 'j', Z: 'z', ZH: 'ʒ' },
};
const VOWELS: Readonly<Record<string, string>> = {
  ...{ AA: 'ɑ', AE: 'æ', AH: 'ʌ', AO: 'ɔ', AW: 'W', AY: 'I', EH: 'ɛ', ER: 'ɜɹ' },
  ...{ EY: 'A', IH: 'ɪ', IY: 'i', OW: 'O', OY: 'Y', UH: 'ʊ', UW: 'u' },
};
const UNSTRESSED: Readonly<Record<string, string>> = { AH: 'ə', ER: 'əɹ' };
const STRESS: Readonly<Record<string, string>> = { 0: '', 1: 'ˈ', 2: 'ˌ' };

const VOWEL = '[AIOWYiuæɑɐɔəɛɜɪʊʌᵊᵻ]';
export const startsWithVowel = (phones: string): boolean => new RegExp(`^[${FOCUS}ˈˌ]*${VOWEL}`).test(phones);

/** A /t/ between a voiced vowel and an unstressed one is a tap, whichever word it belongs to. */
const TAPPED = new RegExp(`(?<=[AIOWYiuæɑɐɔəɛɜɪʊʌ]|${VOWEL}ɹ)t(?=[əɪiᵊᵻ])`, 'gu');
/** American speech swallows the vowel of "little", "bottle" and "sudden". */
const SYLLABIC_L = /(?<=[bdfɡkpstTvzʃʧʤ])əl(?![AIOWYiuæɑɐɔəɛɜɪʊʌᵊᵻˈˌ])/gu;
const SYLLABIC_N = /(?<=[dtszʃ])ən(?![AIOWYiuæɑɐɔəɛɜɪʊʌᵊᵻˈˌ])/gu;

/** "W AO1 T ER0" to "wˈɔTəɹ". @throws RangeError for what is no ARPAbet */
export function fromArpabet(arpabet: string): string {
  return arpabet
    .split(' ')
    .map((symbol) => {
      const vowel = /^([A-Z]{2})([012])$/.exec(symbol);
      const phone = vowel
        ? STRESS[vowel[2]!]! +
          ((vowel[2] === '0' ? UNSTRESSED[vowel[1]!] : undefined) ?? VOWELS[vowel[1]!] ?? '')
        : CONSONANTS[symbol];
      if (phone === undefined || phone === '') throw new RangeError(`“${symbol}” is no ARPAbet symbol.`);
      return phone;
    })
    .join('')
    .replace(TAPPED, 'T')
    .replace(SYLLABIC_L, 'ᵊl')
    .replace(SYLLABIC_N, 'ᵊn');
}

/** The same word without its stress. */
export const unstressed = (phones: string): string => phones.replace(/[ˈˌ]/gu, '');
