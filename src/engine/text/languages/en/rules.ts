import { ADDRESS, addressName } from '../../address';
import type { LanguageRules, Rule, TokenKind } from '../../verbalise';
import { digitWords, numberWords } from './number-words';
import { ABBREVIATIONS, CURRENCIES, MONTHS, UNITS } from './words';

const NUMBER = String.raw`(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?|\.\d+`;
const AMOUNT = `(?:${NUMBER})`;
const START = String.raw`(?<![\p{L}\d]|\d[.,:/-])`;
const END = String.raw`(?![\d]|[.,:/-]\d)`;
const WORD_END = String.raw`(?![\p{L}\d])`;
const TO = String.raw`\s*[-–—−~]\s*`;
const UNIT = alternation(Object.keys(UNITS));
const SIGN = alternation(Object.keys(CURRENCIES));
const SCALE = 'thousand|million|billion|trillion|hundred';
const SHORT_SCALE = '[kK]|[mM]|[bB]n?|[tT]|mn';
const MONTH = alternation(Object.keys(MONTHS));
const DAY_OF = '(0?[1-9]|[12]\\d|3[01])';
const BEFORE_YEAR =
  'in|since|until|till|before|after|during|around|year|early|late|mid|by|from|of|circa|c\\.|summer|winter|spring|autumn|fall|copyright|class of';

function alternation(words: readonly string[]): string {
  return [...words]
    .sort((a, b) => b.length - a.length)
    .map((word) => word.replace(/[$.*+?^()[\]{}|\\/]/g, '\\$&'))
    .join('|');
}

const rule = (kind: TokenKind, pattern: string, say: Rule['say'], flags = 'u'): Rule => ({
  kind,
  pattern: new RegExp(pattern, flags),
  say,
});

/** "1,234.5" is "one thousand, two hundred and thirty-four point five". */
function amountWords(amount: string): string {
  const minus = /^[-−]/.test(amount) ? 'minus ' : '';
  const [whole = '', ...decimals] = amount
    .replace(/^[-−+]/, '')
    .replaceAll(',', '')
    .split('.');
  const first = whole === '' ? 'zero' : /^0\d/.test(whole) ? digitWords(whole) : numberWords(whole);
  return minus + [first, ...decimals.map(digitWords)].join(' point ');
}

/** "1984" is "nineteen eighty-four", "1900" "nineteen hundred", "2005" "two thousand and five". */
export function yearWords(digits: string): string {
  if (digits.length !== 4 || /^[12]00\d$/.test(digits)) return numberWords(digits);
  const century = numberWords(digits.slice(0, 2));
  const rest = digits.slice(2);
  if (rest === '00') return `${century} hundred`;
  return `${century} ${rest.startsWith('0') ? 'oh ' : ''}${numberWords(rest)}`;
}

const ORDINALS: Readonly<Record<string, string>> = {
  one: 'first',
  two: 'second',
  three: 'third',
  five: 'fifth',
  eight: 'eighth',
  nine: 'ninth',
  twelve: 'twelfth',
};

export function ordinalWords(digits: string): string {
  return numberWords(digits.replaceAll(',', '')).replace(
    /[a-z]+$/,
    (last) => ORDINALS[last] ?? (last.endsWith('y') ? `${last.slice(0, -1)}ieth` : `${last}th`),
  );
}

const plural = (words: string): string =>
  words.endsWith('y') ? `${words.slice(0, -1)}ies` : /[sx]$/.test(words) ? `${words}es` : `${words}s`;

const isOne = (amount: string): boolean => /^[-−]?1$/.test(amount);

function unitWords(amount: string, unit: string): string {
  const [one, many] = UNITS[unit]!;
  return isOne(amount) ? one : many;
}

const SCALES: Readonly<Record<string, string>> = { k: 'thousand', m: 'million', mn: 'million', b: 'billion', bn: 'billion', t: 'trillion' }; // prettier-ignore
const scaleWord = (scale: string): string => SCALES[scale.toLowerCase()] ?? scale.toLowerCase();

