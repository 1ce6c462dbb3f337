import { describe, expect, test } from 'vitest';
import { isRight, LANGUAGES, sentencesOf, spoken } from '../reading/corpus';

/** Least share of right readings. */
const FLOOR = { own: 0.99, 'held-out': 0.95 } as const;

describe.each(['own', 'held-out'] as const)('the %s sentences of the corpus', (part) => {
  test.each(LANGUAGES)('in %s are read right', (language) => {
    const sentences = sentencesOf(part, language);
    const wrong = sentences.filter((sentence) => !isRight(sentence, language));
    const told = wrong.map(({ typed, right }) => `${typed} -> ${spoken(typed, language)}, not ${right[0]!}`);
    expect(1 - wrong.length / sentences.length, told.join('\n')).toBeGreaterThanOrEqual(FLOOR[part]);
  });
});
