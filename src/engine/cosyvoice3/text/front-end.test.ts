import { beforeAll, describe, expect, test } from 'vitest';
import golden from '../../../../tests/golden/cosyvoice3/text.json';
import { publishedLikeFiles, randomText } from '../../../../tests/golden/cosyvoice3/tokenizer-data';
import { mulberry32 } from '#audio/mulberry32';
import { hideTokens, showTokens } from '../../text/hidden-tokens';
import { PlacedText } from '../../text/placed-text';
import { officialSegments, prepareText, prepareTranscript, type FrontEndOptions } from './front-end';
import { TextTokenizer } from './text-tokenizer';

const official: FrontEndOptions = { normalize: true, rules: 'official' };

let countTokens: (text: string) => number;
beforeAll(() => {
  const { vocab, merges } = publishedLikeFiles();
  const tokenizer = new TextTokenizer(vocab, merges);
  countTokens = (text) => tokenizer.encode(text).length;
});

const prepare = (text: string, options?: FrontEndOptions) => prepareText(text, countTokens, options);
const segmentsOf = (text: string, options?: FrontEndOptions) =>
  prepare(text, options).segments.map((segment) => segment.text);
const errorOf = (text: string, options?: FrontEndOptions): unknown => {
  try {
    return prepare(text, options);
  } catch (error) {
    return error;
  }
};

test('a segment is in the language that was asked for, whatever the rules, unless its letters are of another', () => {
  const languages = (text: string, options: Partial<FrontEndOptions>) =>
    prepare(text, { normalize: true, rules: 'guarded', ...options }).segments.map(({ language }) => language);
  const rules: readonly Partial<FrontEndOptions>[] = [{}, { rules: 'official' }, { normalize: false }];
  for (const each of rules)
    for (const language of ['de', 'fr', 'it', 'pt', 'en']) {
      expect(languages('It is 3 pm and the ball is round.', { ...each, language })).toEqual([language]);
      expect(languages('今天天气很好。', { ...each, language })).toEqual(['zh']);
    }
  expect(languages('今天天气很好。', { language: 'yue' })).toEqual(['yue']);
  expect(languages('12', { language: 'ko' })).toEqual(['ko']);
  expect(languages('Il est tard.', {})).toEqual(['fr']);
});

describe('the official rules', () => {
  test.each(golden.text_splitter.cases)('make the published segments of $in', ({ in: text, out }) => {
    const segments = officialSegments(hideTokens(PlacedText.of(text.trim())), countTokens);
    expect(segments.map((segment) => showTokens(segment.text))).toEqual(out);
  });

  test('have their number step: Chinese words, and English ones in every other language, a known flaw', () => {
    expect(segmentsOf('共42个，约3.5公里。', official)).toEqual(['共四十二个，约三点五公里。']);
    expect(segmentsOf('Es kostet 1234 Euro', official)).toEqual([
      'Es kostet one thousand, two hundred and thirty-four Euro.',
    ]);
  });
});

