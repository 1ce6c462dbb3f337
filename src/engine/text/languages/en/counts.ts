import { END, rule } from '../../rule';
import { AMOUNT, START, WORD_END, amountWords, ordinalWords, yearWords } from './amounts';
import { dialled } from './codes';
import { digitWords, numberWords } from './number-words';
import type { Rule } from '../../verbalise';

/** One figure after the other: 1,2,3. */
const listed = (figures: string): string => figures.split(',').map(numberWords).join(', ');
/** Behind these two figures with a comma are two things. */
const NUMBERED =
  'pages|chapters|verses|lines|steps|rooms|items|numbers|questions|sections|figures|tables|grades|levels|rows|columns|seats|options|lessons|units|parts|volumes|paragraphs|articles|points|problems|exercises|tracks|episodes|days|weeks|rounds|gates|floors';

/** Ordinals, and every figure that no other class claims. */
export const countRules: readonly Rule[] = [
  rule('ordinal', `${START}(\\d[\\d,]*)(?:st|nd|rd|th|ST|ND|RD|TH)${WORD_END}`, ([, n]) => ordinalWords(n!)),
  rule(
    'digits',
    `(?<=\\b(?:${NUMBERED})\\s)(\\d+,\\d{1,2})${END}|${START}\\d+,\\d{1,2}${END}(?=,? (?:and|or) \\d+(?![,.]?\\d))`,
    ([all]) => listed(all),
    'iu',
  ),
  rule('decimal', `${START}(${AMOUNT})${END}`, ([all]) =>
    /^0\d/.test(all)
      ? digitWords(all.replace(/\D/g, ''))
      : [
          amountWords(all),
          ...(/^\d{4}$/.test(all)
            ? [yearWords(all), digitWords(all)]
            : /^\d+$/.test(all)
              ? [digitWords(all)]
              : /^\d+,\d{1,2}$/.test(all)
                ? [listed(all)]
                : []),
        ],
  ),
  rule('digits', `${START}\\d+(?:,\\d+)+(?!\\d)`, ([all]) => listed(all)),
  rule('integer', `(?<=^|[\\s(“"])[-−](${AMOUNT})${END}`, ([, n]) => `minus ${amountWords(n!)}`),
  rule('digits', `\\d+`, ([figures]) =>
    /^0\d/.test(figures) || figures.length > 12 ? digitWords(figures) : numberWords(figures),
  ),
  // 1_000_000, as programs write it
  rule('integer', `${START}\\d{1,3}(?:_\\d{3})+(?![_\\d\\p{L}])`, ([all]) =>
    numberWords(all.replaceAll('_', '')),
  ),
  // 4-8-15-16: short numbers in a row are no code
  rule('digits', `${START}[1-9]\\d?(?:-[1-9]\\d?){3,}(?![-\\p{L}\\d])`, ([all]) =>
    all.split('-').map(numberWords).join(', '),
  ),
  // 123-45-6789: no amount has three parts
  rule('code', `${START}\\d+(?:-\\d+){2,}(?![-\\p{L}\\d])`, ([all]) => dialled(all)),
];
