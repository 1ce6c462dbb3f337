import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { LibraryFinding } from '#contract/library';
import { library as english } from './en/library';
import { library as chinese } from './zh-CN/library';
import { libraryFindingWords } from './finding-words';

const checks = join(import.meta.dirname, '../studio/library');

test('every code that a check of the library can give has words in both languages', () => {
  const codes = readdirSync(checks)
    .filter((name) => /^check-.*\.ts$/.test(name) && !name.endsWith('.test.ts'))
    .flatMap((name) => [
      ...readFileSync(join(checks, name), 'utf8').matchAll(/'((?:[a-z]+-)+[a-z]+|leftover)'/g),
    ])
    .map(([, code = '']) => code)
    .filter(
      (code) =>
        code in english.findings || /^(file|folder|prompt|take|source|recording|statement)-/.test(code),
    );
  expect(new Set(codes)).toEqual(new Set(Object.keys(english.findings)));
  expect(Object.keys(chinese.findings)).toEqual(Object.keys(english.findings));
  expect(Object.keys(chinese.repairs)).toEqual(Object.keys(english.repairs));
});

test('a finding is said in the language of the window, with its numbers; one of tomorrow shows its code', () => {
  const finding: LibraryFinding = {
    code: 'search-outdated',
    severity: 'problem',
    values: { count: 3 },
    repairable: true,
    repaired: false,
  };
  expect(libraryFindingWords(finding, 'zh-CN')).toEqual({
    message: '搜索索引与资料库不一致：3 条不同。',
    repair: '重新建立索引。',
  });
  expect(libraryFindingWords({ ...finding, code: 'new-one', repairable: false }, 'zh-CN')).toEqual({
    message: 'new-one',
    repair: undefined,
  });
});
