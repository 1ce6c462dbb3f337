import { describe, expect, test } from 'vitest';
import { readText } from './read-text';

const spoken = (typed: string): string[] => readText(typed).paragraphs.map(({ text }) => text.text);
const pauses = (typed: string) => readText(typed).paragraphs.map(({ pauseMs }) => pauseMs);

describe('markup', () => {
  test.each([
    ['Tom &amp; Jerry<br/><break time="500ms"/>Hello', ['Tom and Jerry', 'Hello'], [500, undefined]],
    ['- 苹果\n- 香蕉', ['苹果', '香蕉'], [300, undefined]],
    ['见[官网](https://example.com)。', ['见官网。'], [undefined]],
    ['一[pause]二[pause 0.8s]三', ['一', '二', '三'], [500, 800, undefined]],
    ['One.\n\nTwo.', ['One.', 'Two.'], [500, undefined]],
    ['# Title\nText with **bold** and `code`.', ['Title', 'Text with bold and code.'], [300, undefined]],
    ['<think>hidden</think>Shown', ['Shown'], [undefined]],
    ['a\u00adb\u200bc', ['abc'], [undefined]],
  ])('of %j leaves words and true pauses', (typed, words, silences) => {
    expect(spoken(typed)).toEqual(words);
    expect(pauses(typed)).toEqual(silences);
  });
});

test('every reading knows where its token was typed', () => {
  const typed = '**共有** 42 个，花了¥99.5，[pause]2025-09-28见。';
  for (const { written, startChar, endChar } of readText(typed).readings)
    expect(typed.slice(startChar, endChar)).toBe(written);
  expect(readText(typed).readings.map(({ written }) => written)).toEqual(['42', '¥99.5', '2025-09-28']);
});

test('a text that does not say its language is read in the voice’s, any other in its own', () => {
  const read = (text: string, voiceLanguage?: string) =>
    readText(text, { voiceLanguage }).paragraphs.map((paragraph) => [
      paragraph.language,
      paragraph.text.text,
    ]);
  expect(read('12', 'de-AT')).toEqual([['de', 'zwölf']]);
  expect(read('12')).toEqual([['und', 'twelve']]);
  expect(read('東京', 'ja')[0]![0]).toBe('ja');
  expect(read('東京')[0]![0]).toBe('zh');
  expect(read('今天天气很好。', 'ja')[0]![0]).toBe('zh');
  expect(read('The 12 of us.', 'de')).toEqual([['en', 'The twelve of us.']]);
  expect(read('共12个。', 'de')).toEqual([['zh', '共十二个。']]);
});

test('a sentence of English inside Chinese is read in English, a name with a figure in Chinese', () => {
  expect(spoken('他说：I have 3 apples today. 然后走了。')[0]).toContain('I have three apples today');
  expect(spoken('我用Windows 11。')).toEqual(['我用Windows 十一。']);
});

const SIGNS =
  '. , : / - ~ % $ ¥ € £ kg m² m³ ℃ ° \' " ( ) + = × x A 年 月 个 第 th pm # & h Uhr º ª er г. -й руб. № 시 개 명 日 本 人 円'.split(
    ' ',
  );

describe.each([
  ['zh', (token: string) => `数字${token}。`],
  ['en', (token: string) => `The word ${token} is here.`],
  ['de', (token: string) => `Das Wort ${token} ist hier.`],
  ['fr', (token: string) => `Le mot ${token} est ici.`],
  ['es', (token: string) => `La palabra ${token} está aquí.`],
  ['it', (token: string) => `La parola ${token} è qui.`],
  ['ja', (token: string) => `これは${token}です。`],
  ['ko', (token: string) => `이것은 ${token}입니다.`],
  ['ru', (token: string) => `Слово ${token} здесь.`],
] as const)('of any generated token in %s', (language, sentence) => {
  let state = 7;
  const below = (n: number): number => (state = (state * 48271) % 2147483647) % n;
  const tokens = Array.from({ length: 600 }, () =>
    Array.from({ length: 1 + below(7) }, () =>
      below(2) === 0
        ? String(below(10 ** (1 + below(6))))
        : below(8) === 0
          ? ' '
          : SIGNS[below(SIGNS.length)]!,
    ).join(''),
  );

  test('no figure is left, and every figure is accounted for', () => {
    for (const token of tokens) {
      const typed = sentence(token);
      const { paragraphs, readings } = readText(typed, { language });
      expect(paragraphs.map(({ text }) => text.text).join(' '), typed).not.toMatch(/\d/);
      for (const { index } of typed.matchAll(/\d/g))
        expect(
          readings.filter((each) => each.startChar <= index && index < each.endChar),
          typed,
        ).toHaveLength(1);
    }
  });
});
