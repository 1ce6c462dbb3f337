import { FOCUS } from '../text/focus';
import { homograph } from './homographs';
import type { LetterToSound } from './letter-to-sound';
import { fromArpabet, startsWithVowel, unstressed } from './phones';
import { lookUp, type PronouncingDictionary } from './pronouncing-dictionary';
import { weakForm } from './weak-forms';

/** What letters are called. */
const LETTERS: Readonly<Record<string, string>> = {
  ...{ a: 'EY1', b: 'B IY1', c: 'S IY1', d: 'D IY1', e: 'IY1', f: 'EH1 F', g: 'JH IY1', h: 'EY1 CH', i: 'AY1', j: 'JH EY1' },
  ...{ k: 'K EY1', l: 'EH1 L', m: 'EH1 M', n: 'EH1 N', o: 'OW1', p: 'P IY1', q: 'K Y UW1', r: 'AA1 R', s: 'EH1 S', t: 'T IY1' },
  ...{ u: 'Y UW1', v: 'V IY1', w: 'D AH1 B AH0 L Y UW0', x: 'EH1 K S', y: 'W AY1', z: 'Z IY1' },
}; // prettier-ignore
const LONGEST_ACRONYM = 5;

/** A word of one spelling; a hyphen, a digit and a capital inside it begin another. A star before it is its focus. */
const TOKEN = /\*?(?:[A-Z]+(?![a-z])|[A-Z]?[a-z]+)(?:'[A-Za-z]+)*|[A-Z]|[,.?!;:]|\S/g;
const WORD = /^\*?[A-Za-z]/;
const MARK = /^[,.?!;:]$/;

/** Reads English as the phones of the network: dictionary, weak forms, homographs, letters for the rest. */
export class EnglishReader {
  constructor(
    private readonly dictionary: PronouncingDictionary,
    private readonly letters: LetterToSound,
  ) {}

  /** @param text one sentence of ASCII; figures are words by now  @returns phones, empty when nothing can be said */
  read(text: string): string {
    const found = (text.match(TOKEN) ?? []).filter((token) => WORD.test(token) || MARK.test(token));
    const focused = found.map((token) => token.startsWith(FOCUS));
    const tokens = found.map((token) => token.replace(FOCUS, ''));
    const lower = tokens.map((token) => token.toLowerCase());
    let phones = '';
    // from the end, because a weak form depends on the sound that follows
    for (let at = tokens.length - 1; at >= 0; at--) {
      if (!WORD.test(tokens[at]!)) {
        if (!MARK.test(phones[0] ?? '')) phones = `${tokens[at]!}${phones === '' ? '' : ' '}${phones}`;
        continue;
      }
      const last = phones === '' || /^[.?!;:]/.test(phones);
      const weak = focused[at]
        ? undefined
        : weakForm(lower[at]!, { beforeVowel: startsWithVowel(phones), last });
      const word = weak ?? this.strong(tokens[at]!, lower, at);
      phones =
        (focused[at] ? FOCUS : '') + word + (phones === '' || MARK.test(phones[0]!) ? '' : ' ') + phones;
    }
    return /^[,.?!;: ]*$/.test(phones) ? '' : phones.replace(/^[,.?!;: ]+/, '');
  }

  private strong(token: string, sentence: readonly string[], at: number): string {
    const word = sentence[at]!;
    const known = homograph(sentence, at) ?? lookUp(this.dictionary, word);
    if (known !== undefined) return fromArpabet(known);
    const isAcronym = /^[A-Z]+$/.test(token) && token.length <= LONGEST_ACRONYM;
    const plain = word.replace(/[^a-z]/g, '');
    if (isAcronym || !/[aeiouy]/.test(plain)) return spelled(plain);
    const guessed = this.letters.say(plain);
    return guessed === '' ? spelled(plain) : fromArpabet(guessed);
  }
}

/** "GPT" as three letters, the last of which stands out. */
function spelled(letters: string): string {
  return Array.from(letters, (letter, at) => {
    const phones = fromArpabet(LETTERS[letter]!);
    return at === letters.length - 1 ? phones : unstressed(phones);
  }).join(' ');
}
