import { createStore } from '../../lib/store';

/** What a prompt can say: five to eight seconds at a calm pace, many different sounds, nothing to stumble over. */
export const sentences = {
  en: [
    'The quick little boat turned around the harbour wall and slipped quietly out to sea.',
    'Every morning she opens the window, breathes in the cold air, and listens to the birds.',
    'We chose a yellow house by the river, with room enough for three old apple trees.',
  ],
  zh: [
    '清晨的阳光洒在湖面上，几只白鹭从芦苇丛中慢慢飞了起来。',
    '他推开窗户，听见远处传来孩子们的笑声，心里忽然暖了起来。',
    '我们沿着河边走了很久，一直走到那座长满青草的老桥旁边。',
  ],
} as const;

export type SentenceLanguage = keyof typeof sentences;

/** What a person chose for the next recordings of this window. */
interface ReadChoice {
  /** That of the words to be spoken. */
  readonly usual: SentenceLanguage;
  /** Instead of the usual one. */
  readonly language?: SentenceLanguage;
  readonly at: number;
  /** No sentence: the person says something else. */
  readonly ownWords: boolean;
}

export const readChoice = createStore<ReadChoice>({ usual: 'en', at: 0, ownWords: false });

/** @returns the sentence to read aloud, which becomes the transcript; undefined for a person's own words */
export function sentenceOf({ usual, language, at, ownWords }: ReadChoice) {
  if (ownWords) return undefined;
  const among = sentences[language ?? usual];
  return { language: language ?? usual, text: among[at % among.length]! };
}
