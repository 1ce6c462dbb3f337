import { END, VULGAR, rule } from '../../rule';
import { COUNTED, MINUS, NO_LATIN, NUMBER, SCALE, START, TO, UNIT, unitName, wordOf } from './amounts';
import { numberName } from './numbers';
import { AFTER_LIANG } from './units';
import type { Rule } from '../../verbalise';

const OPERATORS: Readonly<Record<string, string>> = {
  '+': '加', '-': '减', '−': '减', '×': '乘', x: '乘', X: '乘', '*': '乘', '÷': '除以', '/': '除以', '=': '等于', '≈': '约等于', '>': '大于', '<': '小于', '≥': '大于等于', '≤': '小于等于', '≠': '不等于',
}; // prettier-ignore

function expression(written: string): string {
  return written
    .replace(/\s+/g, '')
    .split(/((?<=\d)[-+−×xX*÷/=≈><≥≤≠])/)
    .map((part) => OPERATORS[part] ?? numberName(part))
    .join('');
}

/** A Greek letter of a formula, not of a Greek word. */
const GREEK = '(?<!\\p{Script=Greek})[αβγδεθλμπρστφωΔΣΩ](?!\\p{Script=Greek})';
const GREEK_LETTERS: Readonly<Record<string, string>> = {
  α: '阿尔法', β: '贝塔', γ: '伽马', δ: '德尔塔', ε: '艾普西龙', θ: '西塔', λ: '兰姆达', μ: '缪', π: '派', ρ: '柔', σ: '西格玛', τ: '陶', φ: '斐', ω: '欧米伽', Δ: '德尔塔', Σ: '西格玛', Ω: '欧米伽',
}; // prettier-ignore

/** What is counted out for each: 元/人. */
const PER =
  '年|个?月|周|天|日|晚|夜|次|小时|分钟?|秒钟?|人|位|户|个|件|只|台|套|辆|间|张|份|杯|瓶|盒|箱|包|袋|公?斤|克|千克|吨|升|毫升|公里|千米|米|平方?米?|亩|公顷|节|课时|页|字|首|篇|条|kg|g|L|mL|ml|km|m²|GB|TB|h';

const RESULT = '险胜|获胜|取胜|战胜|击败|大胜|完胜|小胜|惜败|不敌|战平|落败|逆转|平局|领先|落后';

/** Two numbers of a match; they go before the times of the day, which look alike. */
export const scoreRules: readonly Rule[] = [
  rule(
    'score',
    `(?<=(?:比分|以|比分为|比分是|战胜|击败|总分|大比分|打成|战成)\\s*)(\\d{1,3})\\s*[-:：–]\\s*(\\d{1,3})(?![:：\\d])`,
    ([, a, b]) => `${wordOf(a!)}比${wordOf(b!)}`,
  ),
  // 11-8、8-11、11-9: one of them falls, so none is a range
  rule(
    'score',
    `${START}\\d{1,3}[-–]\\d{1,3}(?:\\(\\d{1,2}\\))?(?:\\s?[、，,/]\\s?\\d{1,3}[-–]\\d{1,3}(?:\\(\\d{1,2}\\))?)+(?![-–\\d])`,
    ([all]) => {
      const pairs = all.split(/\s?[、，,/]\s?/).map((pair) => pair.match(/\d+/g)!);
      if (pairs.every(([a, b]) => Number(a) < Number(b))) return undefined;
      return pairs
        .map(
          ([a, b, extra]) =>
            `${wordOf(a)}比${wordOf(b!)}${extra === undefined ? '' : `，抢七${wordOf(extra)}`}`,
        )
        .join('、');
    },
  ),
  rule(
    'score',
    `${START}(\\d{1,3})\\s*[-:：–]\\s*(\\d{1,3})(?=\\s*(?:${RESULT}))`,
    ([, a, b]) => `${wordOf(a!)}比${wordOf(b!)}`,
  ),
];

