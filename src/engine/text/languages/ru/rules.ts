import { START, WORD_END, europeanRules } from '../../european/rules';
import { aroundOf, lastWord, nextWord, noun, type Around, type Grammar } from '../../european/grammar';
import { ROMAN, alternation, romanValue, rule } from '../../rule';
import type { Rule } from '../../verbalise';
import { cardinal, decimalWords, ordinal, type Case, type OrdinalForm } from './numbers';
import { ABBREVIATIONS, CURRENCIES, MONTH_NAMES, MONTHS, SCALES, UNITS } from './words';

const plurals = new Intl.PluralRules('ru');
const FORMS: Readonly<Record<string, number>> = { one: 0, few: 1, many: 2 };

const GENITIVE =
  /^(?:до|от|из|без|около|у|после|для|более|менее|больше|меньше|свыше|среди|кроме|против|вместо|возле|порядка)$/u;
const DATIVE = /^(?:к|ко|благодаря|согласно)$/u;

/** The case that the word before asks for. */
function caseAfter(around: Around): Case | undefined {
  const word = lastWord(around);
  return GENITIVE.test(word) ? 'genitive' : DATIVE.test(word) ? 'dative' : undefined;
}

/** A noun behind two to four stands in the genitive: -ы and -и are feminine there. Behind one it stands as it is. */
function genderOf(figures: string, word: string): 'm' | 'f' | 'n' | 'accusative' {
  if (/(?:^|[^1])[234]$/.test(figures)) return /[ыи]$/u.test(word) ? 'f' : 'm';
  if (/[ую]$/u.test(word)) return 'accusative';
  if (/(?:о|е|ё|мя)$/u.test(word)) return 'n';
  return (/[ая]$/u.test(word) && !/^(?:мужчина|папа|дядя|дедушка|юноша)$/u.test(word)) ||
    SOFT_FEMININE.test(word)
    ? 'f'
    : 'm';
}

const SOFT_FEMININE =
  /^(?:\p{L}*(?:ость|знь)|ночь|дверь|тетрадь|кровать|мышь|вещь|часть|площадь|дочь|мать|соль|речь|роль|цель|сеть|степень|осень|помощь|жизнь|церковь|морковь|лошадь)$/u;

function bare(figures: string, around: Around): string {
  const word = nextWord(around);
  const inCase = caseAfter(around);
  if (word === '' || !/[1-4]$/.test(figures) || /1[1-4]$/.test(figures))
    return cardinal(figures, undefined, inCase);
  const gender = genderOf(figures, word);
  if (gender === 'accusative') return cardinal(figures, 'f').replace(/одна$/u, 'одну');
  return cardinal(figures, gender, inCase);
}

/** Word that ends a written year -> the form of the ordinal. */
const YEAR_FORMS: Readonly<Record<string, OrdinalForm>> = {
  год: 'm', года: 'genitive', году: 'prepositional', годом: 'instrumental', годе: 'prepositional', годы: 'plural', годов: 'genitive-plural', веке: 'prepositional', век: 'm', века: 'genitive', веку: 'dative', веком: 'instrumental',
}; // prettier-ignore

/** After "к" it is "к пятому году", after "в" "в пятом году". */
const yearForm = (word: string, around: Around): OrdinalForm =>
  word === 'году' && /^(?:к|по)$/u.test(lastWord(around)) ? 'dative' : YEAR_FORMS[word]!;

/** Letters behind a hyphen -> the form of the ordinal. */
const HYPHENED: Readonly<Record<string, OrdinalForm>> = {
  й: 'm', ый: 'm', ий: 'm', ой: 'm', я: 'f', ая: 'f', е: 'n', ое: 'n', ые: 'plural', го: 'genitive', ого: 'genitive', м: 'prepositional', ом: 'prepositional', му: 'dative', ому: 'dative', ю: 'accusative-f', ую: 'accusative-f', х: 'genitive-plural', ых: 'genitive-plural',
}; // prettier-ignore

function hyphened(match: RegExpExecArray, figures: string, ending: string): string {
  const word = nextWord(aroundOf(match));
  if (/^(?:е|ые)$/u.test(ending) && /[ыи]$/u.test(word)) return ordinal(figures, 'plural');
  if (ending === 'й' && /(?:ой|ей|и)$/u.test(word)) return ordinal(figures, 'genitive-f');
  return ordinal(figures, HYPHENED[ending]);
}

