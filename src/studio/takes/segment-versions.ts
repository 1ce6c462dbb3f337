import type { Take } from '#contract/domain';
import { recipeDifferences } from '#contract/recipe-diff';
import type { SegmentVersion } from '#contract/speech';
import type { SegmentStore } from './segment-store';
import type { TakeStore } from './take-store';

/**
 * Versions of the segments of a take: one for each seed that a take of the same line had there. Takes that differ in
 * anything else are left out, the program that made them too: with a version's seed exactly its sound can be made here.
 * @param segment counted from 0; every one when absent
 * @throws StudioError 'take-not-found'
 */
export function segmentVersions(
  { store, segments }: { readonly store: TakeStore; readonly segments: SegmentStore },
  takeId: string,
  segment?: number,
): SegmentVersion[] {
  const { take } = store.requirePresent(takeId);
  if (take.recipe.source || segments.isUnknown(takeId)) return [];
  const oldestFirst = store
    .versions(take.recipe.text)
    .filter((other) => isAlike(take, other))
    .reverse();
  const rows = segments.across(
    oldestFirst.map(({ id }) => id),
    segment,
  );
  const own = new Map(rows.flatMap((row) => (row.takeId === takeId ? [[row.number, row.seed]] : [])));
  const versions = new Map<number, SegmentVersion[]>();
  for (const row of rows) {
    const known = versions.get(row.number) ?? [];
    versions.set(row.number, known);
    if (!own.has(row.number) || known.some(({ seed }) => seed === row.seed)) continue;
    known.push({ ...row, version: known.length + 1, current: own.get(row.number) === row.seed });
  }
  return [...versions.values()].flat();
}

/** They are heard, and only seeds tell them apart. */
function isAlike(take: Take, other: Take): boolean {
  if (other.clearedAt !== undefined || other.file === undefined) return false;
  const differences = recipeDifferences(take.recipe, other.recipe);
  return differences.every(({ field }) => field === 'seed' || field === 'segmentSeeds');
}
