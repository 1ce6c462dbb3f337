import { endsWithAbbreviation, inShortQuotation, wordsIn } from '../../text/abbreviations';

/** Longest piece that a synthesizer is given at once, characters. */
export const LONGEST_PIECE = 200;

const ENDS = new Set('.!?。！？；;…।\n');
const CLOSERS = new Set('"\'”’»」』）)]】》');
const BREATHS = /[,，、:：;；—–]\s*$/u;
/**
 * Sentences with their punctuation, none longer than `LONGEST_PIECE` characters: longer ones are cut after a comma,
 * else at a space, else between words. Pieces are trimmed and never empty; together they hold every visible character.
 */
export function splitSentences(text: string): string[] {
  const sentences: string[] = [];
  let current = '';
  const characters = Array.from(text);
  const quoted = inShortQuotation(text);
  let at = 0;
  characters.forEach((character, index) => {
    current += character;
    at += character.length;
    if (quoted(at - 1)) return;
    if (!ENDS.has(character) && !(CLOSERS.has(character) && endsSentence(current))) return;
    const next = characters[index + 1] ?? '\n';
    if (ENDS.has(next) || CLOSERS.has(next)) return;
    if (character === '.' && !isFullStop(current, next)) return;
    sentences.push(current);
    current = '';
  });
  sentences.push(current);
  return sentences
    .map((sentence) => sentence.trim())
    .filter((sentence) => sentence !== '')
    .flatMap(cutLong);
}

function endsSentence(text: string): boolean {
  return ENDS.has(Array.from(text.replace(/["'”’»」』）)\]】》]+$/u, '')).at(-1) ?? '');
}

/** A dot inside a number, a name or an abbreviation ends nothing. */
function isFullStop(upToDot: string, next: string): boolean {
  return /\s/u.test(next) && !endsWithAbbreviation(upToDot);
}

function cutLong(sentence: string): string[] {
  const characters = Array.from(sentence);
  const pieces: string[] = [];
  while (characters.length > LONGEST_PIECE) {
    const at = cutAt(characters.slice(0, LONGEST_PIECE));
    pieces.push(characters.splice(0, at).join('').trim());
  }
  pieces.push(characters.join('').trim());
  return pieces.filter((piece) => piece !== '');
}

/** @returns how many of these characters make the first piece; at least a quarter of them. */
function cutAt(characters: readonly string[]): number {
  const least = characters.length / 4;
  const last = (test: (upTo: string) => boolean): number => {
    for (let at = characters.length; at > least; at--)
      if (test(characters.slice(Math.max(0, at - 2), at).join(''))) return at;
    return 0;
  };
  return (
    last((tail) => BREATHS.test(tail)) ||
    last((tail) => /\s$/u.test(tail)) ||
    wordEnd(characters, least) ||
    characters.length
  );
}

/** @returns how many characters end with the last word but one; 0 when that leaves too few */
function wordEnd(characters: readonly string[], least: number): number {
  const whole = wordsIn(characters.join('')).slice(0, -1).join('');
  const count = Array.from(whole).length;
  return count > least ? count : 0;
}
