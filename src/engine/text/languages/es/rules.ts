import { START, WORD_END, europeanRules } from '../../european/rules';
import { aroundOf, lastWord, nextWord, type Grammar } from '../../european/grammar';
import { ROMAN, romanValue, rule } from '../../rule';
import type { Rule } from '../../verbalise';
import { cardinal, ordinal } from './numbers';
import { ABBREVIATIONS, CURRENCIES, FEMININE, MONTH_NAMES, MONTHS, SCALES, UNITS } from './words';

function clock(hours: string, minutes = '00', seconds?: string): string {
  const minute =
    minutes === '00' && seconds === undefined
      ? ' en punto'
      : minutes === '00'
        ? ' cero'
        : minutes === '01'
          ? ' y un minuto'
          : ` y ${cardinal(minutes)}`;
  return (
    cardinal(hours, 'f') + minute + (seconds === undefined ? '' : ` y ${cardinal(seconds, 'm')} segundos`)
  );
}

const HALF_DAY: Readonly<Record<string, string>> = { a: 'de la mañana', p: 'de la tarde' };
const HOURS = '([01]?\\d|2[0-4])';
const ROYAL =
  'Felipe|Carlos|Fernando|Isabel|Alfonso|Juan|Juan Pablo|Pablo|Pío|Benedicto|Luis|Enrique|Jorge|Pedro|Napoleón|Sancho|Jaime|Ramiro|León|Gregorio|Nicolás|Catalina|Alejandro|Eduardo|Ricardo|Guillermo|Inocencio|Clemente|Ramsés';
const QUEENS = /(?:Isabel|Catalina)\s$/;

const own: readonly Rule[] = [
  rule('fraction', `${START}1/2(?=\\s(?:de\\s)?\\p{L})`, (match) =>
    FEMININE.test(nextWord(aroundOf(match))) ? 'media' : 'medio',
  ),
  rule(
    'time',
    `${START}${HOURS}:([0-5]\\d)(?::([0-5]\\d))?(?:\\s?(?:h|hs|horas)${WORD_END})?(?:\\s?([ap])\\.?\\s?m(?:\\.|${WORD_END}))?(?![\\d:])`,
    ([, h, m, s, half]) =>
      clock(h!, m, s).replace(half ? / en punto$/ : /$^/, '') + (half ? ` ${HALF_DAY[half]!}` : ''),
  ),
  rule(
    'time',
    `${START}(1[0-2]|[1-9])\\s?([ap])\\.?\\s?m(?:\\.|${WORD_END})`,
    ([, h, half]) => `${cardinal(h!, 'f')} ${HALF_DAY[half!]!}`,
  ),
  rule('time', `(?<=\\b[Ll]as?\\s)(1[0-2]|[1-9])(?=(?:\\s(?:de la|y|menos|en punto)\\s|[.,;]|$))`, ([n]) =>
    cardinal(n, 'f'),
  ),
  rule('ordinal', `${START}(\\d{1,3})\\.?[ºo°]${WORD_END}`, (match) => ordinalOf(match, match[1]!, false)),
  rule('ordinal', `${START}(\\d{1,3})\\.?ª${WORD_END}`, ([, n]) => ordinal(n!, true)),
  rule('ordinal', `${START}(\\d{1,3})\\.?(?:er|ᵉʳ)${WORD_END}`, ([, n]) => ordinal(n!).replace(/o$/, '')),
  rule('roman', `(?<=(?:${ROYAL})\\s)${ROMAN}${WORD_END}`, (match) => {
    const value = romanValue(match[0]);
    const isQueen = QUEENS.test(match.input.slice(0, match.index));
    return value > 10 ? cardinal(String(value)) : ordinal(String(value), isQueen);
  }),
  rule(
    'roman',
    `(?<=(?:[Ss]iglos?|[Cc]apítulo|[Tt]omo|[Vv]olumen|[Aa]rtículo|[Pp]arte|[Aa]cto|[Ll]ibro|[Ff]ase|[Tt]ipo|Mundial)\\s)${ROMAN}${WORD_END}`,
    (match) => {
      const value = romanValue(match[0]);
      // the centuries up to the tenth are ordinals
      return /[Ss]iglos?\s$/.test(match.input.slice(0, match.index)) && value <= 10
        ? [ordinal(String(value)), cardinal(String(value))]
        : cardinal(String(value));
    },
  ),
  rule('decade', `(?<=[Aa]ños\\s)['’]?(\\d0)${WORD_END}`, ([, n]) => cardinal(n!)),
];

