/** A small byte-level tokenizer in the published format: 256 bytes and the merges that these sentences teach. */
const corpus = [
  'You are a helpful assistant. Please say a sentence as loudly as possible.',
  'Hello world, this is a small voice made of numbers. The quick brown fox jumps over the lazy dog.',
  'It was a bright cold day in April, and the clocks were striking thirteen.',
  '你好，今天天气很好。我们一起去公园散步吧。收到好友从远方寄来的生日礼物。',
  '希望你以后能够做的比我还好呦。请用四川话表达。请非常开心地说一句话。',
];

/** Like Qwen2's, but simpler: words with their space, single other characters. */
const words = / ?[A-Za-z]+|[^A-Za-z]/gu;
const MERGES = 320;

export interface Vocabulary {
  readonly vocabJson: string;
  readonly mergesText: string;
  readonly mergeCount: number;
  /** Ids below this are ordinary tokens. */
  readonly size: number;
}

export function buildVocabulary(): Vocabulary {
  const alphabet = byteAlphabet();
  const ids = new Map(alphabet.map((symbol, id) => [symbol, id]));
  const merges: string[] = [];
  let pieces = corpus.flatMap((line) =>
    [...line.matchAll(words)].map(([word]) =>
      Array.from(new TextEncoder().encode(word), (byte) => alphabet[byte]!),
    ),
  );
  while (merges.length < MERGES) {
    const pair = commonestPair(pieces);
    if (!pair) break;
    merges.push(pair);
    const merged = pair.replace(' ', '');
    if (!ids.has(merged)) ids.set(merged, ids.size);
    pieces = pieces.map((piece) => join(piece, pair));
  }
  return {
    vocabJson: JSON.stringify(Object.fromEntries(ids), null, 1),
    // the published copy has Windows line ends
    mergesText: merges.map((merge) => `${merge}\r\n`).join(''),
    mergeCount: merges.length,
    size: ids.size,
  };
}

function byteAlphabet(): string[] {
  const plain = (byte: number) => (byte >= 33 && byte <= 126) || (byte >= 161 && byte <= 172) || byte >= 174;
  let next = 256;
  return Array.from({ length: 256 }, (_, byte) => String.fromCodePoint(plain(byte) ? byte : next++));
}

function commonestPair(pieces: readonly string[][]): string | undefined {
  const counts = new Map<string, number>();
  for (const piece of pieces) {
    for (let i = 1; i < piece.length; i++) {
      const pair = `${piece[i - 1]!} ${piece[i]!}`;
      counts.set(pair, (counts.get(pair) ?? 0) + 1);
    }
  }
  let best: string | undefined;
  for (const [pair, count] of counts) if (best === undefined || count > counts.get(best)!) best = pair;
  return best;
}

function join(piece: readonly string[], pair: string): string[] {
  const joined: string[] = [];
  for (const symbol of piece) {
    if (joined.length > 0 && `${joined.at(-1)!} ${symbol}` === pair) joined.push(joined.pop()! + symbol);
    else joined.push(symbol);
  }
  return joined;
}
