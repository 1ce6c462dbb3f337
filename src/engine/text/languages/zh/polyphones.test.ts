import { expect, test } from 'vitest';
import { polyphonesIn } from './polyphones';

test('a doubtful word has its readings as a whole, the likeliest first, and what to write for each', () => {
  const text = '我去银行，长大了。';
  const found = polyphonesIn(text);
  expect(found.map(({ word, at }) => [word, text.slice(at, at + word.length)])).toEqual([
    ['银行', '银行'],
    ['长大', '长大'],
  ]);
  expect(found[0]?.readings.slice(0, 2)).toEqual([
    { syllables: 'yín háng', write: '银[h][áng]' },
    { syllables: 'yín xíng', write: '银[x][íng]' },
  ]);
  expect(found[1]?.readings[0]?.syllables).toBe('zhǎng dà');
});

test('places hold behind signs of two units, and a text without doubt has none', () => {
  const [only] = polyphonesIn('😀𠮷，重庆');
  expect(only).toMatchObject({ word: '重庆', at: 5, readings: [{ syllables: 'chóng qìng' }, {}] });
  expect(polyphonesIn('你们今天')).toEqual([]);
  expect(polyphonesIn('')).toEqual([]);
});
