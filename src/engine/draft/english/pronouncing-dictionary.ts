/** Where words are looked up: CMU's dictionary, whose entries are ARPAbet. */
export type PronouncingDictionary = Readonly<Record<string, string>>;

let loading: Promise<PronouncingDictionary> | undefined;

/** 126 000 words are 30 MB, read when the first English word is spoken. */
export function loadDictionary(): Promise<PronouncingDictionary> {
  loading ??= import('cmu-pronouncing-dictionary').then(({ dictionary }) => dictionary);
  return loading;
}

/** Endings that keep the word before them; ARPAbet depends on its last sound. */
const ENDINGS: readonly (readonly [RegExp, string, (last: string) => string])[] = [
  [/(?:'s|s')$/, '', pluralSound],
  [/(?<=ss|x|z|ch|sh)es$/, '', pluralSound],
  [/ies$/, 'y', pluralSound],
  [/(?<!s)s$/, '', pluralSound],
  [/ied$/, 'y', pastSound],
  [/(?<=([b-df-hj-np-tv-z]))\1ed$/, '', pastSound],
  [/ed$/, '', pastSound],
  [/ed$/, 'e', pastSound],
  [/(?<=([b-df-hj-np-tv-z]))\1ing$/, '', () => 'IH0 NG'],
  [/ing$/, '', () => 'IH0 NG'],
  [/ing$/, 'e', () => 'IH0 NG'],
  [/ily$/, 'y', () => 'L IY0'],
  [/ly$/, '', () => 'L IY0'],
  [/ness$/, '', () => 'N AH0 S'],
  [/less$/, '', () => 'L AH0 S'],
];
const BEGINNINGS: Readonly<Record<string, string>> = {
  un: 'AH0 N',
  re: 'R IY0',
  non: 'N AA1 N',
  pre: 'P R IY0',
};

/** @param word in lower case  @returns ARPAbet; undefined for a word that is neither in the dictionary nor made from one */
export function lookUp(dictionary: PronouncingDictionary, word: string): string | undefined {
  const entry = (spelling: string) =>
    // some entries carry a remark behind a number sign
    Object.hasOwn(dictionary, spelling) ? dictionary[spelling]!.split(' #')[0]! : undefined;
  const whole = entry(word);
  if (whole !== undefined) return whole;
  for (const [ending, instead, sound] of ENDINGS) {
    if (!ending.test(word)) continue;
    const stem = entry(word.replace(ending, instead));
    if (stem !== undefined) return `${stem} ${sound(stem.slice(stem.lastIndexOf(' ') + 1))}`;
  }
  const [, beginning = '', rest = ''] = /^(un|re|non|pre)(.{4,})$/.exec(word) ?? [];
  const stem = entry(rest);
  return stem === undefined ? undefined : `${BEGINNINGS[beginning]!} ${stem}`;
}

function pluralSound(last: string): string {
  if (/^(?:S|Z|SH|ZH|CH|JH)$/.test(last)) return 'IH0 Z';
  return /^(?:P|T|K|F|TH)$/.test(last) ? 'S' : 'Z';
}

function pastSound(last: string): string {
  if (/^[TD]$/.test(last)) return 'IH0 D';
  return /^(?:P|K|F|TH|S|SH|CH)$/.test(last) ? 'T' : 'D';
}
