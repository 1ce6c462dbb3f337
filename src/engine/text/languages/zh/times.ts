import { END, rule } from '../../rule';
import { START, TO } from './amounts';
import { digitNames, numberName } from './numbers';
import type { Rule } from '../../verbalise';

export function clock(hours: string, minutes: string, seconds?: string): string[] {
  const hour = `${numberName(String(Number(hours)), true)}点`;
  if (seconds !== undefined) return [`${hour}${minuteName(minutes)}分${minuteName(seconds)}秒`];
  if (minutes === '00') return [hour, `${hour}整`];
  const full = `${hour}${minuteName(minutes)}分`;
  return minutes === '30' ? [full, `${hour}半`] : [full, `${hour}${minuteName(minutes)}`];
}

const minuteName = (minutes: string): string =>
  minutes.startsWith('0') ? `零${digitNames(minutes[1]!)}` : numberName(minutes);

const HALF_DAY: Readonly<Record<string, string>> = { a: '上午', p: '下午' };

/** Times of the day. */
export const timeRules: readonly Rule[] = [
  rule(
    'time',
    `${START}([01]?\\d|2[0-4])[:：]([0-5]\\d)(?:[:：]([0-5]\\d))?(?:\\s*([ap])\\.?m\\.?(?![a-z]))?${END}`,
    ([, h, m, s, half]) => {
      const at = clock(h!, m!, s);
      return half ? at.map((words) => HALF_DAY[half.toLowerCase()]! + words) : at;
    },
    'iu',
  ),
  rule(
    'time',
    `${START}([01]?\\d|2[0-4])[:：]([0-5]\\d)${TO}([01]?\\d|2[0-4])[:：]([0-5]\\d)${END}`,
    ([, h, m, h2, m2]) => `${clock(h!, m!)[0]!}到${clock(h2!, m2!)[0]!}`,
  ),
  rule(
    'time',
    `${START}(1[0-2]|[1-9])\\s*([ap])\\.?m\\.?(?![a-z])`,
    ([, h, half]) => HALF_DAY[half!.toLowerCase()]! + clock(h!, '00')[0]!,
    'iu',
  ),
];
