import { END, rule } from '../../rule';
import { START, TO } from './amounts';
import { digitWords, numberWords } from './number-words';
import type { Rule } from '../../verbalise';

export function clockWords(hours: string, minutes: string, half = ''): string[] {
  const hour = numberWords(hours);
  const tail = half === '' ? '' : ` ${half.toLowerCase()} m`;
  if (minutes === '00') {
    if (tail !== '') return [hour + tail];
    return Number(hours) === 0
      ? ['midnight', "zero o'clock"]
      : [Number(hours) > 12 ? `${hour} hundred` : `${hour} o'clock`];
  }
  return [`${hour} ${minutes.startsWith('0') ? 'oh ' : ''}${numberWords(minutes)}${tail}`];
}

/** Times of the day. */
export const timeRules: readonly Rule[] = [
  // a record, not a time of the day: 2:01:09, 1:59:40.2
  ...[
    `(?<=\\b(?:[Tt]ime|[Rr]ecord|in) (?:of )?(?:about |just |only )?)(\\d{1,2}):([0-5]\\d):([0-5]\\d)${END}`,
    `${START}(\\d{1,2}):([0-5]\\d):([0-5]\\d)\\.(\\d{1,3})(?!\\d)`,
  ].map((pattern) =>
    rule('time', pattern, ([, h, m, s, part]) =>
      [
        `${numberWords(h!)} ${Number(h) === 1 ? 'hour' : 'hours'}`,
        `${numberWords(m!)} ${Number(m) === 1 ? 'minute' : 'minutes'}`,
        `${numberWords(s!)}${part === undefined ? '' : ` point ${digitWords(part)}`} ${part === undefined && Number(s) === 1 ? 'second' : 'seconds'}`,
      ].join(' '),
    ),
  ),
  rule('time', `${START}(1[0-2]|[1-9]):00(?=\\s?o['’]clock)`, ([, n]) => numberWords(n!)),
  rule(
    'time',
    `${START}([01]?\\d|2[0-3]):([0-5]\\d)(?::([0-5]\\d))?(?:\\s*([aApP])\\.?[mM]\\b(?:(?<=\\.[mM])\\.)?(?=\\s+[a-z]|[,;:!?)]|$|\\s*$)|\\s*([aApP])\\.?[mM]\\b)?${END}`,
    ([, h, m, s, half, other]) =>
      clockWords(h!, m!, half ?? other).map((words) =>
        s === undefined ? words : `${words} and ${numberWords(s)} seconds`,
      ),
  ),
  rule(
    'time',
    `${START}([01]?\\d|2[0-3]):([0-5]\\d)\\s*(?:([aApP])\\.?[mM]\\.?)?${TO}([01]?\\d|2[0-3]):([0-5]\\d)(?:\\s*([aApP])\\.?[mM]\\b(?:(?<=\\.[mM])\\.(?=\\s+[a-z]|[,;:!?)]))?)?${END}`,
    ([, h, m, half, h2, m2, half2]) =>
      `${half2 && m === '00' ? numberWords(h!) : clockWords(h!, m!, half)[0]!} to ${clockWords(h2!, m2!, half2)[0]!}`,
  ),
  rule(
    'time',
    `${START}(1[0-2]|0?[1-9])\\s*([aApP])(?:[mM]\\b|\\.[mM]\\.?(?=\\s+[a-z]|[,;:!?)])|\\.[mM]\\b)`,
    ([, h, half]) => clockWords(h!, '00', half),
  ),
  rule(
    'time',
    `${START}(1[0-2]|0?[1-9])(?:\\s*([aApP])\\.?[mM]\\.?)?${TO}(1[0-2]|0?[1-9])\\s*([aApP])\\.?[mM]\\b`,
    ([, h, half, h2, half2]) =>
      `${numberWords(h!)}${half ? ` ${half.toLowerCase()} m` : ''} to ${clockWords(h2!, '00', half2)[0]!}`,
  ),
  rule('time', `${START}(1[0-2]|[1-9])(?= o['’]clock)`, ([n]) => numberWords(n)),
  rule('time', `${START}24/7${END}`, () => 'twenty-four seven'),
];
