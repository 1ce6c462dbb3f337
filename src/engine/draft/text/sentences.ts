/** Longest piece that a synthesizer is given at once, characters. */
export const LONGEST_PIECE = 200;

const ENDS = new Set('.!?。！？；;…।\n');
const CLOSERS = new Set('"\'”’»」』）)]】》');
const BREATHS = /[,，、:：;；—–]\s*$/u;
const ABBREVIATIONS = new Set(
  [
    'mr',
    'mrs',
    'ms',
    'dr',
    'prof',
    'st',
    'vs',
    'etc',
    'no',
    'fig',
    'e.g',
    'i.e',
    'inc',
    'jr',
    'sr',
    'approx',
  ].concat(['ca', 'nr', 'str', 'bzw', 'sra', 'sig']),
);

/**
 * Sentences with their punctuation, none longer than `LONGEST_PIECE` characters: longer ones are cut after a comma,
 * else at a space, else anywhere. Pieces are trimmed and never empty; together they hold every visible character.
 */
export function splitSentences(text: string): string[] {
  const sentences: string[] = [];
  let current = '';
  const characters = Array.from(text);
  characters.forEach((character, index) => {
    current += character;
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
  if (!/\s/u.test(next)) return false;
  const word = /(\S+)\.$/u.exec(upToDot)?.[1]?.toLowerCase() ?? '';
  return !ABBREVIATIONS.has(word) && !/^\p{L}(?:\.\p{L})*$/u.test(word);
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
  return last((tail) => BREATHS.test(tail)) || last((tail) => /\s$/u.test(tail)) || characters.length;
}