function moneyWords(amount: string, scale: string | undefined, sign: string): string {
  const [one, many, cent, cents] = CURRENCIES[sign]!;
  if (scale) return `${amountWords(amount)} ${scaleWord(scale)} ${many}`;
  const [, whole, change] = /^([\d,]*)\.(\d\d)$/.exec(amount) ?? [];
  if (change === undefined || cent === undefined)
    return `${amountWords(amount)} ${isOne(amount) ? one : many}`;
  const small = `${numberWords(change)} ${change === '01' ? cent : cents!}`;
  if (whole === '' || /^0+$/.test(whole!)) return change === '00' ? `zero ${many}` : small;
  const large = `${amountWords(whole!)} ${whole === '1' ? one : many}`;
  return change === '00' ? large : `${large} and ${small}`;
}

function clockWords(hours: string, minutes: string, half = ''): string[] {
  const hour = numberWords(hours);
  const tail = half === '' ? '' : ` ${half.toLowerCase()} m`;
  if (minutes === '00') {
    if (tail !== '') return [hour + tail];
    return Number(hours) === 0
      ? ['midnight', "zero o'clock"]
      : [Number(hours) > 12 ? `${hour} hundred` : `${hour} o'clock`];
  }
  return [`${hour} ${minutes.startsWith('0') ? 'oh ' : ''}${numberWords(minutes)}${tail}`];
}

function dateWords(month: string, day: string, year?: string): string[] {
  const name = MONTHS[month] ?? month;
  const end = year === undefined ? '' : `, ${yearWords(year)}`;
  const ordinal = ordinalWords(String(Number(day)));
  return [`${name} ${ordinal}${end}`, `${name} the ${ordinal}${end}`];
}

const MONTH_NAMES = Object.values(MONTHS).filter((name, at, all) => all.indexOf(name) === at);

function isoDate(year: string, month: string, day: string): string[] | undefined {
  const name = MONTH_NAMES[Number(month) - 1];
  return name === undefined || Number(day) > 31 || Number(day) < 1 ? undefined : dateWords(name, day, year);
}

/** Telephone numbers figure by figure, a breath between groups. */
const dialled = (written: string): string =>
  (written.startsWith('+') ? 'plus ' : '') + (written.match(/\d+/g) ?? []).map(digitWords).join(', ');

function fractionWords(over: string, under: string): string | undefined {
  const [a, b] = [Number(over), Number(under)];
  if (b < 2 || a === 0) return undefined;
  const one = b === 2 ? 'half' : b === 4 ? 'quarter' : ordinalWords(under);
  return `${numberWords(over)} ${a === 1 ? one : b === 2 ? 'halves' : plural(one)}`;
}

const VULGAR: Readonly<Record<string, string>> = {
  '½': '1/2',
  '⅓': '1/3',
  '¼': '1/4',
  '⅔': '2/3',
  '¾': '3/4',
  '⅕': '1/5',
  '⅛': '1/8',
};

const OPERATORS: Readonly<Record<string, string>> = {
  '+': 'plus', '-': 'minus', '−': 'minus', '×': 'times', '*': 'times', x: 'by', '÷': 'divided by', '/': 'over', '=': 'equals', '≈': 'is about', '>': 'is greater than', '<': 'is less than', '≥': 'is at least', '≤': 'is at most', '≠': 'is not equal to',
}; // prettier-ignore

function expressionWords(written: string): string {
  return written
    .replace(/\s+/g, '')
    .split(/((?<=[\d)])[-+−×x*÷/=≈><≥≤≠])/)
    .map((part) => OPERATORS[part] ?? amountWords(part))
    .join(' ');
}

function romanValue(roman: string): number {
  const values: Readonly<Record<string, number>> = { I: 1, V: 5, X: 10, L: 50 };
  return Array.from(roman).reduce((sum, letter, at, all) => {
    const value = values[letter]!;
    return sum + (value < (values[all[at + 1] ?? ''] ?? 0) ? -value : value);
  }, 0);
}

