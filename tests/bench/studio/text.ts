import { plain, type Measurement } from '../benchmark';
import { isRight, LANGUAGES, sentencesOf, type Part } from '../../reading/corpus';

/** Share of wrong readings that is still good. */
const GOALS: readonly (readonly [part: Part, wrong: number])[] = [
  ['own', 0.01],
  ['held-out', 0.05],
];

/** How many tokens of the corpus are read right, by language and class. */
export async function textReading(): Promise<Measurement[]> {
  return GOALS.flatMap(([part, goal]) =>
    LANGUAGES.map((language) => {
      const sentences = sentencesOf(part, language);
      const wrong = sentences.filter((sentence) => !isRight(sentence, language));
      const kinds = [...new Set(sentences.map(({ kind }) => kind))].map((kind) => {
        const ofKind = (list: typeof sentences): number => list.filter((each) => each.kind === kind).length;
        return `${kind} ${ofKind(sentences) - ofKind(wrong)}/${ofKind(sentences)}`;
      });
      return plain(`wrong readings, ${language}, ${part}`, 'ratio', [wrong.length / sentences.length], {
        goal,
        detail: `right: ${kinds.join(', ')}`,
      });
    }),
  );
}