/** "tercer piso", but "el tercero". */
function ordinalOf(match: RegExpExecArray, figures: string, feminine: boolean): string {
  const words = ordinal(figures, feminine);
  const word = nextWord({ before: '', after: match.input.slice(match.index + match[0].length) });
  return /^(?:1|3|13)$/.test(figures) && word !== '' && !/^(?:de|del|en|y|o|es|fue|a)$/.test(word)
    ? words.replace(/o$/, '')
    : words;
}

const FRACTIONS: Readonly<Record<number, string>> = { 2: 'medio', 3: 'tercio' };

function fraction(over: number, under: number): string | undefined {
  if (under > 10) return undefined;
  const part = FRACTIONS[under] ?? ordinal(String(under));
  if (under === 2 && over === 1) return 'medio';
  return `${cardinal(String(over), 'm')} ${part}${over > 1 ? 's' : ''}`;
}

const grammar: Grammar = {
  tag: 'es',
  address: {
    dot: 'punto',
    at: 'arroba',
    slash: 'barra',
    backslash: 'barra invertida',
    dash: 'guion',
    underscore: 'guion bajo',
    colon: 'dos puntos',
    question: 'signo de interrogación',
    equals: 'igual',
    plus: 'más',
  },
  minus: 'menos',
  plus: 'más',
  to: 'a',
  against: 'a',
  cardinal,
  decimal: (whole, decimals) => `${cardinal(whole)} coma ${decimalWords(decimals)}`,
  form: ({ whole, decimals }) => (Number(whole) === 1 && decimals === undefined ? 0 : 1),
  bare: (figures, around) => {
    const word = nextWord(around);
    if (
      word === '' ||
      /^(?:de|del|en|y|o|a|al|es|son|por|para|con|que|el|la|los|las|no|se|más|fue|era|como)$/.test(word)
    )
      return cardinal(figures);
    return cardinal(figures, FEMININE.test(word) ? 'f' : lastWord(around) === 'los' ? undefined : 'm');
  },
  date: ({ day, month, year }) =>
    [day, ...(day === '1' ? ['first'] : [])].map(
      (each) =>
        `${each === 'first' ? 'primero' : cardinal(each)} de ${MONTH_NAMES[month - 1]!}${year === undefined ? '' : ` de ${cardinal(year)}`}`,
    ),
  months: MONTHS,
  fraction,
  percent: 'm|por ciento',
  degree: 'm|grado|grados',
  celsius: 'Celsius',
  fahrenheit: 'Fahrenheit',
  units: UNITS,
  spans: { d: 'm|día|días', h: UNITS.h!, m: UNITS.min!, s: UNITS.s! },
  currencies: CURRENCIES,
  cents: (_, counted) => `con ${counted}`,
  scales: SCALES,
  ofScale: (coins) => `de ${coins}`,
  beforePhone: 'tel|teléfono|número|llame|llama|llamar|móvil|fax|código|PIN',
  abbreviations: ABBREVIATIONS,
  signs: {
    about: 'aproximadamente',
    atLeast: 'al menos',
    atMost: 'como máximo',
    lessThan: 'menos de',
    moreThan: 'más de',
    plusMinus: 'más menos',
  },
  operators: {
    '+': 'más',
    '×': 'por',
    '*': 'por',
    '÷': 'entre',
    '=': 'igual a',
    '<': 'menor que',
    '>': 'mayor que',
    '≈': 'aproximadamente',
    '&': 'y',
    '±': 'más menos',
    '≥': 'mayor o igual que',
    '≤': 'menor o igual que',
    '≠': 'distinto de',
  },
  rules: own,
};

/** Up to two figures are a number, with their zeros in front. */
function decimalWords(decimals: string): string {
  if (decimals.length > 2) return Array.from(decimals, (each) => cardinal(each)).join(' ');
  return decimals.startsWith('0')
    ? Array.from(decimals, (each) => cardinal(each)).join(' ')
    : cardinal(decimals);
}

/** Spanish: what figures, signs and abbreviations are called. */
export const spanish = europeanRules(grammar);
