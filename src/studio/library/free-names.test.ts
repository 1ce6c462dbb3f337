import { expect, test } from 'vitest';
import { freeNames } from './free-names';

class CountingSet extends Set<string> {
  asked = 0;

  override has(value: string): boolean {
    this.asked++;
    return super.has(value);
  }
}

test('thousands of files with one name, in any case, each get their own, with two look-ups each', () => {
  const taken = new CountingSet();
  const freeName = freeNames(taken);
  const count = 5000;
  const names = Array.from({ length: count }, (_, at) => freeName(at % 2 === 0 ? 'take.wav' : 'TAKE.wav'));
  expect(new Set(names.map((name) => name.toLowerCase())).size).toBe(count);
  expect(names.slice(0, 3)).toEqual(['take.wav', 'TAKE_2.wav', 'take_3.wav']);
  expect(taken.asked).toBeLessThanOrEqual(2 * count);
});

test('a name that another file has by itself is passed over', () => {
  const freeName = freeNames();
  expect(['a_2.wav', 'a.wav', 'a.wav', 'a.wav', 'no ending', 'no ending'].map(freeName)).toEqual([
    ...['a_2.wav', 'a.wav', 'a_3.wav', 'a_4.wav', 'no ending', 'no ending_2'],
  ]);
});
