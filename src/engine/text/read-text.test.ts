import { describe, expect, test } from 'vitest';
import { LANGUAGES } from '../../../tests/reading/corpus';
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
    ['>5 people came.', ['more than five people came.'], [undefined]],
    ['> 5 people came.\n>> So he said.', ['five people came.\nSo he said.'], [undefined]],
    ['See <https://example.com/a_b>.', ['See example dot com slash a underscore b.'], [undefined]],
    ['Mail <me@example.com>!', ['Mail me at example dot com!'], [undefined]],
    ['- [ ] wash\n- [x] dry', ['wash', 'dry'], [300, undefined]],
    ['It rains. See [the map][1].[^2]\n[1]: https://x.org', ['It rains. See the map.'], [undefined]],
    ['\\*not bold\\* and Price* here', ['not bold and Price here'], [undefined]],
    ['a * b, 3 * 4 and snake_case', ['a * b, three times four and snake_case'], [undefined]],
    ['<sub alias="World Wide Web">WWW</sub> rules', ['World Wide Web rules'], [undefined]],
    [
      'Call <say-as interpret-as="telephone">555-1234</say-as>',
      ['Call five five five one two three four'],
      [undefined],
    ],
    ['<prosody rate="slow">Slow</prosody> talk', ['Slow talk'], [undefined]],
    ['if (a<b && c>d) then', ['if (a is less than b and c is greater than d) then'], [undefined]],
    ['Nice :) work ^_^ here :-D!', ['Nice work here !'], [undefined]],
    ['好开心(^▽^)，累T_T。', ['好开心，累。'], [undefined]],
    ['[b]Bold[/b], [i]thin[/i] [url=https://x.org]site[/url]', ['Bold, thin site'], [undefined]],
    [
      '1\n00:00:01,000 --> 00:00:04,000\nHello.\n\n2\n00:00:05,000 --> 00:00:06,000\nBye.',
      ['Hello.', 'Bye.'],
      [500, undefined],
    ],
    ['00:01.000 --> 00:04.000\nHello.', ['Hello.'], [undefined]],
    ['[00:12.34]Sing\n[01:15]again', ['Sing\nagain'], [undefined]],
    ['So $E=mc^2$ and $\\frac{1}{2}$ hold', ['So E equals mc squared and one half hold'], [undefined]],
    ['From $5 to $10', ['From five dollars to ten dollars'], [undefined]],
  ])('of %j leaves words and true pauses', (typed, words, silences) => {
    expect(spoken(typed).map((each) => each.replace(/ {2,}/g, ' '))).toEqual(words);
    expect(pauses(typed)).toEqual(silences);
  });
});

test('what is left out as markup is not told as an unknown mark as well', () => {
  for (const typed of [
    '[b]Bold[/b]',
    '[color=red]red[/color]',
    '<prosody rate="slow">slow</prosody>',
    '[00:12.34]Sing',
    '<phoneme ph="tə">to</phoneme> you',
  ])
    expect(
      readText(typed).warnings.map(({ code }) => code),
      typed,
    ).toEqual(['text-markup-left-out']);
});

test.each(['**', '![](a.png)', '[pause 3s]', '---', '[1]: https://x.org', '<br/>'])(
  'a text of marks alone is none: %s',
  (typed) => expect(() => readText(typed)).toThrow(expect.objectContaining({ code: 'text-unspeakable' })),
);

test('marks around any words leave the words, wherever they stand', () => {
  const marks = ['*', '**', '***', '_', '__', '`', '~~', '==', '**_', '<b>'];
  const close = (mark: string): string => (mark === '<b>' ? '</b>' : Array.from(mark).reverse().join(''));
  const sentences: readonly (readonly [string, string])[] = [
    ['This X here.', 'is nice'], ['X first', 'Words'], ['at the end X', 'of it'], ['(X), then', 'so'], ['中文X文字', '强调'], ['X。', '重点'], ['他说“X”', '你好'], ['X', 'Alone'],
  ]; // prettier-ignore
  for (const [sentence, words] of sentences)
    for (const mark of marks) {
      const typed = sentence.replace('X', mark + words + close(mark));
      expect(spoken(typed), typed).toEqual([sentence.replace('X', words)]);
    }
});

test('a pause that is not as long as asked, or parts nothing, is told', () => {
  const codes = (typed: string): string[] => readText(typed).warnings.map(({ code }) => code);
  expect(codes('one [pause 25s] two')).toEqual(['text-pause-shortened']);
  expect(codes('one <break time="21000ms"/> two')).toEqual(['text-pause-shortened']);
  expect(codes('one [pause 20s] two')).toEqual([]);
  for (const typed of ['[pause] one', '  [pause 2s]\n# one', 'one [pause]', '**one [pause]**', '[暂停]一'])
    expect(codes(typed), typed).toEqual(['text-pause-at-end']);
  expect(codes('- one\n- two\n\n')).toEqual([]);
});

test('a few words that may be of any language are in the voice’s', () => {
  const language = (typed: string, voiceLanguage?: string) =>
    readText(typed, { voiceLanguage }).paragraphs[0]?.language;
  for (const typed of ['a', 'o', 'I', 'TV', 'Marta', 'a b c'])
    for (const voice of ['en', 'es', 'it', 'pt'])
      expect([typed, language(typed, voice)]).toEqual([typed, voice]);
  for (const typed of ['a', 'o', 'y', 'Marta', 'c d']) expect(language(typed)).toBe('en');
  expect(language('Hello', 'de')).toBe('en');
  expect(language('Danke', 'en')).toBe('de');
  expect(language('a', 'zh')).toBe('en');
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

test.each(LANGUAGES)(
  'no token of any class ends inside a decimal in %s, whatever stands behind it',
  (language) => {
    for (const head of ['$', '€', '¥', '±', '-', '<', ''])
      for (const figures of ['1.2', '2.5-3.5', '1,234.56', '0.05'])
        for (const tail of ['', 'T', 'X', 'kg', '%', ' Q', '年'])
          for (const { kind, endChar, written } of readText(`${head}${figures}${tail}`, { language })
            .readings)
            if (kind !== 'digits' && /\d$/.test(written))
              expect(`${head}${figures}${tail}`.slice(endChar)).not.toMatch(/^\.\d/);
  },
);
