import { describe, expect, test } from 'vitest';
import { createRandom } from '../../src/engine/cosyvoice3/math/random';
import { forbidStops, RepetitionAwareSampler } from '../../src/engine/cosyvoice3/math/sampling';
import { cleanText } from '../../src/engine/cosyvoice3/text/clean-text';
import { PlacedText } from '../../src/engine/text/placed-text';
import { isUnspeakable, splitText } from '../../src/engine/cosyvoice3/text/split-text';
import { draws } from './reference/random';
import { referenceCleanChinese, referenceSplit } from './reference/split';

/** Text rules and draws against second, slow implementations, on thousands of random inputs. */

const random = draws(11, 0, 0);
const below = (n: number): number => Math.floor(random() * n);
const pick = <T>(from: readonly T[]): T => from[below(from.length)]!;

const CHINESE = Array.from('你好我们今天天气很好，。？！；：、“”"\'.?!; -—（）【】`²³\n，,abc12 𠮷…「」');
const OTHER = Array.from('abc def. ? ! ; : " ” , 3 1 é ü ñ 한 か 。 \' - ( ) [ ] \n');
const textOf = (alphabet: readonly string[], longest: number): string =>
  Array.from({ length: 1 + below(longest) }, () => pick(alphabet)).join('');
const countTokens = (text: string): number => Math.ceil(Array.from(text).length / 3);

describe('under official rules', () => {
  test('3000 Chinese texts are cleaned and split as the slow rules do it', () => {
    for (let i = 0; i < 3000; i++) {
      const text = `你${textOf(CHINESE, i % 10 === 0 ? 400 : 60)}`.trim();
      const cleaned = cleanText(PlacedText.of(text), 'zh', 'official').text;
      expect(cleaned, JSON.stringify(text)).toBe(referenceCleanChinese(text));
      if (cleaned === '') continue;
      const found = splitText(cleaned, { path: 'zh', rules: 'official', countTokens });
      expect(found, JSON.stringify(cleaned)).toEqual(referenceSplit(cleaned, 'zh', countTokens));
    }
  });

  test('3000 other texts are split as the slow rules do it', () => {
    for (let i = 0; i < 3000; i++) {
      const text = `x${textOf(OTHER, i % 10 === 0 ? 900 : 120)}`.trim();
      const found = splitText(text, { path: 'other', rules: 'official', countTokens });
      expect(found, JSON.stringify(text)).toEqual(referenceSplit(text, 'en', countTokens));
    }
  });
});

test('a segment is dropped for punctuation and symbols alone', () => {
  for (const nothing of ['', '。', '…', '“”', '+=', '——', '$€', '「」', '！？。']) expect(isUnspeakable(nothing)).toBe(true);
  for (const word of ['a.', '1', '好', 'é', '[breath]', '<strong>', '²', 'Ⅷ', 'ª']) expect(isUnspeakable(word)).toBe(false);
}); // prettier-ignore

/** Softmax, stable sort, nucleus, repetition test, redraw: straight from the specification. */
function slowRas(
  logits: readonly number[],
  history: readonly number[],
  draw: () => number,
  { topP, topK, windowSize, tauR }: { topP: number; topK: number; windowSize: number; tauR: number },
): { id: number; redrawn: boolean } {
  const softmax = (scores: readonly number[]) => {
    const top = Math.max(...scores);
    const weights = scores.map((score) => Math.exp(score - top));
    const sum = weights.reduce((total, weight) => total + weight, 0);
    return weights.map((weight) => weight / sum);
  };
  const p = softmax(logits);
  const order = p.map((_, id) => id).sort((a, b) => p[b]! - p[a]! || a - b);
  const nucleus: number[] = [];
  let mass = 0;
  for (const id of order) {
    if (mass >= topP || nucleus.length >= topK || p[id] === 0) break;
    nucleus.push(id);
    mass += p[id]!;
  }
  const walk = (ids: readonly number[], weights: readonly number[], at: number) => {
    let sum = 0;
    for (const id of ids) {
      sum += weights[id]!;
      if (at < sum) return id;
    }
    return ids.at(-1)!;
  };
  const first = walk(nucleus, p, draw() * mass);
  const heard = history.slice(Math.max(0, history.length - windowSize)).filter((id) => id === first).length;
  if (windowSize === 0 || heard < Math.max(1, windowSize * tauR)) return { id: first, redrawn: false };
  const others = logits.map((score, id) => (id === first ? -Infinity : score));
  // nothing else is possible
  if (others.every((score) => score === -Infinity)) return { id: first, redrawn: true };
  const rest = softmax(others);
  return {
    id: walk(
      rest.map((_, id) => id).filter((id) => rest[id]! > 0),
      rest,
      draw(),
    ),
    redrawn: true,
  };
}

describe('repetition-aware sampling', () => {
  const settings = [
    { topP: 0.8, topK: 25, windowSize: 10, tauR: 0.1 },
    { topP: 0.95, topK: 3, windowSize: 10, tauR: 0.3 },
    { topP: 0.1, topK: 100, windowSize: 0, tauR: 0.1 },
    { topP: 1, topK: 100, windowSize: 50, tauR: 1 },
  ];
  test.each(settings)('draws what the slow rules draw, thousands of times: %o', (setting) => {
    const { topP, topK, windowSize, tauR } = setting;
    let redraws = 0;
    for (let round = 0; round < 1500; round++) {
      const size = 2 + below(120);
      const spread = pick([0.1, 1, 5, 20]);
      const logits = Float32Array.from({ length: size }, () => spread * (2 * random() - 1));
      // ties, forbidden ids, one that towers above all
      if (round % 5 === 0) logits.fill(pick([0, 1]), 0, size >> 1);
      if (round % 7 === 0) logits.fill(-Infinity, 0, below(size));
      if (round % 11 === 0) logits[below(size)] = 60;
      const history = Array.from({ length: below(30) }, () => below(Math.min(size, 6)));
      const seed = BigInt(round);
      const sampler = new RepetitionAwareSampler(createRandom(seed), { topP, topK, windowSize, repetitionShare: tauR });
      const slowRandom = createRandom(seed);
      const expected = slowRas(Array.from(logits), history, () => slowRandom.next(), setting);
      const found = sampler.draw(logits, history);
      expect(found, `round ${round}`).toBe(expected.id);
      expect(sampler.redraws > 0, `round ${round}`).toBe(expected.redrawn);
      redraws += sampler.redraws;
    }
    if (windowSize > 0 && tauR < 1) expect(redraws).toBeGreaterThan(20);
  });

  test('strict masking leaves no stop id, upstream masking all but the first', () => {
    const logits = () => new Float32Array(6761).fill(1);
    const [strict, upstream] = [logits(), logits()];
    forbidStops(strict, 'strict');
    forbidStops(upstream, 'upstream');
    expect(strict.findIndex((value) => value === -Infinity)).toBe(6561);
    expect(strict.subarray(6561).every((value) => value === -Infinity)).toBe(true);
    expect(Array.from(upstream, (value, id) => (value === -Infinity ? id : -1)).filter((id) => id >= 0)).toEqual([6561]);
  });
}); // prettier-ignore
