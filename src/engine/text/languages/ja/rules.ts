import { addressRules } from '../../address';
import { durationRule } from '../../durations';
import { END, alternation, dayMonthYearRule, registeredRule, romanSignRule, rule } from '../../rule';
import { PlacedText } from '../../placed-text';
import { signsAround, type SignWords } from '../../signs';
import { verbalise, type LanguageRules } from '../../verbalise';
import { amountName, counted, dictated, figureNames, numberName, type Counter } from './numbers';
import { COUNTERS, CURRENCIES, UNITS } from './words';

const NUMBER = String.raw`(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?`;
const START = String.raw`(?<![\d.]|\d[,:/-])`;
const TO = String.raw`\s*[-~～〜–]\s*`;
const NO_LATIN = '(?![A-Za-z\\d²³/])';
const SPANS = { d: '日', h: '時間', m: '分', s: '秒' } as const;
const SIGN = '([-−](?<![A-Za-z\\d][-−]))?';
const SCALE: Readonly<Record<string, string>> = {
  万: 'マン',
  億: 'オク',
  兆: 'チョー',
  千: 'セン',
  百: 'ヒャク',
};
const COUNTER = alternation(Object.keys(COUNTERS));
const UNIT = alternation(Object.keys(UNITS));
const CURRENCY = alternation(Object.keys(CURRENCIES));

const minus = (sign?: string): string => (sign ? 'マイナス' : '');

/** Whole numbers change with what they count, decimals do not. */
const amount = (written: string, counter: Counter): string =>
  written.includes('.') ? amountName(written) + counter.kana : counted(written, counter);

const scaled = (written: string, scale: string, counter: Counter): string =>
  amountName(written).replace(scale === '千' ? /イチ$/ : /$^/, '') + SCALE[scale]! + counter.kana;

function date(month: string, day: string, year?: string): string | undefined {
  if (Number(month) < 1 || Number(month) > 12 || Number(day) < 1 || Number(day) > 31) return undefined;
  const name = Number(day) === 1 ? 'ツイタチ' : counted(day, COUNTERS.日!);
  return (year === undefined ? '' : counted(year, COUNTERS.年!)) + counted(month, COUNTERS.月!) + name;
}

const clock = (hours: string, minutes: string): string =>
  counted(hours, COUNTERS.時!) + (minutes === '00' ? '' : counted(minutes, COUNTERS.分!));

const dialled = (written: string): string =>
  (written.startsWith('+') ? 'プラス' : '') + (written.match(/\d+/g) ?? []).map(dictated).join(' ');

const KANJI = '〇一二三四五六七八九';
/** 二十四 is 24. */
function kanjiValue(kanji: string): string {
  const [tens, ones] = kanji.includes('十') ? kanji.split('十') : ['', kanji];
  const ten = kanji.includes('十') ? (tens === '' ? 1 : KANJI.indexOf(tens!)) : 0;
  return String(10 * ten + (ones === '' ? 0 : KANJI.indexOf(ones!)));
}

const SIGNS: SignWords = {
  about: 'ヤク',
  atLeast: 'イジョー',
  atMost: 'イカ',
  lessThan: 'ミマン',
  moreThan: 'チョー',
  plusMinus: 'プラスマイナス',
};

