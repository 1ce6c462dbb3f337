import { StudioError } from '#contract/errors';
import { lexiconKinds, type LexiconEntry, type LexiconFormat } from '#contract/lexicon';

/** One line or lexeme of a file, not checked yet. */
export interface FoundEntry {
  /** From 1. */
  readonly at: number;
  readonly word: string;
  readonly reading: string;
  readonly kind?: string;
  readonly language?: string;
  readonly scope?: string;
  readonly scopeId?: string;
}

const COLUMNS = ['word', 'reading', 'kind', 'language', 'scope', 'scopeId'] as const;
/** PLS names alphabets of its own with x-. */
const ALPHABET = /^x-(?:.*-)?(pinyin|kana|cmu)$/;

/** @throws StudioError 'lexicon-file-invalid' for what is neither CSV nor PLS */
export function readLexiconFile(name: string, bytes: Uint8Array): FoundEntry[] {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    throw invalid(name, 'not-utf8', cause);
  }
  const found = /<lexicon[\s>]/.test(text) ? readPls(text) : readCsv(name, text);
  if (found.length === 0) throw invalid(name, 'no-entry');
  return found;
}

export function writeLexiconFile(format: LexiconFormat, entries: readonly LexiconEntry[]) {
  const text = format === 'csv' ? writeCsv(entries) : writePls(entries);
  return {
    name: `lexicon.${format}`,
    type: format === 'csv' ? 'text/csv' : 'application/pls+xml',
    bytes: new TextEncoder().encode(text),
  };
}

function invalid(file: string, why: 'not-utf8' | 'no-entry' | 'no-reading', cause?: unknown): StudioError {
  return new StudioError('lexicon-file-invalid', { why, file }, cause);
}

/** The first line names the columns; without one they are in the order of COLUMNS. */
function readCsv(name: string, text: string): FoundEntry[] {
  const rows = csvRows(text.replace(/^\ufeff/, ''));
  const named = rows[0]?.map((cell) => cell.trim().toLowerCase()) ?? [];
  const head = named.map((name) => (name === 'scopeid' ? 'scopeId' : name));
  const columns: readonly string[] = head.includes('word') ? head : COLUMNS;
  if (!columns.includes('reading')) throw invalid(name, 'no-reading');
  return rows.flatMap((cells, index): FoundEntry[] => {
    if ((index === 0 && columns === head) || cells.every((cell) => cell.trim() === '')) return [];
    const cell = (column: string) => cells[columns.indexOf(column)]?.trim() ?? '';
    const more = COLUMNS.slice(2).flatMap((column) => (cell(column) === '' ? [] : [[column, cell(column)]]));
    return [
      {
        at: index + 1,
        ...{ word: cell('word'), reading: cell('reading') },
        ...(Object.fromEntries(more) as Pick<FoundEntry, 'kind' | 'language' | 'scope' | 'scopeId'>),
      },
    ];
  });
}

/** RFC 4180: quoted cells may hold commas, quotes and line ends. */
function csvRows(text: string): string[][] {
  const rows: string[][] = [[]];
  for (const [, quoted, plain = '', end] of text.matchAll(
    /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n|\n|\r|$)/g,
  )) {
    rows.at(-1)!.push(quoted?.replaceAll('""', '"') ?? plain);
    if (end === '') break;
    if (end !== ',') rows.push([]);
  }
  return rows;
}