const ROMAN = '(?=[IVXL])(?:XL|L?X{0,3})(?:IX|IV|V?I{0,3})';
const NUMBERED =
  'Chapter|Part|Act|Scene|Volume|Vol\\.|Book|Section|Appendix|Phase|Type|Level|Stage|Figure|Title|Article|Class|Grade|World War|War|Episode|Season|Super Bowl|Mark|Mk|Category';
const ROYAL =
  'King|Queen|Pope|Henry|Louis|Charles|Elizabeth|George|Edward|Richard|William|James|John|Paul|Benedict|Pius|Philip|Frederick|Catherine|Nicholas|Alexander|Ivan|Peter|Napoleon|Ramses|Leo|Gregory|Innocent|Clement|Mary|Victor|Wilhelm|Friedrich|Otto|Malcolm|Harold';

/** English: what figures, signs and abbreviations are called. */
export const english: LanguageRules = {
  tag: 'en',
  spaced: true,
  rules: [
    {
      kind: 'address',
      pattern: ADDRESS,
      say: ([address]) =>
        addressName(address, {
          ...{
            dot: 'dot',
            at: 'at',
            slash: 'slash',
            dash: 'dash',
            underscore: 'underscore',
            colon: 'colon',
            gap: ' ',
          },
          digits: digitWords,
        }),
    },
    rule('version', `${START}(\\d+(?:\\.\\d+){2,})${END}`, ([dots]) => [
      dots
        .split('.')
        .map((part) => (dots.split('.').length === 4 ? digitWords(part) : numberWords(part)))
        .join(dots.split('.').length === 4 ? ' dot ' : ' point '),
      dots.split('.').map(numberWords).join(' dot '),
    ]),
    rule(
      'version',
      `(?<![\\p{L}\\d])[vV](\\d+(?:\\.\\d+)*)(?:[-]?(beta|alpha|rc)(\\d*))?${WORD_END}`,
      ([, dots, word, n]) =>
        `version ${dots!.split('.').map(numberWords).join(' point ')}${word ? ` ${word}` : ''}${n ? ` ${numberWords(n)}` : ''}`,
    ),
    // telephone numbers
    rule('phone', `(?<![\\d\\p{L}])(?:\\+?1[-. ]?)?\\(\\d{3}\\)\\s?\\d{3}[-. ]\\d{4}(?!\\d)`, ([all]) =>
      dialled(all),
    ),
    rule('phone', `${START}(?:\\+?1[-. ])?\\d{3}[-. ]\\d{3}[-. ]\\d{4}${END}`, ([all]) => dialled(all)),
    rule('phone', `${START}1-\\d{3}-\\d{3}-\\d{4}${END}`, ([all]) => dialled(all)),
    rule('phone', `${START}\\d{3}-\\d{4}${END}`, ([all]) => dialled(all)),
    rule('phone', `\\+\\d{1,3}(?:[- .]?\\(?\\d{1,4}\\)?){2,5}(?!\\d)`, ([all]) =>
      all.replace(/\D/g, '').length >= 8 ? dialled(all) : undefined,
    ),
    rule(
      'code',
      `${START}(?:911|999|411|311|007|747|404|101(?= Dalmatians))${END}(?!\\s*(?:${SCALE}|people|men|women|units|${UNIT})\\b)`,
      ([all]) =>
        all === '101'
          ? undefined
          : all === '747' || all === '404'
            ? [shortCode(all), numberWords(all)]
            : [digitWords(all), numberWords(all)],
    ),
    rule(
      'code',
      `(?<=(?:[Rr]oom|[Ff]light|[Hh]ighway|[Rr]oute|[Ss]uite|[Aa]partment|[Ii]nterstate|[Bb]us|[Aa]rea code|Apt\\.) (?:[A-Z]{2} ?)?)(\\d{3,4})${WORD_END}(?!,\\d|\\.\\d)`,
      ([all]) => [shortCode(all), digitWords(all), numberWords(all)],
    ),
    rule(
      'code',
      `(?<=(?:[Pp]in|PIN|[Cc]ode|[Zz]ip|ZIP|[Pp]assword|[Ee]xtension|ext\\.|[Ss]erial|[Aa]ccount|[Oo]rder|[Tt]icket|[Cc]onfirmation|[Ii]nvoice|[Cc]ase|[Cc]ard|[Tt]racking)(?: (?:is|was|number|no\\.|code))*:? #?)(\\d{3,})${WORD_END}(?!,\\d|\\.\\d)`,
      ([all]) => [digitWords(all), numberWords(all)],
    ),
    // dates
    rule(
      'date',
      `(${MONTH})\\.? ${DAY_OF}(?:st|nd|rd|th)?(?:,? ([12]\\d{3}))?${WORD_END}(?!:\\d|\\.\\d|,\\d)`,
      ([, month, day, year]) => dateWords(month!, day!, year),
    ),
    rule(
      'date',
      `(${MONTH})\\.? ${DAY_OF}(?:st|nd|rd|th)?${TO}${DAY_OF}(?:st|nd|rd|th)?(?:,? ([12]\\d{3}))?${WORD_END}`,
      ([, month, from, to, year]) =>
        `${dateWords(month!, from!)[0]} to ${ordinalWords(to!)}${year ? `, ${yearWords(year)}` : ''}`,
    ),
    rule(
      'date',
      `(?<=\\b[Tt]he )${DAY_OF}(?:st|nd|rd|th)?(?: of)? (${MONTH})\\.?(?:,? ([12]\\d{3}))?${WORD_END}`,
      ([, day, month, year]) =>
        `${ordinalWords(day!)} of ${MONTHS[month!]!}${year ? `, ${yearWords(year)}` : ''}`,
    ),
    rule(
      'date',
      `${START}${DAY_OF}(?:st|nd|rd|th)?(?: of)? (${MONTH})\\.?(?:,? ([12]\\d{3}))?${WORD_END}`,
      ([, day, month, year]) => [
        `the ${ordinalWords(day!)} of ${MONTHS[month!]!}${year ? `, ${yearWords(year)}` : ''}`,
        `${ordinalWords(day!)} ${MONTHS[month!]!}${year ? ` ${yearWords(year)}` : ''}`,
      ],
    ),
    rule(
      'date',
      `(${MONTH})\\.?,? ([12]\\d{3})${WORD_END}`,
      ([, month, year]) => `${MONTHS[month!]!} ${yearWords(year!)}`,
    ),
    rule('date', `${START}([12]\\d{3})[-/](\\d{1,2})[-/](\\d{1,2})${END}`, ([, y, m, d]) =>
      isoDate(y!, m!, d!),
    ),
    rule(
      'date',
      `${START}([12]\\d{3})-(\\d{2})-(\\d{2})[T ](\\d{2}):(\\d{2})(?::\\d{2})?Z?${END}`,
      ([, y, m, d, h, min]) => {
        const day = isoDate(y!, m!, d!);
        return day && `${day[0]!}, ${clockWords(h!, min!)[0]!}`;
      },
    ),
    rule('date', `${START}(\\d{1,2})/(\\d{1,2})/((?:[12]\\d)?\\d{2})${END}`, ([, m, d, y]) => {
      const year = y!.length === 2 ? `20${y!}` : y!;
      return Number(m) > 12 ? isoDate(year, d!, m!) : isoDate(year, m!, d!);
    }),
    // times
    rule(
      'time',
      `${START}([01]?\\d|2[0-3]):([0-5]\\d)(?::([0-5]\\d))?(?:\\s*([aApP])\\.?[mM]\\b\\.?(?=\\s+[a-z]|[,;:!?)]|$|\\s*$)|\\s*([aApP])\\.?[mM]\\b)?${END}`,
      ([, h, m, s, half, other]) =>
        clockWords(h!, m!, half ?? other).map((words) =>
          s === undefined ? words : `${words} and ${numberWords(s)} seconds`,
        ),
    ),
    rule(
      'time',
      `${START}([01]?\\d|2[0-3]):([0-5]\\d)\\s*(?:([aApP])\\.?[mM]\\.?)?${TO}([01]?\\d|2[0-3]):([0-5]\\d)(?:\\s*([aApP])\\.?[mM]\\b\\.?)?${END}`,
      ([, h, m, half, h2, m2, half2]) =>
        `${clockWords(h!, m!, half)[0]!} to ${clockWords(h2!, m2!, half2)[0]!}`,
    ),
    rule(
      'time',
      `${START}(1[0-2]|0?[1-9])\\s*([aApP])(?:[mM]\\b|\\.[mM]\\.?(?=\\s+[a-z]|[,;:!?)])|\\.[mM]\\b)`,
      ([, h, half]) => clockWords(h!, '00', half),
    ),
    rule(
      'time',
      `${START}(1[0-2]|0?[1-9])(?:\\s*([aApP])\\.?[mM]\\.?)?${TO}(1[0-2]|0?[1-9])\\s*([aApP])\\.?[mM]\\b`,
      ([, h, half, h2, half2]) =>
        `${numberWords(h!)}${half ? ` ${half.toLowerCase()} m` : ''} to ${clockWords(h2!, '00', half2)[0]!}`,
    ),
    rule('time', `${START}(1[0-2]|[1-9])(?= o['’]clock)`, ([n]) => numberWords(n)),
    rule('time', `${START}24/7${END}`, () => 'twenty-four seven'),
    // money
    rule(
      'money',
      `([-−])?(${SIGN})\\s?(${AMOUNT})(?:[ -]?(${SCALE})|(${SHORT_SCALE}))?${WORD_END}`,
      ([, minus, sign, amount, long, short]) =>
        (minus ? 'minus ' : '') + moneyWords(amount!, long ?? short, sign!),
    ),
    rule(
      'range',
      `(${SIGN})(${AMOUNT})(?:[ -]?(${SCALE})|(${SHORT_SCALE}))?${TO}(?:${SIGN})?(${AMOUNT})(?:[ -]?(${SCALE})|(${SHORT_SCALE}))?${WORD_END}`,
      ([, sign, from, l1, s1, to, l2, s2]) => {
        const [first, last] = [l1 ?? s1, l2 ?? s2];
        return `${amountWords(from!)}${first ? ` ${scaleWord(first)}` : ''} to ${moneyWords(to!, last, sign!)}`;
      },
    ),
    rule(
      'money',
      `${START}(${AMOUNT})\\s?(?:(${SCALE})\\s)?(${alternation(Object.keys(CURRENCIES).filter((sign) => sign !== '$'))})${WORD_END}`,
      ([, amount, scale, sign]) => moneyWords(amount!, scale, sign!),
    ),
    rule('money', `${START}(\\d+)\\s?¢`, ([, n]) => `${numberWords(n!)} ${n === '1' ? 'cent' : 'cents'}`),
    // ranges, ratios, fractions
    rule(
      'year',
      `${START}(1[1-9]\\d\\d|20\\d\\d)${TO}(1[1-9]\\d\\d|20\\d\\d)${END}`,
      ([, from, to]) => `${yearWords(from!)} to ${yearWords(to!)}`,
    ),
    rule('year', `${START}(1[1-9]\\d\\d|20\\d\\d)[-–/](\\d{2})${END}(?!-)`, ([, from, to]) =>
      Number(from!.slice(2)) < Number(to) ? `${yearWords(from!)} to ${numberWords(to!)}` : undefined,
    ),
    rule(
      'percent',
      `([-−+])?(?<![\\p{L}\\d])(${AMOUNT})\\s?(?:%|percent${WORD_END})`,
      ([, sign, amount]) => `${sign === '+' ? 'plus ' : sign ? 'minus ' : ''}${amountWords(amount!)} percent`,
    ),
    rule(
      'range',
      `${START}(${AMOUNT})\\s?%?${TO}(${AMOUNT})\\s?%`,
      ([, from, to]) => `${amountWords(from!)} to ${amountWords(to!)} percent`,
    ),
    rule(
      'range',
      `${START}(${AMOUNT})${TO}(${AMOUNT})\\s?(${UNIT})${WORD_END}`,
      ([, from, to, unit]) => `${amountWords(from!)} to ${amountWords(to!)} ${unitWords(to!, unit!)}`,
    ),
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
    rule('ratio', `${START}(\\d+):(\\d+)(?::(\\d+))?${END}`, ([, a, b, c]) =>
      [a!, b!, ...(c ? [c] : [])].map(numberWords).join(' to '),
    ),
    rule('fraction', `${START}(\\d+)/(\\d+)${END}${WORD_END}`, ([, a, b]) => {
      const fraction = Number(a) < Number(b) && Number(b) <= 100 ? fractionWords(a!, b!) : undefined;
      const over = `${numberWords(a!)} over ${numberWords(b!)}`;
      return fraction === undefined ? over : [fraction, over, `${numberWords(a!)} out of ${numberWords(b!)}`];
    }),
    rule('fraction', `${START}(\\d+) (\\d)/(\\d{1,2})${END}${WORD_END}`, ([, whole, a, b]) => {
      const part = Number(a) < Number(b) ? fractionWords(a!, b!) : undefined;
      return part && `${numberWords(whole!)} and ${part.replace(/^one (half|quarter)$/, 'a $1')}`;
    }),
    rule('fraction', `(\\d+)?\\s?([½⅓¼⅔¾⅕⅛])`, ([, whole, sign]) => {
      const [a, b] = VULGAR[sign!]!.split('/') as [string, string];
      const part = fractionWords(a, b)!;
      return whole ? `${numberWords(whole)} and ${part.replace(/^one (half|quarter)$/, 'a $1')}` : part;
    }),
    rule(
      'expression',
      `${START}-?(?:${NUMBER})(?:\\s*[+×÷*=≈><≥≤≠]\\s*[-−]?(?:${NUMBER})|\\s+[-−]\\s+(?:${NUMBER})(?=\\s*=)|[-−/](?:${NUMBER})(?=\\s*=)|\\s?x\\s?(?:${NUMBER}))+${END}`,
      ([all]) => expressionWords(all),
    ),
    rule(
      'expression',
      `(?<=[\\p{L}\\d)]\\s?)(?:[×÷=≈≥≤≠]|(?<=\\s)[+><](?=\\s))(?=\\s?[-\\d\\p{L}(])`,
      ([sign]) => OPERATORS[sign],
    ),
    rule(
      'expression',
      `[><≥≤≈](?=\\s?\\d)`,
      ([sign]) =>
        ({ '>': 'more than', '<': 'less than', '≥': 'at least', '≤': 'at most', '≈': 'about' })[sign],
    ),
    rule('expression', `±\\s?(${AMOUNT})`, ([, n]) => `plus or minus ${amountWords(n!)}`),
    // decades, before seconds
    rule('decade', `${START}((?:1[1-9]|20)\\d0)['’]?s${WORD_END}`, ([, y]) => [plural(yearWords(y!))]),
    rule('decade', `(?<![\\p{L}\\d])['’]?(\\d0)['’]?s${WORD_END}`, ([, y]) =>
      y === '00' ? 'two thousands' : plural(numberWords(y!)),
    ),
    // measures
    rule(
      'temperature',
      `([-−+])?(?<![\\p{L}\\d])(${AMOUNT})\\s?(°C|℃|°F|℉|°K|º|°)${WORD_END}`,
      ([, sign, n, unit]) =>
        `${sign === '+' ? 'plus ' : sign ? 'minus ' : ''}${amountWords(n!)} ${isOne(n!) ? 'degree' : 'degrees'}${{ '°C': ' Celsius', '℃': ' Celsius', '°F': ' Fahrenheit', '℉': ' Fahrenheit', '°K': ' Kelvin' }[unit!] ?? ''}`,
    ),
    rule(
      'temperature',
      `(?<![\\p{L}\\d])([-−]?${AMOUNT})\\s?(?:°[CF]?)?${TO}([-−]?${AMOUNT})\\s?(°C|℃|°F|℉|°)${WORD_END}`,
      ([, from, to, unit]) =>
        `${amountWords(from!)} to ${amountWords(to!)} degrees${{ '°C': ' Celsius', '℃': ' Celsius', '°F': ' Fahrenheit', '℉': ' Fahrenheit' }[unit!] ?? ''}`,
    ),
    rule('measure', `${START}(\\d+)\\s?['′’]\\s?(\\d{1,2})\\s?(?:["″”]|'')`, ([, feet, inches]) => [
      `${numberWords(feet!)} foot ${numberWords(inches!)}`,
      `${numberWords(feet!)} feet ${numberWords(inches!)} inches`,
    ]),
    rule('measure', `${START}(\\d+)\\s?(?:["″])(?!\\p{L})(?=\\s[a-z])`, ([, n]) => `${numberWords(n!)} inch`),
    rule(
      'measure',
      `([-−])?${START}(${AMOUNT})\\s?-?(${UNIT})${WORD_END}`,
      ([, minus, n, unit]) => `${minus ? 'minus ' : ''}${amountWords(n!)} ${unitWords(n!, unit!)}`,
    ),
    rule(
      'measure',
      `${START}(\\d+)\\s?[x×]\\s?(\\d+)\\s?(${UNIT})${WORD_END}`,
      ([, a, b, unit]) => `${numberWords(a!)} by ${numberWords(b!)} ${unitWords(b!, unit!)}`,
    ),
    rule('counter', `${START}(\\d+)x${WORD_END}`, ([, n]) => `${numberWords(n!)} times`),
    rule('counter', `${START}(${AMOUNT})\\+(?![\\d+])`, ([, n]) => `${amountWords(n!)} plus`),
    rule('counter', `${START}(${AMOUNT})([kK]|M|[bB]n|B)${WORD_END}`, ([, n, scale]) => [
      `${amountWords(n!)} ${scaleWord(scale!)}`,
      `${amountWords(n!)} ${scale!.toUpperCase()}`,
    ]),
    // ordinals, years
    rule('ordinal', `${START}(\\d[\\d,]*)(?:st|nd|rd|th|ST|ND|RD|TH)${WORD_END}`, ([, n]) =>
      ordinalWords(n!),
    ),
    rule('year', `(?<![\\p{L}\\d])['’](\\d{2})${WORD_END}(?!['’])`, ([, y]) =>
      y!.startsWith('0') ? `oh ${numberWords(y!)}` : numberWords(y!),
    ),
    rule(
      'year',
      `(?<=\\b(?:${BEFORE_YEAR})(?: the year)? )(1[1-9]\\d\\d|20\\d\\d)${WORD_END}(?!,\\d|\\.\\d|-\\d| (?:people|men|women|sheep|dollars|euros|pounds|of|times|miles|words|years|days|${UNIT})\\b)`,
      ([y]) => [yearWords(y), numberWords(y)],
      'iu',
    ),
    rule('year', `(?<=[(,] ?)(1[5-9]\\d\\d|20[0-4]\\d)(?=[),;])`, ([y]) => [yearWords(y), numberWords(y)]),
    rule(
      'year',
      `${START}(1[5-9]\\d\\d|20[0-4]\\d)(?=['’]s| (?:Olympics|Games|World Cup|election|season|edition|report|film|movie|model|census|constitution|revolution|budget)\\b)`,
      ([y]) => [yearWords(y), numberWords(y)],
    ),
    rule(
      'year',
      `(?<=^|[.!?]\\s)(1[5-9]\\d\\d|20[0-4]\\d)(?= (?:was|saw|will|is|has|brought|marked)\\b)`,
      ([y]) => [yearWords(y), numberWords(y)],
    ),
    rule(
      'year',
      `${START}(\\d{1,4})\\s?(AD|BC|BCE|CE)${WORD_END}`,
      ([, y, era]) => `${y!.length > 2 ? yearLike(y!) : numberWords(y!)} ${Array.from(era!).join(' ')}`,
    ),
    rule(
      'year',
      `(AD) (\\d{1,4})${WORD_END}`,
      ([, , y]) => `A D ${y!.length > 2 ? yearLike(y!) : numberWords(y!)}`,
    ),
    rule('roman', `(?<=\\b(?:${NUMBERED}) )${ROMAN}${WORD_END}(?!['’.]\\p{L})`, ([roman]) =>
      numberWords(String(romanValue(roman))),
    ),
    rule('roman', `(?<=\\b(?:${ROYAL}) )${ROMAN}${WORD_END}`, ([roman]) =>
      roman === 'I' ? undefined : `the ${ordinalWords(String(romanValue(roman)))}`,
    ),
    rule('roman', '[Ⅰ-Ⅻ]', ([sign]) => numberWords(String(sign.charCodeAt(0) - 0x215f))),
    // names with figures
    rule('model', `(?<=[\\p{L}])-(\\d+(?:\\.\\d+)?)(?!\\d)`, ([, n]) => modelWords(n!)),
    rule('model', `(?<=\\p{L})(\\d+(?:\\.\\d+)?)(?![\\d])`, ([, n]) => modelWords(n!)),
    rule('model', `(?<=\\d)-(?=[\\p{L}])`, () => ''),
    // abbreviations and signs
    ...Object.entries(ABBREVIATIONS).map(([short, long]) =>
      rule('abbreviation', `(?<![\\p{L}\\d.])${short}`, () => long),
    ),
    rule('abbreviation', `(?<![\\p{L}])(?:No|Nos|no)\\. ?(?=\\d)`, () => 'number'),
    rule('symbol', `(?<![\\p{L}\\d&])#(?=\\d)`, () => 'number'),
    rule('symbol', `\\s?&\\s?(?=[\\p{L}\\d])`, () => 'and'),
    rule('symbol', '§ ?', () => 'section'),
    // the rest
    rule('decimal', `${START}(${AMOUNT})${END}`, ([all]) =>
      /^0\d/.test(all)
        ? digitWords(all.replace(/\D/g, ''))
        : [
            amountWords(all),
            ...(/^\d{4}$/.test(all)
              ? [yearWords(all), digitWords(all)]
              : /^\d+$/.test(all)
                ? [digitWords(all)]
                : []),
          ],
    ),
    rule('integer', `(?<=^|[\\s(“"])[-−](${AMOUNT})${END}`, ([, n]) => `minus ${amountWords(n!)}`),
    rule('digits', `\\d+`, ([figures]) =>
      /^0\d/.test(figures) || figures.length > 12 ? digitWords(figures) : numberWords(figures),
    ),
  ],
};

