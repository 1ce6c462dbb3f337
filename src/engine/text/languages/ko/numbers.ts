import { toCardinal } from 'n2words/ko-KR';

const ONES = ['', '한', '두', '세', '네', '다섯', '여섯', '일곱', '여덟', '아홉'];
const TENS = ['', '열', '스물', '서른', '마흔', '쉰', '예순', '일흔', '여든', '아흔'];
const FIGURES = '영일이삼사오육칠팔구';

/** Sino-Korean, in groups of ten thousand. */
export const sino = (figures: string): string => toCardinal(figures);

/** Native, before a counter: one to 99; above, and for zero, Sino-Korean. */
export function native(figures: string): string {
  const value = Number(figures);
  if (value === 0 || value > 99) return sino(figures);
  if (value === 20) return '스무';
  return TENS[Math.floor(value / 10)]! + ONES[value % 10]!;
}

/** Every figure by itself; telephone numbers say 공 for zero. */
export const figureNames = (figures: string, zero: '공' | '영' = '공'): string =>
  figures.replace(/\d/g, (figure) => (figure === '0' ? zero : FIGURES[Number(figure)]!));

/** A number with commas and decimals. */
export function amountName(written: string): string {
  const [whole = '', decimals] = written.replaceAll(',', '').split('.');
  return sino(whole) + (decimals === undefined ? '' : ` 점 ${figureNames(decimals, '영')}`);
}
