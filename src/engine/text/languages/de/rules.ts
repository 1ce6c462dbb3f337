import { WORD_END, START, europeanRules } from '../../european/rules';
import { aroundOf, lastWord, nextWord, type Around, type Grammar } from '../../european/grammar';
import { ROMAN, romanValue, rule } from '../../rule';
import type { Rule } from '../../verbalise';
import { cardinal, ordinal, yearWords } from './numbers';
import {
  ABBREVIATIONS,
  BEFORE_DATIVE,
  CURRENCIES,
  FEMININE,
  MONTH_NAMES,
  MONTHS,
  SCALES,
  UNITS,
  NEUTER,
} from './words';

/** Nominative behind der, die, das; with -n behind the other articles and most prepositions; with -r without one. */
function ending({ before }: Around, alone: string): string {
  const word = lastWord({ before, after: '' });
  if (
    /^(?:das|die|der|diese|dieses|jede|eine)$/.test(word) &&
    !/\b(?:in|auf|mit|von|nach|zu|bei|aus|seit|an|vor|unter|über|neben|zwischen|hinter)\s+der\s*$/u.test(
      before,
    )
  )
    return '';
  return BEFORE_DATIVE.test(before) ? 'n' : alone;
}

function clock(hours: string, minutes = '00', seconds?: string): string {
  const hour = `${hours.replace(/^0(?=\d)/, '') === '1' ? 'ein' : cardinal(hours)} Uhr`;
  const minute = minutes === '00' && seconds === undefined ? '' : ` ${cardinal(minutes)}`;
  return hour + minute + (seconds === undefined ? '' : ` und ${cardinal(seconds, 'f')} Sekunden`);
}

const HOURS = '([01]?\\d|2[0-4])';
const times: readonly Rule[] = [
  rule('time', `${START}${HOURS}[:.]([0-5]\\d)(?::([0-5]\\d))?\\sUhr${WORD_END}`, ([, h, m, s]) =>
    clock(h!, m, s),
  ),
  rule('time', `${START}${HOURS}:([0-5]\\d)(?::([0-5]\\d))?(?![\\d:])`, ([, h, m, s]) => clock(h!, m, s)),
  rule('time', `${START}${HOURS}\\sUhr(?:\\s([0-5]\\d))?${WORD_END}`, ([, h, m]) => clock(h!, m)),
  rule(
    'time',
    `${START}${HOURS}(?:[:.]([0-5]\\d))?\\s?[-–]\\s?${HOURS}(?:[:.]([0-5]\\d))?\\sUhr${WORD_END}`,
    ([, h, m, h2, m2]) =>
      `${clock(h!, m).replace(m === undefined ? / Uhr$/ : /$^/, '')} bis ${clock(h2!, m2)}`,
  ),
];

const ROYAL =
  'Ludwig|Friedrich|Wilhelm|Heinrich|Karl|Otto|Papst|Johannes|Paul|Benedikt|Elisabeth|Elizabeth|Katharina|Georg|Philipp|Maria|Leopold|Franz|Joseph|Napoleon|Konrad|Rudolf|Pius|Gregor|Leo|Peter|Alexander|Nikolaus|Charles|Edward|Eduard|Ramses|Gustav|Christian|Maximilian|Albrecht|August';
const WOMEN = /(?:Elisabeth|Elizabeth|Katharina|Maria)\s$/;

