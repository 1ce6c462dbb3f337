/** Spelt alike, spoken apart, in ARPAbet: as a verb, and otherwise. Readings that hardly occur are left out. */
const HOMOGRAPHS: Readonly<Record<string, readonly [asVerb: string, otherwise: string]>> = {
  abuse: ['AH0 B Y UW1 Z', 'AH0 B Y UW1 S'],
  close: ['K L OW1 Z', 'K L OW1 S'],
  conduct: ['K AH0 N D AH1 K T', 'K AA1 N D AH0 K T'],
  conflict: ['K AH0 N F L IH1 K T', 'K AA1 N F L IH0 K T'],
  content: ['K AH0 N T EH1 N T', 'K AA1 N T EH0 N T'],
  contract: ['K AH0 N T R AE1 K T', 'K AA1 N T R AE2 K T'],
  contrast: ['K AH0 N T R AE1 S T', 'K AA1 N T R AE0 S T'],
  decrease: ['D IH0 K R IY1 S', 'D IY1 K R IY2 S'],
  desert: ['D IH0 Z ER1 T', 'D EH1 Z ER0 T'],
  duplicate: ['D UW1 P L AH0 K EY2 T', 'D UW1 P L AH0 K AH0 T'],
  estimate: ['EH1 S T AH0 M EY2 T', 'EH1 S T AH0 M AH0 T'],
  excuse: ['IH0 K S K Y UW1 Z', 'IH0 K S K Y UW1 S'],
  export: ['IH0 K S P AO1 R T', 'EH1 K S P AO0 R T'],
  graduate: ['G R AE1 JH AH0 W EY2 T', 'G R AE1 JH AH0 W AH0 T'],
  import: ['IH2 M P AO1 R T', 'IH1 M P AO2 R T'],
  increase: ['IH0 N K R IY1 S', 'IH1 N K R IY2 S'],
  insult: ['IH0 N S AH1 L T', 'IH1 N S AH2 L T'],
  lead: ['L IY1 D', 'L IY1 D'],
  live: ['L IH1 V', 'L AY1 V'],
  lives: ['L IH1 V Z', 'L AY1 V Z'],
  moderate: ['M AA1 D ER0 EY2 T', 'M AA1 D ER0 AH0 T'],
  object: ['AH0 B JH EH1 K T', 'AA1 B JH EH0 K T'],
  permit: ['P ER0 M IH1 T', 'P ER1 M IH2 T'],
  present: ['P R IY0 Z EH1 N T', 'P R EH1 Z AH0 N T'],
  presents: ['P R IY0 Z EH1 N T S', 'P R EH1 Z AH0 N T S'],
  produce: ['P R AH0 D UW1 S', 'P R OW1 D UW0 S'],
  progress: ['P R AH0 G R EH1 S', 'P R AA1 G R EH0 S'],
  project: ['P R AH0 JH EH1 K T', 'P R AA1 JH EH0 K T'],
  protest: ['P R AH0 T EH1 S T', 'P R OW1 T EH2 S T'],
  rebel: ['R IH0 B EH1 L', 'R EH1 B AH0 L'],
  record: ['R IH0 K AO1 R D', 'R EH1 K ER0 D'],
  records: ['R IH0 K AO1 R D Z', 'R EH1 K ER0 D Z'],
  refuse: ['R AH0 F Y UW1 Z', 'R EH1 F Y UW2 Z'],
  separate: ['S EH1 P ER0 EY2 T', 'S EH1 P ER0 IH0 T'],
  subject: ['S AH0 B JH EH1 K T', 'S AH1 B JH IH0 K T'],
  suspect: ['S AH0 S P EH1 K T', 'S AH1 S P EH2 K T'],
  tear: ['T EH1 R', 'T IH1 R'],
  tears: ['T EH1 R Z', 'T IH1 R Z'],
  use: ['Y UW1 Z', 'Y UW1 S'],
  uses: ['Y UW1 Z IH0 Z', 'Y UW1 S IH0 Z'],
  wind: ['W AY1 N D', 'W IH1 N D'],
};
const READ = { present: 'R IY1 D', past: 'R EH1 D' } as const;

const words = (list: string): ReadonlySet<string> => new Set(list.split(' '));
const BEFORE_VERBS = words(
  "to will would can could shall should must may might do does did don't doesn't didn't won't can't couldn't i you we they who let's please never not always often he she it",
);
const DETERMINERS = words(
  'the a an this that these those my your his her its our their some any all many it them me',
);
/** Verbs unless a determiner stands before them: "the team lives here", "their lives". */
const MOSTLY_VERBS = words('live lives');
const BEFORE_PARTICIPLES = words(
  "have has had i've you've we've they've was were been be is are having being he she just",
);
const MAYBE_PAST = words('i you we they who');
const PAST = /\b(?:yesterday|ago|last (?:night|week|month|year|time)|before|earlier)\b/;

/**
 * Decides by the words around, as far as that is cheap.
 * @param sentence its words in lower case
 * @returns ARPAbet; undefined when the word has one reading
 */
export function homograph(sentence: readonly string[], at: number): string | undefined {
  const word = sentence[at]!;
  const previous = sentence[at - 1];
  if (word === 'read') return isPast(previous, sentence) ? READ.past : READ.present;
  if (!Object.hasOwn(HOMOGRAPHS, word)) return undefined;
  const [asVerb, otherwise] = HOMOGRAPHS[word]!;
  if (MOSTLY_VERBS.has(word)) return DETERMINERS.has(previous ?? '') ? otherwise : asVerb;
  // "Close the door", "Record your voice"
  const isCommand = previous === undefined && DETERMINERS.has(sentence[at + 1] ?? '');
  return isCommand || BEFORE_VERBS.has(previous ?? '') ? asVerb : otherwise;
}

function isPast(previous: string | undefined, sentence: readonly string[]): boolean {
  if (previous === undefined) return false;
  return BEFORE_PARTICIPLES.has(previous) || (MAYBE_PAST.has(previous) && PAST.test(sentence.join(' ')));
}
