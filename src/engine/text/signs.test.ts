import { describe, expect, test } from 'vitest';
import { readText } from './read-text';

const SENTENCES = {
  zh: (token: string) => `这里是${token}。`,
  en: (token: string) => `There are ${token} here.`,
  ja: (token: string) => `これは${token}です。`,
  ko: (token: string) => `이것은 ${token}, 네.`,
  de: (token: string) => `Es sind ${token} hier.`,
  fr: (token: string) => `Il y a ${token} ici.`,
  es: (token: string) => `Hay ${token} aquí.`,
  it: (token: string) => `Ci sono ${token} qui.`,
  ru: (token: string) => `Там ${token} здесь.`,
  pt: (token: string) => `Há ${token} aqui.`,
  nl: (token: string) => `Er zijn ${token} hier.`,
  pl: (token: string) => `Jest ${token} tutaj.`,
  cs: (token: string) => `Je ${token} tady.`,
  sv: (token: string) => `Det är ${token} här.`,
} as const;
type Language = keyof typeof SENTENCES;

const spoken = (typed: string, language: Language): string =>
  readText(typed, { language })
    .paragraphs.map(({ text }) => text.text)
    .join(' ');

describe.each(Object.keys(SENTENCES) as Language[])('in %s', (language) => {
  test('a sign in front of an amount is said, and the amount as it is without one', () => {
    const sentence = SENTENCES[language];
    for (const amount of ['5', '12', '100', '3.5']) {
      const alone = spoken(sentence(amount), language);
      const words = new Map<string, string>();
      for (const sign of ['~', '≈', '≥', '≤', '<', '>', '±'])
        for (const typed of [sentence(sign + amount), `${sign} ${amount}`]) {
          const said = spoken(typed, language);
          expect(said, typed).not.toMatch(/[~≈≥≤<>±]/);
          if (typed.startsWith(sign)) continue;
          expect(said.length, typed).toBeGreaterThan(alone.length);
          words.set(sign, said);
        }
      expect(new Set(['≥', '≤', '<', '>', '±'].map((sign) => words.get(sign))).size).toBe(5);
    }
  });
});

test.each([
  ['de', 'ISBN 978-3-16-148410-0'],
  ['fr', 'ISBN 978-2-07-036822-8'],
  ['es', 'ISBN: 84-376-0494-X'],
  ['ru', 'ISBN 978-5-17-080115-2'],
  ['ja', 'ISBN 978-4-10-109205-8'],
  ['ko', 'ISBN 978-89-364-3426-7'],
  ['it', 'ISBN 88-06-12345-6'],
] as const)('a book number is read figure by figure in %s', (language, typed) => {
  const figures = typed.replace(/\D/g, '');
  const one = (figure: string): string => spoken(figure, language).replace(/[\s,]/g, '');
  const said = spoken(typed, language)
    .replace(/^ISBN:?/, '')
    .replace(/[\s,X]/g, '');
  if (language !== 'ja') expect(said).toBe(Array.from(figures, one).join(''));
  else expect(said).not.toMatch(/ジュー|ヒャク|セン|マン/);
});