describe('the guarded rules', () => {
  test('keep decimals, times, addresses and file names whole', () => {
    expect(segmentsOf('圆周率约为3.14，见example.com，10:30开始。')).toEqual([
      '圆周率约为三点一四，见example点com，十点三十分开始。',
    ]);
    expect(segmentsOf('版本v2.0。下载文件a.txt.')).toEqual(['版本v二点零。下载文件a.txt。']);
  });

  test('join lines: a space between Latin words, a pause between Chinese ones, nothing beside punctuation', () => {
    expect(segmentsOf('第一行\n第二行')).toEqual(['第一行，第二行。']);
    expect(segmentsOf('你好hello\nworld。')).toEqual(['你好hello world。']);
    expect(segmentsOf('第一行。\r\n第二行')).toEqual(['第一行。第二行。']);
    expect(segmentsOf('the first\n line')).toEqual(['the first line.']);
  });

  test('end a segment at a blank line', () => {
    expect(segmentsOf('第一段。\n\n第二段\n \n第三段')).toEqual(['第一段。', '第二段。', '第三段。']);
    expect(prepare('One.\n\nTwo.').normalizedText).toBe('One.\nTwo.');
  });

  test('know the sentence ends of kana texts', () => {
    expect(segmentsOf('こんにちは。げんきですか？')).toEqual(['こんにちは。げんきですか？']);
    expect(segmentsOf('こんにちは')).toEqual(['こんにちは。']);
  });

  test('read Japanese kanji in katakana, markers as they stand, kana and Chinese as typed', () => {
    expect(segmentsOf('今日は[breath]東京へ行く。')).toEqual(['キョー ワ[breath]トーキョー エ イク。']);
    expect(segmentsOf('きょうは とうきょう。')).toEqual(['きょうは とうきょう。']);
    expect(segmentsOf('我每天都喝这个牌子的の牛奶。')).toEqual(['我每天都喝这个牌子的の牛奶。']);
    expect(prepare('鬱です。').warnings).toEqual([
      expect.objectContaining({ code: 'text-kanji-unread', values: { characters: '鬱' } }),
    ]);
    expect(segmentsOf('東京へ行く。', official)).toEqual(['東京へ行く。']);
    expect(prepareTranscript('東京です。')).toBe('トーキョー デス。');
    expect(prepareTranscript('東京です。', official)).toBe('東京です。');
  });

  test('write numbers in words of the text’s language', () => {
    expect(segmentsOf('The answer is 42.')).toEqual(['The answer is forty-two.']);
    expect(segmentsOf('Room 101')).toEqual(['Room one oh one.']);
    expect(segmentsOf('The café has 12 tables.')).toEqual(['The café has twelve tables.']);
    expect(segmentsOf('共有42个。')).toEqual(['共有四十二个。']);
  });

  test('leave special tokens alone, digits and all', () => {
    expect(segmentsOf('I like [R][EH1][D] apples and the 2 [laughter] pears.')).toEqual([
      'I like [R][EH1][D] apples and the two [laughter] pears.',
    ]);
    expect(segmentsOf('他说[breath] 好[h][ào]。')).toEqual(['他说[breath]好[h][ào]。']);
    expect(segmentsOf('say [breath] 好', official)).toEqual(['say [breath]好。']);
  });

  test('compose pinyin markers that were typed with combining accents', () => {
    expect(segmentsOf('报道[j][i\u030c]予好评')).toEqual(['报道[j][ǐ]予好评。']);
    expect(prepare('报道[j][i\u030c]予好评').warnings).toEqual([]);
  });

  test('drop what has no sound: emoji, Markdown, zero-width and control characters', () => {
    expect(segmentsOf('# 标题\n**今天**很好👍🏽！\u200b\u0007')).toEqual(['标题。', '今天很好！']);
    expect(segmentsOf('CosyVoice™ speaks 👩‍👩‍👧')).toEqual(['CosyVoice™ speaks.']);
    expect(errorOf('😀😀')).toMatchObject({ code: 'text-unspeakable' });
  });

  test('cut a sentence without a full stop at commas, then at spaces, then anywhere', () => {
    const chinese = segmentsOf(`${'这句话没有句号，'.repeat(60)}完`);
    expect(chinese.length).toBeGreaterThan(3);
    expect(chinese.every((segment) => Array.from(segment).length < 100 && /[，。]$/.test(segment))).toBe(
      true,
    );
    const english = segmentsOf('and the word goes on '.repeat(100));
    expect(english.every((segment) => countTokens(segment) < 100)).toBe(true);
    expect(english.join('')).toBe(`${'and the word goes on '.repeat(100).trim()}.`);
    const unbroken = segmentsOf('字'.repeat(1000));
    expect(unbroken.join('')).toBe(`${'字'.repeat(1000)}。`);
    expect(unbroken.every((segment) => Array.from(segment).length < 100)).toBe(true);
    const markers = segmentsOf('[j][ǐ]'.repeat(200) + '好');
    expect(markers.length).toBeGreaterThan(3);
    expect(markers.every((segment) => /^(?:\[j\]|\[ǐ\]|好|。)+$/.test(segment))).toBe(true);
  });
});

