// @vitest-environment jsdom
import { describe, expect, test } from 'vitest';
import type { Take } from '#contract/domain';
import { fakeTake, fakeVoice } from '../../testing/fake-data';
import { lineRows } from './fold-lines';

const take = (id: string, text: string, over: Partial<Take> = {}): Take => {
  const base = fakeTake(0, fakeVoice(0));
  return { ...base, id, favourite: false, ...over, recipe: { ...base.recipe, text } };
};
const shown = (takes: readonly Take[], folds = true) =>
  lineRows(takes, folds).map(({ take: { id }, versions }) => `${id} x${versions}`);

describe('takes of one line', () => {
  const takes = [
    take('d', 'Hello  There'),
    take('c', 'Other'),
    take('b', 'hello there'),
    take('a', 'Ｈello there'),
  ];

  test('share the row of the newest, whatever their spaces, case and width', () =>
    expect(shown(takes)).toEqual(['d x3', 'c x1']));
  test('stand alone when nothing is folded', () =>
    expect(shown(takes, false)).toEqual(['d x1', 'c x1', 'b x1', 'a x1']));
  test('are shown by the newest favourite', () =>
    expect(
      shown([take('c', 'x'), take('b', 'x', { favourite: true }), take('a', 'x', { favourite: true })]),
    ).toEqual(['b x3']));
});

test('what runs, waits or failed keeps a row of its own', () => {
  const states = ['queued', 'running', 'failed', 'done', 'done'] as const;
  const takes = states.map((state, at) => take(String(at), 'x', { state }));
  expect(shown(takes)).toEqual(['0 x1', '1 x1', '2 x1', '3 x2']);
});

test('conversions of one source are one line, and no take of words is among them', () => {
  const source = { sha256: 'a'.repeat(64), name: 'me.wav', durationSec: 3 };
  const converted = (id: string): Take => {
    const base = take(id, '');
    return { ...base, recipe: { ...base.recipe, source } };
  };
  expect(shown([converted('c'), converted('b'), take('a', '')])).toEqual(['c x2', 'a x1']);
});
