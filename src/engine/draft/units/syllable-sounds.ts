/** How a toned pinyin syllable begins and ends: what its neighbours hear of it. */

export type Coda = 'n' | 'ng' | 'i' | 'u' | 'a';
export type Manner = 'stop' | 'fricative' | 'sonorant';
export type Articulation = 'labial' | 'alveolar' | 'dental' | 'retroflex' | 'palatal' | 'velar' | 'open';

export interface SyllableSounds {
  readonly tone: number;
  readonly coda: Coda;
  readonly manner: Manner;
  readonly place: Articulation;
}

const MANNERS: readonly (readonly [Manner, RegExp])[] = [
  ['fricative', /^(?:sh|[fsxh])/],
  ['stop', /^(?:[zc]h?|[bpdtgkjq])/],
];
const PLACES: readonly (readonly [Articulation, RegExp])[] = [
  ['retroflex', /^(?:[zcs]h|r)/],
  ['labial', /^[bpmfw]/],
  ['alveolar', /^[dtnl]/],
  ['dental', /^[zcs]/],
  ['palatal', /^[jqxy]/],
  ['velar', /^[gkh]/],
];
const CODAS: readonly (readonly [Coda, RegExp])[] = [
  ['ng', /ng\d$/],
  ['n', /n\d$/],
  ['i', /i\d$/],
  ['u', /[uo]\d$/],
];

const known = new Map<string, SyllableSounds>();

export function soundsOf(syllable: string): SyllableSounds {
  let sounds = known.get(syllable);
  if (!sounds) {
    const first = <T>(table: readonly (readonly [T, RegExp])[], otherwise: T): T =>
      table.find(([, pattern]) => pattern.test(syllable))?.[0] ?? otherwise;
    sounds = {
      tone: Number(syllable.at(-1)),
      coda: first(CODAS, 'a'),
      manner: first(MANNERS, 'sonorant'),
      place: first(PLACES, 'open'),
    };
    known.set(syllable, sounds);
  }
  return sounds;
}

/** Levels, 1 low to 5 high, where the tones 1 to 5 begin and end. */
export const TONE_ONSET: Readonly<Record<number, number>> = { 1: 5, 2: 2, 3: 2, 4: 5, 5: 2 };
export const TONE_OFFSET: Readonly<Record<number, number>> = { 1: 5, 2: 5, 3: 1, 4: 1, 5: 2 };
