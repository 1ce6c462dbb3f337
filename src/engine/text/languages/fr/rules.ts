import { START, WORD_END, europeanRules } from '../../european/rules';
import { nextWord, type Grammar } from '../../european/grammar';
import { ROMAN, romanValue, rule } from '../../rule';
import type { Rule } from '../../verbalise';
import { cardinal, ordinal } from './numbers';
import { ABBREVIATIONS, CURRENCIES, FEMININE, MONTH_NAMES, MONTHS, SCALES, UNITS } from './words';

function clock(hours: string, minutes = '00', seconds?: string): string {
  const hour = Number(hours);
  const said = `${cardinal(hours, 'f')} ${hour < 2 ? 'heure' : 'heures'}`;
  const minute = minutes === '00' && seconds === undefined ? '' : ` ${cardinal(minutes, 'f')}`;
  return said + minute + (seconds === undefined ? '' : ` et ${cardinal(seconds, 'f')} secondes`);
}

const HOURS = '([01]?\\d|2[0-4])';
const ROYAL =
  'Louis|Henri|Charles|François|Napoléon|Philippe|Jean|Paul|Jean-Paul|Pie|Benoît|Élisabeth|Elizabeth|George|Édouard|Richard|Guillaume|Léon|Grégoire|Nicolas|Alexandre|Catherine|Pierre|Léopold|Ramsès|Robert|Clovis|Albert|Baudouin|Frédéric|Otton';

const own: readonly Rule[] = [
  rule('time', `${START}${HOURS}\\s?h\\s?([0-5]\\d)?(?:\\s?(?:min|mn))?${WORD_END}`, ([, h, m]) =>
    clock(h!, m),
  ),
  rule('time', `${START}${HOURS}:([0-5]\\d)(?::([0-5]\\d))?(?![\\d:])`, ([, h, m, s]) => clock(h!, m, s)),
  rule(
    'time',
    `${START}${HOURS}\\s?(?:h\\s?([0-5]\\d)?)?\\s?[-–]\\s?${HOURS}\\s?h\\s?([0-5]\\d)?${WORD_END}`,
    ([, h, m, h2, m2]) => `${clock(h!, m)} à ${clock(h2!, m2)}`,
  ),
  rule('ordinal', `${START}1(?:er|ers)${WORD_END}`, () => 'premier'),
  rule('ordinal', `${START}1(?:re|ère|res)${WORD_END}`, () => 'première'),
  rule('ordinal', `${START}2(?:nd|nds)${WORD_END}`, () => 'second'),
  rule('ordinal', `${START}2(?:nde|ndes)${WORD_END}`, () => 'seconde'),
  rule('ordinal', `${START}(\\d{1,4})(?:e|ème|es|èmes|ᵉ)${WORD_END}`, ([, n]) =>
    n === '0' ? undefined : ordinal(n!),
  ),
  rule('roman', `(?<![\\p{L}\\d])(?=[IVX])(${ROMAN})(?:e|ème|ᵉ)${WORD_END}`, ([, roman]) =>
    ordinal(String(romanValue(roman!))),
  ),
  rule('roman', `(?<![\\p{L}\\d])I(?:er|ᵉʳ)${WORD_END}`, () => 'premier'),
  rule('roman', `(?<=(?:${ROYAL})\\s)${ROMAN}${WORD_END}`, ([roman]) =>
    roman === 'I' ? 'premier' : cardinal(String(romanValue(roman))),
  ),
  rule(
    'roman',
    `(?<=(?:[Cc]hapitre|[Pp]artie|[Tt]ome|[Aa]cte|[Ss]cène|[Vv]olume|[Aa]rticle|[Gg]uerre mondiale|[Tt]ype|[Pp]hase|[Ll]ivre)\\s)${ROMAN}${WORD_END}`,
    ([roman]) => cardinal(String(romanValue(roman))),
  ),
  // pairs of figures, as everybody dictates them
  rule('phone', `${START}0\\d(?:[ .-]?\\d\\d){4}(?!\\d)`, ([all]) =>
    all
      .replace(/\D/g, '')
      .match(/\d\d/g)!
      .map((pair) => (pair.startsWith('0') ? `zéro ${cardinal(pair[1]!)}` : cardinal(pair)))
      .join(', '),
  ),
  rule('measure', `${START}(\\d{1,2}),(\\d\\d)\\sm${WORD_END}(?!²|³)`, ([, m, cm]) =>
    m === '0'
      ? undefined
      : `${cardinal(m!)} ${m === '1' ? 'mètre' : 'mètres'} ${cm!.startsWith('0') ? `zéro ${cardinal(cm![1]!)}` : cardinal(cm!)}`,
  ),
];

