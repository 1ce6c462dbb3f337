import { expect, test } from 'vitest';
import { fillNaming, freeFileName, takeFileStem, type TakeNamingFacts } from './take-naming';

const facts: TakeNamingFacts = {
  at: new Date(2026, 10, 22, 9, 5, 7),
  project: 'Podcast',
  voice: 'Anna',
  seed: 42,
  index: 3,
  count: 120,
  name: '',
  text: '  Good   morning, everybody  ',
};

test('a template is filled with what is known of the take', () => {
  expect(fillNaming('{project}_{voice}_{index}_{seed}', facts)).toBe('Podcast_Anna_003_42');
  expect(fillNaming('output_{date}_{time}', facts)).toBe('output_20261122_090507');
  expect(fillNaming('{name}', facts)).toBe('Good morning, everybody');
  expect(fillNaming('{name}', { ...facts, name: 'Intro' })).toBe('Intro');
  expect(fillNaming('{index}', { ...facts, count: 1 })).toBe('03');
  expect(fillNaming('{what} {index}', facts)).toBe('{what} 003');
});

test('a file name made of words is safe', () => {
  expect(takeFileStem('{text}', { ...facts, text: '../a: b?' })).toBe('_a_ b_');
  expect(takeFileStem('{name}', { ...facts, text: '你好，世界。' })).toBe('你好，世界。');
});

test('a name that is taken gets a number', () => {
  const taken = new Set(['a.wav', 'a_2.wav']);
  expect(freeFileName('a', 'wav', (name) => taken.has(name))).toBe('a_3.wav');
});
