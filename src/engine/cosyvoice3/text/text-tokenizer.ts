import { readFile } from 'node:fs/promises';
import { StudioError, type ErrorValues } from '#contract/errors';
import { BytePairMerger, byteCharacters } from './byte-pairs';
import { cutAtSpecialTokens, specialTokens } from '../../text/special-tokens';

/** Merges of the published CosyVoice-BlankEN tokenizer: Qwen2's without those that join Chinese characters. */
export const PUBLISHED_MERGES = 134_935;
/** Merges of the Qwen2 tokenizer that is easily mistaken for it. */
const STOCK_QWEN2_MERGES = 151_387;

/** Unicode White_Space, which differs from JavaScript's \s in U+0085 and U+FEFF. */
const SPACE = '\\t-\\r \\u0085\\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000';

/** Qwen2's pre-tokens: a contraction, a word with the character before it, one digit, punctuation, line ends, spaces. */
const preToken = new RegExp(
  [
    `'[sS]|'[tT]|'[rR][eE]|'[vV][eE]|'[mM]|'[lL][lL]|'[dD]`,
    `[^\\r\\n\\p{L}\\p{N}]?\\p{L}+`,
    `\\p{N}`,
    ` ?[^${SPACE}\\p{L}\\p{N}]+[\\r\\n]*`,
    `[${SPACE}]*[\\r\\n]+`,
    `[${SPACE}]+(?![^${SPACE}])`,
    `[${SPACE}]+`,
  ].join('|'),
  'gu',
);

/** Text to text tokens and back: Qwen2's byte-level encoding plus the special tokens of CosyVoice 3. */
export class TextTokenizer {
  private readonly encoder = new TextEncoder();
  private readonly byteIds: readonly number[];
  private readonly merger: BytePairMerger;
  private readonly vocab: ReadonlyMap<string, number>;
  /** Tokens by id, made when something is decoded first. */
  private texts: ReadonlyMap<number, string> | undefined;

  /**
   * @param vocabJson content of vocab.json    @param mergesText content of merges.txt
   * @param expectedMerges merges that the pack's manifest promises
   * @throws StudioError 'pack-tokenizer-mismatch' when the files are not that tokenizer
   */
  constructor(vocabJson: string, mergesText: string, expectedMerges = PUBLISHED_MERGES) {
    const vocab = parseVocab(vocabJson);
    this.vocab = vocab;
    const merges = parseMerges(mergesText);
    checkMergeCount(merges.length, expectedMerges);
    const idOf = (token: string): number => {
      const id = vocab.get(token);
      if (id !== undefined) return id;
      throw mismatch({ why: 'no-token', token: JSON.stringify(token) });
    };
    this.byteIds = byteCharacters.map(idOf);
    const idCount = [...vocab.values()].reduce((most, id) => Math.max(most, id), 0) + 1;
    this.merger = new BytePairMerger(
      idCount,
      merges.map(([left, right]) => [idOf(left), idOf(right), idOf(left + right)]),
    );
  }

  /** Reads the two files of a pack. @throws StudioError 'pack-file-missing', 'pack-tokenizer-mismatch' */
  static async open(
    vocabFile: string,
    mergesFile: string,
    expectedMerges = PUBLISHED_MERGES,
  ): Promise<TextTokenizer> {
    const [vocab, merges] = await Promise.all([vocabFile, mergesFile].map(readPackText));
    return new TextTokenizer(vocab!, merges!, expectedMerges);
  }

  /** No prefix space, no begin or end token; everything but special tokens is brought to NFC first. */
  encode(text: string): number[] {
    const ids: number[] = [];
    for (const stretch of cutAtSpecialTokens(text)) {
      if (stretch.special) ids.push(stretch.special.id);
      else this.encodeOrdinary(stretch.text.normalize('NFC'), ids);
    }
    return ids;
  }

  /** @returns the text of these tokens; bytes that are not UTF-8, as a cut character leaves them, become U+FFFD */
  decode(ids: readonly number[]): string {
    this.texts ??= new Map([...this.vocab].map(([token, id]) => [id, token]));
    const bytes: number[] = [];
    for (const id of ids) {
      const special = specialTexts.get(id);
      if (special !== undefined) bytes.push(...this.encoder.encode(special));
      else for (const character of this.texts.get(id) ?? '') bytes.push(bytesByCharacter.get(character) ?? 0);
    }
    return new TextDecoder('utf-8', { ignoreBOM: true }).decode(Uint8Array.from(bytes));
  }

  private encodeOrdinary(text: string, ids: number[]): void {
    for (const [word] of text.matchAll(preToken)) {
      const symbols = Array.from(this.encoder.encode(word), (byte) => this.byteIds[byte]!);
      for (const id of this.merger.merge(symbols)) ids.push(id);
    }
  }
}

const specialTexts = new Map(specialTokens.map(({ id, token }) => [id, token]));
const bytesByCharacter = new Map(byteCharacters.map((character, byte) => [character, byte]));

function parseVocab(json: string): Map<string, number> {
  let parsed: unknown;
  try {
    parsed = JSON.parse(json);
  } catch (cause) {
    throw mismatch({ why: 'vocab-json' }, cause);
  }
  const entries = Object.entries(parsed ?? {});
  if (entries.every((entry): entry is [string, number] => Number.isSafeInteger(entry[1]) && entry[1] >= 0)) {
    return new Map(entries);
  }
  throw mismatch({ why: 'vocab-ids' });
}

/** One merge a line, most eager first; line ends may be CRLF, a first line may give a version. */
function parseMerges(text: string): (readonly [left: string, right: string])[] {
  const lines = text.split('\n').map((line) => line.replace(/\r$/, ''));
  if (lines[0]?.startsWith('#version')) lines.shift();
  return lines
    .filter((line) => line !== '')
    .map((line) => {
      const [left, right, ...rest] = line.split(' ');
      if (left && right && rest.length === 0) return [left, right];
      throw mismatch({ why: 'merge-line', line: JSON.stringify(line) });
    });
}

function checkMergeCount(found: number, expected: number): void {
  if (found === expected) return;
  throw mismatch({ why: found === STOCK_QWEN2_MERGES ? 'stock-merges' : 'merges', found, expected });
}

const mismatch = (values: ErrorValues, cause?: unknown) =>
  new StudioError('pack-tokenizer-mismatch', values, cause);

async function readPackText(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (cause) {
    throw new StudioError('pack-file-missing', { file }, cause);
  }
}