/** Japanese: figures in katakana, as they sound with what they count. */
export const japanese: LanguageRules = {
  tag: 'ja',
  spaced: false,
  rules: [
    ...addressRules({
      dot: 'ドット', at: 'アットマーク', slash: 'スラッシュ', backslash: 'バックスラッシュ', dash: 'ハイフン', underscore: 'アンダーバー', colon: 'コロン', question: 'クエスチョンマーク', equals: 'イコール', plus: 'プラス', gap: ' ', digits: dictated,
    }), // prettier-ignore
    rule('date', `${START}(\\d{4})年\\s*(\\d{1,2})月\\s*(\\d{1,2})日`, ([, y, m, d]) => date(m!, d!, y)),
    rule('date', `${START}([12]\\d{3})([-/.])(\\d{1,2})\\2(\\d{1,2})${END}`, ([, y, , m, d]) =>
      date(m!, d!, y),
    ),
    dayMonthYearRule(START, (y, m, d) => date(m, d, y)),
    rule('date', `${START}(\\d{1,2})月\\s*(\\d{1,2})日`, ([, m, d]) => date(m!, d!)),
    rule('date', `${START}1日(?!間|中|目)`, () => ['イチニチ', 'ツイタチ']),
    rule('version', `${START}\\d+(?:\\.\\d+){2,}${END}`, ([dots]) =>
      dots.split('.').map(numberName).join('テン'),
    ),
    rule('time', `${START}([01]?\\d|2[0-4])[:：]([0-5]\\d)${END}`, ([, h, m]) => clock(h!, m!)),
    rule(
      'time',
      `${START}([01]?\\d|2[0-4])[:：]([0-5]\\d)${TO}([01]?\\d|2[0-4])[:：]([0-5]\\d)${END}`,
      ([, h, m, h2, m2]) => `${clock(h!, m!)}カラ${clock(h2!, m2!)}`,
    ),
    durationRule(START, NO_LATIN, (parts) =>
      parts.map(({ figures, span }) => counted(figures, COUNTERS[SPANS[span]]!)).join(''),
    ),
    registeredRule((code) => code.replace(/[- ]/g, '').replace(/\d+/g, dictated)),
    rule('phone', `${START}\\+?0?\\d{1,4}[-(]\\d{1,4}[-)]\\d{3,4}(?!\\d)`, ([all]) => dialled(all)),
    rule('phone', `${START}0\\d{9,10}(?!\\d)`, ([all]) => dialled(all)),
    rule('code', `${START}1(?:10|19|17|18)(?=番)`, ([all]) => dictated(all)),
    rule('money', `(${CURRENCY})(${NUMBER})([万億兆千])?`, ([, sign, n, scale]) =>
      scale ? scaled(n!, scale, CURRENCIES[sign!]!) : amount(n!, CURRENCIES[sign!]!),
    ),
    rule(
      'counter',
      `${SIGN}${START}(${NUMBER})\\s*(${COUNTER})`,
      ([, sign, n, what]) => minus(sign) + amount(n!, COUNTERS[what!]!),
    ),
    rule('counter', `${START}(${NUMBER})([万億兆千百])(${COUNTER})?`, ([, n, scale, what]) =>
      scaled(n!, scale!, what ? COUNTERS[what]! : { kana: '', liaison: 'none' }),
    ),
    rule(
      'counter',
      `${START}(${NUMBER})(?:${COUNTER})?${TO}(${NUMBER})(${COUNTER})`,
      ([, from, to, what]) => `${amountName(from!)}カラ${amount(to!, COUNTERS[what!]!)}`,
    ),
    // in kanji, where the dictionary takes the figure by itself
    rule('counter', `(?<!\\p{Script=Han})(一|二)人(?![前\\p{Script=Han}])`, ([, n]) =>
      counted(kanjiValue(n!), COUNTERS.人!),
    ),
    rule(
      'date',
      `(?<![〇一二三四五六七八九十百])([二三四五六七八九十]|十四|二十|二十四)日(?![\\p{Script=Han}])`,
      ([, n]) => counted(kanjiValue(n!), COUNTERS.日!),
    ),
    rule(
      'date',
      `(?<!\\p{Script=Han})(十[一二]?|[一二三四五六七八九])月([二三]?十[一二三四五六七八九]?|[一二三四五六七八九])日(?![\\p{Script=Han}])`,
      ([, m, d]) => date(kanjiValue(m!), kanjiValue(d!)),
    ),
    rule('date', `(?<!\\p{Script=Han})([二三四五六七八九十]|十四|二十|二十四)日間`, ([, n]) =>
      counted(kanjiValue(n!), COUNTERS.日間!),
    ),
    rule('time', `(?<!\\p{Script=Han})(十?[四七九])時(?!間|代|\\p{Script=Katakana})`, ([, n]) =>
      counted(kanjiValue(n!), COUNTERS.時!),
    ),
    rule(
      'measure',
      `${SIGN}${START}(${NUMBER})\\s*(${UNIT})${NO_LATIN}`,
      ([, sign, n, unit]) => minus(sign) + amount(n!, UNITS[unit!]!),
    ),
    rule(
      'range',
      `${START}(${NUMBER})\\s*%?${TO}(${NUMBER})\\s*(${UNIT})(?![A-Za-z\\d])`,
      ([, from, to, unit]) => `${amountName(from!)}カラ${amount(to!, UNITS[unit!]!)}`,
    ),
    rule(
      'range',
      `${START}(${NUMBER})${TO}(${NUMBER})${END}`,
      ([, from, to]) => `${amountName(from!)}カラ${amountName(to!)}`,
    ),
    rule('fraction', `${START}(\\d+)/(\\d+)${END}`, ([, a, b]) => `${numberName(b!)}ブンノ${numberName(a!)}`),
    rule('ratio', `${START}(\\d+)[:：](\\d+)${END}`, ([, a, b]) => `${numberName(a!)}タイ${numberName(b!)}`),
    rule(
      'expression',
      `(?<=\\d\\s*)[+×÷=](?=\\s*\\d)`,
      ([sign]) => ({ '+': 'タス', '×': 'カケル', '÷': 'ワル', '=': 'ワ' })[sign],
    ),
    // sums have a number on both sides
    ...signsAround(
      SIGNS,
      `(?:${CURRENCY})?${NUMBER}(?:[万億兆千百])?(?:${COUNTER}|${UNIT})?`,
      (amount) => verbalise(PlacedText.of(amount), japanese).text.text,
    ),
    romanSignRule(numberName),
    rule('model', `(?<=[A-Za-z])-?(\\d+)(?![\\d.])`, ([, n]) => numberName(n!)),
    rule('decimal', `${SIGN}${START}(${NUMBER})${END}`, ([, sign, n]) =>
      /^0\d/.test(n!)
        ? dictated(n!.replace('.', 'テン'))
        : [minus(sign) + amountName(n!), figureNames(n!.replace('.', 'テン'))],
    ),
    rule('digits', `\\d+`, ([figures]) => (/^0\d/.test(figures) ? dictated(figures) : numberName(figures))),
  ],
};