function writeCsv(entries: readonly LexiconEntry[]): string {
  const cell = (value: string) => (/[",\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value);
  // whoever keeps all words in the library sees nothing of scopes
  const columns = entries.every(({ scope }) => scope === 'library') ? COLUMNS.slice(0, 4) : COLUMNS;
  const lines = entries.map((entry) => columns.map((column) => cell(entry[column] ?? '')).join(','));
  return `${[columns.join(','), ...lines].join('\r\n')}\r\n`;
}

function readPls(text: string): FoundEntry[] {
  const whole = languageOf(/<lexicon\b([^>]*)>/.exec(text)?.[1]);
  const alphabet = /<lexicon\b[^>]*\balphabet\s*=\s*"([^"]*)"/.exec(text)?.[1] ?? '';
  return Array.from(
    text.replace(/<!--[\s\S]*?-->/g, '').matchAll(/<lexeme\b([^>]*)>([\s\S]*?)<\/lexeme>/g),
  ).flatMap(([, attributes, body = ''], index): FoundEntry[] => {
    const alias = contentOf(body, 'alias');
    const phoneme = /<phoneme\b([^>]*)>([\s\S]*?)<\/phoneme>/.exec(body);
    const own = /\balphabet\s*=\s*"([^"]*)"/.exec(phoneme?.[1] ?? '')?.[1] ?? alphabet;
    const kind = alias === undefined ? (ALPHABET.exec(own)?.[1] ?? own) : 'respelling';
    const reading = alias ?? unescape(phoneme?.[2] ?? '').trim();
    const language = languageOf(attributes) ?? whole;
    return Array.from(body.matchAll(/<grapheme>([\s\S]*?)<\/grapheme>/g), ([, word = '']) => ({
      at: index + 1,
      ...{ word: unescape(word).trim(), reading, kind },
      ...(language === undefined ? {} : { language }),
      ...scopeOf(attributes),
    }));
  });
}

/** PLS knows no scopes; ours stand in a namespace of their own. */
function scopeOf(attributes = ''): Pick<FoundEntry, 'scope' | 'scopeId'> {
  const scope = /\bstudio:scope\s*=\s*"([^"]*)"/.exec(attributes)?.[1];
  const scopeId = /\bstudio:scope-id\s*=\s*"([^"]*)"/.exec(attributes)?.[1];
  return {
    ...(scope === undefined ? {} : { scope }),
    ...(scopeId === undefined ? {} : { scopeId: unescape(scopeId) }),
  };
}

/** `mul`: of several languages. */
function languageOf(attributes = ''): string | undefined {
  const tag = /\bxml:lang\s*=\s*"([^"]*)"/.exec(attributes)?.[1];
  return tag === 'mul' || tag === '' ? undefined : tag;
}

function contentOf(body: string, element: string): string | undefined {
  const content = new RegExp(`<${element}>([\\s\\S]*?)</${element}>`).exec(body)?.[1];
  return content === undefined ? undefined : unescape(content).trim();
}

const SIGNS: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function unescape(text: string): string {
  return text.replace(
    /&(?:#(\d{1,7})|#x([\da-f]{1,6})|(amp|lt|gt|quot|apos));/gi,
    (all, decimal, hex, name) => {
      if (typeof name === 'string') return SIGNS[name.toLowerCase()] ?? all;
      const code = typeof hex === 'string' ? parseInt(hex, 16) : Number(decimal);
      return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : all;
    },
  );
}

function writePls(entries: readonly LexiconEntry[]): string {
  const escape = (text: string) => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
  const lexemes = entries.map(({ word, reading, kind, language, scope, scopeId }) => {
    const tag = language === undefined ? '' : ` xml:lang="${escape(language)}"`;
    const said =
      kind === lexiconKinds[0]
        ? `<alias>${escape(reading)}</alias>`
        : `<phoneme alphabet="x-${kind}">${escape(reading)}</phoneme>`;
    const place =
      scopeId === undefined ? '' : ` studio:scope="${scope}" studio:scope-id="${escape(scopeId)}"`;
    return `  <lexeme${tag}${place}><grapheme>${escape(word)}</grapheme>${said}</lexeme>`;
  });
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<lexicon version="1.0" xmlns="http://www.w3.org/2005/01/pronunciation-lexicon" xmlns:studio="urn:cosyvoice-studio:lexicon" alphabet="ipa" xml:lang="mul">',
    ...lexemes,
    '</lexicon>',
    '',
  ].join('\n');
}
