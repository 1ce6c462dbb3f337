import { expect, test } from 'vitest';
import { DEFAULT_NAMING, fileStem, namingProblem } from './naming';

const facts = { at: new Date(2024, 11, 7, 4, 5, 6), project: 'Book', voice: 'Anna', seed: 42, index: 7 };

test.each([
  [DEFAULT_NAMING, 'output_20241207_040506'],
  ['{project} {voice} {seed} {index}', 'Book Anna 42 007'],
  ['第{index}句', '第007句'],
  ['a{{b}', 'a{{b}'],
])('%s', (template, stem) => {
  expect(fileStem(template, facts)).toBe(stem);
});

test.each([
  ['../..\\x', '_.._x'],
  ['a<b>:"c"|d?*', 'a_b___c__d__'],
  ['line\nbreak\u200b', 'line_break_'],
  ['  ...hidden. . ', 'hidden'],
  ['con', '_con'],
  ['LPT1.take', '_LPT1.take'],
  ['. .', 'take'],
])('what a file system would refuse becomes harmless: %j', (voice, stem) => {
  expect(fileStem('{voice}', { ...facts, voice })).toBe(stem);
});

test('a long name is cut between characters, at 180 bytes', () => {
  const stem = fileStem('{voice}', { ...facts, voice: '名'.repeat(80) });
  expect(stem).toBe('名'.repeat(60));
});

test.each([
  [' ', { code: 'empty' }],
  ['{voice}{wrong}', { code: 'unknown-field', field: 'wrong' }],
  ['x'.repeat(121), { code: 'long', max: 120 }],
  ['{date}', undefined],
])('%j', (template, problem) => {
  expect(namingProblem(template)).toEqual(problem);
});
