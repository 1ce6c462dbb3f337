import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';

const PACKAGE = 'cmu-pronouncing-dictionary';
/** Words are told apart by their first letters before they are looked for. */
const SECTION_LETTERS = 2;

/**
 * CMU's dictionary, 126 000 words with variants. The package is a module of one large object; made to objects it would take
 * 0.3 s and 30 MB for the twenty words of a sentence. Its lines are searched instead: `  "word": "W ER1 D # remark",`.
 */
export class PronouncingDictionary {
  private constructor(private readonly sections: ReadonlyMap<string, Buffer>) {}

  static async load(): Promise<PronouncingDictionary> {
    const file = await readFile(createRequire(import.meta.url).resolve(PACKAGE));
    const starts = new Map<string, number>();
    for (let at = file.indexOf('\n  "'); at >= 0; at = file.indexOf('\n  "', at + 1)) {
      const letters = file.toString('latin1', at + 4, at + 4 + SECTION_LETTERS);
      if (!starts.has(letters)) starts.set(letters, at);
    }
    const ends = [...starts.values(), file.length].slice(1);
    return new PronouncingDictionary(
      new Map([...starts].map(([letters, start], index) => [letters, file.subarray(start, ends[index])])),
    );
  }

  /** @returns ARPAbet of exactly this word, in lower case */
  find(word: string): string | undefined {
    // the letters of a word of one letter are that letter and a quotation mark
    const section = this.sections.get(`${word}"`.slice(0, SECTION_LETTERS));
    const start = `\n  "${word}": "`;
    const at = section?.indexOf(start) ?? -1;
    if (section === undefined || at < 0) return undefined;
    const from = at + start.length;
    // some entries carry a remark behind a number sign
    return section.toString('latin1', from, section.indexOf('"', from)).split(' #')[0];
  }
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
  const whole = dictionary.find(word);
  if (whole !== undefined) return whole;
  for (const [ending, instead, sound] of ENDINGS) {
    if (!ending.test(word)) continue;
    const stem = dictionary.find(word.replace(ending, instead));
    if (stem !== undefined) return `${stem} ${sound(stem.slice(stem.lastIndexOf(' ') + 1))}`;
  }
  const [, beginning = '', rest = ''] = /^(un|re|non|pre)(.{4,})$/.exec(word) ?? [];
  const stem = dictionary.find(rest);
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