/** Ranges, ratios, fractions and sums. */
export const relationRules: readonly Rule[] = [
  rule(
    'range',
    `${START}(\\d{1,2})${TO}(\\d{1,2})\\s*([月日号])`,
    ([, from, to, end]) => `${wordOf(from!)}到${wordOf(to!)}${end}`,
  ),
  rule(
    'range',
    `${START}(${NUMBER})(${SCALE})?\\s*[~～至]\\s*(${NUMBER})${END}`,
    ([, from, scale = '', to]) => `${numberName(from!, scale !== '')}${scale}到${wordOf(to!)}`,
  ),
  rule(
    'range',
    `(${MINUS})?${START}(\\d+)(?:[-–—]|到)(\\d+)(?=\\s*(?:${AFTER_LIANG}|页|集|章|斤|号|楼|层|班|折|分|级|度|多|余|名))`,
    ([, minus, from, to]) => `${minus ? '负' : ''}${numberName(from!, true)}到${numberName(to!, true)}`,
  ),
  // 4月5日-8日, 第3章-第5章: between two numbers with their words a stroke is no minus
  rule('range', `(?<=\\d\\s*${COUNTED}\\s*)[-–—−~～]+(?=\\s*(?:第\\s*)?\\d+\\s*${COUNTED})`, () => '到'),
  // 3-5 between words is a range, 3-5-7 and 2024-1 are not known to be
  rule(
    'range',
    `${START}(\\d{1,3}(?:\\.\\d+)?)[-–—](\\d{1,3}(?:\\.\\d+)?)(?![\\d-]|\\.\\d)`,
    ([, from, to]) =>
      Number(from) < Number(to)
        ? [
            `${wordOf(from!)}到${wordOf(to!)}`,
            `${wordOf(from!)}杠${wordOf(to!)}`,
            `${wordOf(from!)}比${wordOf(to!)}`,
          ]
        : [`${wordOf(from!)}比${wordOf(to!)}`, `${wordOf(from!)}杠${wordOf(to!)}`],
  ),
  rule('ratio', `${START}(${NUMBER})[:：∶](${NUMBER})(?:[:：∶](${NUMBER}))?${END}`, ([, a, b, c]) =>
    [a!, b!, ...(c ? [c] : [])].map(wordOf).join('比'),
  ),
  rule('fraction', `${MINUS}(\\d+)[/／](\\d+)${END}`, ([, a, b]) => `负${wordOf(b!)}分之${wordOf(a!)}`),
  rule('fraction', `${START}(\\d+)\\s*[/／]\\s*(\\d+)${END}`, ([, a, b]) => {
    const fraction = `${wordOf(b!)}分之${wordOf(a!)}`;
    const ratio = `${wordOf(a!)}比${wordOf(b!)}`;
    // 1200/1500 is a state of how many
    const isFraction = Number(b) > 1 && Number(a) < 100 && (Number(a) < Number(b) || Number(b) <= 10);
    return isFraction ? [fraction, ratio] : [ratio, fraction];
  }),
  rule('fraction', `(\\d+)?([${Object.keys(VULGAR).join('')}])`, ([, whole, sign]) => {
    const [over, under] = VULGAR[sign!]!;
    return `${whole ? `${wordOf(whole)}又` : ''}${wordOf(under)}分之${wordOf(over)}`;
  }),
  rule(
    'expression',
    `(?:${START}|(?<==\\s?\\d+,))(?:${NUMBER})(?:\\s*[+×÷*=≈><≥≤≠]\\s*[-−]?(?:${NUMBER})|\\s+[-−]\\s+(?:${NUMBER})|[-−](?:${NUMBER})(?=\\s*=)|/(?:${NUMBER})(?=\\s*=)|[xX](?:${NUMBER}))+(?:${END}|(?=,\\d+[-+×÷*/]))`,
    ([all]) => expression(all),
  ),
  rule(
    'expression',
    `(?<=\\d[\\s\\p{L}%％²³]{1,4})[+×÷*=≈≥≤≠](?=\\s*[\\d\\p{L}])`,
    ([sign]) => OPERATORS[sign],
  ),
  rule('expression', `[≥≤≈≠](?=\\s*\\d)`, ([sign]) => OPERATORS[sign]),
  // 2e-5, 10⁻³
  rule(
    'expression',
    `(${MINUS})?${START}(${NUMBER})[eE]([-−+]?\\d{1,3})(?![\\p{L}\\d])`,
    ([, minus, n, power]) =>
      `${minus ? '负' : ''}${wordOf(n!)}乘以十的${wordOf(power!.replace('−', '-').replace('+', ''))}次方`,
  ),
  // 5.6×10⁹/L, 3x10^-5
  rule(
    'expression',
    `(${MINUS})?${START}(${NUMBER})\\s*[×xX*·]\\s*10(?:\\^([-−]?\\d{1,3})|(⁻?[⁰¹²³⁴-⁹]{1,3}))(?:\\s*(/?(?:${UNIT}))${NO_LATIN}|(?![\\d/]))`,
    ([, minus, n, typed, raised, unit = '']) => {
      const power = (typed ?? raised!.normalize('NFKC')).replace('−', '-');
      const measure = unit.startsWith('/') ? `每${unitName(unit.slice(1))}` : unitName(unit);
      return `${minus ? '负' : ''}${wordOf(n!)}乘以十的${wordOf(power)}次方${measure}`;
    },
  ),
  rule(
    'expression',
    `${START}(${NUMBER})(⁻?[⁰¹⁴-⁹]|⁻[²³]|⁻?[⁰¹²³⁴-⁹]{2,})`,
    ([, n, power]) => `${wordOf(n!)}的${wordOf(power!.normalize('NFKC').replace('−', '-'))}次方`,
  ),
  // 6×9cm
  rule(
    'measure',
    `${START}(${NUMBER}(?:\\s*[×xX*]\\s*${NUMBER})+)\\s*(${UNIT})${NO_LATIN}`,
    ([, sizes, unit]) => expression(sizes!) + unitName(unit!),
  ),
  // 1万-2万
  rule(
    'range',
    `${START}(${NUMBER})(${SCALE})${TO}(${NUMBER})(${SCALE})`,
    ([, from, s1, to, s2]) => `${numberName(from!, true)}${s1!}到${numberName(to!, true)}${s2!}`,
  ),
  // 12.00/kg
  rule(
    'symbol',
    `(?<=\\d\\s?[\\p{Script=Han}A-Za-z¥$€£²³%％/㎡㎥]{0,6}\\s?)[/／]\\s?(${UNIT})${NO_LATIN}`,
    ([, unit]) => `每${unitName(unit!)}`,
  ),
  // 60元/人, $5/月
  rule(
    'symbol',
    `(?<=\\d\\s?[\\p{Script=Han}A-Za-z¥$€£²³%％/㎡㎥]{0,6}(?<![年月日])\\s?)[/／](?=\\s?(?:${PER})(?![年月日]))`,
    () => '每',
  ),
  // x^2, 10^6
  rule(
    'expression',
    `(?<=[A-Za-z\\d)])\\^([-−]?\\d{1,3})(?!\\d)`,
    ([, n]) => `的${wordOf(n!.replace('−', '-'))}次方`,
  ),
  rule('symbol', `(?<=约)[~～](?=\\s*(?:${NUMBER}))`, () => ''),
  // about; between two numbers it is a range
  rule('symbol', `(?<=^|[\\s（(，。：:、“需要等花用是为有共])[~～](?=\\s*(?:${NUMBER}))`, () => '约'),
  rule('expression', `[><](?=\\s*\\d)`, ([sign]) => OPERATORS[sign]),
  rule('expression', `±(?=\\s*${NUMBER})`, () => '正负'),
  // 攻击力×100, 丹药*3
  rule('expression', '(?<=\\p{Script=Han}[）)」》]?\\s?)[×✕*](?=\\s?\\d)', () => '乘'),
  rule('expression', '(?<=\\p{Script=Han})\\+(?=\\d)', () => '加'),
  rule('symbol', '\\s?→\\s?(?=[\\p{L}\\d])', () => '到'),
  rule('symbol', GREEK, ([letter]) => GREEK_LETTERS[letter]),
  rule('expression', '√(?=\\s*[\\d\\p{L}(（])', () => '根号'),
  // 7×8=？
  rule('expression', '(?<=\\d\\s?)=(?=\\s?[？?])', () => '等于'),
  rule(
    'expression',
    '(?<=(?<![A-Za-z])[A-Za-z][²³]?\\s?)[+=](?=\\s?(?:\\d|[A-Za-z](?![A-Za-z])))',
    ([sign]) => OPERATORS[sign],
  ),
];
