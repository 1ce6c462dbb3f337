import { endsWithAbbreviation, heldTogether, inShortQuotation, wordsIn } from '../../text/abbreviations';

/** Longest piece that a synthesizer is given at once, characters. */
export const LONGEST_PIECE = 200;

const ENDS = new Set('.!?。！？；;…।\n');
const CLOSERS = new Set('"\'”’»」』）)]】》');
const BREATHS = /[,，、:：;；—–]\s*$/u;
/**
 * Sentences with their punctuation, none longer than `LONGEST_PIECE` characters: longer ones are cut after a comma,
 * else at a space, else between words. Pieces are trimmed and never empty; together they hold every visible character.
 * @param isInsideToken whether a place of the text, UTF-16, lies inside the words of one typed token: no place to cut
 */
export function splitSentences(text: string, isInsideToken: (at: number) => boolean = () => false): string[] {
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
    if (character === '.' && !isFullStop(current, next, characters[index + 2])) return;
    sentences.push(current);
    current = '';
  });
  sentences.push(current);
  let from = 0;
  return sentences.flatMap((sentence) => {
    const start = from;
    from += sentence.length;
    return cutLong(sentence, (place) => isInsideToken(start + place));
  });
}

function endsSentence(text: string): boolean {
  return ENDS.has(Array.from(text.replace(/["'”’»」』）)\]】》]+$/u, '')).at(-1) ?? '');
}

/** A dot inside a number, a name or an abbreviation ends nothing. */
function isFullStop(upToDot: string, next: string, first = ''): boolean {
  return /\s/u.test(next) && !endsWithAbbreviation(upToDot, first);
}

function cutLong(sentence: string, isInsideToken: (at: number) => boolean): string[] {
  const characters = Array.from(sentence.trim());
  let from = sentence.length - sentence.trimStart().length;
  const pieces: string[] = [];
  while (characters.length > LONGEST_PIECE) {
    const start = from;
    const piece = characters.splice(
      0,
      cutAt(characters, (place) => isInsideToken(start + place)),
    );
    from += piece.join('').length;
    pieces.push(piece.join('').trim());
  }
  pieces.push(characters.join('').trim());
  return pieces.filter((piece) => piece !== '');
}

/** @returns how many of these characters make the first piece; at least a quarter of the longest. */
function cutAt(characters: readonly string[], isInsideToken: (at: number) => boolean): number {
  const text = characters.join('');
  const isHeld = heldTogether(text);
  return (
    lastCut(characters, (place) => isHeld(place) || isInsideToken(place)) ||
    // a token that is too long by itself
    lastCut(characters, isHeld) ||
    LONGEST_PIECE
  );
}

/** @returns how many characters stand before the last place to cut: a comma, else a space, else a word's end; 0 without */
function lastCut(characters: readonly string[], isHeld: (at: number) => boolean): number {
  const least = LONGEST_PIECE / 4;
  const last = (test: (upTo: string) => boolean): number => {
    for (let at = LONGEST_PIECE; at > least; at--)
      if (test(characters.slice(Math.max(0, at - 2), at).join('')) && !isHeld(placeOf(characters, at)))
        return at;
    return 0;
  };
  return (
    last((tail) => BREATHS.test(tail)) ||
    last((tail) => /\s$/u.test(tail)) ||
    wordEnd(characters.join(''), isHeld, least)
  );
}

const placeOf = (characters: readonly string[], at: number): number =>
  characters.slice(0, at).join('').length;

/** @returns how many characters end with the last word that fits; 0 when that leaves too few */
function wordEnd(text: string, isHeld: (at: number) => boolean, least: number): number {
  let [count, place, found] = [0, 0, 0];
  for (const word of wordsIn(text)) {
    count += Array.from(word).length;
    if (count > LONGEST_PIECE) break;
    place += word.length;
    if (count > least && !isHeld(place)) found = count;
  }
  return found;
}
