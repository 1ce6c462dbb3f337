const FIGURES = ['ゼロ', 'イチ', 'ニ', 'サン', 'ヨン', 'ゴ', 'ロク', 'ナナ', 'ハチ', 'キュー'];
const GROUPS = ['', 'マン', 'オク', 'チョー'];
/** More figures than this are read one by one. */
const LONGEST_NUMBER = 16;

/** Each figure by its name. */
export const figureNames = (figures: string): string =>
  figures.replace(/\d/g, (figure) => FIGURES[Number(figure)]!);

/** As telephone numbers and codes are dictated: two and five are drawn out. */
export const dictated = (figures: string): string =>
  figureNames(figures)
    .replace(/ニ(?!ー)/g, 'ニー')
    .replace(/ゴ(?!ー)/g, 'ゴー');

/** One to four figures: 3600 is サンゼンロッピャク. */
function groupName(figures: string): string {
  return Array.from(figures.padStart(4, '0'), (figure, at) => {
    const digit = Number(figure);
    if (digit === 0) return '';
    if (at === 3) return FIGURES[digit]!;
    const place = ['セン', 'ヒャク', 'ジュー'][at]!;
    if (digit === 1) return place;
    return voiced(FIGURES[digit]!, place);
  }).join('');
}

/** サン + ヒャク is サンビャク, ロク + ヒャク ロッピャク, ハチ + セン ハッセン. */
function voiced(figure: string, place: string): string {
  if (place === 'ヒャク' && figure === 'サン') return 'サンビャク';
  if (place === 'ヒャク' && /ロク|ハチ/.test(figure)) return `${figure.slice(0, 1)}ッピャク`;
  if (place === 'セン' && figure === 'サン') return 'サンゼン';
  if (place === 'セン' && figure === 'ハチ') return 'ハッセン';
  return figure + place;
}

/** A whole number in katakana. */
export function numberName(figures: string): string {
  const number = figures.replace(/^0+(?=\d)/, '');
  if (number.length > LONGEST_NUMBER) return figureNames(number);
  if (number === '0') return 'ゼロ';
  const groups: string[] = [];
  for (let end = number.length; end > 0; end -= 4) groups.push(number.slice(Math.max(0, end - 4), end));
  return groups
    .map((group, index) => (Number(group) === 0 ? '' : groupName(group) + GROUPS[index]!))
    .reverse()
    .join('')
    .replace('イチチョー', 'イッチョー');
}

/** A number with commas and decimals. */
export function amountName(written: string): string {
  const [whole = '', decimals] = written.replaceAll(',', '').split('.');
  return numberName(whole) + (decimals === undefined ? '' : `テン${figureNames(decimals)}`);
}

/** How the end of a number and the head of a counter change each other. */
export type Liaison = 'none' | 'k' | 'h' | 'p' | 's';

export interface Counter {
  readonly kana: string;
  readonly liaison: Liaison;
  /** Numbers that have a word of their own with this counter. */
  readonly own?: Readonly<Record<string, string>>;
  /** Ends of numbers that differ with this counter: ヨネン. */
  readonly ends?: Readonly<Record<string, string>>;
}

const HALF_VOICED: Readonly<Record<string, string>> = { ハ: 'パ', ヒ: 'ピ', フ: 'プ', ヘ: 'ペ', ホ: 'ポ' };
const FULL_VOICED: Readonly<Record<string, string>> = { ハ: 'バ', ヒ: 'ビ', フ: 'ブ', ヘ: 'ベ', ホ: 'ボ' };

/** A number and what it counts: 3 and 本 are サンボン. */
export function counted(figures: string, { kana, liaison, own, ends }: Counter): string {
  const number = figures.replaceAll(',', '').replace(/^0+(?=\d)/, '');
  const word = own?.[number];
  if (word !== undefined) return word;
  const last = number.at(-1)!;
  const end = ends?.[last];
  const name = numberName(number);
  if (end !== undefined && !number.endsWith('0'))
    return name.slice(0, -FIGURES[Number(last)]!.length) + end + kana;
  if (liaison === 'none') return name + kana;
  const short = (liaison === 's' ? /(イ|ハ)チ$|(ジュ)ー$/ : /(イ|ハ)チ$|(ロ)ク$|(ジュ)ー$|(ヒャ)ク$/u).exec(
    name,
  );
  if (short) {
    const head = short.slice(1).find(Boolean)!;
    return `${name.slice(0, short.index)}${head}ッ${HALF_VOICED[kana[0]!] ?? kana[0]!}${kana.slice(1)}`;
  }
  const voices =
    liaison === 'h' && name.endsWith('サン')
      ? FULL_VOICED
      : liaison === 'p' && /サン$|ヨン$/.test(name)
        ? HALF_VOICED
        : {};
  return name + (voices[kana[0]!] ?? kana[0]!) + kana.slice(1);
}
