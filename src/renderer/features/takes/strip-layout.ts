import { SPEECH_RATE_HZ, type TakeSegment } from '#contract/speech';

/** A sentence of a take as it lies on the waveform. */
export interface Block {
  readonly segment: TakeSegment;
  readonly startSec: number;
  /** Where the next one begins: a pause belongs to the sentence before it. */
  readonly endSec: number;
}

/** A block that can still be told from its neighbours and be hit. */
const LEAST_BLOCK_PX = 26;

/** @returns the segments that are heard, one behind the other */
export function blocksOf(segments: readonly TakeSegment[], madeSec: number): readonly Block[] {
  const heard = segments.filter(({ samples }) => samples > 0);
  return heard.map((segment, at) => ({
    segment,
    startSec: at === 0 ? 0 : segment.firstSample / SPEECH_RATE_HZ,
    endSec: (heard[at + 1]?.firstSample ?? madeSec * SPEECH_RATE_HZ) / SPEECH_RATE_HZ,
  }));
}

/** @returns how wide the strip is: all of it in sight, unless its blocks would be too small to hit */
export function stripPx(boxPx: number, wholeSec: number, blocks: number, madeSec: number): number {
  if (blocks === 0 || madeSec <= 0) return boxPx;
  return Math.max(boxPx, Math.ceil((LEAST_BLOCK_PX * blocks * wholeSec) / madeSec));
}

/** @returns the block in which a place lies, the last when it lies behind; found by halving: a long take has thousands */
export function blockAt(blocks: readonly Block[], sec: number): number {
  let low = 0;
  let high = blocks.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (blocks[middle]!.endSec > sec) high = middle;
    else low = middle + 1;
  }
  return low;
}