const own: readonly Rule[] = [
  ...times,
  rule(
    'abbreviation',
    `(?<!\\p{L})(\\p{Lu}\\p{L}+s)tr\\.(?=\\s*[\\d\\p{Ll},])`,
    ([, name]) => `${name!}traße`,
  ),
  // 12a, 10115 Berlin
  rule('code', `(?:(?<=\\d\\s?[a-z]?, )|(?<=(?<!\\p{L})D)-)(\\d{5})(?= \\p{Lu}\\p{Ll})`, ([, n]) =>
    Array.from(n!, (each) => cardinal(each)).join(' '),
  ),
  rule(
    'fraction',
    `${START}1/2(?= (?:(Liter|Meter|Kilometer|Tag|Monat|Becher|Teelöffel|Esslöffel|TL|EL)|(Stunde|Tasse|Minute|Flasche|Packung|Zwiebel|Seite))(?!\\p{L}))`,
    ([, he, she]) => (he ? 'ein halber' : she ? 'eine halbe' : undefined),
  ),
  rule(
    'fraction',
    `${START}1/2(?= (?:Kilo|Pfund|Jahr|Glas|Dutzend|Kilogramm|Prozent)(?!\\p{L}))`,
    () => 'ein halbes',
  ),
  rule('ordinal', `${START}(\\d{1,3})\\.(?=\\s(?:und|bis|oder)\\s\\d{1,3}\\.\\s)`, (match) =>
    ordinal(match[1]!, ending(aroundOf(match), 'r')),
  ),
  rule(
    'ordinal',
    `${START}(\\d{1,3})\\.(?=\\s(?:Jahrhundert|Stock|Etage|Klasse|Platz|Mal|Kapitel|Auflage|Geburtstag|Woche|Tag|Runde|Versuch|Semester|Weltkrieg|Liga|Stelle|Preis|Teil|Band|Akt|Spieltag|Bezirk|Rang|Lebensjahr|Jahrestag|Straße|Stunde|Minute|Monat))`,
    (match) => ordinal(match[1]!, ending(aroundOf(match), 'r')),
  ),
  rule(
    'ordinal',
    `(?<=(?:[Dd](?:er|ie|as|en|em|es)|[Aa]m|[Ii]m|[Vv]om|[Zz]u[mr]|[Bb]eim|[Jj]ede[nrms]?|[Dd]iese[nrms]?|[Ii]hr(?:en|em)|[Ss]ein(?:en|em))\\s)(\\d{1,3})\\.(?=\\s?\\p{L})`,
    (match) => ordinal(match[1]!, ending(aroundOf(match), '')),
  ),
  rule(
    'ordinal',
    `(?<=(?:[Mm]ein|[Dd]ein|[Ss]ein|[Ii]hr|[Uu]nser|[Kk]ein|[Ee]in)\\s)(\\d{1,3})\\.(?=\\s\\p{Lu})`,
    (match) => ordinal(match[1]!, NEUTER.test(nextWord(aroundOf(match))) ? 's' : 'r'),
  ),
  rule(
    'decade',
    `${START}((?:1[1-9]|20)?\\d0)er(n|s)?${WORD_END}`,
    ([, n, end = '']) => `${yearWords(n!)}er${end}`,
  ),
  rule('year', `${START}(1[1-9]\\d\\d)${WORD_END}(?![.,]\\d|\\s?[€$%-]|\\s\\p{Lu})`, ([y]) => [
    yearWords(y),
    cardinal(y),
  ]),
  rule(
    'year',
    `(?<=(?:Jahr|Jahre|Jahres|[Ss]eit|[Ii]n|[Uu]m)\\s)(1[1-9]\\d\\d)${WORD_END}(?![.,]\\d)`,
    ([y]) => [yearWords(y), cardinal(y)],
  ),
  rule(
    'year',
    `${START}(1[1-9]\\d\\d)\\s?[-–]\\s?(1[1-9]\\d\\d|20\\d\\d)${WORD_END}`,
    ([, from, to]) => `${yearWords(from!)} bis ${yearWords(to!)}`,
  ),
  rule('roman', `(?<=(?:${ROYAL})\\s)${ROMAN}\\.?(?=$|[\\s,;:!?)])`, (match) => {
    const { before, after } = aroundOf(match);
    const said = ordinal(String(romanValue(match[0].replace('.', '')))).replace(/^./u, (first) =>
      first.toUpperCase(),
    );
    const name = WOMEN.test(before) ? `die ${said}` : `der ${said}`;
    const isEnd = match[0].endsWith('.') && (after === '' || /^\s*$/.test(after));
    return name + (isEnd ? '.' : '');
  }),
  rule(
    'roman',
    `(?<=(?:Kapitel|Teil|Band|Akt|Weltkrieg|Artikel|Typ|Stufe|Klasse|Phase)\\s)${ROMAN}${WORD_END}`,
    ([roman]) => cardinal(String(romanValue(roman))),
  ),
];

