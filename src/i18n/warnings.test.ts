import { describe, expect, test } from 'vitest';
import { words as en } from './en';
import { warningWords } from './finding-words';

describe('a warning of a take', () => {
  const long = { code: 'text-long', values: { characters: 300, advised: 200 } };

  test('is said in the language of the window, with its numbers', () => {
    expect(warningWords(long, 'zh-CN')).toBe('文本有 300 个字符，建议不超过 200 个；会分段合成。');
    expect(warningWords(long, 'en')).toContain('300 characters');
  });

  test('shows its code when it is new to the window or lacks a number', () => {
    expect(warningWords({ ...long, code: 'of-tomorrow' }, 'zh-CN')).toBe('of-tomorrow');
    expect(warningWords({ ...long, values: {} }, 'zh-CN')).toBe('text-long');
  });

  test('leaves no gap for any code', () => {
    const values = {
      segment: 2,
      tokens: 9,
      ratio: 30,
      silentShare: 0.7,
      peak: 0.003,
      length: 2,
      transcript: 40,
    };
    for (const code of Object.keys(en.warnings.codes).filter((each) => each.startsWith('segment-')))
      for (const language of ['en', 'zh-CN'])
        expect(warningWords({ code, values }, language)).not.toMatch(/^[a-z-]+$|\{\{/);
  });
});

test('why an engine is limited has words in both languages', () => {
  const cause = {
    code: 'pack-file-missing',
    message: '',
    values: { pack: 'p', files: 'flow.onnx' },
  } as const;
  for (const code of ['no-pack', 'pack-unusable', 'espeak-missing'])
    for (const language of ['en', 'zh-CN'])
      expect(warningWords({ code, values: {}, cause }, language)).not.toMatch(/^[a-z-]+$|\{\{/);
  expect(warningWords({ code: 'pack-unusable', values: {}, cause }, 'zh-CN')).toContain('flow.onnx');
});
