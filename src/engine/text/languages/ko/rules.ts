import { addressRules } from '../../address';
import { durationRule } from '../../durations';
import { END, alternation, dayMonthYearRule, registeredRule, romanSignRule, rule } from '../../rule';
import { PlacedText } from '../../placed-text';
import { signsAround, type SignWords } from '../../signs';
import { verbalise, type LanguageRules } from '../../verbalise';
import { amountName, figureNames, native, sino } from './numbers';
import { CURRENCIES, NATIVE, SINO, UNITS } from './words';

const NUMBER = String.raw`(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?`;
const START = String.raw`(?<![\d.]|\d[,:/-])`;
const TO = String.raw`\s*[-~～–]\s*`;
const SIGN = '([-−](?<![\\p{L}\\d][-−]))?';
const UNIT = alternation(Object.keys(UNITS));
const CURRENCY = alternation(Object.keys(CURRENCIES));
const NO_LATIN = '(?![A-Za-z\\d²³/])';
const SPANS = { d: '일', h: '시간', m: '분', s: '초' } as const;

/** June and October lose a consonant. */
const monthName = (month: string): string =>
  `${({ 6: '유', 10: '시' } as Readonly<Record<number, string>>)[Number(month)] ?? sino(month)}월`;

function date(year: string | undefined, month: string, day: string): string | undefined {
  if (Number(month) < 1 || Number(month) > 12 || Number(day) < 1 || Number(day) > 31) return undefined;
  return `${year === undefined ? '' : `${sino(year)}년 `}${monthName(month)} ${sino(String(Number(day)))}일`;
}

/** Up to twelve o'clock hours are native, beyond it Sino-Korean. */
const hourName = (hours: string): string =>
  `${Number(hours) <= 12 ? native(String(Number(hours))) : sino(hours)} 시`;

const clock = (hours: string, minutes: string): string =>
  hourName(hours) + (minutes === '00' ? '' : ` ${sino(String(Number(minutes)))} 분`);

const dialled = (written: string): string =>
  (written.startsWith('+') ? '플러스 ' : '') +
  (written.match(/\d+/g) ?? []).map((group) => figureNames(group)).join(' ');

const scaleName = (written: string, scale: string): string =>
  amountName(written).replace(/^일$/, scale === '만' || scale === '천' || scale === '백' ? '' : '일') + scale;

const minus = (sign?: string): string => (sign ? '마이너스 ' : '');

/** Decimals and what is not counted in native words are Sino-Korean. */
const counted = (written: string): string => (/^\d+$/.test(written) ? native(written) : amountName(written));

const SIGNS: SignWords = {
  about: '약 ',
  atLeast: ' 이상',
  atMost: ' 이하',
  lessThan: ' 미만',
  moreThan: ' 초과',
  plusMinus: '플러스마이너스 ',
};

