import type { SynthesisRequest } from '#contract/engine-api';
import type { TakeSegment } from '#contract/speech';
import { endOf } from './segment-store';
import { GrowingTake, type GrowingTakeParts } from './take-file';

/**
 * What a new version of a take has in common with an earlier one. A segment is spoken anew when its seed is another one,
 * or when another segment is heard before it: the pause between them is a segment's, too.
 */
export interface KeptSegments {
  /** Of the earlier version, from the first to the last. */
  readonly segments: readonly TakeSegment[];
  /** @param after the segment that is heard before it in the new version */
  readonly fits: (segment: TakeSegment, after: number | undefined) => boolean;
  /** @returns its samples and the silence before them, as the earlier file has them */
  readonly samplesOf: (segment: TakeSegment) => Promise<Float32Array>;
}

/** @returns undefined when nothing can be kept: the earlier version is gone, changed, or would differ nowhere */
export async function keptSegments(
  parts: GrowingTakeParts,
  takeId: string,
  { engine, seed, segmentSeeds }: Pick<SynthesisRequest, 'engine' | 'seed' | 'segmentSeeds'>,
  signal: AbortSignal,
): Promise<KeptSegments | undefined> {
  const stored = parts.store.find(takeId);
  if (!stored || stored.deleted || stored.take.recipe.engine !== engine) return undefined;
  const { segments, complete } = parts.segments.of(stored.take);
  const isSame = (segment: TakeSegment) => segment.seed === (segmentSeeds?.[segment.number] ?? seed);
  if (!complete || segments.every(isSame)) return undefined;
  const file = new GrowingTake(parts, takeId);
  if (!(await file.holds(stored.take, signal))) return undefined;
  const before = (number: number) => segments.slice(0, number);
  return {
    segments,
    fits: (segment, after) =>
      isSame(segment) && after === before(segment.number).findLast(({ samples }) => samples > 0)?.number,
    samplesOf: async (segment) =>
      segment.samples === 0
        ? new Float32Array(0)
        : file.samples(endOf(before(segment.number)), segment.firstSample + segment.samples),
  };
}
