import { READING } from './markers';

/** Writing systems that a text is split by. */
type Script = 'han' | 'kana' | 'hangul' | 'latin' | 'cyrillic' | 'greek' | 'devanagari' | 'other';

export interface ScriptRun {
  readonly script: Script;
  readonly text: string;
}

const SCRIPTS: readonly (readonly [Script, RegExp])[] = [
  ['kana', /[\p{Script=Hiragana}\p{Script=Katakana}ー]/u],
  ['han', new RegExp(`\\p{Script=Han}|${READING.source}`, 'u')],
  ['hangul', /\p{Script=Hangul}/u],
  ['latin', /\p{Script=Latin}/u],
  ['cyrillic', /\p{Script=Cyrillic}/u],
  ['greek', /\p{Script=Greek}/u],
  ['devanagari', /\p{Script=Devanagari}/u],
  ['other', /\p{L}/u],
];
/** Digits next to these are read in their language even when a Latin word stands between. */
const NUMBER_READERS: readonly Script[] = ['han', 'kana', 'hangul'];

/**
 * Runs of one writing system, in order; together they are the text. Kana and Han stay one run, as Japanese mixes them.
 * Marks and spaces stay with what they follow. Digits belong to the Latin word they touch (“MP3”), otherwise to the
 * East Asian script of the text if it has one.
 */
export function scriptRuns(text: string): ScriptRun[] {
  const kinds = Array.from(text, (character) => ({ character, script: scriptOf(character) }));
  const main = NUMBER_READERS.find((script) => kinds.some((kind) => kind.script === script));
  const runs: { script: Script | undefined; text: string }[] = [];
  kinds.forEach(({ character, script }, index) => {
    const current = runs.at(-1);
    const belongs = script ?? (isDigit(character) && !touchesLatin(kinds, index) ? main : undefined);
    if (
      !current ||
      (belongs !== undefined && current.script !== undefined && !together(current.script, belongs))
    )
      runs.push({ script: belongs, text: character });
    else {
      current.text += character;
      if (current.script === undefined || belongs === 'kana') current.script = belongs;
    }
  });
  return runs.map((run) => ({ script: run.script ?? 'latin', text: run.text }));
}

function scriptOf(character: string): Script | undefined {
  return SCRIPTS.find(([, letters]) => letters.test(character))?.[0];
}

function together(a: Script, b: Script): boolean {
  return a === b || (a === 'han' && b === 'kana') || (a === 'kana' && b === 'han');
}

function isDigit(character: string): boolean {
  return /\p{N}/u.test(character);
}

/** Whether a digit hangs on a Latin letter, with nothing but digits between. */
function touchesLatin(
  kinds: readonly { readonly character: string; readonly script: Script | undefined }[],
  index: number,
): boolean {
  const reach = (step: number): boolean => {
    let at = index + step;
    while (kinds[at] && isDigit(kinds[at]!.character)) at += step;
    return kinds[at]?.script === 'latin';
  };
  return reach(-1) || reach(1);
}