const minutes = (written: string): string =>
  written === '00'
    ? 'ноль ноль'
    : written.startsWith('0')
      ? `ноль ${cardinal(written[1]!)}`
      : cardinal(written);

function clock(hours: string, written: string, seconds?: string): string {
  return [cardinal(hours), minutes(written), ...(seconds === undefined ? [] : [minutes(seconds)])].join(' ');
}

const HOURS = '([01]?\\d|2[0-4])';
const KINGS =
  'Петр|Иван|Никола|Александр|Людовик|Генрих|Карл|Павл|Фридрих|Вильгельм|Георг|Филипп|Наполеон|Иоанн|Бенедикт|Пи|Ричард|Эдуард|Васили|Рамзес';
/** Ending of a king's name -> his number's form. */
const KING_ENDINGS: readonly (readonly [ending: string, form: OrdinalForm])[] = [
  ['а|я', 'genitive'], ['у|ю', 'dative'], ['ом|ем', 'instrumental'], ['е', 'prepositional'], ['|й', 'm'],
]; // prettier-ignore
const QUEENS = 'Екатерин|Елизавет|Мари|Анн';

const named = (names: string, form: OrdinalForm): Rule =>
  rule('roman', `(?<=(?:^|[^\\p{L}])(?:${names})\\s)${ROMAN}${WORD_END}`, ([roman]) =>
    ordinal(String(romanValue(roman)), form),
  );

const own: readonly Rule[] = [
  // a result: the second number stands in the dative
  rule(
    'score',
    `(?<=(?:выигра|проигра|побед|обыгра|заверши|счёт|счет|уступи|разгроми)\\p{L}*[^.!?]{0,30}?\\s)(\\d{1,2})[:–-](\\d{1,2})(?![\\d:])`,
    ([, a, b]) => [
      `${cardinal(a!)} ${cardinal(b!)}`,
      `${cardinal(a!)} к ${cardinal(b!, undefined, 'dative')}`,
    ],
    'iu',
  ),
  // 1,5 кг
  rule('measure', `${START}1,5\\s(${alternation(Object.keys(UNITS))})(?![\\p{L}\\d²³/])`, ([, unit]) => {
    const { gender, forms } = noun(UNITS[unit!]!);
    return `${gender === 'f' ? 'полторы' : 'полтора'} ${forms[1]!}`;
  }),
  rule('time', `${START}${HOURS}:([0-5]\\d)(?::([0-5]\\d))?(?![\\d:])`, ([, h, m, s]) => clock(h!, m!, s)),
  rule('year', `${START}(\\d{3,4})(?:-(?:й|го|м|му))?(?=\\s(год(?:|а|у|ом|е))${WORD_END})`, (match) =>
    ordinal(match[1]!, yearForm(match[2]!, aroundOf(match))),
  ),
  rule('year', `${START}([12]\\d{3})\\sг(?:\\.(?=\\s*\\p{Ll}|[,;)])|(?=\\.))`, (match) =>
    /^в$/u.test(lastWord(aroundOf(match)))
      ? `${ordinal(match[1]!, 'prepositional')} году`
      : /^по$/u.test(lastWord(aroundOf(match)))
        ? `${ordinal(match[1]!)} год`
        : `${ordinal(match[1]!, 'genitive')} года`,
  ),
  rule('decade', `${START}(\\d{2,4})-?(е|ые|х|ых)(?=\\sгод)`, ([, n, ending]) =>
    ordinal(n!, ending!.includes('х') ? 'genitive-plural' : 'plural'),
  ),
  rule('ordinal', `${START}(\\d{1,4})-(${Object.keys(HYPHENED).join('|')})${WORD_END}`, (match) =>
    hyphened(match, match[1]!, match[2]!),
  ),
  rule('roman', `(?<![\\p{L}\\d])(${ROMAN})(?=\\s(век(?:|а|е|у|ом))${WORD_END})`, (match) =>
    ordinal(String(romanValue(match[1]!)), YEAR_FORMS[match[2]!]),
  ),
  rule('roman', `(?<![\\p{L}\\d])(${ROMAN})\\s?(в|вв)\\.`, (match) =>
    /^(?:в|во|о|об)$/u.test(lastWord(aroundOf(match)))
      ? `${ordinal(String(romanValue(match[1]!)), 'prepositional')} веке`
      : `${ordinal(String(romanValue(match[1]!)))} век`,
  ),
  ...KING_ENDINGS.map(([ending, form]) => named(`(?:${KINGS})(?:${ending})`, form)),
  named('Пётр|Павел', 'm'),
  named(`(?:${QUEENS})[ая]`, 'f'),
  named(`(?:${QUEENS})(?:ы|и|е|ой|ей)`, 'genitive-f'),
  rule('roman', `(?<=(?:[Гг]лава|[Тт]ом|[Чч]асть|[Сс]татья)\\s)${ROMAN}${WORD_END}`, ([roman]) =>
    cardinal(String(romanValue(roman))),
  ),
  // от 5 до 10
  rule('range', `(?<=(?:^|\\s)[Сс]о?\\s)(\\d+)(?=\\sдо\\s)`, ([n]) => cardinal(n, undefined, 'genitive')),
];