const capital = (word: string): string => word.replace(/^./u, (first) => first.toUpperCase());

const FRACTIONS: Readonly<Record<number, string>> = { 2: 'Halbe', 3: 'Drittel', 7: 'Siebtel', 8: 'Achtel' };

function fraction(over: number, under: number): string {
  if (over === 1 && under === 2) return 'ein halb';
  const part = FRACTIONS[under] ?? capital(ordinal(String(under)).replace(/te$/, 'tel'));
  return `${cardinal(String(over), 'n')} ${part}`;
}

const grammar: Grammar = {
  tag: 'de',
  address: {
    dot: 'Punkt',
    at: 'ät',
    slash: 'Schrägstrich',
    backslash: 'umgekehrter Schrägstrich',
    dash: 'Minus',
    underscore: 'Unterstrich',
    colon: 'Doppelpunkt',
    question: 'Fragezeichen',
    equals: 'gleich',
    plus: 'plus',
  },
  minus: 'minus',
  plus: 'plus',
  to: 'bis',
  against: 'zu',
  cardinal,
  decimal: (whole, decimals) =>
    `${cardinal(whole)} Komma ${Array.from(decimals, (each) => cardinal(each)).join(' ')}`,
  form: ({ whole, decimals }) => (Number(whole) === 1 && decimals === undefined ? 0 : 1),
  bare: (figures, around) => {
    const word = nextWord(around);
    if (Number(figures) !== 1 || word === '' || !/^\s\p{Lu}/u.test(around.after)) return cardinal(figures);
    if (FEMININE.test(word)) return BEFORE_FEMININE_DATIVE.test(around.before) ? 'einer' : 'eine';
    if (/(?:^|\s)(?:mit|von|bei|nach|aus|zu|seit)\s*$/iu.test(around.before)) return 'einem';
    return OWNING.test(around.before) && !NEUTER.test(word) ? ['einen', 'ein'] : ['ein', 'einen'];
  },
  date: ({ day, month, year }, around) => {
    const end = year === undefined ? '' : ` ${yearWords(year)}`;
    return `${ordinal(day, ending(around, 'r'))} ${MONTH_NAMES[month - 1]!}${end}`;
  },
  months: MONTHS,
  fraction,
  percent: 'n|Prozent',
  degree: 'm|Grad',
  celsius: 'Celsius',
  fahrenheit: 'Fahrenheit',
  units: UNITS,
  spans: { d: 'm|Tag|Tage', h: UNITS.h!, m: UNITS.min!, s: UNITS.s! },
  currencies: CURRENCIES,
  cents: (words) => words,
  scales: SCALES,
  ofScale: (coins) => coins,
  beforePhone:
    'Tel|Telefon|Telefonnummer|Nummer|Handy|Fax|Rufnummer|Hotline|Rufen Sie|PIN|Code|Postleitzahl|PLZ',
  abbreviations: ABBREVIATIONS,
  signs: {
    about: 'etwa',
    atLeast: 'mindestens',
    atMost: 'höchstens',
    lessThan: 'weniger als',
    moreThan: 'mehr als',
    plusMinus: 'plus minus',
  },
  operators: {
    '+': 'plus',
    '×': 'mal',
    '*': 'mal',
    '÷': 'geteilt durch',
    '=': 'gleich',
    '<': 'kleiner als',
    '>': 'größer als',
    '≈': 'ungefähr',
    '&': 'und',
    '±': 'plus minus',
    '≥': 'größer oder gleich',
    '≤': 'kleiner oder gleich',
    '≠': 'ungleich',
  },
  rules: own,
};

/** Verbs whose object stands behind them. */
const OWNING =
  /(?:^|\s)(?:ha(?:be|st|t|ben|bt|tte|tten)|kauf(?:e|t|en|te)|brauch(?:e|t|en)|such(?:e|t|en)|nehm(?:e|en)|nimmt|seh(?:e|en)|sieht|für|um)\s*$/iu;

const BEFORE_FEMININE_DATIVE = /(?:^|\s)(?:mit|von|bei|nach|aus|zu|seit|in)\s*$/iu;

/** German: what figures, signs and abbreviations are called. */
export const german = europeanRules(grammar);
