import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { instructionWarnings } from './instruction-warnings';

const codes = (instruction: string) => instructionWarnings(instruction).map(({ code }) => code);

test('no preset, and no two of them together, is warned of', () => {
  const file = join(import.meta.dirname, '../../../resources/instructs.json');
  const presets = (JSON.parse(readFileSync(file, 'utf8')) as { instruction: string }[]).map(
    ({ instruction }) => instruction,
  );
  for (const one of presets)
    for (const other of ['', ...presets])
      expect(`${one}${other} ${codes(one + other).join()}`).toBe(`${one}${other} `);
});

test('a direction in a few words is fine; a long one, and one that tells a story, may be spoken', () => {
  expect(codes('')).toEqual([]);
  expect(codes('gently, in Sichuan dialect')).toEqual([]);
  expect(codes('You are a helpful assistant. Please speak slowly.')).toEqual([]);
  expect(codes('慢一点，温柔地说。'.repeat(12))).toEqual(['instruction-long']);
  expect(codes('今天天气真好。我们去公园走走吧！')).toEqual(['instruction-like-text']);
  expect(codes('We met in June. It rained all day.')).toEqual(['instruction-like-text']);
});
