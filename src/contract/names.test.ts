import { expect, test } from 'vitest';
import { nameCharacters, nameOrNothingSchema, nameSchema } from './names';

const blanks = [
  '',
  ' ',
  '\t\n',
  '\u200b',
  '\u200b\u2060\ufeff',
  '\u00ad',
  '\u3164',
  '\u115f',
  '\u2800',
  '\u0000\u001b',
  '\ud800',
  '\ufe0f',
  '\u{e0041}',
];

test.each(blanks)('nobody sees %j', (name) => {
  expect(nameCharacters(name)).toBe(0);
  expect(nameSchema(80).safeParse(name).success).toBe(false);
  expect(nameSchema(80).safeParse(`${name}A${name}`).success).toBe(true);
});

test('counts what a reader would, blanks around it not', () => {
  expect(nameCharacters(' 名字 😀 ')).toBe(4);
  expect(nameSchema(4).parse(' 名字 😀 ')).toBe('名字 😀');
  expect(nameSchema(3).safeParse('名字 😀').success).toBe(false);
});

test('nothing is a name only where no name may be meant, and what cannot be seen never is', () => {
  expect(nameOrNothingSchema(80).parse('  ')).toBe('');
  expect(nameOrNothingSchema(80).safeParse('\u200b').success).toBe(false);
});
