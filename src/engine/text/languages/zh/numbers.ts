const DIGITS = '零一二三四五六七八九';
const PLACES = ['', '十', '百', '千'];
const GROUPS = ['', '万', '亿', '万亿', '亿亿'];
/** More figures than this are read one by one. */
const LONGEST_NUMBER = 16;

/** Each figure by its name; telephone numbers say 幺 for one. */
export function digitNames(figures: string, one: '一' | '幺' = '一'): string {
  return figures.replace(/\d/g, (digit) => (digit === '1' ? one : DIGITS[Number(digit)]!));
}

/**
 * A number in characters: "1234.5" is 一千二百三十四点五, "-3" 负三. Commas between thousands are dropped.
 * @param liang a lone 2 is 两, as before a counter
 */
export function numberName(written: string, liang = false): string {
  const [, sign, whole, decimals] = /^([-−–+]?)([\d,，]*)(?:\.(\d+))?$/.exec(written)!;
  const figures = whole!.replace(/\D/g, '');
  const name = decimals === undefined && liang && Number(figures) === 2 ? '两' : integerName(figures || '0');
  const minus = sign === '' ? '' : sign === '+' ? '正' : '负';
  return minus + name + (decimals === undefined ? '' : `点${digitNames(decimals)}`);
}

function integerName(figures: string): string {
  const number = figures.replace(/^0+/, '') || '0';
  if (number.length > LONGEST_NUMBER) return digitNames(number);
  if (number === '0') return '零';
  const groups: string[] = [];
  for (let end = number.length; end > 0; end -= 4) groups.unshift(number.slice(Math.max(0, end - 4), end));
  let name = '';
  let gap = false;
  groups.forEach((group, index) => {
    const value = Number(group);
    if (value === 0) {
      gap = true;
      return;
    }
    if (name !== '' && (gap || value < 1000)) name += '零';
    const words = groupName(group);
    // two of a large unit is 两: 两千, 两万, 两亿
    const lead = words === '二' && index < groups.length - 1 ? '两' : words.replace(/^二千/, '两千');
    name += lead + GROUPS[groups.length - 1 - index]!;
    gap = false;
  });
  return name.replace(/^一十/, '十');
}

/** One to four figures. */
function groupName(group: string): string {
  let name = '';
  let gap = false;
  Array.from(group.replace(/^0+/, '')).forEach((digit, index, all) => {
    if (digit === '0') {
      gap = true;
      return;
    }
    if (gap) name += '零';
    gap = false;
    name += DIGITS[Number(digit)]! + PLACES[all.length - 1 - index]!;
  });
  return name;
}

/** A year by its figures. */
export const yearName = (figures: string): string => digitNames(figures);
