import { describe, expect, test } from 'vitest';
import { PlacedText } from '../../placed-text';
import { isJapanese, kanaReading } from './kana-reading';

describe('a Japanese text', () => {
  test.each([
    ['今日は東京へ行きます。', 'キョー ワ トーキョー エ イキ マス。'],
    ['「はい」、と彼は言った！', '「ハイ」、ト カレ ワ イッ タ！'],
    ['これは何ですか、何を、何時', 'コレ ワ ナン デス カ、ナニ ヲ、ナンジ'],
    ['本を読む\n\n次の日', 'ホン ヲ ヨム\n\nツギ ノ ヒ'],
    ['CDを聴く', 'CD ヲ キク'],
  ])('%s is pronounced %s', (text, kana) => {
    const reading = kanaReading(PlacedText.of(text));
    expect([reading.text.text, reading.unread]).toEqual([kana, []]);
  });

  test('keeps kanji that no dictionary knows, and names them', () =>
    expect(kanaReading(PlacedText.of('鬱です'))).toMatchObject({
      text: { text: '鬱 デス' },
      unread: ['鬱'],
    }));
});

test.each([
  ['東京へ行く', true],
  ['カタカナ', true],
  ['我每天都喝这个牌子的の牛奶', false],
  ['你好', false],
  ['Hello', false],
])('%s is Japanese: %s', (text, japanese) => expect(isJapanese(text)).toBe(japanese));
