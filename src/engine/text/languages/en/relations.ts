import { END, VULGAR, alternation, rule } from '../../rule';
import { AMOUNT, START, UNIT, WORD_END, amountWords, ordinalWords, plural } from './amounts';
import { numberWords } from './number-words';
import { UNITS } from './words';
import type { Rule } from '../../verbalise';

function fractionWords(over: string, under: string): string | undefined {
  const [a, b] = [Number(over), Number(under)];
  if (b < 2 || a === 0) return undefined;
  const one = b === 2 ? 'half' : b === 4 ? 'quarter' : ordinalWords(under);
  return `${numberWords(over)} ${a === 1 ? one : b === 2 ? 'halves' : plural(one)}`;
}

const OPERATORS: Readonly<Record<string, string>> = {
  '+': 'plus', '-': 'minus', '−': 'minus', '×': 'times', '*': 'times', x: 'by', '÷': 'divided by', '/': 'over', '=': 'equals', '≈': 'is about', '>': 'is greater than', '<': 'is less than', '≥': 'is at least', '≤': 'is at most', '≠': 'is not equal to',
}; // prettier-ignore

/** What is counted out for each, and how it is called. */
const PER: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    'second minute hour day night week weekend month quarter year person people user head seat student team family household page word line item unit piece pack box bottle can bag card ticket trip ride mile kilometer pound ounce kilogram gram liter gallon acre lesson class session game match meal serving share token request call'
      .split(' ')
      .map((each) => [each, each]),
  ),
  s: 'second', sec: 'second', min: 'minute', h: 'hour', hr: 'hour', d: 'day', wk: 'week', mo: 'month', mth: 'month', yr: 'year', y: 'year', pp: 'person', pc: 'piece', ea: 'each', lb: 'pound', oz: 'ounce', kg: 'kilogram', g: 'gram', mg: 'milligram', L: 'liter', l: 'liter', mL: 'milliliter', ml: 'milliliter', dL: 'deciliter', gal: 'gallon', mi: 'mile', km: 'kilometer', m: 'meter', 'm²': 'square meter', m2: 'square meter', 'sq ft': 'square foot', sqft: 'square foot', kWh: 'kilowatt hour', GB: 'gigabyte', TB: 'terabyte', MB: 'megabyte',
}; // prettier-ignore

const HEADS: Readonly<Record<string, string>> = { '>': 'more than', '<': 'less than', '≥': 'at least', '≤': 'at most', '≈': 'about', '≠': 'not' }; // prettier-ignore
const MINUS = '(?<=^|[\\s(“"])[-−]';

/** In a sum a comma is no point: 3+5=8,10-4=6. */
const TERM = String.raw`(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?|\.\d+`;

function expressionWords(written: string): string {
  return written
    .replace(/\s+/g, '')
    .split(/((?<=[\d)])[-+−×x*÷/=≈><≥≤≠])/)
    .map((part) => OPERATORS[part] ?? amountWords(part))
    .join(' ');
}

/** A Greek letter of a formula, not of a Greek word. */
const GREEK = '(?<!\\p{Script=Greek})[αβγδεθλμπρστφωΔΣΩ](?!\\p{Script=Greek})';
const GREEK_LETTERS: Readonly<Record<string, string>> = {
  α: 'alpha', β: 'beta', γ: 'gamma', δ: 'delta', ε: 'epsilon', θ: 'theta', λ: 'lambda', μ: 'mu', π: 'pi', ρ: 'rho', σ: 'sigma', τ: 'tau', φ: 'phi', ω: 'omega', Δ: 'delta', Σ: 'sigma', Ω: 'omega',
}; // prettier-ignore

/** Of a rate of change. */
const CHANGE_OVER: Readonly<Record<string, string>> = {
  y: 'year on year',
  q: 'quarter on quarter',
  m: 'month on month',
};