function fraction(over: number, under: number): string {
  if (over === 1 && under === 2) return 'одна вторая';
  return `${cardinal(String(over), 'f')} ${ordinal(String(under), over === 1 ? 'f' : 'genitive-plural')}`;
}

/** The numbers of a date stand in the genitive, but for what is said of the day itself. */
function date(day: string, month: number, year: string | undefined, around: Around): string[] {
  const end = year === undefined ? '' : ` ${ordinal(year, 'genitive')} года`;
  const name = MONTH_NAMES[month - 1]!;
  const [of, is] = [`${ordinal(day, 'genitive')} ${name}${end}`, `${ordinal(day, 'n')} ${name}${end}`];
  if (/^ко?$/u.test(lastWord(around))) return [`${ordinal(day, 'dative')} ${name}${end}`, of];
  return /^(?:сегодня|завтра|вчера|наступило|на|по)$/u.test(lastWord(around)) ? [is, of] : [of, is];
}

const grammar: Grammar = {
  tag: 'ru',
  address: {
    dot: 'точка',
    at: 'собака',
    slash: 'косая черта',
    backslash: 'обратная косая черта',
    dash: 'дефис',
    underscore: 'подчёркивание',
    colon: 'двоеточие',
    question: 'вопросительный знак',
    equals: 'равно',
    plus: 'плюс',
  },
  minus: 'минус',
  plus: 'плюс',
  to: '—',
  against: 'к',
  cardinal,
  decimal: decimalWords,
  form: ({ whole, decimals }) => (decimals === undefined ? FORMS[plurals.select(Number(whole))]! : 3),
  bare,
  date: ({ day, month, year }, around) => date(day, month, year, around),
  months: MONTHS,
  fraction,
  percent: 'm|процент|процента|процентов|процента',
  degree: 'm|градус|градуса|градусов|градуса',
  celsius: 'Цельсия',
  fahrenheit: 'Фаренгейта',
  units: UNITS,
  spans: { d: 'm|день|дня|дней|дня', h: UNITS.ч!, m: UNITS.мин!, s: UNITS.с! },
  currencies: CURRENCIES,
  cents: (_, counted) => counted,
  scales: SCALES,
  ofScale: (coins) => coins,
  beforePhone: 'тел|телефон|номер|звоните|позвоните|факс|код|пароль|индекс',
  abbreviations: ABBREVIATIONS,
  signs: {
    about: 'примерно',
    atLeast: 'не менее',
    atMost: 'не более',
    lessThan: 'менее',
    moreThan: 'более',
    plusMinus: 'плюс минус',
  },
  operators: {
    '+': 'плюс',
    '×': 'умножить на',
    '*': 'умножить на',
    '÷': 'разделить на',
    '=': 'равно',
    '<': 'меньше',
    '>': 'больше',
    '≈': 'примерно',
    '&': 'и',
    '±': 'плюс минус',
    '≥': 'больше или равно',
    '≤': 'меньше или равно',
    '≠': 'не равно',
  },
  rules: own,
};

/** Russian: what figures, signs and abbreviations are called. */
export const russian = europeanRules(grammar);
