import { isUtf8 } from 'node:buffer';
import { analyse } from 'chardet';
import { scriptFileInvalid } from './script-file-errors';

export interface DecodedText {
  readonly text: string;
  /** As a person knows it, e.g. "UTF-8". */
  readonly encoding: string;
}

/** Byte order marks, longest first. */
const MARKS: readonly (readonly [readonly number[], string])[] = [
  [[0xef, 0xbb, 0xbf], 'utf-8'],
  [[0xff, 0xfe], 'utf-16le'],
  [[0xfe, 0xff], 'utf-16be'],
];
/** Enough to judge by. */
const SAMPLE_BYTES = 64 * 1024;
/** What no text has: control characters but for white space, and what could not be decoded. */
const CONTROLS = /(?!\s)[\p{Cc}\uFFFD]/gu;
/** Control characters that no text has: more than this share of them is a file of another kind. */
const MOST_CONTROLS = 0.01;

/**
 * @returns the text, whatever it was written in, with line ends as `\n`
 * @throws StudioError 'script-file-invalid' for what is no text
 */
export function decodeText(bytes: Uint8Array, name: string): DecodedText {
  const encoding = encodingOf(bytes);
  let text: string;
  try {
    text = new TextDecoder(encoding).decode(bytes);
  } catch (thrown) {
    throw scriptFileInvalid('encoding', name, { encoding }, thrown);
  }
  const controls = text.match(CONTROLS)?.length ?? 0;
  if (controls > text.length * MOST_CONTROLS) throw scriptFileInvalid('no-text', name);
  return { text: text.replace(/\r\n?/g, '\n'), encoding: encoding.toUpperCase() };
}

function encodingOf(bytes: Uint8Array): string {
  const mark = MARKS.find(([start]) => start.every((byte, at) => bytes[at] === byte));
  if (mark) return mark[1];
  if (isUtf8(bytes)) return 'utf-8';
  const [best] = analyse(bytes.subarray(0, SAMPLE_BYTES));
  // of the Chinese ones GB18030 reads all that GB2312 and GBK write
  const named = best?.name ?? 'gb18030';
  return /^(gb|hz|iso-2022-cn)/i.test(named) ? 'gb18030' : named.toLowerCase();
}
