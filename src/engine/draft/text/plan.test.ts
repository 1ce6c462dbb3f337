import { describe, expect, test } from 'vitest';
import { languageTags, spokenLanguage } from './languages';
import { latinLanguage } from '../../text/latin-language';
import { readMarkers } from './markers';
import { planText, type ChineseDialect } from './plan';
import { LONGEST_PIECE, splitSentences } from './sentences';

const plan = (text: string, dialect?: ChineseDialect) => planText(readMarkers(text).paragraphs, dialect);
const planned = (text: string, dialect?: ChineseDialect) =>
  plan(text, dialect).map(({ language, text: piece }) => `${language}: ${piece}`);

describe('planText', () => {
  test.each([
    ['Hello, world.', ['en: Hello, world.']],
    ['你好，世界。再见！', ['zh: 你好，世界。', 'zh: 再见！']],
    ['我喜欢JavaScript编程', ['zh: 我喜欢', 'en: JavaScript', 'zh: 编程']],
    ['我有3个MP3文件', ['zh: 我有三个', 'en: MP', 'zh: 三文件']],
    ['こんにちは。げんきですか？', ['ja: こんにちは。', 'ja: げんきですか？']],
    ['안녕하세요 세계', ['ko: 안녕하세요 세계']],
    ['Привет, мир', ['ru: Привет, мир']],
    ['Привіт, як твої справи?', ['uk: Привіт, як твої справи?']],
    ['Καλημέρα', ['el: Καλημέρα']],
    ['我哋去飲茶。你好', ['yue: 我哋去飲茶。', 'yue: 你好']],
    ['“你好。”他说。', ['zh: “你好。”', 'zh: 他说。']],
    ['12345', ['en: twelve thousand, three hundred and forty-five']],
  ])('%s', (text, expected) => expect(planned(text)).toEqual(expected));

  test('a dialect decides how Chinese characters are read, and nothing else', () => {
    expect(planned('你好 hello', 'cantonese')).toEqual(['yue: 你好', 'en: hello']);
    expect(planned('你好', 'sichuan')).toEqual(['zh-sichuan: 你好']);
  });

  test.each([
    ['   ', 'text-empty'],
    ['。！？… —', 'text-unspeakable'],
    ['🎉🎉', 'text-unspeakable'],
    ['สวัสดีครับ', 'language-unavailable'],
    ['مرحبا', 'language-unavailable'],
  ])('%j is refused as %s', (text, code) =>
    expect(() => plan(text)).toThrow(expect.objectContaining({ code })),
  );
});

describe('splitSentences', () => {
  test('ends at full stops, not inside numbers, names or abbreviations', () =>
    expect(splitSentences('Dr. Smith paid $3.50. He left at 5 p.m. today! Why? "Go." J. Doe')).toEqual([
      'Dr. Smith paid $3.50.',
      'He left at 5 p.m. today!',
      'Why?',
      '"Go."',
      'J. Doe',
    ]));

  test('cuts behind no short word without a vowel that a sentence goes on behind, and behind spelled letters', () => {
    for (const whole of ['See cl. 4 here.', 'Use tpr. five.', 'Ask in Sec. 2 now.', 'Call ext. 4 now.'])
      expect(splitSentences(whole)).toEqual([whole]);
    expect(splitSentences('It was 44 B C. He died.')).toEqual(['It was 44 B C.', 'He died.']);
    expect(splitSentences('Hmm. no. Then shh. yes.')).toEqual(['Hmm.', 'no.', 'Then shh.', 'yes.']);
  });

  test('never cuts inside a number, a word, a title or a short quotation, wherever it stands', () => {
    const whole = ['13800138000', 'ChatGPT', 'St. Mary', 'Dr. Smith', '3.14159', '“好！是吗？”'];
    for (const token of whole)
      for (let before = 150; before < 210; before += 3) {
        const pieces = splitSentences(
          `${'山水风月'.repeat(60).slice(0, before)}${token}${'天地人心'.repeat(60)}`,
        );
        expect(pieces.some((piece) => piece.includes(token))).toBe(true);
      }
  });

  test('cuts long sentences at a comma, else at a space, else anywhere, and loses nothing', () => {
    for (const text of ['字，'.repeat(400), 'word '.repeat(200), 'x'.repeat(999), '啊'.repeat(450)]) {
      const pieces = splitSentences(text);
      expect(Math.max(...pieces.map((piece) => piece.length))).toBeLessThanOrEqual(LONGEST_PIECE);
      expect(pieces.join('').replace(/\s/gu, '')).toBe(text.replace(/\s/gu, ''));
    }
    expect(splitSentences('字，'.repeat(400)).every((piece) => piece.endsWith('，'))).toBe(true);
  });
});

test.each([
  ['The weather is nice today.', 'en'],
  ['Never say die', 'en'],
  ['Guten Tag', 'de'],
  ['Wie geht es dir heute?', 'de'],
  ['Bonjour tout le monde', 'fr'],
  ['¿Dónde está la biblioteca?', 'es'],
  ['Ciao, come va oggi?', 'it'],
  ['Bom dia, você está bem?', 'pt'],
  ['Goedemorgen, hoe gaat het?', 'nl'],
  ['Dzień dobry', 'pl'],
  ['Merhaba, nasılsın?', 'tr'],
  ['Dobrý den, jak se máte?', 'cs'],
  ['God morgon, hur mår du?', 'sv'],
  ['Xin chào các bạn', 'vi'],
  ['Hello', 'en'],
  ['CosyVoice Studio', 'en'],
])('“%s” is %s', (text, language) => expect(latinLanguage(text)).toBe(language));

test('every language can write its own calibration passage', () => {
  for (const tag of [...languageTags, 'zh-sichuan']) {
    const { passage, notation } = spokenLanguage(tag);
    for (const sentence of passage) expect(notation(sentence)).not.toBe('');
    if (tag !== 'zh-sichuan')
      expect(plan(passage.join(' ')).map(({ language }) => language)).toEqual(passage.map(() => tag));
  }
});

test('a paragraph in Latin letters keeps its language beside Chinese ones', () =>
  expect(planned('我们今天去看大海。\n\nDas waren schöne Tage.')).toEqual([
    'zh: 我们今天去看大海。',
    'de: Das waren schöne Tage.',
  ]));

test('a name that begins with a point keeps the space before it', () =>
  expect(planned('It was on the hill by St. Mary, C++ and .NET.')[0]).toContain('and .NET'));
