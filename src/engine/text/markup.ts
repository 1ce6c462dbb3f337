import type { Warning } from '#contract/domain';
import { BLOCKS, FORUM_MARK, INLINE, SONG_TIME } from './elements';
import { readFormulas } from './formulas';
import { hiddenPause, hiddenToken, HIDDEN_PAUSE, LONGEST_PAUSE_MS, showTokens } from './hidden-tokens';
import type { PlacedText } from './placed-text';
import { findSpecialToken } from './special-tokens';

/** A pause without a length, ms. */
const USUAL_PAUSE_MS = 500;
/** Between the items of a list and after a heading, ms. */
const ITEM_PAUSE_MS = 300;
/** Between paragraphs, ms. */
const PARAGRAPH_PAUSE_MS = 500;

/** Lengths of SSML's `strength`, ms. */
const STRENGTHS: Readonly<Record<string, number>> = {
  none: 0,
  'x-weak': 100,
  weak: 200,
  medium: 400,
  strong: 700,
  'x-strong': 1000,
};

const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ', ensp: ' ', emsp: ' ', hellip: '…', mdash: '—', ndash: '–', ldquo: '“', rdquo: '”', lsquo: '‘', rsquo: '’', copy: '©', reg: '®', trade: '™', euro: '€', pound: '£', yen: '¥', deg: '°', times: '×', middot: '·', laquo: '«', raquo: '»', shy: '',
}; // prettier-ignore

/** a < b && c > d has none. */
const ATTRIBUTES = String.raw`(?:\s+[a-z][\w:-]*(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'<>=]+))?)*\s*`;

export interface CleanedText {
  readonly text: PlacedText;
  readonly notes: readonly Warning[];
}

/**
 * A typed text without what is written and not spoken: Markdown keeps its words, HTML its contents, a pause becomes one
 * private character. Special tokens are hidden already.
 */
