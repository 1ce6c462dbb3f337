import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import table from '../../../resources/cosyvoice3/special-tokens.json';

/** Text tokens by string replacement: the slowest byte-pair encoding that is still correct. */
export function referenceTokenizer(packDir: string): (text: string) => number[] {
  const vocab = JSON.parse(readFileSync(join(packDir, 'vocab.json'), 'utf8')) as Record<string, number>;
  const merges = readFileSync(join(packDir, 'merges.txt'), 'utf8')
    .split(/\r?\n/)
    .filter((line) => line !== '');
  const specials = new Map(table.tokens.map(([id, token]) => [token as string, id as number]));
  const visible = byteSymbols();

  const encodeWord = (word: string): number[] => {
    let symbols = Array.from(new TextEncoder().encode(word), (byte) => visible[byte]!);
    for (const merge of merges) {
      const [left, right] = merge.split(' ');
      const joined: string[] = [];
      for (let i = 0; i < symbols.length; i++) {
        const pair = symbols[i] === left && symbols[i + 1] === right;
        joined.push(pair ? symbols[i]! + symbols[++i]! : symbols[i]!);
      }
      symbols = joined;
    }
    return symbols.map((symbol) => vocab[symbol]!);
  };
  return (text) =>
    text.split(/(<\|endofprompt\|>|\[breath\])/).flatMap((part) => {
      const special = specials.get(part);
      if (special !== undefined) return [special];
      return (part.match(/[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}| ?[^\s\p{L}\p{N}]+|\s+/gu) ?? []).flatMap(
        encodeWord,
      );
    });
}

function byteSymbols(): string[] {
  const kept = [...range(33, 126), ...range(161, 172), ...range(174, 255)];
  const symbols: string[] = [];
  let extra = 256;
  for (let byte = 0; byte < 256; byte++)
    symbols.push(String.fromCharCode(kept.includes(byte) ? byte : extra++));
  return symbols;
}

const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, i) => from + i);
