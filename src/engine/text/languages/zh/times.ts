import { durationRule } from '../../durations';
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
  minutes === '00' ? '零' : minutes.startsWith('0') ? `零${digitNames(minutes[1]!)}` : numberName(minutes);

const HALF_DAY: Readonly<Record<string, string>> = { a: '上午', p: '下午' };

const CLOCK = `([01]?\\d|2[0-4])(?:[:：]([0-5]\\d))?(?:\\s*([ap])\\.?m\\.?(?![a-z]))?`;

/** 3:00-5:00pm, 9am-5pm; two numbers alone are no times. */
function range([, h, m, half, h2, m2, half2]: RegExpExecArray): string | undefined {
  if (half2 === undefined && (m === undefined || m2 === undefined)) return undefined;
  const last = HALF_DAY[half2?.toLowerCase() ?? ''] ?? '';
  // 11:00-1:00pm begins before noon
  const first =
    half === undefined && Number(h) % 12 > Number(h2) % 12 ? '' : (half ?? half2 ?? '').toLowerCase();
  const before = HALF_DAY[first] ?? '';
  return `${before}${clock(h!, m ?? '00')[0]!}到${before === last ? '' : last}${clock(h2!, m2 ?? '00')[0]!}`;
}

const SPANS = { d: '天', h: '小时', m: '分钟', s: '秒' } as const;

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
  rule('time', `${START}${CLOCK}${TO}${CLOCK}${END}`, range, 'iu'),
  rule(
    'time',
    `${START}(1[0-2]|[1-9])\\s*([ap])\\.?m\\.?(?![a-z])`,
    ([, h, half]) => HALF_DAY[half!.toLowerCase()]! + clock(h!, '00')[0]!,
    'iu',
  ),
  rule('time', `${START}24/7(?![\\d/.,:])`, () => ['二十四七', '全天候']),
  durationRule(START, '(?![A-Za-z\\d/])', (parts) =>
    parts
      .map(
        ({ figures, span }, at) =>
          numberName(figures, true) + (span === 'm' && parts[at + 1] ? '分' : SPANS[span]),
      )
      .join(''),
  ),
];
