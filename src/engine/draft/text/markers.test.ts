import { describe, expect, test } from 'vitest';
import { spokenLanguage } from './languages';
import { readMarkers, unreadMarkers, writtenMarkers } from './markers';
import { planText, type ChineseDialect } from './plan';

/** What each segment of a text is given to its synthesizer as. */
const heard = (text: string, dialect?: ChineseDialect) =>
  planText(readMarkers(text).text, dialect).map(
    ({ language, text: segment }) => [language, spokenLanguage(language).notation(segment)] as const,
  );

describe('a reading', () => {
  test.each([
    ['他[x][íng]走了。', 'ta1 xing2 zou3 le5.'],
    ['[zh][ǎng]高了', 'zhang3 gao1 le5'],
    ['是[l][ǜ]的', 'shi4 lv4 de5'],
    ['虐[n][vè]', 'nve4 nve4'],
    ['[ān]静', 'an1 jing4'],
    ['走[l][e]。', 'zou3 le5.'],
    ['[x][iōng]', 'xong1'],
    ['[ch][óng][q][ìng]', 'chong2 qing4'],
  ])('in %s is spoken, with what stands around it', (text, notation) =>
    expect(heard(text)).toEqual([['zh', notation]]),
  );

  test('typed with combining accents is the same', () =>
    expect(heard('他[x][íng]走')).toEqual([['zh', 'ta1 xing2 zou3']]));

  test('goes Sichuan’s way in Sichuan', () =>
    expect(heard('银[h][áng]', 'sichuan')).toEqual([['zh-sichuan', 'yin4 hang3']]));

  test('has no place in Cantonese, and that is told', () => {
    const plan = planText(readMarkers('佢[x][íng]咗').text, undefined);
    expect(unreadMarkers(plan)).toEqual(['[x][íng]']);
  });

  test('is shown as it was written', () =>
    expect(writtenMarkers(readMarkers('他[x][íng]走了').text)).toBe('他[x][íng]走了'));

  test('needs a final: a lone initial stays text', () => {
    expect(readMarkers('see [x] there')).toMatchObject({ text: 'see [x] there', leftOut: [] });
  });
});

test('sounds and phonemes are left out and named; an emphasised word stays', () => {
  expect(readMarkers('Hi [laughter]<strong>you</strong> [HH][AY1]')).toMatchObject({
    text: 'Hi  you   ',
    leftOut: ['[laughter]', '<strong>', '</strong>', '[HH]', '[AY1]'],
  });
  expect(heard('走了[breath]好的。')).toEqual([['zh', 'zou3 le5 hao3 de5.']]);
});

test('an instruction in front of the text is none of it; control markers go with a warning', () => {
  expect(readMarkers('gently<|endofprompt|><|en|>Hello')).toMatchObject({
    text: 'Hello',
    typedInstruction: 'gently',
    warnings: [{ code: 'text-marker-removed', values: { marker: '<|en|>' } }],
  });
});

test('private-use characters of the text itself are dropped', () =>
  expect(readMarkers('a\uE005b').text).toBe('ab'));
