import { describe, expect, test } from 'vitest';
import { PlacedText } from '../../placed-text';
import { verbalise } from '../../verbalise';
import { numberWords, spellDigitRuns } from './number-words';
import { english } from './rules';

const read = (text: string): string => verbalise(PlacedText.of(text), english).text.text;

test.each([
  ['0', 'zero'],
  ['000', 'zero'],
  ['007', 'seven'],
  ['10', 'ten'],
  ['19', 'nineteen'],
  ['20', 'twenty'],
  ['42', 'forty-two'],
  ['100', 'one hundred'],
  ['101', 'one hundred and one'],
  ['1000', 'one thousand'],
  ['1001', 'one thousand and one'],
  ['1025', 'one thousand and twenty-five'],
  ['1100', 'one thousand, one hundred'],
  ['1234', 'one thousand, two hundred and thirty-four'],
  ['1000000', 'one million'],
  ['1000100', 'one million, one hundred'],
  ['1234567', 'one million, two hundred and thirty-four thousand, five hundred and sixty-seven'],
  ['1000000000000', 'one trillion'],
  [`1${'0'.repeat(33)}`, 'one decillion'],
  [`1${'0'.repeat(36)}`, `one${' zero'.repeat(36)}`],
])('%s is "%s"', (digits, words) => {
  expect(numberWords(digits)).toBe(words);
});

test('the official rule knows nothing but runs of digits', () => {
  expect(spellDigitRuns('3.14, -5 and the 2nd of ４ in B2B')).toBe(
    'three.fourteen, -five and the twond of four in BtwoB',
  );
});

describe('an English text', () => {
  test.each([
    ['It is 3.14 today.', 'It is three point one four today.'],
    [
      'We sold 1,234,567 of them.',
      'We sold one million, two hundred and thirty-four thousand, five hundred and sixty-seven of them.',
    ],
    [
      'The 1st, 2nd, 3rd, 12th, 20th and 101st',
      'The first, second, third, twelfth, twentieth and one hundred and first',
    ],
    [
      'in 1984, in 1900, in 1905, in 2005 and in 2026',
      'in nineteen eighty-four, in nineteen hundred, in nineteen oh five, in two thousand and five and in twenty twenty-six',
    ],
    ['the 1990s', 'the nineteen nineties'],
    ['from 1914-1918', 'from nineteen fourteen to nineteen eighteen'],
    [
      'It costs $5, $1, $3.50, £0.01 or €2.5 million.',
      'It costs five dollars, one dollar, three dollars and fifty cents, one penny or two point five million euros.',
    ],
    ['about 7.5% of 20 %', 'about seven point five percent of twenty percent'],
    ['at 10:30, 9:05 and 12:00', "at ten thirty, nine oh five and twelve o'clock"],
    ['It is -5 outside', 'It is minus five outside'],
    ['take 3-5 of them', 'take three to five of them'],
    ['version 1.2.3 is out', 'version one point two point three is out'],
    ['agent 007', 'agent zero zero seven'],
    ['We counted 1984 sheep.', 'We counted one thousand, nine hundred and eighty-four sheep.'],
  ])('%s', (text, spoken) => {
    expect(read(text)).toBe(spoken);
  });

  test.each([
    ['an MP3 of B2B and H2O', 'an MP three of B two B and H two O'],
    ['call 555-1234', 'call five five five, one two three four'],
    ['on 2026-11-22', 'on November twenty-second, twenty twenty-six'],
    ['see example.com/2024', 'see example dot com slash two zero two four'],
    ['COVID-19', 'COVID nineteen'],
    ['$1.5M', 'one point five million dollars'],
    ['$5-$10', 'five to ten dollars'],
    ['3:00 pm', 'three p m'],
    ['9:30PM', 'nine thirty p m'],
    [`5'11"`, 'five foot eleven'],
    ["the 1990's", 'the nineteen nineties'],
    ['(555) 123-4567', 'five five five, one two three, four five six seven'],
    ['Chapter 3', 'Chapter three'],
    ['120/80', 'one hundred and twenty over eighty'],
    ['C++ and .NET', 'C++ and .NET'],
    ['on March 5, 2024', 'on March fifth, twenty twenty-four'],
    ['the 2nd of March', 'the second of March'],
    ['Dr. Smith met Henry VIII', 'Doctor Smith met Henry the eighth'],
    ['Tom & Jerry', 'Tom and Jerry'],
    ['It closes at 5 p.m. He left.', 'It closes at five p m. He left.'],
  ])('a token is read as a whole: %s', (text, words) => {
    expect(read(text)).toBe(words);
  });
});

/** A repeatable series of whole numbers below n. */
function series(seed: number): (n: number) => number {
  let state = seed;
  return (n) => (state = (state * 48271) % 2147483647) % n;
}

test('one day is read the same in every order that it is written in', () => {
  const below = series(21);
  for (let round = 0; round < 200; round++) {
    const [y, m, d] = [String(1900 + below(150)), String(1 + below(12)), String(13 + below(16))] as const;
    const said = read(`On ${y}-${m.padStart(2, '0')}-${d}.`);
    for (const typed of [
      `${d}.${m}.${y}`,
      `${m}.${d}.${y}`,
      `${m}-${d}-${y}`,
      `${d}-${m}-${y}`,
      `${m}/${d}/${y}`,
      `${d}/${m}/${y}`,
    ])
      expect(read(`On ${typed}.`), typed).toBe(said);
  }
});

test('feet and inches are read the same in every way that they are written', () => {
  for (let feet = 1; feet < 8; feet++)
    for (let inches = 0; inches < 12; inches++)
      for (const typed of [
        `${feet}'${inches}"`,
        `${feet}’${inches}”`,
        `${feet}' ${inches}''`,
        `${feet} ft ${inches} in`,
        `${feet}ft ${inches}in`,
        `${feet} ft. ${inches} in.`,
        `${feet} feet ${inches} inches`,
      ])
        expect(read(`She is ${typed} tall`), typed).toBe(
          `She is ${numberWords(String(feet))} foot ${numberWords(String(inches))} tall`,
        );
});

test('what an amount is counted out for is said with "per", whatever is counted', () => {
  const each = {
    month: 'month',
    mo: 'month',
    yr: 'year',
    hr: 'hour',
    s: 'second',
    kg: 'kilogram',
    lb: 'pound',
    person: 'person',
    'sq ft': 'square foot',
  };
  for (const amount of ['$5', '€1,250.50', '5 mg', '60 miles', '3 GB', '12', '7%', '9¢'])
    for (const [written, word] of Object.entries(each))
      expect(read(`It is ${amount}/${written} now`), `${amount}/${written}`).toBe(
        `${read(`It is ${amount} now`).slice(0, -4)} per ${word} now`,
      );
  expect(read('and/or, w/o and he/she')).toBe('and/or, without and he/she');
});

test('an amount before a noun with "a" is in the singular', () => {
  for (const [amount, words] of [
    ['$20', 'twenty dollar'],
    ['£5', 'five pound'],
    ['€3 million', 'three million euro'],
    ['10 km', 'ten kilometer'],
    ['6 ft', 'six foot'],
    ['5°C', 'five degree Celsius'],
  ])
    for (const noun of ['bill', 'walk', 'house', 'gap'])
      expect(read(`It is a ${amount} ${noun}.`)).toBe(`It is a ${words} ${noun}.`);
  expect(read('It is $20 and 10 km.')).toBe('It is twenty dollars and ten kilometers.');
});