/** "101" of a room is "one oh one", "1205" "twelve oh five". */
function shortCode(figures: string): string {
  const zero = (words: string): string => words.replaceAll('zero', 'oh');
  if (figures.length === 3)
    return figures.endsWith('00')
      ? `${numberWords(figures[0]!)} hundred`
      : `${numberWords(figures[0]!)} ${figures[1] === '0' ? zero(digitWords(figures.slice(1))) : numberWords(figures.slice(1))}`;
  return figures.length === 4
    ? yearWords(figures).replace(/^(\w+) thousand and (\w+)$/, '$1 zero zero $2')
    : zero(digitWords(figures));
}

/** Years before 1000 in two halves: "476" is "four seventy-six". */
const yearLike = (year: string): string =>
  year.length === 3 ? (year.endsWith('00') ? numberWords(year) : shortCode(year)) : yearWords(year);

function modelWords(figures: string): string {
  const [whole = '', decimals] = figures.split('.');
  const name =
    whole.startsWith('0') && whole.length > 1
      ? digitWords(whole)
      : whole.length === 4
        ? yearWords(whole)
        : whole.length === 3
          ? shortCode(whole)
          : whole.length > 4
            ? digitWords(whole)
            : numberWords(whole);
  return decimals === undefined ? name : `${name} point ${digitWords(decimals)}`;
}
