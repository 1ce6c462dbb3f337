import { readFile } from 'node:fs/promises';
import { z } from 'zod';

/** Trees of questions, one for each letter, as `scripts/build-letter-to-sound.py` grows and writes them. */
const fileSchema = z.object({ chunks: z.array(z.string()), trees: z.record(z.string(), z.string()) });

const FIRST_CHUNK = 0x100;
const EDGE = '#';
const MOST_VOWELS = 2;

/** How words sound that no dictionary has: half of the names come out exactly, most of the others nearly. */
export class LetterToSound {
  private constructor(
    private readonly chunks: readonly string[],
    private readonly trees: Readonly<Record<string, string>>,
  ) {}

  static async load(path: string): Promise<LetterToSound> {
    const { chunks, trees } = fileSchema.parse(JSON.parse(await readFile(path, 'utf8')));
    return new LetterToSound(chunks, trees);
  }

  /** @param word a-z only  @returns ARPAbet with one primary stress; empty when all of its letters are silent */
  say(word: string): string {
    const decided: string[] = [];
    for (let at = word.length - 1; at >= 0; at--) decided.unshift(this.decide(word, at, decided));
    return withPrimaryStress(
      decided.filter((chunk) => chunk !== '').flatMap((chunk) => chunk.split(' ')),
    ).join(' ');
  }

  /** @returns none, one or two symbols */
  private decide(word: string, at: number, decided: readonly string[]): string {
    const tree = this.trees[word[at]!]!;
    let chunk = tree.charCodeAt(0);
    let place = 1;
    for (const answer of this.answers(word, at, decided)) {
      while (place < tree.length && tree[place] !== ')' && tree[place] !== answer)
        place = behind(tree, place);
      if (tree[place] !== answer) break;
      chunk = tree.charCodeAt(place + 1);
      place += 2;
    }
    return this.chunks[chunk - FIRST_CHUNK]!;
  }

  /** In the order in which the trees ask. @param decided chunks to the right, the nearest first */
  private answers(word: string, at: number, decided: readonly string[]): string[] {
    const letter = (step: number) => word[at + step] ?? EDGE;
    const stressed = decided.some((chunk) => chunk.includes('1'));
    const vowels = decided.filter((chunk) => /\d/.test(chunk)).length;
    const heard = decided.find((chunk) => chunk !== '');
    return [
      letter(1),
      letter(-1),
      String((stressed ? 3 : 0) + Math.min(MOST_VOWELS, vowels)),
      letter(2),
      letter(-2),
      letter(-3),
      heard === undefined ? EDGE : String.fromCharCode(FIRST_CHUNK + this.chunks.indexOf(heard)),
      letter(3),
      letter(-4),
      letter(4),
      letter(-5),
    ];
  }
}

/** @returns the place behind the branch that begins here: answer, class, branches, bracket */
function behind(tree: string, start: number): number {
  let place = start + 2;
  while (tree[place] !== ')') place = behind(tree, place);
  return place + 1;
}

/** Every word has a syllable that stands out: the first one of those that nearly do. */
function withPrimaryStress(symbols: readonly string[]): readonly string[] {
  if (symbols.some((symbol) => symbol.endsWith('1'))) return symbols;
  const secondary = symbols.findIndex((symbol) => symbol.endsWith('2'));
  const chosen = secondary < 0 ? symbols.findIndex((symbol) => /\d$/.test(symbol)) : secondary;
  return symbols.map((symbol, at) => (at === chosen ? `${symbol.slice(0, -1)}1` : symbol));
}