/** Scores, ranges, ratios, fractions and sums. */
export const relationRules: readonly Rule[] = [
  rule(
    'score',
    `(?<=\\b(?:score|scored|won|lost|beat|win|lead|leading|led|tied|victory|defeated|ahead|finished|ended)\\b[^.]{0,40}?)${START}(\\d{1,3})[-–:](\\d{1,3})${END}`,
    ([, a, b]) => [
      `${numberWords(a!)} to ${numberWords(b!)}`,
      `${numberWords(a!)} ${b === '0' ? 'nil' : numberWords(b!)}`,
    ],
  ),
  rule(
    'range',
    `${START}(\\d{1,3}(?:,\\d{3})+|\\d{1,4}(?:\\.\\d+)?)[-–—](\\d{1,3}(?:,\\d{3})+|\\d{1,4}(?:\\.\\d+)?)${END}(?!-)`,
    ([, from, to]) => `${amountWords(from!)} to ${amountWords(to!)}`,
  ),
  rule(
    'range',
    `${START}(\\d+(?:\\.\\d+)?)\\s+[-–—]\\s+(\\d+(?:\\.\\d+)?)${END}(?!\\s*=)`,
    ([, from, to]) => [
      `${amountWords(from!)} to ${amountWords(to!)}`,
      `${amountWords(from!)} minus ${amountWords(to!)}`,
    ],
  ),
  rule(
    'range',
    `${MINUS}(\\d+(?:\\.\\d+)?)[-–—](\\d+(?:\\.\\d+)?)${END}(?!-)`,
    ([, from, to]) => `minus ${amountWords(from!)} to ${amountWords(to!)}`,
  ),
  rule('fraction', `${MINUS}(\\d+)/(\\d+)${END}${WORD_END}`, ([, a, b]) => {
    const part = Number(a) < Number(b) && Number(b) <= 100 ? fractionWords(a!, b!) : undefined;
    return `minus ${part ?? `${numberWords(a!)} over ${numberWords(b!)}`}`;
  }),
  // 2/3rds
  rule('fraction', `${START}(\\d+)/(\\d+)(?:rd|th|nd)s?${WORD_END}`, ([, a, b]) => fractionWords(a!, b!)),
  // 9/11 of a test
  rule(
    'fraction',
    `(?<=\\b(?:scored|got|scoring|answered|rated|rating|score of|grade of) (?:it |this |a |an )?)(\\d+)/(\\d+)${END}${WORD_END}`,
    ([, a, b]) => `${numberWords(a!)} out of ${numberWords(b!)}`,
    'iu',
  ),
  // 50/50, 60/40
  rule('ratio', `${START}(\\d{2})/(\\d{2})${END}${WORD_END}`, ([, a, b]) =>
    Number(a) + Number(b) === 100 ? `${numberWords(a!)} ${numberWords(b!)}` : undefined,
  ),
  rule('ratio', `${START}(\\d+):(\\d+)(?::(\\d+))?${END}`, ([, a, b, c]) =>
    [a!, b!, ...(c ? [c] : [])].map(numberWords).join(' to '),
  ),
  rule('fraction', `${START}(\\d+)/(\\d+)${END}${WORD_END}`, ([, a, b]) => {
    const fraction = Number(a) < Number(b) && Number(b) <= 100 ? fractionWords(a!, b!) : undefined;
    const over = `${numberWords(a!)} over ${numberWords(b!)}`;
    return fraction === undefined ? over : [fraction, over, `${numberWords(a!)} out of ${numberWords(b!)}`];
  }),
  // 3/4 tsp, 1/4 lb.
  rule(
    'measure',
    `${START}(?:(\\d+) )?(\\d)/(\\d{1,2}) ?(${UNIT})${WORD_END}(?:(?<=oz|tsp|[Tt]bsp|lbs?|yd|ft|mi)\\.(?=\\s\\p{Ll}|[,;)]))?`,
    ([, whole, a, b, unit]) => {
      const part = Number(a) < Number(b) ? fractionWords(a!, b!) : undefined;
      if (part === undefined) return undefined;
      return whole === undefined
        ? `${part} ${UNITS[unit!]![0]}`
        : `${numberWords(whole)} and ${part.replace(/^one (half|quarter)$/, 'a $1')} ${UNITS[unit!]![1]}`;
    },
  ),
  rule('fraction', `${START}(\\d+) (\\d)/(\\d{1,2})${END}${WORD_END}`, ([, whole, a, b]) => {
    const part = Number(a) < Number(b) ? fractionWords(a!, b!) : undefined;
    return part && `${numberWords(whole!)} and ${part.replace(/^one (half|quarter)$/, 'a $1')}`;
  }),
  rule('fraction', `(\\d+)?\\s?([½⅓¼⅔¾⅕⅛])`, ([, whole, sign]) => {
    const [a, b] = VULGAR[sign!]!;
    const part = fractionWords(a, b)!;
    return whole ? `${numberWords(whole)} and ${part.replace(/^one (half|quarter)$/, 'a $1')}` : part;
  }),
  rule(
    'expression',
    `(?:${START}|(?<==\\s?\\d+,))-?(?:${TERM})(?:\\s*[+×÷*=≈><≥≤≠]\\s*[-−]?(?:${TERM})|\\s+[-−]\\s+(?:${TERM})(?=\\s*=)|[-−/](?:${TERM})(?=\\s*=)|\\s?x\\s?(?:${TERM}))+(?:${END}|(?=,\\d+[-+×÷*/]))`,
    ([all]) => expressionWords(all),
  ),
  // 2e-5, 10⁻³
  rule(
    'expression',
    `(${MINUS})?${START}(${AMOUNT})[eE]([-−+]?\\d{1,3})${WORD_END}`,
    ([, minus, n, power]) =>
      `${minus ? 'minus ' : ''}${amountWords(n!)} times ten to the ${amountWords(power!)}`,
  ),
  rule('expression', `${START}(${AMOUNT})(⁻?[⁰¹²³⁴-⁹]+)`, ([, n, power]) => {
    const plain = power!.normalize('NFKC');
    const named = { '2': 'squared', '3': 'cubed' }[plain];
    return `${amountWords(n!)} ${named ?? `to the ${amountWords(plain)}`}`;
  }),
  // x^2, 10^6, y²
  rule('expression', `(?<=[\\p{L}\\d)])(?:\\^(-?\\d{1,3})${WORD_END}|([²³]))`, ([, typed, raised]) => {
    const power = typed ?? raised!.normalize('NFKC');
    return { '2': 'squared', '3': 'cubed' }[power] ?? `to the ${amountWords(power)}`;
  }),
  // at the head of an amount: at least 5, about 5
  rule('expression', `(?<=^|[\\s(“"])[><≥≤≈≠](?=[$€£]?\\.?\\d)`, ([sign]) => HEADS[sign]),
  rule('expression', `(?<=^|[\\s(“"])[~～]\\s?(?=[$€£]?\\.?\\d)`, () => 'about'),
  rule(
    'expression',
    `(?<=[\\p{L}\\d)]\\s?)(?:[×÷=≈≥≤≠]|(?<=\\s)[+><](?=\\s))(?=\\s?[-.\\d\\p{L}(√])`,
    // of a thing with a name it is no sum: sleep < 8 hours
    ({ 0: sign, input, index }) =>
      /^[<>]$/.test(sign) && /\p{L}{3,}\s$/u.test(input.slice(0, index)) ? HEADS[sign] : OPERATORS[sign],
  ),
  rule('expression', `[><≥≤≈≠](?=\\s?\\d)`, ([sign]) => HEADS[sign]),
  // a<b
  rule('expression', `(?<=(?<![\\p{L}\\d])\\p{L})[<>](?=\\p{L}(?![\\p{L}\\d]))`, ([sign]) => OPERATORS[sign]),
  rule('symbol', `(?<=^|[\\s(“"])@(?=\\s?[$€£]?\\d)`, () => 'at'),
  rule('symbol', `(?<=\\b(?:Ctrl|Alt|Shift|Cmd|Command|Control|Option|Win))\\+(?=\\p{L})`, () => ' plus '),
  rule('symbol', `\\s?→\\s?(?=[\\p{L}\\d$€£])`, () => ' to '),
  rule('expression', '√(?=\\s?[\\d\\p{L}(])', () => 'the square root of '),
  rule('symbol', GREEK, ([letter]) => GREEK_LETTERS[letter]),
  // $5/month, 60 miles/hr, 3 GB/s
  rule(
    'symbol',
    `(?<=\\d[,.\\d]*(?:[\\s/-]?[\\p{L}°²³¢%]{1,12}){0,3})\\s?/\\s?(${alternation(Object.keys(PER))})\\b(?!/\\d)(?:(?<=hr|mo|yr|wk|min|sec|lb|oz)\\.(?=\\s\\p{Ll}|[,;)]))?`,
    ([, each]) => (each === 'ea' ? 'each' : `per ${PER[each!]!}`),
  ),
  rule('expression', `±(?=\\s?${AMOUNT})`, () => 'plus or minus'),
  rule('symbol', '(?<=%\\s?)([yqm])/\\1(?![\\p{L}/])', ([, each]) => CHANGE_OVER[each!]),
];
