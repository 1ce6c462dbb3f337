/**
 * Words that carry a sentence rather than its meaning: without stress, often with another vowel than alone. In the network's
 * phones, as American speech has them.
 */
const WEAK: Readonly<Record<string, string>> = {
  ...{ a: 'ɐ', an: 'ɐn', and: 'ænd', as: 'æz', at: 'æt', but: 'bˌʌt', by: 'bI', for: 'fɔɹ', from: 'fɹʌm', in: 'ɪn', nor: 'nɔɹ' },
  ...{ of: 'ʌv', on: 'ˌɔn', or: 'ɔɹ', than: 'ðæn', that: 'ðæt', the: 'ðə', to: 'tə', with: 'wɪð', if: 'ɪf', so: 'sˌO' },
  ...{ i: 'ˌI', you: 'ju', he: 'hi', she: 'ʃi', it: 'ɪt', we: 'wi', they: 'ðA', me: 'mi', him: 'hɪm', her: 'hɜɹ', us: 'ˌʌs' },
  ...{ them: 'ðɛm', my: 'mI', your: 'jʊɹ', his: 'hɪz', its: 'ɪts', our: 'ˌWəɹ', their: 'ðɛɹ', this: 'ðɪs', who: 'hu' },
  ...{ am: 'æm', are: 'ɑɹ', be: 'bi', been: 'bɪn', is: 'ɪz', was: 'wʌz', were: 'wɜɹ', has: 'hæz', have: 'hæv', had: 'hæd' },
  ...{ do: 'dˌu', does: 'dˌʌz', did: 'dˌɪd', can: 'kæn', could: 'kʊd', should: 'ʃˌʊd', would: 'wʊd', will: 'wɪl' },
  ...{ must: 'mˌʌst', not: 'nˌɑt', there: 'ðɛɹ', some: 'sˌʌm', when: 'wˌɛn', into: 'ˌɪntu', "i'm": 'ˌIm', "i've": 'ˌIv' },
  ...{ "i'd": 'ˌId', "i'll": 'ˌIl', "it's": 'ɪts', "he's": 'hiz', "she's": 'ʃiz', "we're": 'wɪɹ', "you're": 'jʊɹ' },
  ...{ "they're": 'ðɛɹ', "that's": 'ðæts' },
}; // prettier-ignore

const BEFORE_VOWELS: Readonly<Record<string, string>> = { the: 'ði', to: 'tʊ', a: 'ɐn' };

/** At the end of a sentence these are said in full: "Yes, it is." */
const FULL_AT_END =
  /^(?:am|are|be|been|is|was|were|has|have|had|do|does|did|can|could|should|would|will|must|in|on|by|for|from|with|at|to|that|this|so|some|not|who|when|into|there|i)$/;

export interface Neighbourhood {
  readonly beforeVowel: boolean;
  /** Nothing but a mark follows. */
  readonly last: boolean;
}

/** @param word in lower case  @returns its phones within a sentence; undefined for words that keep their own */
export function weakForm(word: string, { beforeVowel, last }: Neighbourhood): string | undefined {
  if (last && FULL_AT_END.test(word)) return undefined;
  return (
    (beforeVowel ? BEFORE_VOWELS[word] : undefined) ?? (Object.hasOwn(WEAK, word) ? WEAK[word] : undefined)
  );
}