const FRACTIONS: Readonly<Record<number, string>> = { 2: 'demi', 3: 'tiers', 4: 'quart' };

function fraction(over: number, under: number): string {
  const part = FRACTIONS[under] ?? ordinal(String(under));
  return `${cardinal(String(over))} ${over > 1 && !part.endsWith('s') ? `${part}s` : part}`;
}

const OTHERS: Readonly<Record<string, string>> = { '+': 'plus', '×': 'fois', '*': 'fois', '÷': 'divisé par', '=': 'égale', '<': 'inférieur à', '>': 'supérieur à', '≈': 'environ', '&': 'et', '±': 'plus ou moins', '≥': 'supérieur ou égal à', '≤': 'inférieur ou égal à', '≠': 'différent de' }; // prettier-ignore

const grammar: Grammar = {
  tag: 'fr',
  address: {
    dot: 'point',
    at: 'arobase',
    slash: 'barre oblique',
    backslash: 'barre oblique inversée',
    dash: 'tiret',
    underscore: 'tiret bas',
    colon: 'deux-points',
    question: 'point d’interrogation',
    equals: 'égal',
    plus: 'plus',
  },
  minus: 'moins',
  plus: 'plus',
  to: 'à',
  against: 'à',
  cardinal,
  decimal: (whole, decimals) => `${cardinal(whole)} virgule ${decimalWords(decimals)}`,
  // in French one and a half is still one
  form: ({ whole }) => (Number(whole) < 2 ? 0 : 1),
  bare: (figures, around) =>
    cardinal(
      figures,
      /^(?:rue|avenue|place|allée|impasse)$/.test(nextWord(around)) || !FEMININE.test(nextWord(around))
        ? 'm'
        : 'f',
    ),
  date: ({ day, month, year }) =>
    `${day === '1' ? 'premier' : cardinal(day)} ${MONTH_NAMES[month - 1]!}${year === undefined ? '' : ` ${cardinal(year)}`}`,
  months: MONTHS,
  fraction,
  percent: 'm|pour cent',
  degree: 'm|degré|degrés',
  celsius: 'Celsius',
  fahrenheit: 'Fahrenheit',
  units: UNITS,
  spans: { d: 'm|jour|jours', h: 'f|heure|heures', m: UNITS.min!, s: UNITS.s! },
  currencies: CURRENCIES,
  cents: (words) => words,
  scales: SCALES,
  ofScale: (coins) => (/^[aeiouyéè]/.test(coins) ? `d’${coins}` : `de ${coins}`),
  beforePhone: 'tél|téléphone|numéro|appelez|appeler|portable|fax|code|PIN',
  abbreviations: ABBREVIATIONS,
  signs: {
    about: 'environ',
    atLeast: 'au moins',
    atMost: 'au plus',
    lessThan: 'moins de',
    moreThan: 'plus de',
    plusMinus: 'plus ou moins',
  },
  operators: OTHERS,
  rules: own,
};

/** Zeros in front are said, the rest is a number. */
function decimalWords(decimals: string): string {
  const [, zeros = '', rest = ''] = /^(0*)(\d*)$/.exec(decimals)!;
  if (rest.length > 2) return Array.from(decimals, (each) => cardinal(each)).join(' ');
  return [...Array.from(zeros, () => 'zéro'), ...(rest === '' ? [] : [cardinal(rest)])].join(' ');
}

/** French: what figures, signs and abbreviations are called. */
export const french = europeanRules(grammar);
