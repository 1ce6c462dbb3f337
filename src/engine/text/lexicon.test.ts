import { describe, expect, test } from 'vitest';
import type { LexiconReading } from '#contract/lexicon';
import { showTokens } from './hidden-tokens';
import { writtenReading } from './lexicon';
import { readText } from './read-text';

const entry = (word: string, reading: string, more: Partial<LexiconReading> = {}): LexiconReading => ({
  ...{ word, reading, kind: 'respelling' },
  ...more,
});
const read = (text: string, ...lexicon: LexiconReading[]) =>
  readText(text, { lexicon })
    .paragraphs.map((paragraph) => showTokens(paragraph.text.text))
    .join('\n');

describe('a word of the lexicon', () => {
  test('is the longest that begins at a place', () => {
    const entries = [entry('银行', '银杭'), entry('银行卡', '银杭咖')];
    expect(read('他有银行卡和银行。', ...entries)).toBe('他有银杭咖和银杭。');
  });

  test.each([
    ['the cat concatenates a cat', 'cat', 'kitty', 'the kitty concatenates a kitty'],
    ['AI at https://ai.com said', 'AI', 'ay eye', 'ay eye at ai dot com said'],
    ['on 2025-09-28', '2025', 'never', 'on September twenty-eighth, twenty twenty-five'],
    ['x2025 and 12025', '2025', 'never', undefined],
    ['C++ is not C', 'C++', 'see plus plus', 'see plus plus is not C'],
    ['the US told us', 'US', 'you ess', 'the you ess told us'],
    ['Nginx and nginx', 'nginx', 'engine x', 'engine x and engine x'],
  ])('in %j is a whole word, never a part of one', (text, word, reading, expected) => {
    const spoken = read(text, entry(word, reading));
    if (expected === undefined) expect(spoken).not.toContain(reading);
    else expect(spoken).toBe(expected);
  });

  test('that counts first goes before the same word later', () => {
    expect(read('Say nginx.', entry('nginx', 'first'), entry('nginx', 'second'))).toBe('Say first.');
  });

  test('is told with its place, and its reading in pinyin is spoken as markers', () => {
    const lexicon = [entry('行长', 'hang2 zhang3', { kind: 'pinyin' })];
    const { readings } = readText('见行长。', { lexicon });
    expect(readings).toMatchObject([
      { kind: 'lexicon', written: '行长', spoken: '[h][áng][zh][ǎng]', startChar: 1, endChar: 3 },
    ]);
  });

  test('is for the language of its kind, or the one that it names', () => {
    expect(read('我去银行。', entry('银行', 'ぎんこう', { kind: 'kana' }))).toBe('我去银行。');
    expect(read('Say chat.', entry('chat', 'sha', { language: 'fr' }))).toBe('Say chat.');
  });
});

test.each([
  ['pinyin', 'hang2', '[h][áng]'],
  ['pinyin', 'lv4 guo3', '[l][ǜ][g][uǒ]'],
  ['pinyin', 'xíng', '[x][íng]'],
  ['pinyin', 'hello', undefined],
  ['kana', 'ぎんこう', 'ぎんこう'],
  ['kana', '銀行', undefined],
  ['cmu', 'HH AH0 L OW1', '[HH][AH0][L][OW1]'],
  ['cmu', 'hello', undefined],
  ['respelling', '…', undefined],
] as const)('a reading in %s, %j, is written %j', (kind, reading, written) => {
  expect(writtenReading({ kind, reading })).toBe(written);
});

test('no part of a generated word is ever replaced', () => {
  let state = 11;
  const below = (n: number): number => (state = (state * 48271) % 2147483647) % n;
  const letters = 'abcdefghij';
  const word = (n: number) => Array.from({ length: n }, () => letters[below(letters.length)]!).join('');
  for (let round = 0; round < 500; round++) {
    const inner = word(1 + below(3));
    const text = `${word(1 + below(3))}${inner} ${inner}${word(1 + below(3))} ${inner}`;
    expect(read(text, entry(inner, 'QQQ'))).toBe(`${text.slice(0, -inner.length)}QQQ`);
  }
});
