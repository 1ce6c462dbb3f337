import { deflateRawSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { StudioError } from '#contract/errors';
import { evilZip } from '../../../../tests/support/studio/test-zip';
import { readScript } from './read-script';

const zipOf = (files: Readonly<Record<string, string>>) =>
  evilZip(Object.entries(files).map(([name, bytes]) => ({ name, bytes, deflate: true })));

const nobody: ReadonlySet<string> = new Set();
const read = (name: string, text: string | Uint8Array, known = nobody) =>
  readScript({ name, bytes: typeof text === 'string' ? new TextEncoder().encode(text) : text }, known);
const short = async (name: string, text: string | Uint8Array, known = nobody) =>
  (await read(name, text, known)).lines.map(({ kind, speaker, instruction, text: words }) =>
    [
      kind === 'line' ? '' : `${kind}|`,
      speaker && `${speaker}: `,
      instruction && `(${instruction}) `,
      words,
    ].join(''),
  );

describe('plain text', () => {
  test('gives its speakers and how they say it, in Latin and Chinese marks', async () => {
    const dialogue = [
      'Anna: (angrily) Where were you?',
      'BERT: [whispering] Not so loud.',
      '',
      '安娜：（小声地）我知道。',
      '**Bert:** At 10:30, you know.',
    ];
    expect(await short('play.txt', dialogue.join('\r\n'))).toEqual([
      'Anna: (angrily) Where were you?',
      'BERT: (whispering) Not so loud.',
      '安娜: (小声地) 我知道。',
      'Bert: At 10:30, you know.',
    ]);
  });

  test('takes no word in front of a colon for a speaker who is none', async () => {
    const chapter = [
      'Note: this is a note.',
      'He looked up the time: 10:30.',
      'See https://example.org/page for more.',
      'One thing was clear to all of them there: nobody had slept.',
      '12:45 and still nothing.',
      '[breath] And so they went.',
      '(This is a remark.)',
    ];
    expect(await short('chapter.txt', chapter.join('\n'))).toEqual(chapter);
    expect(await short('chapter.txt', chapter.join('\n'), new Set(['Note']))).toContain(
      'Note: this is a note.',
    );
    const { speakers } = await read('chapter.txt', chapter.join('\n'), new Set(['Note']));
    expect(speakers).toEqual([{ speaker: 'Note', lines: 1 }]);
  });

  test('ends a paragraph at an empty line where lines stand together, and nowhere where none do', async () => {
    const ends = async (text: string) =>
      (await read('a.txt', text)).lines.map(({ overrides }) => overrides.endsParagraph === true);
    expect(await ends('One.\nTwo.\n\nThree.\nFour.\n')).toEqual([false, true, false, true]);
    expect(await ends('One.\n\nTwo.\n\nThree.')).toEqual([false, false, false]);
  });

  test('has chapters where its headings are, and no line for a rule', async () => {
    expect(await short('book.md', '# One #\n\nIt began.\n\n---\n## Two\nIt ended.')).toEqual([
      'chapter|One',
      'It began.',
      'chapter|Two',
      'It ended.',
    ]);
  });

  test.each([
    ['utf-8', Uint8Array.from([0xef, 0xbb, 0xbf, 0xe4, 0xbd, 0xa0, 0xe5, 0xa5, 0xbd]), '你好', 'UTF-8'],
    ['utf-16', Uint8Array.from([0xff, 0xfe, 0x60, 0x4f, 0x7d, 0x59]), '你好', 'UTF-16LE'],
    [
      'gb18030',
      // 今天天气很好，我们出去走走吧。
      Uint8Array.from(Buffer.from('bdf1ccecccecc6f8badcbac3a3acced2c3c7b3f6c8a5d7dfd7dfb0c9a1a3', 'hex')),
      '今天天气很好，我们出去走走吧。',
      'GB18030',
    ],
    [
      'latin',
      Uint8Array.from(Buffer.from('Le café était fermé, hélas.', 'latin1')),
      'Le café était fermé, hélas.',
      '',
    ],
  ])('is read in %s', async (_, bytes, text, encoding) => {
    const found = await read('a.txt', bytes);
    expect(found.lines.map((line) => line.text)).toEqual([text]);
    if (encoding !== '') expect(found.encoding).toBe(encoding);
  });
});

describe('subtitles', () => {
  test('become lines with the silence between them as pauses', async () => {
    const srt =
      '1\n00:00:01,000 --> 00:00:02,000\n<i>Hello</i>\nthere\n\n2\n00:00:03,500 --> 00:00:04,000\nBye\n';
    expect((await read('a.srt', srt)).lines).toMatchObject([
      { text: 'Hello there', pauseMs: 1500 },
      { text: 'Bye', pauseMs: null },
    ]);
    const vtt = 'WEBVTT\n\n00:01.000 --> 00:02.000\n<v Anna>Hello\n\n00:02.000 --> 00:03.000\n<v Anna>Bye\n';
    expect((await read('a.vtt', vtt)).lines).toMatchObject([
      { speaker: 'Anna', text: 'Hello', pauseMs: 0 },
      { speaker: 'Anna', text: 'Bye' },
    ]);
  });
});

describe('a table', () => {
  test('is read by its headings, or by what a person says', async () => {
    const csv = 'id,Character,Dialogue,Emotion,Pause\n1,Anna,"Hi, you",happily,300\n2,Bert,Yo,,\n';
    expect((await read('a.csv', csv)).lines).toMatchObject([
      { speaker: 'Anna', text: 'Hi, you', instruction: 'happily', pauseMs: 300 },
      { speaker: 'Bert', text: 'Yo', instruction: '', pauseMs: null },
    ]);
    await expect(read('b.csv', 'x,y\nAnna,Hi\n')).rejects.toMatchObject({
      code: 'script-file-invalid',
      values: { why: 'columns', file: 'b.csv', headings: 'x, y' },
    });
    const bytes = new TextEncoder().encode('Anna\tHi\nBert\tYo');
    const chosen = await readScript({ name: 'b.tsv', bytes, columns: { speaker: 0, text: 1 } }, nobody);
    expect(chosen.lines).toMatchObject([{ speaker: 'Anna', text: 'Hi' }, { speaker: 'Bert' }]);
  });
});

test('a screenplay gives scenes, action, and who speaks how', async () => {
  const text = 'INT. KITCHEN - DAY\n\nAnna comes in.\n\nANNA (V.O.)\n(softly)\nIt is late.\n\nBERT\nIt is.\n';
  expect(await short('a.fountain', text)).toEqual([
    'chapter|INT. KITCHEN - DAY',
    'note|Anna comes in.',
    'ANNA: (softly) It is late.',
    'BERT: It is.',
  ]);
});

describe('a document', () => {
  const word = (body: string) =>
    zipOf({
      '[Content_Types].xml':
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
      '_rels/.rels':
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>',
      'word/document.xml': `<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>${body}</w:body></w:document>`,
    });
  const paragraph = (text: string, style = '') =>
    `<w:p>${style && `<w:pPr><w:pStyle w:val="${style}"/></w:pPr>`}<w:r><w:t>${text}</w:t></w:r></w:p>`;
  const book = (pages: Readonly<Record<string, string>>) =>
    zipOf({
      mimetype: 'application/epub+zip',
      'META-INF/container.xml':
        '<container><rootfiles><rootfile full-path="OEBPS/book.opf"/></rootfiles></container>',
      'OEBPS/book.opf': `<package><manifest>${Object.keys(pages)
        .map((href, at) => `<item id="i${at}" href="${encodeURI(href)}" media-type="application/xhtml+xml"/>`)
        .join('')}</manifest><spine>${Object.keys(pages)
        .map((_, at) => `<itemref idref="i${at}"/>`)
        .join('')}</spine></package>`,
      ...Object.fromEntries(Object.entries(pages).map(([href, page]) => [`OEBPS/${href}`, page])),
    });

  test('of Word gives its headings and paragraphs', async () => {
    const bytes = word(
      paragraph('One', 'Heading1') + paragraph('Anna: It began.') + paragraph('Anna: It ended.'),
    );
    expect(await short('a.docx', bytes)).toEqual(['chapter|One', 'Anna: It began.', 'Anna: It ended.']);
  });

  test('that is a book gives its chapters in order, and no word of its looks', async () => {
    const bytes = book({
      'two words.xhtml':
        '<html><head><title>no</title><style>p{}</style></head><body><h1>One</h1><p>It &amp; <i>began</i>.</p></body></html>',
      'b.xhtml': '<html><body><h2>Two</h2><p>It<sup>1</sup> ended.</p></body></html>',
    });
    expect(await short('a.epub', bytes)).toEqual(['chapter|One', 'It & began.', 'chapter|Two', 'It ended.']);
  });

  test('that is damaged, of the old kind, or no text is refused by name', async () => {
    const reason = (name: string, bytes: Uint8Array) =>
      read(name, bytes).then(
        () => 'read',
        (thrown: unknown) => {
          const { code, values } = StudioError.from(thrown);
          return `${code} ${String(values.why)}`;
        },
      );
    expect(await reason('a.docx', zipOf({ 'a.txt': 'x' }))).toBe('script-file-invalid damaged');
    expect(await reason('a.docx', word('').subarray(0, 300))).toMatch(/^archive-unreadable/);
    expect(await reason('a.doc', Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1]))).toBe(
      'script-file-invalid old',
    );
    expect(await reason('a.txt', new Uint8Array())).toBe('script-file-invalid empty');
    expect(await reason('a.txt', new TextEncoder().encode(' \n\n'))).toBe('script-file-invalid empty');
    const noise = deflateRawSync(Buffer.alloc(2000, 'abc'));
    expect(await reason('a.txt', Uint8Array.from([...noise, 0, 1, 2, 3, 4, 5]))).toBe(
      'script-file-invalid no-text',
    );
    expect(await reason('a.txt', new Uint8Array(51 * 1024 * 1024))).toBe('script-file-invalid large');
  });

  test('whatever is in it ends in lines or in a named error', async () => {
    const good = [
      word(paragraph('One', 'Heading1') + paragraph('Two')),
      book({ 'a.xhtml': '<html><body><p>x</p></body></html>' }),
    ];
    let seed = 7;
    const random = (below: number) => (seed = (seed * 48_271) % 0x7fffffff) % below;
    for (let round = 0; round < 200; round++) {
      const bytes = Uint8Array.from(good[round % 2]!);
      for (let at = 0; at < 4; at++) bytes[random(bytes.length)] = random(256);
      const name = round % 2 === 0 ? 'a.docx' : 'a.epub';
      const ended = await read(name, bytes).then(
        () => 'read',
        (thrown: unknown) => StudioError.from(thrown).code,
      );
      expect(ended).toMatch(/^(read|script-file-invalid|archive-(unreadable|unsafe|too-large))$/);
    }
  });
});
