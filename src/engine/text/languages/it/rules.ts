import { START, WORD_END, europeanRules } from '../../european/rules';
import { nextWord, type Grammar } from '../../european/grammar';
import { ROMAN, romanValue, rule } from '../../rule';
import type { Rule } from '../../verbalise';
import { cardinal, ordinal } from './numbers';
import { ABBREVIATIONS, CURRENCIES, FEMININE, MONTH_NAMES, MONTHS, SCALES, UNITS } from './words';

function clock(hours: string, minutes = '00', seconds?: string): string {
  const minute =
    minutes === '00' && seconds === undefined
      ? ''
      : ` e ${minutes.startsWith('0') && minutes !== '00' ? 'zero ' : ''}${cardinal(minutes)}`;
  return (
    (Number(hours) === 1 ? 'una' : cardinal(hours)) +
    minute +
    (seconds === undefined ? '' : ` e ${cardinal(seconds)} secondi`)
  );
}

const HOURS = '([01]?\\d|2[0-4])';
const ROYAL =
  'Giovanni|Giovanni Paolo|Paolo|Pio|Benedetto|Luigi|Enrico|Carlo|Vittorio Emanuele|Emanuele|Umberto|Filippo|Francesco|Federico|Elisabetta|Giorgio|Napoleone|Alessandro|Leone|Gregorio|Nicola|Caterina|Pietro|Innocenzo|Clemente|Sisto|Giulio|Bonifacio|Edoardo|Riccardo|Guglielmo|Ottone|Carlo Alberto|Ramses';
const QUEENS = /(?:Elisabetta|Caterina)\s$/;

const own: readonly Rule[] = [
  rule('time', `${START}${HOURS}:([0-5]\\d)(?::([0-5]\\d))?(?![\\d:])`, ([, h, m, s]) => clock(h!, m, s)),
  rule(
    'time',
    `(?<=(?:[Aa]lle|[Dd]alle|[Oo]re|[Ll]e|[Vv]erso le)\\s)${HOURS}\\.([0-5]\\d)(?!\\d)`,
    ([, h, m]) => clock(h!, m),
  ),
  rule(
    'time',
    `(?<=(?:[Dd]alle|[Oo]re)\\s)${HOURS}(?:[:.]([0-5]\\d))?\\s?[-–]\\s?${HOURS}(?:[:.]([0-5]\\d))?(?!\\d)`,
    ([, h, m, h2, m2]) => `${clock(h!, m)} alle ${clock(h2!, m2)}`,
  ),
  rule('ordinal', `${START}(\\d{1,4})[°º](?!\\s?[CF]${WORD_END})${WORD_END}`, (match) => {
    const word = nextWord({ before: '', after: match.input.slice(match.index + match[0].length) });
    return word === '' ? undefined : ordinal(match[1]!);
  }),
  rule('ordinal', `${START}(\\d{1,4})ª${WORD_END}`, ([, n]) => ordinal(n!, true)),
  rule('roman', `(?<=(?:${ROYAL})\\s)${ROMAN}${WORD_END}`, (match) =>
    ordinal(String(romanValue(match[0])), QUEENS.test(match.input.slice(0, match.index))),
  ),
  rule('roman', `(?<=\\b[Ss]ecol[oi]\\s)${ROMAN}${WORD_END}`, ([roman]) =>
    ordinal(String(romanValue(roman))),
  ),
  rule('roman', `(?<![\\p{L}\\d])${ROMAN}(?=\\ssecolo)`, ([roman]) => ordinal(String(romanValue(roman)))),
  rule(
    'roman',
    `(?<=(?:[Cc]apitolo|[Tt]omo|[Vv]olume|[Aa]rticolo|[Pp]arte|[Aa]tto|[Ll]ibro|[Ff]ase|[Tt]ipo)\\s)${ROMAN}${WORD_END}`,
    ([roman]) => cardinal(String(romanValue(roman))),
  ),
  rule('decade', `(?<=\\b[Aa]nni\\s)['’](\\d0)${WORD_END}`, ([, n]) => cardinal(n!)),
];

const FRACTIONS: Readonly<Record<number, string>> = { 2: 'mezzo' };

function fraction(over: number, under: number): string {
  const part = FRACTIONS[under] ?? ordinal(String(under));
  return `${cardinal(String(over), 'm')} ${over > 1 ? part.replace(/o$/, 'i') : part}`;
}

const grammar: Grammar = {
  tag: 'it',
  address: {
    dot: 'punto',
    at: 'chiocciola',
    slash: 'barra',
    backslash: 'barra rovesciata',
    dash: 'trattino',
    underscore: 'trattino basso',
    colon: 'due punti',
    question: 'punto interrogativo',
    equals: 'uguale',
    plus: 'più',
  },
  minus: 'meno',
  plus: 'più',
  to: 'a',
  against: 'a',
  cardinal,
  decimal: (whole, decimals) =>
    `${cardinal(whole)} virgola ${decimals.length > 2 || decimals.startsWith('0') ? Array.from(decimals, (each) => cardinal(each)).join(' ') : cardinal(decimals)}`,
  form: ({ whole, decimals }) => (Number(whole) === 1 && decimals === undefined ? 0 : 1),
  bare: (figures, around) => {
    const word = nextWord(around);
    if (Number(figures) !== 1 || word === '' || /^(?:e|o|a|in|su|di|per|con|è)$/.test(word))
      return cardinal(figures);
    if (FEMININE.test(word)) return /^[aeiou]/.test(word) ? "un'" : 'una';
    return /^(?:s[^aeiou]|z|ps|gn|x)/.test(word) ? 'uno' : 'un';
  },
  date: ({ day, month, year }) =>
    `${day === '1' ? 'primo' : cardinal(day)} ${MONTH_NAMES[month - 1]!}${year === undefined ? '' : ` ${cardinal(year)}`}`,
  months: MONTHS,
  fraction,
  percent: 'm|per cento',
  degree: 'm|grado|gradi',
  celsius: 'Celsius',
  fahrenheit: 'Fahrenheit',
  units: UNITS,
  join: (words) => words.replace(/^una (?=[aeiou])/, "un'"),
  spans: { d: 'm|giorno|giorni', h: UNITS.h!, m: UNITS.min!, s: UNITS.s! },
  currencies: CURRENCIES,
  cents: (words) => `e ${words}`,
  scales: SCALES,
  ofScale: (coins) => `di ${coins}`,
  beforePhone: 'tel|telefono|numero|chiami|chiama|chiamare|chiami lo|chiama lo|cellulare|fax|codice|PIN|CAP',
  abbreviations: ABBREVIATIONS,
  signs: {
    about: 'circa',
    atLeast: 'almeno',
    atMost: 'al massimo',
    lessThan: 'meno di',
    moreThan: 'più di',
    plusMinus: 'più o meno',
  },
  operators: {
    '+': 'più',
    '×': 'per',
    '*': 'per',
    '÷': 'diviso',
    '=': 'uguale',
    '<': 'minore di',
    '>': 'maggiore di',
    '≈': 'circa',
    '&': 'e',
    '±': 'più o meno',
    '≥': 'maggiore o uguale a',
    '≤': 'minore o uguale a',
    '≠': 'diverso da',
  },
  rules: own,
};

/** Italian: what figures, signs and abbreviations are called. */
export const italian = europeanRules(grammar);