/** Korean: native numbers before native counters, Sino-Korean ones elsewhere. */
export const korean: LanguageRules = {
  tag: 'ko',
  spaced: false,
  rules: [
    ...addressRules({
      dot: '점', at: '골뱅이', slash: '슬래시', backslash: '역슬래시', dash: '대시', underscore: '밑줄', colon: '콜론', question: '물음표', equals: '등호', plus: '더하기', gap: ' ', digits: (figures) => figureNames(figures),
    }), // prettier-ignore
    rule('date', `${START}(\\d{1,4})년\\s*(\\d{1,2})월\\s*(\\d{1,2})일`, ([, y, m, d]) => date(y, m!, d!)),
    rule('date', `${START}(\\d{1,4})년\\s*(\\d{1,2})월`, ([, y, m]) => `${sino(y!)}년 ${monthName(m!)}`),
    rule('date', `${START}([12]\\d{3})([-/.])(\\d{1,2})\\2(\\d{1,2})${END}`, ([, y, , m, d]) =>
      date(y, m!, d!),
    ),
    dayMonthYearRule(START, date),
    rule('date', `${START}(\\d{1,2})월(?:\\s*(\\d{1,2})일)?`, ([, m, d]) =>
      d === undefined ? monthName(m!) : date(undefined, m!, d),
    ),
    rule('version', `${START}\\d+(?:\\.\\d+){2,}${END}`, ([dots]) => dots.split('.').map(sino).join(' 점 ')),
    rule('time', `${START}([01]?\\d|2[0-4]):([0-5]\\d)${END}`, ([, h, m]) => clock(h!, m!)),
    rule('time', `${START}([01]?\\d|2[0-4])시(?!간)(?:\\s*([0-5]?\\d)분)?`, ([, h, m]) =>
      clock(h!, m ?? '00'),
    ),
    durationRule(START, NO_LATIN, (parts) =>
      parts
        .map(({ figures, span }) => `${span === 'h' ? counted(figures) : amountName(figures)} ${SPANS[span]}`)
        .join(' '),
    ),
    registeredRule((code) => code.replace(/[- ]/g, ' ').replace(/\d+/g, (figures) => figureNames(figures))),
    rule('phone', `${START}\\+?0?\\d{1,4}-\\d{3,4}-\\d{4}(?!\\d)`, ([all]) => dialled(all)),
    rule('code', `${START}(\\d{6})-(\\d{7})(?!\\d)`, ([all]) => dialled(all)),
    rule('phone', `${START}0\\d{8,10}(?!\\d)`, ([all]) => dialled(all)),
    rule('code', `${START}(?:11[0-9]|182|1588|1577)(?=에|로|번|으로)`, ([all]) => [
      figureNames(all),
      sino(all),
    ]),
    rule('money', `(${CURRENCY})(${NUMBER})`, ([, sign, n]) => `${amountName(n!)} ${CURRENCIES[sign!]!}`),
    rule(
      'counter',
      `${START}(${NUMBER})\\s*([만억조천백])(?:\\s*(${SINO}|${NATIVE}))?`,
      ([, n, scale, what]) => scaleName(n!, scale!) + (what ? ` ${what}` : ''),
    ),
    rule(
      'counter',
      `${START}(${NUMBER})\\s*(${SINO})`,
      ([, n, what]) => `${amountName(n!)}${what!.includes('년') ? '' : ' '}${what!}`,
    ),
    // a number that names, not one that counts
    rule(
      'counter',
      `${START}(\\d+)\\s*번(?=\\s*(?:출구|문제|버스|선수|타자|홀|방|국도|게이트|자리|좌석|승강장|손님))`,
      ([, n]) => `${sino(n!)} 번`,
    ),
    rule('counter', `(?<=(?:버스|번호|국도|출구|문제)\\s*)(\\d+)\\s*번(?!째)`, ([, n]) => `${sino(n!)} 번`),
    rule('ordinal', `${START}1번째`, () => '첫 번째'),
    rule('counter', `${START}(${NUMBER})\\s*(${NATIVE})(?!\\s*버스)`, ([, n, what]) => [
      `${counted(n!)} ${what!}`,
      `${amountName(n!)} ${what!}`,
    ]),
    rule(
      'range',
      `${START}(${NUMBER})${TO}(${NUMBER})\\s*(${NATIVE})`,
      ([, from, to, what]) => `${counted(from!)}에서 ${counted(to!)} ${what!}`,
    ),
    rule(
      'range',
      `${START}(${NUMBER})${TO}(${NUMBER})\\s*(${SINO})?`,
      ([, from, to, what]) => `${amountName(from!)}에서 ${amountName(to!)}${what ? ` ${what}` : ''}`,
    ),
    rule(
      'range',
      `${START}(${NUMBER})\\s*%?${TO}(${NUMBER})\\s*(${UNIT})${NO_LATIN}`,
      ([, from, to, unit]) => `${amountName(from!)}에서 ${amountName(to!)} ${UNITS[unit!]!}`,
    ),
    rule('temperature', `${SIGN}${START}(${NUMBER})\\s*(?:℃|°C)`, ([, sign, n]) => [
      `${sign ? '영하' : '섭씨'} ${amountName(n!)} 도`,
      `${minus(sign)}${amountName(n!)} 도`,
    ]),
    rule(
      'measure',
      `${SIGN}${START}(${NUMBER})\\s*(${UNIT})${NO_LATIN}`,
      ([, sign, n, unit]) => `${minus(sign)}${amountName(n!)} ${UNITS[unit!]!}`,
    ),
    // 2024/25 시즌
    rule(
      'year',
      `${START}([12]\\d{3})[/-](\\d{2})(?=\\s*(?:시즌|학년도|회계연도))`,
      ([, from, to]) => `${sino(from!)} ${sino(to!)}`,
    ),
    rule('fraction', `${START}(\\d+)/(\\d+)${END}`, ([, a, b]) => `${sino(b!)}분의 ${sino(a!)}`),
    rule('ratio', `${START}(\\d+):(\\d+)${END}`, ([, a, b]) => `${sino(a!)} 대 ${sino(b!)}`),
    rule('ordinal', `제\\s*(\\d+)`, ([, n]) => `제${sino(n!)}`),
    rule(
      'expression',
      `(?<=\\d\\s*)[+×÷=](?=\\s*\\d)`,
      ([sign]) => ({ '+': ' 더하기 ', '×': ' 곱하기 ', '÷': ' 나누기 ', '=': ' 는 ' })[sign],
    ),
    // sums have a number on both sides
    ...signsAround(
      SIGNS,
      `(?:${CURRENCY})?${NUMBER}(?:[만억조천백])?(?:${NATIVE}|${SINO}|${UNIT})?`,
      (amount) => verbalise(PlacedText.of(amount), korean).text.text,
    ),
    romanSignRule(sino),
    rule('model', `(?<=[A-Za-z])-?(\\d+)(?![\\d.])`, ([, n]) => ` ${sino(n!)}`),
    rule('decimal', `${SIGN}${START}(${NUMBER})${END}`, ([, sign, n]) =>
      /^0\d/.test(n!) ? figureNames(n!) : [minus(sign) + amountName(n!), figureNames(n!)],
    ),
    rule('digits', `\\d+`, ([figures]) => (/^0\d/.test(figures) ? figureNames(figures) : sino(figures))),
  ],
};
