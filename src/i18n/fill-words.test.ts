import { expect, test } from 'vitest';
import { fillWords, formatDb } from './fill-words';

test('values are written with the unit that their name says', () => {
  expect(fillWords('{{neededBytes}}', { neededBytes: 512_000_000 })).toBe('512 MB');
  expect(fillWords('{{peakDb}} dB', { peakDb: -31.26 })).toBe('−31.3 dB');
  expect(fillWords('{{silentShare}}', { silentShare: 0.614 })).toBe('61 %');
  expect(fillWords('{{speechSec}} s, {{peak}}', { speechSec: 1.8000001, peak: 0.00321 })).toBe(
    '1.8 s, 0.0032',
  );
});

test('the first sentence that has all its values is said', () => {
  const template = '{{role}} is wrong.\n{{file}} is wrong.\nSomething is wrong.';
  expect(fillWords(template, { file: 'llm.onnx' })).toBe('llm.onnx is wrong.');
  expect(fillWords(template, {})).toBe('Something is wrong.');
});

test('a sentence without its values is not said', () => {
  expect(fillWords('{{file}} is wrong.', { role: 'llm' })).toBeUndefined();
});

test('levels carry a true minus sign and say silence as minus infinity', () => {
  expect(formatDb(-12.34)).toBe('−12.3');
  expect(formatDb(-0.04)).toBe('0.0');
  expect(formatDb(-Infinity)).toBe('−∞');
});