describe('segments', () => {
  test('are told apart by language', () => {
    const languages = [
      '你好',
      'こんにちは',
      '안녕하세요',
      'Привет',
      'Hello there',
      'Guten Tag, wie geht es dir?',
      '123',
    ];
    expect(languages.map((text) => prepare(text).segments[0]!.language)).toEqual([
      'zh', 'ja', 'ko', 'ru', 'en', 'de', 'en',
    ]); // prettier-ignore
  });

  test.each([official, undefined])(
    'keep an ellipsis whole, and the space before a later sentence (%j)',
    (options) => {
      expect(segmentsOf('他走了……然后呢？真的……', options).join('').match(/…/gu)).toHaveLength(4);
      const sentence = 'The quick brown fox jumps over the lazy dog and runs home again';
      const [first, ...later] = segmentsOf(`${sentence}. `.repeat(12).trim(), official);
      expect(first).toMatch(/^The/);
      expect(later.length).toBeGreaterThan(1);
      for (const segment of later) expect(segment).toMatch(/^ The/);
    },
  );

  test('name cubic metres under the official rules as the reference does', () =>
    expect(segmentsOf('体积是5m³。', official)).toEqual(['体积是五立方米。']));

  test('never end inside a number, a Latin word, a marker, a title or a short quotation', () => {
    const whole = [
      '13800138000', 'ChatGPT', '3.1415926', 'St. Mary', 'Dr. Smith', 'e.g. apples', 'J. R. Smith', '“很好！是吗？”', '[laughter]', 'example.com',
    ]; // prettier-ignore
    const random = mulberry32(3);
    for (let round = 0; round < 60; round++) {
      // without a mark there is nowhere else to cut
      const filler = (count: number) =>
        Array.from({ length: count }, () => '山水天地人心风月花'[Math.floor(random() * 9)]).join('');
      const token = whole[round % whole.length]!;
      const text = filler(Math.floor(40 + random() * 130)) + token + filler(Math.floor(40 + random() * 130));
      const said = prepare(text).readings.find(({ written }) => written === token)?.spoken ?? token;
      const { segments } = prepare(text);
      const cut = segments.slice(1).map(({ startChar }) => startChar);
      const at = text.indexOf(token);
      expect(
        `${text} cut inside ${said}: ${cut.filter((place) => place > at && place < at + token.length).join()}`,
      ).toBe(`${text} cut inside ${said}: `);
    }
  });

  test('are one, as typed, when normalisation is off', () => {
    const text = '第一。\n第二. 3.5 ';
    expect(segmentsOf(text.repeat(20), { normalize: false, rules: 'guarded' })).toEqual([text.repeat(20)]);
  });

  test.each(['', '  \n\t '])('of nothing (%j) are refused as empty', (text) => {
    expect(errorOf(text)).toMatchObject({ code: 'text-empty' });
  });

  test.each(['...', '！！！', '. . .', '“”——', '\u200b!'])(
    'of punctuation alone (%j) are refused',
    (text) => {
      expect(errorOf(text)).toMatchObject({ code: 'text-unspeakable' });
      expect(errorOf(text, { normalize: false, rules: 'guarded' })).toMatchObject({
        code: 'text-unspeakable',
      });
    },
  );

  test('hold every letter of a long text, in order', () => {
    const text = Array.from(
      { length: 300 },
      (_, i) => `第${String.fromCodePoint(0x4e00 + i)}句话，后面还有一些字${'好'.repeat(i % 9)}。`,
    ).join('');
    const joined = segmentsOf(text).join('');
    expect(joined).toBe(text);
  });
});

