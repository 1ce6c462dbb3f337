import { describe, expect, test } from 'vitest';
import { findingCodes, type Finding } from '#contract/domain';
import { bySeverity, findingWords } from './finding-words';

const short: Finding = {
  code: 'speech-too-short',
  severity: 'blocking',
  values: { speechSec: 1.8000001, minSec: 3 },
};

describe('a finding', () => {
  test('is said in both languages with its numbers', () => {
    expect(findingWords(short, 'en')).toContain('1.8 s of speech');
    expect(findingWords(short, 'zh-CN')).toContain('1.8 秒');
  });

  test('carries levels with a true minus sign', () => {
    const quiet: Finding = { code: 'quiet', severity: 'warning', values: { peakDb: -31.26 } };
    expect(findingWords(quiet, 'en')).toContain('−31.3 dB');
  });

  test('never leaves a gap: without its numbers its code stands', () => {
    expect(findingWords({ ...short, values: {} }, 'zh-CN')).toBe(short.code);
  });

  test('has words of its own for every code', () => {
    const values = {
      speechSec: 1,
      minSec: 3,
      durationSec: 40,
      advisedMaxSec: 15,
      maxSec: 30,
      sampleRateHz: 8000,
      minRateHz: 16_000,
      clippedPercent: 1.2,
      peakDb: -50,
      snrDb: 8,
      channels: 2,
      maxF0Hz: 400,
      lowHz: 110,
      highHz: 210,
      beforeSec: 0.2,
      afterSec: 8,
      savedSec: 3.95,
      used: 1,
      inverted: 1,
    };
    for (const code of findingCodes)
      for (const language of ['en', 'zh-CN'])
        expect(findingWords({ code, severity: 'note', values }, language)).not.toMatch(/^[a-z-]+$|\{\{/);
  });
});

test('what blocks is said first', () => {
  const note: Finding = { ...short, code: 'mixed-down', severity: 'note' };
  const warning: Finding = { ...short, code: 'noisy', severity: 'warning' };
  expect(bySeverity([note, warning, short]).map(({ severity }) => severity)).toEqual([
    'blocking',
    'warning',
    'note',
  ]);
});
