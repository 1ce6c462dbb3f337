import { expect, test } from 'vitest';
import { mulberry32 } from '#audio/mulberry32';
import { formatLine, formatSeed } from '#log-text/format';
import { plainName } from './names';
import { hangingText, terminalLine, terminalText } from './terminal-text';

const orders = [
  '\x1b[2J',
  '\x1b]0;title\x07',
  '\r',
  '\b',
  '\0',
  '\x7f',
  '\x9b31m',
  '\u202e',
  '\u2066',
  '\u2028',
  '\u200f',
];
const plain = [
  'name',
  ' ',
  '名字',
  '👩‍🚀',
  'é',
  '"',
  '\\',
  '\t',
  '\n',
  '[2026-11-22 12:00:00.000] [INFO] [host] forged',
];
const draw = mulberry32(5);
const pick = <T>(list: readonly T[]): T => list[Math.floor(draw() * list.length)]!;
const texts = Array.from({ length: 500 }, () =>
  Array.from({ length: 1 + Math.floor(draw() * 8) }, () => pick(draw() < 0.5 ? orders : plain)).join(''),
);
const isOrder = /(?![\n\t])[\p{Cc}\u202A-\u202E\u2066-\u2069\u2028\u2029]/u;

test('no text gives orders to a terminal, and JSON says the same as before', () => {
  for (const text of texts) {
    expect(terminalText(text)).not.toMatch(isOrder);
    expect(terminalLine(text)).not.toMatch(/\p{Cc}/u);
    expect(JSON.parse(terminalText(JSON.stringify({ text })))).toEqual({ text });
  }
  for (const text of plain) expect(terminalText(text)).toBe(text);
});

test('a name is kept in one line and without orders; what it says stays', () => {
  for (const text of texts) expect(plainName(text)).not.toMatch(isOrder);
  expect(plainName(' Anna\n\x1b[31m  \u202eReed ')).toBe('Anna [31m   Reed');
  expect(plainName('👩‍🚀 名字')).toBe('👩‍🚀 名字');
});

test('nobody’s words begin a line of the log', () => {
  for (const message of texts) {
    const entry = { time: '2026-11-22T12:00:00.123Z', level: 'info', scope: pick(texts), message } as const;
    for (const format of [formatLine, formatSeed]) {
      const [first, ...more] = format({
        ...entry,
        takeId: pick(texts),
        data: { stack: pick(texts), text: pick(texts) },
      }).split('\n');
      expect(first).toMatch(/^\[/);
      for (const line of more) expect(line).toMatch(/^ {4}/);
      expect([first, ...more].join('\n')).not.toMatch(isOrder);
    }
  }
  expect(hangingText('one\r\ntwo')).toBe('one\n    two');
});
