import { rule } from '../../rule';
import {
  COUNTED,
  MINUS,
  NO_LATIN,
  NUMBER,
  SCALE,
  START,
  TO,
  UNIT,
  measured,
  takesLiang,
  unitName,
  wordOf,
} from './amounts';
import { digitNames, numberName } from './numbers';
import { UNITS } from './units';
import type { Rule } from '../../verbalise';

/** Per cent, temperatures and measures. */
export const measureRules: readonly Rule[] = [
  rule(
    'range',
    `(${MINUS})?${START}(${NUMBER})(${SCALE})?${TO}([-−]?${NUMBER})(${SCALE})?\\s*(${UNIT})${NO_LATIN}`,
    ([, minus, from, s1 = '', to, s2 = '', unit]) =>
      `${minus ? '负' : ''}${numberName(from!, takesLiang(unit!) || s1 !== '')}${s1}到${numberName(to!, takesLiang(unit!))}${s2}${unitName(unit!)}`,
  ),
  rule(
    'range',
    `(${MINUS})?${START}(${NUMBER})\\s*(${UNIT})${TO}([-−]?${NUMBER})\\s*(${UNIT})${NO_LATIN}`,
    ([, minus, from, u1, to, u2]) => `${minus ? '负' : ''}${measured(from!, u1!)}到${measured(to!, u2!)}`,
  ),
  rule(
    'range',
    `(${MINUS})?${START}(${NUMBER})[%％]?${TO}([-−])?(${NUMBER})[%％]`,
    ([, m1, from, m2, to]) =>
      `${m1 ? '负' : ''}百分之${wordOf(from!)}到${m2 ? '负' : ''}百分之${wordOf(to!)}`,
  ),
  // 同比+6%, 涨了+2.3%
  rule(
    'percent',
    `(?<=[同环]比\\s?)([+\\-−])(${NUMBER})\\s*[%％]`,
    ([, sign, n]) => `${sign === '+' ? '增长' : '下降'}百分之${wordOf(n!)}`,
  ),
  rule('percent', `(?<=[涨升增高多加]了?\\s?)\\+(${NUMBER})\\s*[%％]`, ([, n]) => `百分之${wordOf(n!)}`),
  rule(
    'percent',
    `([-−+])?(?:${START})(${NUMBER})\\s*[%％]`,
    ([, sign = '', amount]) => (sign === '+' ? '正' : sign === '' ? '' : '负') + `百分之${wordOf(amount!)}`,
  ),
  rule('percent', `${START}(${NUMBER})\\s*‰`, ([, amount]) => `千分之${wordOf(amount!)}`),
  rule(
    'temperature',
    `(?<![\\d\\p{L}])([-−+])\\s*(${NUMBER})\\s*(℃|°C|˚C|℉|°F|°|度)`,
    ([, sign, amount, unit]) => [
      `${sign === '+' ? '正' : '负'}${wordOf(amount!)}${unitName(unit!)}`,
      `零${sign === '+' ? '上' : '下'}${wordOf(amount!)}${unitName(unit!)}`,
    ],
  ),
  rule(
    'temperature',
    `(?<=\\p{Script=Han})([-−])(${NUMBER})\\s*(℃|°C|˚C|℉|°F|°|度)`,
    ([, , amount, unit]) => `负${wordOf(amount!)}${unitName(unit!)}`,
  ),
  rule(
    'temperature',
    `((?<![\\dA-Za-z])[-−])?${START}(${NUMBER})\\s*(?:℃|°C|˚C|℉|°F|°|度)?${TO}([-−]?${NUMBER})\\s*(℃|°C|˚C|℉|°F|°|度)`,
    ([, minus, from, to, unit]) => `${minus ? '负' : ''}${wordOf(from!)}到${wordOf(to!)}${unitName(unit!)}`,
  ),
  rule(
    'temperature',
    `${START}(${NUMBER})\\s*(℃|°C|˚C|℉|°F)`,
    ([, amount, unit]) => wordOf(amount!) + unitName(unit!),
  ),
  // no foot has twelve inches or more: 2'59"
  rule('measure', `${START}(\\d+)['′’](\\d+)(?:["″”]|'')`, ([, a, b]) => {
    const first = numberName(a!, true);
    const [long, lasting] = [`${first}英尺${wordOf(b!)}英寸`, `${first}分${wordOf(b!)}秒`];
    return Number(b) < 12 ? [long, lasting] : [lasting, long];
  }),
  rule(
    'measure',
    `${START}(\\d{1,3})°\\s?(\\d{1,2})['′’](?:\\s?(\\d{1,2}(?:\\.\\d+)?)(?:["″”]|''))?`,
    ([, d, m, s]) => `${wordOf(d!)}度${wordOf(m!)}分${s === undefined ? '' : `${wordOf(s)}秒`}`,
  ),
  rule(
    'measure',
    `(${MINUS})?${START}(${NUMBER})(${SCALE})?\\s*(${UNIT})${NO_LATIN}`,
    ([, minus, amount, scale = '', unit]) =>
      (minus ? '负' : '') +
      (scale ? numberName(amount!, true) + scale + unitName(unit!) : measured(amount!, unit!)),
  ),
  // 220V/50Hz: two measures, not one for each of the other
  rule('symbol', `(?<=\\d\\s?(?:${UNIT}))[/／⎓](?=\\s?\\d)`, () => '，'),
  // 近视-3.75D, 冷却-2s: no name has a decimal or a unit
  rule(
    'measure',
    `(?<=\\p{Script=Han})(?<!\\d\\s*${COUNTED})[-−](${NUMBER})\\s*(${UNIT})${NO_LATIN}`,
    ([, n, unit]) => `负${measured(n!, unit!)}`,
  ),
  rule(
    'decimal',
    `(?<=\\p{Script=Han})(?<!\\d\\s*${COUNTED})[-−](\\d+\\.\\d+)(?![\\d.])`,
    ([, n]) => `负${wordOf(n!)}`,
  ),
  // 55%↑
  rule('symbol', `(?<=\\d\\s?[%％]?)[↑⬆]`, ({ input, index }) =>
    /[涨升增][^，。！？\n]{0,8}$/u.test(input.slice(0, index)) ? '' : '上升',
  ),
  rule('symbol', `(?<=\\d\\s?[%％]?)[↓⬇]`, ({ input, index }) =>
    /[跌降减][^，。！？\n]{0,8}$/u.test(input.slice(0, index)) ? '' : '下降',
  ),
  // beside other words 5A is a name: 5A级, 054A
  rule(
    'measure',
    `(?<=(?:[电流安充伏]|\\dV)[^。！？\\n]{0,12})${START}(${NUMBER})\\s*A${NO_LATIN}(?!级)`,
    ([, n]) => `${wordOf(n!)}安`,
  ),
  // 1米68, 1米8: what stands behind the metre is read figure by figure
  rule(
    'measure',
    `${START}(\\d)米(\\d{1,2})(?![\\d.])(?![米厘公元年人个])`,
    ([, m, cm]) => `${numberName(m!, true)}米${digitNames(cm!)}`,
  ),
  // blood pressure: 120/80 mmHg
  rule(
    'measure',
    `${START}(\\d{2,3})/(\\d{2,3})\\s*(mmHg|cmHg|kPa)${NO_LATIN}`,
    ([, high, low, unit]) => `${wordOf(high!)}比${measured(low!, unit!)}`,
  ),
  rule('measure', `(?<![A-Za-z])(?:[kcdm]?m[²³]|㎡|㎥)(?![A-Za-z\\d])`, ([unit]) => UNITS[unit]),
  rule('measure', `(?<=[\\p{L}\\d]\\s*)[²³㎡㎥](?!\\d)`, ([sign]) => UNITS[sign]),
];
