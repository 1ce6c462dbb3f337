import { describe, expect, test } from 'vitest';
import { en } from './en';
import { languageOf } from './index';
import { zhCN } from './zh-CN';

function leaves(value: unknown, path = ''): [string, string][] {
  if (typeof value === 'string') return [[path, value]];
  return Object.entries(value as Record<string, unknown>).flatMap(([key, member]) =>
    leaves(member, path === '' ? key : `${path}.${key}`),
  );
}

const placeholders = (words: string) => [...words.matchAll(/\{\{\s*(\w+)/g)].map((match) => match[1]!).sort();

describe('both languages', () => {
  const english = new Map(leaves(en));
  const chinese = new Map(leaves(zhCN));

  test('have exactly the same keys', () => {
    expect([...chinese.keys()].sort()).toEqual([...english.keys()].sort());
  });

  test('say something for every key', () => {
    const empty = [...english, ...chinese].filter(([, words]) => words.trim() === '').map(([key]) => key);
    expect(empty).toEqual([]);
  });

  test('carry the same numbers and names', () => {
    const different = [...english.keys()].filter(
      (key) => placeholders(english.get(key)!).join() !== placeholders(chinese.get(key) ?? '').join(),
    );
    expect(different).toEqual([]);
  });

  test('never shout', () => {
    const shouting = [...english, ...chinese].filter(([, words]) => /[!！]/.test(words)).map(([key]) => key);
    expect(shouting).toEqual([]);
  });
});

describe('the system language', () => {
  test('is Chinese for any Chinese locale and English for the rest', () => {
    expect(languageOf('system', ['zh-TW', 'en'])).toBe('zh-CN');
    expect(languageOf('system', ['fr-FR', 'zh-CN'])).toBe('en');
    expect(languageOf('system', [])).toBe('en');
  });

  test('gives way to a choice', () => {
    expect(languageOf('zh-CN', ['en-US'])).toBe('zh-CN');
    expect(languageOf('en', ['zh-CN'])).toBe('en');
  });
});
