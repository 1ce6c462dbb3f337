import { expect, test } from 'vitest';
import { PlacedText } from '../../placed-text';
import { verbalise } from '../../verbalise';
import { chinese } from './rules';

const spoken = (text: string): string => verbalise(PlacedText.of(text), chinese).text.text;

test.each([
  ['2024年3月5日', '二零二四年三月五日'],
  ['2025-09-28发布', '二零二五年九月二十八日发布'],
  ['10:30开会', '十点三十分开会'],
  ['从8:00-17:30', '从八点到十七点三十分'],
  ['¥99.5', '九十九点五元'],
  ['$1.5M', '一百五十万美元'],
  ['65%', '百分之六十五'],
  ['30%-50%', '百分之三十到百分之五十'],
  ['1/2个', '二分之一个'],
  ['5kg', '五千克'],
  ['-5℃', '负五摄氏度'],
  ['气温-5~10℃', '气温负五到十摄氏度'],
  ['80m²', '八十平方米'],
  ['5m³', '五立方米'],
  ['3:2', '三比二'],
  ['3~5天', '三到五天'],
  ['13800138000', '幺三八零零幺三八零零零'],
  ['拨打119', '拨打幺幺九'],
  ['1990年代', '一九九零年代'],
  ['2个', '两个'],
  ['第2', '第二'],
  ['3.14', '三点一四'],
  ['血压120/80', '血压一百二十比八十'],
  ['COVID-19', 'COVID十九'],
  ['C++和.NET', 'C++和.NET'],
  ['10005', '一万零五'],
  ['20000', '两万'],
  ['1,234,567.89元', '一百二十三万四千五百六十七点八九元'],
  ['100000001', '一亿零一'],
  ['2000年历史', '两千年历史'],
  ['80后', '八零后'],
])('%s is read %s', (text, words) => expect(spoken(text)).toBe(words));

/** A repeatable series of whole numbers below n. */
function series(seed: number): (n: number) => number {
  let state = seed;
  return (n) => (state = (state * 48271) % 2147483647) % n;
}
const figures = (below: (n: number) => number, count: number): string =>
  Array.from({ length: count }, (_, at) => (at === 0 ? 1 + below(9) : below(10))).join('');

test('a telephone number is read figure by figure, however its parts are joined', () => {
  const below = series(11);
  const one = <T>(of: readonly T[]): T => of[below(of.length)]!;
  for (let round = 0; round < 300; round++) {
    const country = one(['', '+86', '+1', '+852']);
    const area = (country === '' ? '0' : '') + figures(below, 2 + below(2));
    const [open, close] = one([
      ['(', ')'],
      ['（', '）'],
    ] as const);
    const number = [figures(below, 4), figures(below, 4)].join(one(['', '-', ' ']));
    const typed =
      country +
      one(country === '' ? [''] : ['', ' ', '-']) +
      open +
      area +
      close +
      one(['', ' ', '-']) +
      number;
    const said = spoken(`${typed}。`);
    expect(said, typed).toMatch(/^加?[零幺二三四五六七八九]+。$/);
    expect(said.replace(/[加。]/g, '').length, typed).toBe(typed.replace(/\D/g, '').length);
  }
});

test('one day is read the same in every order that it is written in', () => {
  const below = series(12);
  for (let round = 0; round < 300; round++) {
    const [y, m, d] = [String(1900 + below(150)), String(1 + below(12)), String(13 + below(16))] as const;
    const said = spoken(`${y}-${m}-${d}。`);
    for (const typed of [
      `${d}.${m}.${y}`,
      `${m}-${d}-${y}`,
      `${m}/${d}/${y}`,
      `${d}/${m}/${y}`,
      `${y}/${m}/${d}`,
    ])
      expect(spoken(`${typed}。`), typed).toBe(said);
  }
});

test('units of physics and medicine are named, alone and for each of another', () => {
  const units = [
    'mg',
    'μg',
    'mL',
    'dL',
    'mmol',
    'kPa',
    'mSv',
    'IU',
    'kN',
    'μF',
    'kBq',
    'm²',
    's',
    'mW',
    'cm³',
    'kΩ',
  ];
  for (const unit of units) {
    expect(spoken(`共5${unit}。`)).toMatch(/^共五\p{Script=Han}+。$/u);
    for (const each of units)
      expect(spoken(`共5${unit}/${each}。`)).toBe(
        `${spoken(`共5${unit}。`).slice(0, -1)}每${spoken(`共5${each}。`).slice(2)}`,
      );
  }
});

test.each([
  ['11:00-1:00pm', '十一点到下午一点'],
  ['9am-5pm', '上午九点到下午五点'],
  ['2h30m', '两小时三十分钟'],
  ['1d 2h', '一天两小时'],
  ['5min30s', '五分三十秒'],
  ['和/或', '和/或'],
  ['年/月/日', '年/月/日'],
  ['1500-2000米', '一千五百到两千米'],
])('%s is read %s', (text, words) => expect(spoken(text)).toBe(words));
