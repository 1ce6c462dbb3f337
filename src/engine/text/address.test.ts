import { expect, test } from 'vitest';
import { LANGUAGES } from '../../../tests/reading/corpus';
import { readText } from './read-text';

const ADDRESSES = [
  'https://example.com/a_b-1',
  'www.example.org',
  'a.b@x.com',
  '@john_doe',
  '@anna99',
  'C:\\Users\\me\\notes.txt',
  'D:\\',
  '\\\\server\\share',
  '~/notes/2024.txt',
  '/usr/local/bin',
  '2001:db8::1',
  '::1',
  'fe80::1%eth0',
  '2001:db8::/32',
  '2001:0db8:85a3:0000:0000:8a2e:0370:7334',
  '00:1A:2b:3C:4D:5E',
  '00-1A-2B-3C-4D-5E',
];

test.each(LANGUAGES)('an address is one token in %s, wherever it stands', (language) => {
  const sentences = /zh|ja/.test(language) ? ['看%s。', '（%s）', '%s、'] : ['See %s.', '(%s)', '%s, %s'];
  for (const address of ADDRESSES)
    for (const sentence of sentences) {
      const { paragraphs, readings } = readText(sentence.replaceAll('%s', address), { language });
      for (const { kind, written } of readings) expect([kind, written]).toEqual(['address', address]);
      expect(readings, address).toHaveLength(sentence.split('%s').length - 1);
      expect(paragraphs[0]!.text.text, address).not.toMatch(/\d|[\\@_]/);
    }
});

test.each(LANGUAGES)('times, ratios and names in programs are no addresses in %s', (language) => {
  for (const written of [
    '10:30:15',
    '3:2:1',
    'std::vector',
    'add::bad',
    'and/or/maybe',
    'a@b',
    '5@',
    '</b></i>',
  ])
    for (const { kind } of readText(`x ${written} y`, { language }).readings)
      expect(kind).not.toBe('address');
});
