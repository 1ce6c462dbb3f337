import { describe, expect, test } from 'vitest';
import { spokenLanguage } from './languages';
import { showTokens } from '../../text/hidden-tokens';
import { notationOf } from './focus';
import { readMarkers } from './markers';
import { planText, type ChineseDialect } from './plan';
import { unreadMarkers } from './unread';

const markedText = (text: string) =>
  readMarkers(text)
    .paragraphs.map((paragraph) => paragraph.text.text)
    .join('\n');

/** What each segment of a text is given to its synthesizer as. */
const heard = (text: string, dialect?: ChineseDialect) =>
  planText(readMarkers(text).paragraphs, dialect).map(
    ({ language, text: segment }) => [language, notationOf(segment, spokenLanguage(language))] as const,
  );

describe('a reading', () => {
  test.each([
    ['他[x][íng]走了。', 'ta1 xing2 zou3 le5.'],
    ['[zh][ǎng]高了', 'zhang3 gao1 le5'],
    ['是[l][ǜ]的', 'shi4 lv4 de5'],
    ['虐[n][vè]', 'nve4 nve4'],
    ['[ān]静', 'an1 jing4'],
    ['走[l][e]。', 'zou3 le5.'],
    ['[x][iōng]', 'xiong1'],
    ['[ch][óng][q][ìng]', 'chong2 qing4'],
  ])('in %s is spoken, with what stands around it', (text, notation) =>
    expect(heard(text)).toEqual([['zh', notation]]),
  );

  test('typed with combining accents is the same', () =>
    expect(heard('他[x][íng]走')).toEqual([['zh', 'ta1 xing2 zou3']]));

  test('goes Sichuan’s way in Sichuan', () =>
    expect(heard('银[h][áng]', 'sichuan')).toEqual([['zh-sichuan', 'yin3 hang3']]));

  test('has no place in Cantonese, and that is told', () => {
    const plan = planText(readMarkers('佢[x][íng]咗').paragraphs, undefined);
    expect(unreadMarkers(plan)).toEqual(['[x][íng]']);
  });

  test('is shown as it was written', () =>
    expect(showTokens(markedText('他[x][íng]走了'))).toBe('他[x][íng]走了'));

  test('needs a final: a lone initial stays text', () => {
    expect(markedText('see [x] there')).toBe('see [x] there');
    expect(readMarkers('see [x] there').leftOut).toEqual([]);
  });
});

test('sounds and phonemes are left out and named; an emphasised word stays', () => {
  expect(readMarkers('Hi [laughter]<strong>you</strong> [HH][AY1]').leftOut).toEqual([
    '[laughter]',
    '[HH]',
    '[AY1]',
  ]);
  expect(showTokens(markedText('Hi [laughter]<strong>you</strong> [HH][AY1]'))).toBe(
    'Hi  <strong>you</strong>   ',
  );
  expect(heard('走了[breath]好的。')).toEqual([['zh', 'zou3 le5 hao3 de5.']]);
});

describe('a focus', () => {
  test.each([
    ['I <strong>never said</strong> it.', [['en', 'I *never *said it.']]],
    ['<strong>Stop</strong>!', [['en', '*Stop!']]],
    ['我<strong>不要</strong>去。', [['zh', 'wo3 *bu2 *yao4 qu4.']]],
    ['我<strong>very</strong>好', [['zh', 'wo3'], ['en', '*very'], ['zh', 'hao3']]],
  ])('of %s is told to the synthesizer', (text, expected) => expect(heard(text)).toEqual(expected)); // prettier-ignore

  test('in a language that has none is named', () => {
    const plan = planText(
      readMarkers('Das ist <strong>sehr</strong> gut, und wir gehen nach Hause.').paragraphs,
      undefined,
    );
    expect(unreadMarkers(plan)).toEqual(['<strong>', '</strong>']);
    expect(spokenLanguage('de').notation(plan[0]!.text)).not.toMatch(/\p{Co}|strong/u);
  });
});

test('an instruction in front of the text is none of it; control markers go with a warning', () => {
  expect(readMarkers('gently<|endofprompt|><|en|>Hello')).toMatchObject({
    typedInstruction: 'gently',
    warnings: [{ code: 'text-marker-removed', values: { marker: '<|en|>' } }],
  });
});

test('private-use characters of the text itself are dropped', () =>
  expect(markedText('a\uE005b')).toBe('ab'));