export function readMarkup(typed: PlacedText): CleanedText {
  const dropped = new Set<string>();
  const drop = (what: string): string => {
    dropped.add(what);
    return '';
  };
  const notes: Warning[] = [];
  const asked = (ms: number): string => {
    if (ms > LONGEST_PAUSE_MS)
      notes.push({
        code: 'text-pause-shortened',
        values: { askedSec: ms / 1000, longestSec: LONGEST_PAUSE_MS / 1000 },
      });
    return hiddenPause(ms);
  };
  const cleaned = typed
    .replace(/\r\n?|[\u2028\u2029\u0085]/g, '\n')
    .replace(/[\t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]/g, ' ')
    // what a chat program left around an answer
    .replace(/<think(?:ing)?>[\s\S]*?<\/think(?:ing)?>\s*/gi, () => drop('<think>'))
    .replace(/^(?:assistant|user|system|human|ai|助手|用户)\s*[:：]\s*(?=\S)/gim, ({ text }) =>
      drop(text.trim()),
    )
    // when lines of subtitles and songs are due, and forum marks
    .replace(/^(?:\d+\n)?(?:\d\d:)?\d\d:\d\d[.,]\d{3} -->[^\n]*\n?/gm, ({ text }) => drop(text.trim()))
    .replace(new RegExp(`^(?:${SONG_TIME})+ ?`, 'gm'), ({ text }) => drop(text.trim()))
    .replace(OPENED, ({ text }) => drop(showTokens(text)))
    .replace(new RegExp(`${FORUM_MARK}(?!\\()`, 'gi'), ({ text }) => drop(text))
    .replace(SMILEYS, ({ text }) => drop(text))
    .replace(/<!--[\s\S]*?-->/g, () => drop('<!-- -->'))
    .replace(/<(script|style)\b[^>]*>[\s\S]*?<\/\1\s*>/gi, ({ groups }) => drop(`<${groups[0]!}>`))
    // pauses
    .replace(
      /[[【]\s*(?:pause|停顿|暂停)(?:\s*[:： ]?\s*(\d+(?:\.\d+)?)\s*(ms|毫秒|s|sec|秒)?)?\s*[\]】]/gi,
      ({ groups: [amount, unit] }) =>
        asked(amount === undefined ? USUAL_PAUSE_MS : toMs(Number(amount), unit)),
    )
    .replace(/<break\b([^>]*)>(?:\s*<\/break>)?/gi, ({ groups }) => asked(breakMs(groups[0] ?? '')))
    // HTML
    .replace(
      /<(?:mailto:)?((?:https?|ftp):\/\/[^\s<>]+|[^\s<>@]+@[^\s<>@]+\.[^\s<>@]+)>/gi,
      ({ groups }) => groups[0],
    )
    .replace(SPELLED, ({ groups }) => Array.from(groups[0]!.replace(/[\s-]/g, '')).join(' '))
    .replace(/<sub\s+alias\s*=\s*["']([^"'<>]*)["'][^<>]*>[^<>]*<\/sub>/gi, ({ groups }) => groups[0])
    .replace(new RegExp(`</?(?:${BLOCKS})${ATTRIBUTES}/?>`, 'gi'), ({ text }) => {
      dropped.add(text);
      return '\n';
    })
    .replace(new RegExp(`</?(?:${INLINE})${ATTRIBUTES}/?>`, 'gi'), ({ text }) => drop(text))
    .replace(/&(?:#(\d{1,6})|#x([\da-f]{1,5})|([a-z]+));/gi, ({ groups: [decimal, hex, name] }) =>
      entity(decimal, hex, name),
    );
  if (AT_AN_END.test(cleaned.text)) notes.push({ code: 'text-pause-at-end', values: {} });
  const plain = readMarkdown(readFormulas(cleaned), drop)
    .replace(/[^\P{C}\n\p{Co}]/gu, '')
    .replace(
      /\p{Extended_Pictographic}|\p{Emoji_Modifier}|\p{Regional_Indicator}|[\ufe0e\ufe0f\u20e3]/gu,
      ({ text }) => (KEPT_SIGNS.has(text) ? undefined : drop(text)),
    );
  return { text: withParagraphs(plain), notes: [...notes, ...noteOf(dropped)] };
}

/** [b], [i], [u] and [s] are pinyin of the model too, and hidden; where [/b] closes one, it is a forum's mark. */
const OPENED = new RegExp(
  ['b', 'i', 'u', 's']
    .flatMap((letter) => {
      const token = findSpecialToken(`[${letter}]`);
      return token ? [`${hiddenToken(token)}(?=[^\\n]*\\[/${letter}\\])`] : [];
    })
    .join('|'),
  'g',
);

/** What SSML has spelled: its figures and letters one by one. */
const SPELLED =
  /<say-as\s+interpret-as\s*=\s*["'](?:characters|spell-out|digits|telephone|verbatim)["'][^<>]*>([^<>]*)<\/say-as>/gi;

/** :-), ^_^, (≧▽≦) and a heart of two signs. */
const FACE = '\\^▽△￣´`ω◕‿•。°>＜<；;_~≧≦∀・｡＾\\-─┐╯╰′‵';
const SMILEYS = new RegExp(
  `(?<=^|[\\s\\p{Script=Han}，。！？!?,.])(?:[:;]-?[)(DP]|\\^_*\\^|[T>]_+[T<]|-_+-|>_*<|<3+(?=\\s*(?:$|[!?])))(?=\\s|$|[.,!?，。！？])|[(（][${FACE}]{2,10}[)）][ノo～~]?`,
  'gmu',
);

/** A pause that a person asked for where there is nothing to part. */
const AT_AN_END = new RegExp(`^[\\s#>*_-]*${HIDDEN_PAUSE.source}|${HIDDEN_PAUSE.source}[\\s*_]*$`);

/** Unicode counts these among the pictographs; people write them in texts. */
const KEPT_SIGNS = new Set('©®™');

function toMs(amount: number, unit = 's'): number {
  return /^m|毫/i.test(unit) ? amount : 1000 * amount;
}

function breakMs(attributes: string): number {
  const [, amount, unit] = /time\s*=\s*["']?\s*(\d+(?:\.\d+)?)\s*(ms|s)?/i.exec(attributes) ?? [];
  if (amount !== undefined) return toMs(Number(amount), unit);
  const [, strength = ''] = /strength\s*=\s*["']?([\w-]+)/i.exec(attributes) ?? [];
  return STRENGTHS[strength.toLowerCase()] ?? USUAL_PAUSE_MS;
}

function entity(decimal?: string, hex?: string, name?: string): string | undefined {
  const code = decimal === undefined ? (hex === undefined ? undefined : parseInt(hex, 16)) : Number(decimal);
  if (code !== undefined) return code > 0x1f && code < 0xd800 ? String.fromCodePoint(code) : '';
  return ENTITIES[name?.toLowerCase() ?? ''];
}

/** [x] is pinyin of the model as well, and hidden. */
const DONE = hiddenToken(findSpecialToken('[x]')!);

/** Headings, lists, quotes, rules, fences, links, pictures, emphasis and code: the words stay. */
function readMarkdown(text: PlacedText, drop: (what: string) => string): PlacedText {
  const item = hiddenPause(ITEM_PAUSE_MS);
  return (
    text
      // but \\server\share and C:\ are names
      .replace(/(?<!\b[A-Za-z]:)\\(?!\\[\w.$-]+\\)[\\`*_~#>|]/g, '')
      .replace(/(?<!\b[A-Za-z]:)\\([{}[\]()+.!<-])/g, ({ groups }) => groups[0])
      .replace(/^ *(?:```|~~~)[^\n]*$/gm, () => drop('```'))
      .replace(/^ *(?:[-*_=] ?){3,}$/gm, '')
      .replace(/^ {0,3}#{1,6} +([^\n]+?) *#*$/gm, ({ groups }) => groups[0]! + item)
      .replace(/(?<=\d ?)\*\*(?= ?\d)/g, '^')
      // >5 is an amount, > 5 a quotation
      .replace(/^ *(?:>(?!=|[$€£¥]?\.?\d) ?)+/gm, '')
      .replace(new RegExp(`^ *[-*+•·●▪] +(?:(?:\\[[ X]\\]|${DONE}) +)?`, 'gm'), item)
      .replace(
        /^ *(\d{1,2})(?:[.)、] +|[.、](?=\p{Script=Han}))(\p{Script=Han})?/gmu,
        ({ groups: [number, chinese] }) => item + number! + (chinese === undefined ? '. ' : `、${chinese}`),
      )
      // notes and addresses at the foot of a text, and what points at them
      .replace(/^ *\[\^?[^\]\n]+\]: +\S+[^\n]*$/gm, ({ text: line }) => drop(line.trim()))
      .replace(/(?<=[\p{L}\p{N}.,;:!?。，；！？”"’)])(?:\[\d{1,3}\])+/gu, ({ text: mark }) => drop(mark))
      .replace(/\[\^[^\]\s]+\]/g, ({ text: mark }) => drop(mark))
      .replace(/\[([^\]\n]{3,})\]\[[^\]\n]*\]/g, ({ groups }) => groups[0])
      .replace(/!\[([^\]\n]*)\]\([^()\n]*\)/g, ({ groups }) => groups[0])
      .replace(/\[([^\]\n]+)\]\((?:[^()\n]|\([^()\n]*\))*\)/g, ({ groups }) => groups[0])
      .replace(/\*\*|__|~~|==(?=\S[^=\n]*==)|(?<=\S)==(?!=)(?<=\s?==[^=\n]+==)/g, '')
      .replace(/(?<![\p{L}\p{N}*])\*(?=\S)([^*\n]*\S)\*(?![\p{L}\p{N}*])/gu, ({ groups }) => groups[0])
      .replace(/(?<=\p{Script=Han})\*(?=\S)([^*\n\d]*\S)\*/gu, ({ groups }) => groups[0])
      .replace(
        /(?<![\p{L}\p{N}_@/.])_(?=[^\s_])([^_\n]*[^\s_])_(?![\p{L}\p{N}_@])/gu,
        ({ groups }) => groups[0],
      )
      .replace(/(?<=\p{Script=Han})_(?=[^\s_])([^_\n]*[^\s_])_(?![A-Za-z\d_@])/gu, ({ groups }) => groups[0])
      // what is left, but between two operands
      .replace(/(?!(?<=[\p{L}\p{N})])\*+[\p{L}\p{N}(]|(?<=[\p{L}\p{N})] )\*+ [\p{L}\p{N}(])\*+/gu, '')
      .replace(/(?<![\p{L}\p{N}@/.])_+|_+(?![\p{L}\p{N}@])/gu, '')
      .replace(/`([^`\n]*)`/g, ({ groups }) => groups[0])
      .replace(/^ *\|(.*)\| *$/gm, ({ groups }) =>
        /^[\s:|-]+$/.test(groups[0]!) ? '' : groups[0]!.replaceAll('|', '，'),
      )
  );
}

/** An empty line is a pause; pauses beside each other are one, the longest. */
function withParagraphs(text: PlacedText): PlacedText {
  const pauses = new RegExp(`(?:\\s*${HIDDEN_PAUSE.source}\\s*)+`, 'g');
  return text
    .replace(/\n[ \n]*\n/g, hiddenPause(PARAGRAPH_PAUSE_MS))
    .replace(pauses, ({ text: run }) => longest(run));
}

function longest(run: string): string {
  return Array.from(run.replace(/\s/g, '')).reduce((most, pause) => (pause > most ? pause : most));
}

function noteOf(dropped: ReadonlySet<string>): Warning[] {
  if (dropped.size === 0) return [];
  const marks = [...dropped].slice(0, 8).join(' ');
  return [{ code: 'text-markup-left-out', values: { marks } }];
}
