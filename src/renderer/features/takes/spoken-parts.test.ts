import { expect, test } from 'vitest';
import type { SpokenChange } from '#contract/spoken';
import { spokenParts, withChoice } from './spoken-parts';

const change = (typed: string, spoken: string, startChar: number): SpokenChange => ({
  ...{ typed, spoken, startChar, endChar: startChar + typed.length, class: 'decimal' },
});

test('what is spoken is cut at its changed tokens, in order, and joined it is whole', () => {
  const spoken = 'three or three cats, never four';
  const changes = [change('3', 'three', 0), change('3', 'three', 5), change('9', 'nine', 20)];
  const parts = spokenParts({ spoken, changes });
  expect(parts.map(({ text }) => text).join('')).toBe(spoken);
  expect(parts.filter((part) => part.change).map((part) => part.change?.startChar)).toEqual([0, 5]);
});

test('a choice takes the place of its token alone, with a space beside letters', () => {
  expect(withChoice('在2025年', change('2025', '二零二五', 1), '两千零二十五')).toBe('在两千零二十五年');
  expect(withChoice('about 3kg', change('3', 'three', 6), 'three')).toBe('about three kg');
  expect(withChoice('changed', change('3', 'three', 6), 'three')).toBeUndefined();
});
