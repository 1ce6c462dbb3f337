import { z } from 'zod';
import type { Recipe } from './domain';

/** What changed between two recipes, field by field, for people to read. */

const settingFields = [
  'text',
  'language',
  'lexicon',
  'voice',
  'prompt',
  'transcript',
  'engine',
  'mode',
  'instruction',
  'seed',
  'segmentSeeds',
  'speed',
  'advanced',
] as const;
/** What nobody set, and what can still make the same recipe sound otherwise. */
const surroundingFields = ['pack', 'packFile', 'appVersion', 'runtimeVersion', 'platform'] as const;

export const recipeDifferenceSchema = z.object({
  field: z.enum([...settingFields, ...surroundingFields]),
  /** Which parameter of `advanced`, which file of the pack, which segment, counted from 0. */
  name: z.string().optional(),
  /** Empty when there was none. */
  before: z.string(),
  after: z.string(),
});
export type RecipeDifference = z.output<typeof recipeDifferenceSchema>;

type Field = RecipeDifference['field'];

/** @returns settings first, surroundings last; none when both recipes ask for the very same */
export function recipeDifferences(before: Recipe, after: Recipe): RecipeDifference[] {
  const differences: RecipeDifference[] = [];
  const compare = (field: Field, one: unknown, other: unknown, name?: string) => {
    const [a, b] = [wordOf(one), wordOf(other)];
    if (a !== b) differences.push({ field, ...(name === undefined ? {} : { name }), before: a, after: b });
  };
  compare('text', before.text, after.text);
  compare('language', before.language, after.language);
  compare('lexicon', before.lexicon, after.lexicon);
  compare('voice', before.voiceName, after.voiceName);
  compare('prompt', before.promptSha256, after.promptSha256);
  compare('transcript', before.transcript, after.transcript);
  compare('engine', before.engine, after.engine);
  compare('mode', before.mode, after.mode);
  compare('instruction', before.instruction, after.instruction);
  compare('seed', before.seed, after.seed);
  for (const segment of namesOf(before.segmentSeeds, after.segmentSeeds))
    compare(
      'segmentSeeds',
      before.segmentSeeds?.[segment] ?? before.seed,
      after.segmentSeeds?.[segment] ?? after.seed,
      segment,
    );
  compare('speed', before.speed, after.speed);
  for (const name of namesOf(before.advanced, after.advanced))
    compare('advanced', memberOf(before.advanced, name), memberOf(after.advanced, name), name);
  compare('pack', before.pack?.id, after.pack?.id);
  const [files, otherFiles] = [before.pack?.fileSha256, after.pack?.fileSha256];
  // files of two packs of different names are different files; only a pack that changed under its name is worth a list
  if (before.pack?.id === after.pack?.id)
    for (const name of namesOf(files, otherFiles))
      compare('packFile', files?.[name], otherFiles?.[name], name);
  compare('appVersion', before.appVersion, after.appVersion);
  compare('runtimeVersion', before.runtimeVersion, after.runtimeVersion);
  // takes of the first version did not say; that is no difference
  if (before.platform !== undefined && after.platform !== undefined)
    compare('platform', before.platform, after.platform);
  return differences;
}

export function isSurrounding({ field }: RecipeDifference): boolean {
  return (surroundingFields as readonly string[]).includes(field);
}

function namesOf(...records: readonly (object | undefined)[]): string[] {
  return [...new Set(records.flatMap((record) => Object.keys(record ?? {})))].sort();
}

function memberOf(record: object | undefined, name: string): unknown {
  return (record as Readonly<Record<string, unknown>> | undefined)?.[name];
}

function wordOf(value: unknown): string {
  if (value === undefined || value === null) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}
