import { expect, test } from 'vitest';
import { LANGUAGES } from '../../../tests/reading/corpus';
import { readText } from './read-text';

/** Written as they come, in every language. */
const SIGNS = [
  ['d', 'h'],
  ['h', 'm'],
  ['h', 'min'],
  ['h', 'm', 's'],
  ['min', 's'],
] as const;

/** Figures of each part: one, a few, many, a zero in front. */
const FIGURES = ['1', '2', '5', '21', '45', '05'];

test.each(LANGUAGES)('a length of time in parts is words as a whole in %s', (language) => {
  for (const signs of SIGNS)
    for (const figures of FIGURES)
      for (const gaps of [
        ['', ''],
        ['', ' '],
        [' ', ' '],
      ]) {
        const written = signs.map((sign) => figures + gaps[0]! + sign).join(gaps[1]);
        const { paragraphs, readings } = readText(`${written}.`, { language });
        expect(readings.map((each) => each.written)).toEqual([written]);
        expect(paragraphs[0]!.text.text, written).not.toMatch(/\d|(?<![\p{L}'])(?:d|h|m|min|s)(?!\p{L})/u);
      }
});

test.each(LANGUAGES)(
  'what has one part, or the smaller part first, is no length of time in %s',
  (language) => {
    for (const written of ['2D 3D', '5s 3h', '10m 20m'])
      for (const { written: token } of readText(written, { language }).readings)
        expect(token).not.toBe(written);
  },
);
