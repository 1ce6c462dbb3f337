/** Written with a dot that ends no sentence, in lower case without it. */
const ABBREVIATIONS: ReadonlySet<string> = new Set(
  [
    'mr mrs ms dr prof st vs etc nos vol ch pp p e.g i.e inc ltd co corp jr sr approx dept est gen col capt lt sgt rev hon gov sen rep mt ft ave blvd rd al cf ed eds ca a.m p.m u.s u.k v maj apt eq oz tsp tbsp bros',
    'nr str hauptstr bzw z.b d.h u.a usw ggf evtl inkl zzgl tel hr fr abb bd jh mio mrd st vgl sog',
    'm mme mlle mm env av bd',
    'sra srta sr dra ud uds pág núm av',
    'sig sig.ra dott avv ing pag',
    'г гг тел ул им т.е т.д т.п др см стр руб тыс млн млрд',
  ]
    .join(' ')
    .split(' '),
);

/** Abbreviations that are words as well (he said no.): figures, by now in small letters, follow them. */
const BEFORE_FIGURES = /^(?:no|fig|op|cor|sec|ext|art|cl|ex|tab|prob|cap|chap|ed|pt|sect|dept)$/iu;

/** A short word without a vowel, as abbreviations are; what people utter has none either. */
const WITHOUT_VOWEL =
  /^(?!(?:hm+|sh+|brr+|psst|pfft|tv|pc|gym|my|by|why|try|cry|dry|fly|sky|shy)$)[b-df-hj-np-tv-xz]{2,5}$/u;

/**
 * Whether a dot behind this text belongs to an abbreviation, an initial or a number before a noun.
 * @param after what stands behind the dot: a small letter or a figure begins no sentence
 */
export function endsWithAbbreviation(upToDot: string, after = ''): boolean {
  const word = /([\p{Script=Latin}\p{Script=Cyrillic}\p{M}\p{N}.]+)\.$/u.exec(upToDot)?.[1] ?? '';
  // in "44 B C." the letters are spelled, and no initials
  if (/^\p{Lu}$/u.test(word) && /(?<!\p{L})\p{Lu} \p{Lu}\.$/u.test(upToDot)) return false;
  return (
    ABBREVIATIONS.has(word.toLowerCase()) ||
    /^\p{Lu}(?:\.\p{Lu})*$/u.test(word) ||
    (BEFORE_FIGURES.test(word) && /^\s*[\p{Ll}\d]/u.test(after)) ||
    (WITHOUT_VOWEL.test(word) && /^\s*[\p{Ll}\d]/u.test(after))
  );
}

/** Quotations that are shorter than this are never cut, characters. */
const SHORT_QUOTATION = 20;
const QUOTATION = /“[^“”]*”|"[^"]*"|「[^「」]*」|『[^『』]*』|«[^«»]*»|„[^„“”]*[“”]/gu;

/** @returns for each UTF-16 unit of a text whether it stands inside a short quotation, its last mark not counted */
export function inShortQuotation(text: string): (at: number) => boolean {
  const spans = Array.from(text.matchAll(QUOTATION))
    .filter(([quotation]) => Array.from(quotation).length - 2 < SHORT_QUOTATION)
    .map(({ 0: quotation, index }) => ({ from: index, to: index + quotation.length - 2 }));
  return (at) => spans.some(({ from, to }) => at >= from && at < to);
}

/** What stands before these belongs to them. */
const FOLLOWS = /[.,!?;:，。！？；：、．…)\]）】》”’」』%％]/u;
const NUMERAL = /[零一二三四五六七八九十百千万亿点幺两〇\d]/u;

/**
 * @returns whether a place of a text, UTF-16, lies inside what is never cut: a short quotation, a title or an initial and
 *   its name, a number in Chinese words, a mark and what stands before it
 */
export function heldTogether(text: string): (at: number) => boolean {
  const quoted = inShortQuotation(text);
  return (at) => {
    const [before, after] = [text[at - 1] ?? '', text[at] ?? ''];
    return (
      quoted(at - 1) ||
      FOLLOWS.test(after) ||
      (NUMERAL.test(before) && NUMERAL.test(after)) ||
      endsWithAbbreviation(text.slice(Math.max(0, at - 12), at).trimEnd(), text.slice(at, at + 2))
    );
  };
}

/**
 * Parts of a text, joined where nothing may be cut.
 * @param isInsideToken whether a place of the text, UTF-16, lies inside the words of one typed token
 */
export function joinHeld(
  parts: readonly string[],
  isInsideToken: (at: number) => boolean = () => false,
): string[] {
  const isHeld = heldTogether(parts.join(''));
  const joined: string[] = [];
  let at = 0;
  for (const part of parts) {
    joined.push(isHeld(at) || isInsideToken(at) ? (joined.pop() ?? '') + part : part);
    at += part.length;
  }
  return joined;
}

const segmenter = new Intl.Segmenter(undefined, { granularity: 'word' });

/** Words and the marks between them; what hangs together without a space (13800138000, ChatGPT, 3.14) is one. */
export function wordsIn(text: string): string[] {
  const words: string[] = [];
  for (const { segment } of segmenter.segment(text)) {
    const last = words.at(-1);
    if (last !== undefined && /[A-Za-z0-9]$/.test(last) && /^[A-Za-z0-9]/.test(segment))
      words[words.length - 1] = last + segment;
    else words.push(segment);
  }
  return words;
}
