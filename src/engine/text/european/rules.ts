import { addressRules } from '../address';
import { durationRule } from '../durations';
import { END, VULGAR, alternation, registeredRule, romanSignRule, rule } from '../rule';
import { signsBefore } from '../signs';
import type { LanguageRules, Rule } from '../verbalise';
import { aroundOf, noun, type Amount, type Grammar, type Noun } from './grammar';

const NUMBER = String.raw`(?:[1-9]\d{0,2}(?:[. ’']\d{3})+(?:,\d+)?|\d+(?:[,.]\d+)?)`;
export const START = String.raw`(?<![\p{L}\d]|\d[.,:/-])`;
export const WORD_END = String.raw`(?![\p{L}\d])`;
const SIGN = String.raw`([-−+](?<![\p{L}\d)][-−+]|\d\s[-−+]))?`;
const TO = String.raw`\s?[-–—−]\s?`;

/** 1.234,5 is 1234.5; 3.14 has no thousands and is a decimal. */
export function amountOf(written: string): Amount {
  const minus = /^[-−]/.test(written);
  const plain = written.replace(/^[-−+]/, '').replace(/(?<=^[\d. ’']*)[. ’'](?=\d{3}(?!\d))/g, '');
  const [whole = '', decimals] = plain.split(/[.,]/);
  return { minus, whole, decimals };
}

/** Every figure by itself. */
export const digitsOf = (grammar: Pick<Grammar, 'cardinal'>, figures: string): string =>
  Array.from(figures, (figure) => grammar.cardinal(figure)).join(' ');

/** Telephone numbers figure by figure, a breath between groups. */
const dialled = (grammar: Grammar, written: string): string =>
  (written.startsWith('+') ? `${grammar.plus} ` : '') +
  (written.match(/\d+/g) ?? []).map((group) => digitsOf(grammar, group)).join(', ');

export function amountWords(grammar: Grammar, written: string, counted?: Noun): string {
  const { minus, whole, decimals } = amountOf(written);
  const words =
    decimals !== undefined
      ? grammar.decimal(whole, decimals)
      : /^0\d/.test(whole)
        ? digitsOf(grammar, whole)
        : grammar.cardinal(whole, counted?.gender);
  const sign = minus ? `${grammar.minus} ` : written.startsWith('+') ? `${grammar.plus} ` : '';
  return sign + words;
}

/** An amount and what it counts: "einundzwanzig Euro". */
function counted(grammar: Grammar, written: string, what: string): string {
  const unit = noun(what);
  const words = `${amountWords(grammar, written, unit)} ${formOf(grammar, written, unit)}`.trim();
  return grammar.join?.(words) ?? words;
}

function formOf(grammar: Grammar, written: string, { forms }: Noun): string {
  return forms[Math.min(grammar.form(amountOf(written)), forms.length - 1)]!;
}

function money(grammar: Grammar, written: string, scale: string | undefined, sign: string): string {
  const [coin, small] = grammar.currencies[sign]!;
  const many = noun(coin).forms.at(-1)!;
  const plenty = noun(coin).forms[2] ?? many;
  if (scale) return `${counted(grammar, written, grammar.scales[scale]!)} ${grammar.ofScale(plenty)}`;
  const { minus, whole, decimals } = amountOf(written);
  if (decimals?.length !== 2 || small === undefined) return counted(grammar, written, coin);
  const change = grammar.cents(
    grammar.cardinal(decimals.replace(/^0/, '')),
    counted(grammar, decimals.replace(/^0/, ''), small),
  );
  const coins = counted(grammar, (minus ? '-' : '') + whole, coin);
  if (decimals === '00') return coins;
  return Number(whole) === 0 ? counted(grammar, decimals.replace(/^0/, ''), small) : `${coins} ${change}`;
}

/** What figures and signs are called in a language whose grammar is given. */
export function europeanRules(grammar: Grammar): LanguageRules {
  return {
    tag: grammar.tag,
    spaced: true,
    rules: [
      ...grammar.rules,
      ...codes(grammar),
      ...dates(grammar),
      durations(grammar),
      ...amounts(grammar),
      ...relations(grammar),
      ...rest(grammar),
    ],
  };
}

function codes(grammar: Grammar): Rule[] {
  const say = ([all]: RegExpExecArray): string => dialled(grammar, all);
  return [
    ...addressRules({ ...grammar.address, digits: (figures) => digitsOf(grammar, figures), gap: ' ' }),
    registeredRule((code) =>
      code
        .replace(/[- ]/g, ', ')
        .replace(/\d+/g, (figures) => ` ${digitsOf(grammar, figures)} `)
        .replace(/\s+(?=,|$)|^\s+/g, '')
        .replace(/\s+/g, ' '),
    ),
    rule('phone', `\\+\\d{1,3}(?:[- .]?\\(?\\d{1,4}\\)?){2,5}(?!\\d)`, say),
    rule('phone', `${START}\\(?0\\d{1,4}\\)?[ /.-]\\d{2,}(?:[ -]\\d{2,})*${END}`, say),
    rule(
      'phone',
      `(?<=(?:${grammar.beforePhone})(?:\\s\\p{L}+){0,2}\\.?:?\\s)[\\d(][\\d ()/.-]{4,}\\d${END}`,
      say,
      'iu',
    ),
    rule('phone', `${START}[89]\\s?\\(\\d{3}\\)\\s?\\d{3}-?\\d{2}-?\\d{2}(?!\\d)`, say),
  ];
}

function dates(grammar: Grammar): Rule[] {
  const month = alternation(Object.keys(grammar.months));
  const numberOf = (name: string): number => grammar.months[name.toLowerCase()] ?? 0;
  const say = (match: RegExpExecArray, day: string, at: number, year?: string) =>
    Number(day) > 31 || Number(day) < 1 || !(at >= 1 && at <= 12)
      ? undefined
      : grammar.date({ day: String(Number(day)), month: at, year }, aroundOf(match));
  const century = (year: string): string => (year.length === 2 ? `20${year}` : year);
  return [
    rule(
      'date',
      `${START}(\\d{1,2})(?:\\.|er|º|°|-го)?\\s?(?:de\\s)?(${month})${WORD_END}(?:\\.?(?:\\s(?:del?\\s)?([12]\\d{3})${WORD_END}(?![.,]\\d)(?:\\s(?:года${WORD_END}|г\\.))?))?`,
      (match) => say(match, match[1]!, numberOf(match[2]!), match[3]),
      'iu',
    ),
    rule(
      'date',
      `${START}(\\d{1,2})([./-])(\\d{1,2})\\2(\\d{4}|\\d{2})${END}(?:\\s(?:года${WORD_END}|г\\.))?`,
      (match) =>
        say(match, match[1]!, Number(match[3]), century(match[4]!)) ??
        say(match, match[3]!, Number(match[1]), century(match[4]!)),
    ),
    rule('date', `${START}([12]\\d{3})-(\\d{2})-(\\d{2})${END}`, (match) =>
      say(match, match[3]!, Number(match[2]), match[1]),
    ),
    rule('version', `${START}(\\d+(?:\\.\\d+){2,})${END}`, ([dots]) =>
      /^[1-9]\d{0,2}(?:\.\d{3})+$/.test(dots)
        ? undefined
        : dots
            .split('.')
            .map((part) => amountWords(grammar, part))
            .join(` ${grammar.address.dot} `),
    ),
  ];
}

function amounts(grammar: Grammar): Rule[] {
  const unit = alternation(Object.keys(grammar.units));
  const scale = alternation(Object.keys(grammar.scales));
  const sign = alternation(Object.keys(grammar.currencies));
  const degrees = (written: string, scaleOf: string): string =>
    counted(grammar, written, grammar.degree) +
    (scaleOf === '' ? '' : ` ${scaleOf === 'C' ? grammar.celsius : grammar.fahrenheit}`);
  const range = (from: string, to: string, unitOf: string): string =>
    `${amountWords(grammar, from, noun(unitOf))} ${grammar.to} ${counted(grammar, to, unitOf)}`;
  const scaleSign = (written: string): string => (/C|℃/.test(written) ? 'C' : /F|℉/.test(written) ? 'F' : '');
  const DEGREE = String.raw`(?:°\s?[CFСК]?|℃|℉)`;
  return [
    rule(
      'money',
      `${SIGN}(?<!\\p{L})(${sign})\\s?(${NUMBER})(?:\\s(${scale}))?${WORD_END}`,
      ([, minus = '', coin, n, many]) => money(grammar, minus + n!, many, coin!),
    ),
    rule(
      'money',
      `${SIGN}(?<![\\p{L}\\d])(${NUMBER})\\s?(?:(${scale})\\s?)?(${sign})${WORD_END}`,
      ([, minus = '', n, many, coin]) => money(grammar, minus + n!, many, coin!),
    ),
    rule('range', `${START}(${NUMBER})${TO}(${NUMBER})\\s?(${sign})${WORD_END}`, ([, from, to, coin]) =>
      range(from!, to!, grammar.currencies[coin!]![0]),
    ),
    rule('percent', `${SIGN}(?<![\\p{L}\\d])(${NUMBER})\\s?%`, ([, minus = '', n]) =>
      counted(grammar, minus + n!, grammar.percent),
    ),
    rule('range', `${START}(${NUMBER})\\s?%?${TO}(${NUMBER})\\s?%`, ([, from, to]) =>
      range(from!, to!, grammar.percent),
    ),
    rule(
      'temperature',
      `${SIGN}(?<![\\p{L}\\d])(${NUMBER})\\s?(${DEGREE})${WORD_END}`,
      ([, minus = '', n, of]) => degrees(minus + n!, scaleSign(of!)),
    ),
    rule(
      'range',
      `${SIGN}(?<![\\p{L}\\d])(${NUMBER})(?:\\s?°)?${TO}([-−+]?${NUMBER})\\s?(${DEGREE})${WORD_END}`,
      ([, minus = '', from, to, of]) =>
        `${amountWords(grammar, minus + from!, noun(grammar.degree))} ${grammar.to} ${degrees(to!, scaleSign(of!))}`,
    ),
    rule(
      'measure',
      `${SIGN}(?<![\\p{L}\\d])(${NUMBER})\\s?(${unit}|${scale})${WORD_END}`,
      ([, minus = '', n, of]) => counted(grammar, minus + n!, grammar.units[of!] ?? grammar.scales[of!]!),
    ),
    rule('range', `${START}(${NUMBER})${TO}(${NUMBER})\\s?(${unit})${WORD_END}`, ([, from, to, of]) =>
      range(from!, to!, grammar.units[of!]!),
    ),
  ];
}

/** 2h30m: its parts one after the other, the last one after "and" if one likes. */
const durations = (grammar: Grammar): Rule =>
  durationRule(START, WORD_END, (parts) => {
    const words = parts.map(({ figures, span }) => counted(grammar, figures, grammar.spans[span]));
    return [' ', ` ${grammar.operators['&']!} `].map((last) =>
      [words.slice(0, -1).join(' '), words.at(-1)!].join(last),
    );
  });

function relations(grammar: Grammar): Rule[] {
  const words = (written: string): string => amountWords(grammar, written);
  const fraction = (a: string, b: string): string | readonly string[] => {
    const against = `${words(a)} ${grammar.against} ${words(b)}`;
    const part =
      Number(b) <= 100 && Number(a) < Number(b) && a !== '0'
        ? grammar.fraction(Number(a), Number(b))
        : undefined;
    return part === undefined ? against : [part, against];
  };
  const sums = alternation(Object.keys(grammar.operators));
  return [
    rule(
      'score',
      `(?<=(?:${SCORES})\\s?)(\\d{1,3})[-–:](\\d{1,3})${END}`,
      ([, a, b]) => `${words(a!)} ${grammar.against} ${words(b!)}`,
      'iu',
    ),
    rule(
      'range',
      `${START}(${NUMBER})${TO}(${NUMBER})${END}(?!-)`,
      (match) => `${words(match[1]!)} ${grammar.to} ${amountOrBare(grammar, match[2]!, match)}`,
    ),
    rule('ratio', `${START}(\\d+):(\\d+)(?::(\\d+))?${END}`, ([, a, b, c]) =>
      [a!, b!, ...(c ? [c] : [])].map(words).join(` ${grammar.against} `),
    ),
    rule('fraction', `${START}(\\d+)/(\\d+)${END}${WORD_END}`, ([, a, b]) => fraction(a!, b!)),
    rule('fraction', `[${Object.keys(VULGAR).join('')}]`, ([sign]) => fraction(...VULGAR[sign]!)),
    signsBefore(grammar.signs),
    rule('expression', `(?<=[\\p{L}\\d)]\\s?)(?:${sums})(?=\\s?\\d)`, ([sign]) => grammar.operators[sign]),
    rule('expression', `(?<=[\\p{L}\\d)]\\s)[<>=≥≤≈≠](?=\\s\\p{L})`, ([sign]) => grammar.operators[sign]),
  ];
}

/** What comes before a score. */
const SCORES =
  'endete|gewann|gewonnen|verlor|finita|vinto|perso|ganó|perdió|empató|gagné|perdu|счётом|счетом|счёт';

/** The last number of a row agrees with the noun behind it. */
function amountOrBare(grammar: Grammar, written: string, match: RegExpExecArray): string {
  const { whole, decimals } = amountOf(written);
  if (decimals !== undefined || /^0\d/.test(whole)) return amountWords(grammar, written);
  const said = grammar.bare(whole, aroundOf(match));
  return typeof said === 'string' ? said : said[0]!;
}

function rest(grammar: Grammar): Rule[] {
  const bare = (figures: string, match: RegExpExecArray): string | readonly string[] => {
    if (/^0\d/.test(figures) || figures.length > 15) return digitsOf(grammar, figures);
    const said = grammar.bare(figures, aroundOf(match));
    return [...(typeof said === 'string' ? [said] : said), digitsOf(grammar, figures)];
  };
  return [
    romanSignRule((figures) => grammar.cardinal(figures)),
    ...Object.entries(grammar.abbreviations).map(([short, long]) =>
      rule('abbreviation', `(?<![\\p{L}\\d.])${short}`, () => long),
    ),
    rule('symbol', `\\s?&\\s?(?=[\\p{L}\\d])`, () => grammar.operators['&']),
    rule('model', `(?<=\\p{L})-?(\\d+(?:\\.\\d+)?)(?!\\d)`, ([, n]) => amountWords(grammar, n!)),
    rule('model', `(?<=\\d)-(?=\\p{L})`, () => ''),
    rule('decimal', `${SIGN}(?<![\\p{L}\\d])(${NUMBER})${END}`, (match) => {
      const [, sign = '', n] = match as unknown as [string, string | undefined, string];
      const { whole, decimals } = amountOf(n);
      if (decimals !== undefined || sign !== '') return amountWords(grammar, sign + n);
      return bare(whole, match);
    }),
    rule('digits', `\\d+`, (match) => bare(match[0], match)),
  ];
}
