import { rule } from '../../rule';
import { NO_LATIN, NUMBER, SCALE, START, TO, UNIT, measured, takesLiang, unitName, wordOf } from './amounts';
import { numberName } from './numbers';
import { UNITS } from './units';
import type { Rule } from '../../verbalise';

/** Per cent, temperatures and measures. */
export const measureRules: readonly Rule[] = [
  rule(
    'range',
    `${START}(${NUMBER})(${SCALE})?${TO}(${NUMBER})(${SCALE})?\\s*(${UNIT})${NO_LATIN}`,
    ([, from, s1 = '', to, s2 = '', unit]) =>
      `${numberName(from!, takesLiang(unit!) || s1 !== '')}${s1}到${numberName(to!, takesLiang(unit!))}${s2}${unitName(unit!)}`,
  ),
  rule(
    'range',
    `${START}(${NUMBER})\\s*(${UNIT})${TO}(${NUMBER})\\s*(${UNIT})${NO_LATIN}`,
    ([, from, u1, to, u2]) => `${measured(from!, u1!)}到${measured(to!, u2!)}`,
  ),
  rule(
    'range',
    `${START}(${NUMBER})[%％]?${TO}(${NUMBER})[%％]`,
    ([, from, to]) => `百分之${wordOf(from!)}到百分之${wordOf(to!)}`,
  ),
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
    `${START}(-?${NUMBER})${TO}(-?${NUMBER})\\s*(℃|°C|˚C|℉|°F|°)`,
    ([, from, to, unit]) => `${wordOf(from!)}到${wordOf(to!)}${unitName(unit!)}`,
  ),
  rule(
    'temperature',
    `(?<![\\d])(-${NUMBER})\\s*(?:℃|°C|°)?${TO}(-?${NUMBER})\\s*(℃|°C|˚C|℉|°F|°)`,
    ([, from, to, unit]) => `${wordOf(from!)}到${wordOf(to!)}${unitName(unit!)}`,
  ),
  rule(
    'temperature',
    `${START}(${NUMBER})\\s*(℃|°C|˚C|℉|°F)`,
    ([, amount, unit]) => wordOf(amount!) + unitName(unit!),
  ),
  rule('measure', `${START}(\\d+)['′’](\\d+)(?:["″”]|'')`, ([, a, b]) => [
    `${wordOf(a!)}英尺${wordOf(b!)}英寸`,
    `${wordOf(a!)}分${wordOf(b!)}秒`,
  ]),
  rule('measure', `${START}(${NUMBER})(${SCALE})?\\s*(${UNIT})${NO_LATIN}`, ([, amount, scale = '', unit]) =>
    scale ? numberName(amount!, true) + scale + unitName(unit!) : measured(amount!, unit!),
  ),
  rule('measure', `(?<![A-Za-z])(?:[kcdm]?m[²³]|㎡|㎥)(?![A-Za-z\\d])`, ([unit]) => UNITS[unit]),
  rule('measure', `(?<=[\\p{L}\\d]\\s*)[²³㎡㎥](?!\\d)`, ([sign]) => UNITS[sign]),
];
