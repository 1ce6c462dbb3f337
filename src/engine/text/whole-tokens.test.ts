import { expect, test } from 'vitest';
import { prepareText } from '../cosyvoice3/text/front-end';
import { planText } from '../draft/text/plan';
import { readText } from './read-text';

/** Numbers whose words are long, with commas and spaces of their own. */
const TOKENS = {
  en: ['1,234,567', 'March 5, 2024', '(555) 123-4567', '$1.5M', '3:00 pm', '2025-09-28T10:30'],
  zh: ['2025-09-28', '-5℃', 'a.b@x.com', '1,234,567', '13800138000', '¥1,234.56'],
} as const;
const FILLERS = {
  en: ['river', 'a', 'mountain', 'of', 'slowly', 'wandering', 'to', 'the', 'old', 'harbour'],
  zh: ['我们', '今天', '去', '看', '大海', '然后', '慢慢', '走回', '家里', '的'],
} as const;

/** A repeatable series of numbers in [0, 1). */
function series(seed: number): () => number {
  let state = seed;
  return () => (state = (state * 16807) % 2147483647) / 2147483647;
}

/** Long texts without a mark, a token somewhere in each. */
function textAround(token: string, language: 'en' | 'zh', random: () => number): string {
  const gap = language === 'en' ? ' ' : '';
  const words = (count: number): string =>
    Array.from(
      { length: count },
      () => FILLERS[language][Math.floor(random() * FILLERS[language].length)]!,
    ).join(gap);
  return words(5 + Math.floor(random() * 120)) + gap + token + gap + words(150);
}

const countTokens = (text: string): number => Math.ceil(text.length / 4);

test.each([
  ...TOKENS.en.map((token) => ['en', token] as const),
  ...TOKENS.zh.map((token) => ['zh', token] as const),
])('the %s words of %s are never cut, wherever they stand in a long text', (language, token) => {
  const random = series(7);
  for (let round = 0; round < 40; round++) {
    const typed = textAround(token, language, random);
    const read = readText(typed, { language });
    const { spoken } = read.readings.find(({ written }) => token.startsWith(written.slice(0, 4)))!;
    const segments = prepareText(typed, countTokens, {
      normalize: true,
      rules: 'guarded',
      language,
    }).segments;
    expect(segments.length).toBeGreaterThan(1);
    expect(
      segments.some(({ text }) => text.includes(spoken)),
      `${spoken} in ${typed}`,
    ).toBe(true);
    // the draft voice changes its language inside an address
    if (token.includes('@')) continue;
    const planned = planText(read.paragraphs, undefined);
    expect(
      planned.some(({ text }) => text.includes(spoken)),
      `${spoken} in ${typed}`,
    ).toBe(true);
  }
});
