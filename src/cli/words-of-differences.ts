import type { RecipeDifference } from '#contract/recipe-diff';

const words: Readonly<Record<RecipeDifference['field'], string>> = {
  text: 'text',
  language: 'language',
  lexicon: 'lexicon',
  voice: 'voice',
  prompt: 'prompt',
  transcript: 'transcript',
  engine: 'engine',
  mode: 'mode',
  instruction: 'direction',
  seed: 'seed',
  segmentSeeds: 'seed of segment',
  speed: 'speed',
  advanced: 'advanced',
  pack: 'pack',
  packFile: 'pack file',
  appVersion: 'studio version',
  runtimeVersion: 'runtime',
  platform: 'platform',
};

/** @returns one line a difference: "seed: 7 -> 8" */
export function differenceLines(differences: readonly RecipeDifference[]): string[] {
  return differences.map(({ field, name, before, after }) => {
    const what = name === undefined ? words[field] : `${words[field]} ${name}`;
    return `${what}: ${quoted(before)} -> ${quoted(after)}`;
  });
}

function quoted(value: string): string {
  if (value === '') return '(none)';
  return /^[\w.:-]+$/.test(value) ? value : JSON.stringify(value);
}
