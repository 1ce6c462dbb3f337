import { alternation } from '../../rule';
import { numberName } from './numbers';
import { UNITS } from './units';

/** An amount: 1,234.5 or 1234.5, not inside a longer one. */
export const NUMBER = String.raw`(?:(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?|(?<=^|[\s是为约达占于到至在过超比（(~～=<>≤≥≈+×-])\.\d+)`;
export const START = String.raw`(?<![\d.]|\d[,:/-])`;

export const TO = String.raw`\s*(?:[~～至到]+|[-–—―]+)\s*`;
export const SCALE = '[万亿千百兆]{1,2}';
/** Words that stand behind a number which another may follow: 5日-8日, 3章-5章. */
export const COUNTED = '[日月年号点时分秒周天楼层页章节期季级度岁元块米里斤人个次名]';
/** Behind these a stroke is a minus; behind any other character it joins a name and its number: 歼-20, 东风-41. */
const BEFORE_MINUS =
  '[为是到至在达约于降升低高温度得值差和与或从比近超过加减乘以等分额率量数润损亏利余涨跌增长幅位负收变成]';
/** The minus of an amount: not behind a figure, a Latin letter or a number with its word. */
export const MINUS = String.raw`(?<!\d\s*${COUNTED}\s*)(?:(?<=${BEFORE_MINUS})|(?<![\p{L}\d%％℃°]\s*))[-−]`;
const BASE_UNIT = `(?:${alternation(Object.keys(UNITS))})(?:\\^[23])?`;
/** One unit, or a product or a quotient of several: mg/kg/d, N·m, m/s^2. */
export const UNIT = `${BASE_UNIT}(?:[·⋅]${BASE_UNIT})*(?:/(?:${BASE_UNIT}|d(?![a-z]))[²³]?)*`;

export const NO_LATIN = '(?![A-Za-z\\d²³]|/[A-Za-z])';

export function unitName(written: string): string {
  const unit = written.replace('^2', '²').replace('^3', '³');
  return UNITS[unit] ?? unit.split('/').map(productName).join('每');
}

const productName = (product: string): string => product.split(/[·⋅]/).map(factorName).join('');

function factorName(factor: string): string {
  const power = { '²': '二次方', '³': '三次方' }[factor.at(-1)!];
  const unit = power === undefined ? factor : factor.slice(0, -1);
  return UNITS[factor] ?? (power ?? '') + (unit === 'd' ? '天' : (UNITS[unit] ?? unit));
}

/** A metre, a kilogram, an hour: 两米; degrees and per cent: 二. */
export const takesLiang = (unit: string): boolean =>
  /^[千克吨米升瓦磅盎英小分秒公平立毫厘]/.test(unitName(unit));
export const measured = (amount: string, unit: string): string =>
  numberName(amount, takesLiang(unit)) + unitName(unit);
export const wordOf = (amount: string): string => numberName(amount);
