import { isIPv6 } from 'node:net';
import type { Rule } from './verbalise';

/** What an address is made of, in words. */
export interface AddressWords {
  readonly dot: string;
  readonly at: string;
  readonly slash: string;
  readonly backslash: string;
  readonly dash: string;
  readonly underscore: string;
  readonly colon: string;
  readonly question: string;
  readonly equals: string;
  readonly plus: string;
  readonly digits: (figures: string) => string;
  /** Between parts. */
  readonly gap: string;
}

const WEB =
  /(?<![A-Za-z\d@._-])(?:https?:\/\/[^\s\p{Script=Han}，。！？；、（）“”]+[\p{L}\p{N}/]|(?:www\.)[\w.-]+\.[a-z]{2,}(?:\/[\w./?=&%#-]*[\w/])?|[\w.+-]+@[\w-]+(?:\.[\w-]+)+|[a-z][\w-]*(?:\.[\w-]+)*\.(?:com|org|net|cn|io|edu|gov|de|fr|es|it|ru|uk|jp|kr|ai|app|dev|me|co)(?:\.(?:cn|uk|jp|kr))?(?:\/[\w./?=&%#-]*[\w/])?)(?![\w@])/iu;

/** John_doe after an @. */
const HANDLE = /(?<![\w@.+-])@[a-z_](?:[\w.-]*\w)?/iu;

const NAME = String.raw`[\p{Script=Latin}\p{Script=Cyrillic}\p{N}_.$~+%&-]+(?<!\.)`;
/** C:\Users\me, \\server\share */
const WINDOWS_PATH = new RegExp(
  String.raw`(?<![\w\\])(?:[a-z]:\\|\\\\(?=${NAME}\\))(?:${NAME}\\)*(?:${NAME})?`,
  'iu',
);
/** ~/notes, /usr/bin */
const UNIX_PATH =
  /(?<![\w\p{Script=Latin}\p{Script=Cyrillic}/\\.<)])(?:~(?:\/[\w-]+(?:\.[\w-]+)*)+|(?:\/[\w-]+(?:\.[\w-]+)*){2,})\/?/u;

const MAC = '(?:[\\da-f]{2}[:-]){5}[\\da-f]{2}';
const IPV6 = '(?<address>[\\da-f]{0,4}(?::[\\da-f]{0,4}){2,7})(?:%\\w+)?(?:/\\d{1,3})?';
const IPV4 = '\\d{1,3}(?:\\.\\d{1,3}){3}(?::\\d{1,5}|/\\d{1,2})';
/** Of a machine in a network: hexadecimal figures, or four numbers with a port or a length. */
const MACHINE = new RegExp(`(?<![\\w:.])(?:${MAC}|${IPV4}|${IPV6})(?![\\w:/-]|\\.\\d)`, 'iu');

/** Addresses of pages, people, files and machines: recognised alike in every language. */
export function addressRules(words: AddressWords): readonly Rule[] {
  const say = ([address]: RegExpExecArray): string => addressName(address, words);
  return [
    ...[WEB, HANDLE, WINDOWS_PATH, UNIX_PATH].map((pattern) => ({ kind: 'address' as const, pattern, say })),
    {
      kind: 'address',
      pattern: MACHINE,
      // a time, a ratio and a name in a program have colons too
      say: ({ 0: written, groups }) =>
        groups?.address === undefined || (isIPv6(groups.address) && /\d/.test(groups.address))
          ? addressName(spelled(written), words)
          : undefined,
    },
  ];
}

const spelled = (figures: string): string => figures.replace(/(?<=[a-f])(?=[a-f])/gi, ' ');

/** What stands in front of an address in every browser is not said. */
function addressName(address: string, words: AddressWords): string {
  const signs: Readonly<Record<string, string>> = {
    '.': words.dot,
    '@': words.at,
    '/': words.slash,
    '\\': words.backslash,
    '-': words.dash,
    _: words.underscore,
    ':': words.colon,
    '?': words.question,
    '=': words.equals,
    '+': words.plus,
  };
  return address
    .replace(/^https?:\/\//i, '')
    .replace(/\/$/, '')
    .split(/(\d+|[./\\@_:?=+-]|[^\p{L}\p{N}]+)/u)
    .map((part) =>
      /^\d/.test(part) ? words.digits(part) : (signs[part] ?? part.replace(/[^\p{L}\p{N}]/gu, ' ')),
    )
    .map((part) => part.replace(/^www$/i, 'w w w').trim())
    .filter((part) => part !== '')
    .join(words.gap);
}
