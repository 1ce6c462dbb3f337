import { expect, test } from 'vitest';
import { Synthesizers } from './synthesizers';
import { RESOURCES } from './testing';

test('without the package English and Mandarin are spoken, and nothing else', () => {
  const none = new Synthesizers(RESOURCES);
  expect(none.languages).toEqual(['en', 'zh']);
  expect(none.isLimited).toBe(true);
  expect(none.forLanguage('en', 120).id).toBe('english');
  expect(none.forLanguage('zh', 120).id).toBe('units-m');
  expect(none.forLanguage('zh-sichuan', 220).id).toBe('units-f');
  expect(() => none.forLanguage('yue', 120)).toThrow(
    expect.objectContaining({ code: 'language-unavailable' }),
  );
});
