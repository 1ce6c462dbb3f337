import { rule } from '../../rule';
import { aroundOf } from '../../european/grammar';
import { AMOUNT, START, amountWords, isOne } from './amounts';
import { numberWords } from './number-words';
import type { Rule } from '../../verbalise';

const HALVES: Readonly<Record<string, string>> = {
  '½': ' and a half',
  '¼': ' and a quarter',
  '¾': ' and three quarters',
};
const halfWords = (part = ''): string => HALVES[part.trim()] ?? '';

/** A quotation that began before and has not ended: the mark ends it, and is no sign of a length. */
const isQuoted = ({ input, index }: RegExpExecArray, mark: string): boolean => {
  const marks = mark === '"' ? '"“”' : "'‘’";
  const opened = new RegExp(`(?:^|[\\s(—])[${marks}](?=[\\p{L}\\d])(?!\\d0s)`, 'gu');
  const last = [...input.slice(0, index).matchAll(opened)].at(-1);
  return (
    last !== undefined &&
    !new RegExp(`[${marks}](?!\\p{L})`, 'u').test(input.slice(last.index + last[0].length, index))
  );
};

/** A noun that so long a thing is called: a 6' ladder. */
const NOUN =
  '(?=(?! (?:a|an|and|as|at|but|by|from|for|he|if|in|is|it|of|off|on|or|she|than|that|the|they|to|was|we|when|which|with|you|across|apart|away|above|below)\\b)[ -]\\p{Ll})';
const IS_DIMENSION = /^ (?:deep|high|long|tall|thick|wide)\b/;

const lengthRule = (signs: string, mark: string, one: string, many: string): Rule =>
  rule('measure', `${START}(${AMOUNT})\\s?(?:${signs})(?![\\p{L}\\d'’"])(?:${NOUN}()|)`, (match) => {
    if (/['’"”]$/.test(match[0]) && isQuoted(match, mark)) return undefined;
    const { before, after } = aroundOf(match);
    const isBeforeNoun = match[2] !== undefined && (!IS_DIMENSION.test(after) || /\b[Aa]n? $/.test(before));
    return `${amountWords(match[1]!)} ${isOne(match[1]!) || isBeforeNoun ? one : many}`;
  });

/** Feet and inches. */
export const lengthRules: readonly Rule[] = [
  // 5'11", 6 ft 2 in, 6ft. 2½
  rule(
    'measure',
    `${START}(\\d+)(?:\\s?['′’]|[\\s-]?(?:ft\\b\\.?|feet\\b|foot\\b))\\s?(\\d{1,2})(\\.\\d+|\\s?[½¼¾])?(?:\\s?(?:["″”]|''|’’)|[\\s-]?(?:inch(?:es)?\\b|in\\b(?:\\.(?=\\s\\p{Ll}|[,;)]))?))`,
    ([, feet, inches, part]) => {
      const length = amountWords(inches! + (part?.startsWith('.') ? part : '')) + halfWords(part);
      return [
        `${numberWords(feet!)} foot ${length}`,
        `${numberWords(feet!)} ${isOne(feet!) ? 'foot' : 'feet'} ${length} ${length === 'one' ? 'inch' : 'inches'}`,
      ];
    },
  ),
  lengthRule("['′’]", "'", 'foot', 'feet'),
  lengthRule('["″”]', '"', 'inch', 'inches'),
  rule(
    'measure',
    `${START}(${AMOUNT})\\s?in(?=\\s(?:tall|wide|long|high|deep|thick|x|by)\\b)`,
    ([, n]) => `${amountWords(n!)} ${isOne(n!) ? 'inch' : 'inches'}`,
  ),
  rule(
    'measure',
    `${START}(\\d+)\\s?['′]\\s?[x×]\\s?(\\d+)['′]`,
    ([, a, b]) => `${numberWords(a!)} foot by ${numberWords(b!)} foot`,
  ),
];
