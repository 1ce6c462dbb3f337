import { expect, test } from 'vitest';
import { isTextFile, wordsOfFile } from './text-files';

const utf8 = (text: string) => new TextEncoder().encode(text);

test.each([
  ['chapter.txt', true],
  ['README.md', true],
  ['FILM.SRT', true],
  ['talk.vtt', true],
  ['voice.wav', false],
  ['takes.json', false],
  ['Anna.cvvoice', false],
  ['txt', false],
])('%s is words: %s', (name, is) => expect(isTextFile(name)).toBe(is));

test('a text comes in as it is, whatever its line ends and its mark', () => {
  expect(wordsOfFile('a.txt', utf8('\uFEFFOne.\r\nTwo.\r\n'))).toBe('One.\nTwo.');
  const wide = Uint8Array.from([
    0xff,
    0xfe,
    ...new Uint8Array(Uint16Array.from('你好', (c) => c.charCodeAt(0)).buffer),
  ]);
  expect(wordsOfFile('a.txt', wide)).toBe('你好');
});

test('a Chinese text of an older editor is read as it was written', () => {
  // 你好 in GBK
  expect(wordsOfFile('a.txt', Uint8Array.of(0xc4, 0xe3, 0xba, 0xc3))).toBe('你好');
});

test.each(['a.srt', 'a.vtt'])('of %s what is said comes in, one line a block', (name) => {
  const text = [
    'WEBVTT',
    '',
    '1',
    '00:00:01,000 --> 00:00:02,500',
    'Good <i>evening</i>,',
    'and thank you.',
    '',
    '2',
    '00:03.000 --> 00:04.000 align:start',
    '{\\an8}晚上好。',
    '',
  ].join('\n');
  expect(wordsOfFile(name, utf8(text))).toBe('Good evening, and thank you.\n晚上好。');
});

test('sound under the name of a text is none', () => {
  expect(
    wordsOfFile(
      'a.txt',
      Uint8Array.from({ length: 400 }, (_, at) => (at * 7) % 256),
    ),
  ).toBeUndefined();
});
