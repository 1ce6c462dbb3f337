import { expect, test } from 'vitest';
import { cutAtSpecialTokens } from './special-tokens';
import { markerOf, readingsOf } from './readings';

test.each([
  ['xíng', '[x][íng]'],
  ['háng', '[h][áng]'],
  ['wǒ', '[w][ǒ]'],
  ['yuè', '[y][uè]'],
  ['ài', '[ài]'],
  ['lǜ', '[l][ǜ]'],
  ['lüè', '[l][vè]'],
  ['jūn', '[j][ūn]'],
  ['zhǎng', '[zh][ǎng]'],
  ['shì', '[sh][ì]'],
])('%s is written %s', (syllable, marker) => {
  expect(markerOf(syllable)).toBe(marker);
  // decomposed accents are the same syllable
  expect(markerOf(syllable.normalize('NFD'))).toBe(marker);
});

test.each(['', 'x', 'xyz', 'ǖ', 'hao4', 'm̀'])('%j is no syllable that the model knows', (syllable) =>
  expect(markerOf(syllable)).toBeUndefined(),
);

test('a character has its readings, the usual one first, each of them tokens of the model', () => {
  expect(readingsOf('行').map(({ syllable }) => syllable)).toEqual(expect.arrayContaining(['xíng', 'háng']));
  expect(readingsOf('好')[0]).toEqual({ syllable: 'hǎo', marker: '[h][ǎo]' });
  for (const { marker } of readingsOf('长'))
    for (const { special } of cutAtSpecialTokens(marker)) expect(special?.group).toBe('pinyin');
});

test('what is no single Chinese character has none', () => {
  for (const text of ['', 'a', '行行', '！', 'か']) expect(readingsOf(text)).toEqual([]);
});
