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

test('a sentence of English inside Chinese is read in English, a name with a figure in Chinese', () => {
  expect(spoken('他说：I have 3 apples today. 然后走了。')[0]).toContain('I have three apples today');
  expect(spoken('我用Windows 11。')).toEqual(['我用Windows 十一。']);
});

test('no figure is left of any generated token, in Chinese and in English', () => {
  let state = 7;
  const below = (n: number): number => (state = (state * 48271) % 2147483647) % n;
  const signs = [
    '.',
    ',',
    ':',
    '/',
    '-',
    '~',
    '%',
    '$',
    '¥',
    '€',
    ' ',
    'kg',
    'm²',
    '℃',
    '°',
    "'",
    '"',
    '(',
    ')',
    '+',
    '=',
    '×',
    'x',
    'A',
    '年',
    '月',
    '个',
    '第',
    'th',
    'pm',
    '#',
    '&',
  ];
  for (let round = 0; round < 3000; round++) {
    const token = Array.from({ length: 1 + below(7) }, () =>
      below(2) === 0 ? String(below(10 ** (1 + below(6)))) : signs[below(signs.length)]!,
    ).join('');
    for (const typed of [`数字${token}。`, `The word ${token} is here.`]) {
      expect(spoken(typed).join(' '), typed).not.toMatch(/\d/);
    }
  }
});
