import { expect, test } from 'vitest';
import { countSentences } from './text-length';

test('sentences are counted as a reader does, in any language and however they end', () => {
  for (const [text, count] of [
    ['', 0],
    ['…', 0],
    ['One', 1],
    ['It costs 3.50 dollars. Is that much? No!', 3],
    ['今天天气很好。我们去公园吧！', 2],
    ['Erste Zeile\nzweite Zeile', 2],
  ] as const)
    expect(countSentences(text), text).toBe(count);
});
