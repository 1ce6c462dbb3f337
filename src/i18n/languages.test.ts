import { describe, expect, test } from 'vitest';
import { languageOf, languageTags, wordsOf } from './index';

function leaves(value: unknown, path = ''): [string, string][] {
  if (typeof value === 'string') return [[path, value]];
  return Object.entries(value as Record<string, unknown>).flatMap(([key, member]) =>
    leaves(member, path === '' ? key : `${path}.${key}`),
  );
}

const placeholders = (words: string) => [...words.matchAll(/\{\{\s*(\w+)/g)].map((match) => match[1]!).sort();

/** What a direction is called comes in each language, and a sentence takes its own. */
const namesIn = (words: string): string =>
  placeholders(words)
    .join()
    .replace(/\bzh\b/g, 'en');

describe.each(languageTags)('the words of %s', (tag) => {
  const english = new Map(leaves(wordsOf('en')));
  const own = new Map(leaves(wordsOf(tag)));

  test('have exactly the keys of English', () => {
    expect([...own.keys()].sort()).toEqual([...english.keys()].sort());
  });

  test('say something for every key', () => {
    expect([...own].filter(([, words]) => words.trim() === '').map(([key]) => key)).toEqual([]);
  });

  test('carry the same numbers and names', () => {
    const different = [...own].filter(([key, words]) => namesIn(words) !== namesIn(english.get(key) ?? ''));
    expect(different.map(([key]) => key)).toEqual([]);
  });

  test('never shout', () => {
    expect([...own].filter(([, words]) => /[!！]/.test(words)).map(([key]) => key)).toEqual([]);
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