test('whatever is typed becomes segments or a named refusal, under both rules', () => {
  const parts = [
    '[breath]',
    '<strong>',
    '<|',
    '|>',
    '[',
    '<|endofprompt|>',
    '. ',
    '。',
    '\n\n',
    '3.14 ',
    '$5',
    '  ',
    '你好',
    'the ',
  ];
  for (let seed = 1; seed <= 600; seed++) {
    const text = Array.from(
      randomText(seed, 40),
      (character, i) => character + (parts[(seed * 31 + i * 7) % 43] ?? ''),
    ).join('');
    for (const rules of ['guarded', 'official'] as const) {
      let prepared;
      try {
        prepared = prepare(text, { normalize: true, rules });
      } catch (error) {
        expect(error).toMatchObject({ code: expect.stringMatching(/^text-/) as string });
        continue;
      }
      expect(prepared.segments.length).toBeGreaterThan(0);
      for (const { text: segment } of prepared.segments) expect(segment).not.toContain('<|endofprompt|>');
    }
  }
});

describe('markers in a user’s text', () => {
  test('that the model does not know are named, with a near one, and spoken as text', () => {
    const { segments, warnings } = prepare('[Breath]你好[laugter]世界[editor]<zz>。');
    expect(segments[0]!.text).toBe('[Breath]你好[laugter]世界[editor]<zz>。');
    expect(warnings.map(({ code, values }) => [code, values.marker])).toEqual([
      ['text-marker-invalid', '[Breath]'],
      ['text-marker-invalid', '[laugter]'],
      ['text-marker-invalid', '[editor]'],
      ['text-marker-invalid', '<zz>'],
    ]);
    expect(warnings[0]!.values).toMatchObject({ near: '[breath]' });
    expect(warnings[1]!.values).toMatchObject({ near: '[laughter]' });
    expect(warnings[2]!.values).not.toHaveProperty('near');
  });

  test('that come in pairs are missed when one of the pair is', () => {
    expect(prepare('<laughter>真好笑').warnings[0]!.values).toEqual({ missing: '</laughter>' });
    expect(prepare('很</strong>好').warnings[0]!.values).toEqual({ missing: '<strong>' });
    expect(prepare('<strong>很</strong>好').warnings).toEqual([]);
  });

  test('that control the model, and language tags of its ancestors, are left out and named', () => {
    const { segments, warnings } = prepare('<|en|>Hello<|im_start|> there.<|endoftext|>');
    expect(segments.map(({ text }) => text)).toEqual(['Hello there.']);
    expect(warnings.map(({ values }) => values.marker)).toEqual(['<|en|>', '<|im_start|>', '<|endoftext|>']);
  });

  test('an end-of-prompt marker makes what stands before it the instruction', () => {
    const typed = prepare('You are a helpful assistant. 请用四川话表达。<|endofprompt|>你好。');
    expect(typed.typedInstruction).toBe('请用四川话表达。');
    expect(typed.segments.map(({ text }) => text)).toEqual(['你好。']);
    expect(prepare('You are a helpful assistant.<|endofprompt|>你好。').typedInstruction).toBe('');
    expect(prepare('你好。').typedInstruction).toBe('');
  });

  test('two of them are refused', () => {
    expect(errorOf('a<|endofprompt|>b<|endofprompt|>c')).toMatchObject({ code: 'text-marker-invalid' });
  });

  test('cannot be put together from pieces that the clean-up leaves', () => {
    for (const gap of ['<|en|>', '（', '\u200b', '**', '`', '<|<|en|>en|>', '\n']) {
      for (const options of [undefined, official]) {
        const { segments } = prepare(`你好<|endof${gap}prompt|>世界。`, options);
        expect(segments.map(({ text }) => text).join(''), gap).not.toContain('<|endofprompt|>');
      }
    }
  });

  test('are named once, however often they stand there', () => {
    expect(prepare('一[note]二[note]三[sic]。').warnings.map(({ values }) => values.marker)).toEqual([
      '[note]',
      '[sic]',
    ]);
  });

  test('a comparison is no marker', () => {
    expect(
      prepare('如果 a < b 而且 c > d，那么数组[ 0 ]').warnings.map(({ values }) => values.marker),
    ).toEqual(['[ 0 ]']);
  });
});
