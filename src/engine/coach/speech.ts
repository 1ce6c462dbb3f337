import { HOP_SEC, type Activity } from '#audio/activity';
import { percentile } from '#audio/level';
import type { Span } from '#contract/domain';
import { rounded } from '#contract/rounded';

/** Shorter gaps belong to speech: closures of stops, and breaths between words. */
const BRIDGED_FRAMES = Math.round(0.2 / HOP_SEC);
/** With fewer frames of pause the floor is guessed from the quietest frames instead. */
const LEAST_PAUSE_FRAMES = Math.round(0.2 / HOP_SEC);

/** @returns the active frames with short gaps between them filled */
export function bridgeGaps(active: Uint8Array): Uint8Array {
  const speech = active.slice();
  let last = -1;
  for (let frame = 0; frame < active.length; frame++) {
    if (active[frame] === 0) continue;
    if (last >= 0 && frame - last - 1 <= BRIDGED_FRAMES) speech.fill(1, last, frame);
    last = frame;
  }
  return speech;
}

/** What is left around the speech: a breath before it, a decay after it. */
const ROOM_SEC = 0.2;

/** @returns from the first frame of speech to the last, with a little room; null without any */
export function spokenSpan(speech: Uint8Array, durationSec: number): Span | null {
  const first = speech.indexOf(1);
  if (first < 0) return null;
  const startSec = Math.max(0, first * HOP_SEC - ROOM_SEC);
  const endSec = Math.min(durationSec, (speech.lastIndexOf(1) + 1) * HOP_SEC + ROOM_SEC);
  return { startSec: rounded(startSec, 3), endSec: rounded(endSec, 3) };
}

/** How loud the speech is and what lies beneath it, in dBFS. */
export function levelsOf(activity: Activity, speech: Uint8Array): { speechDb: number; noiseFloorDb: number } {
  let power = 0;
  for (let frame = 0; frame < speech.length; frame++)
    if (activity.active[frame] === 1) power += 10 ** (activity.levelDb[frame]! / 10);
  const pauses = activity.levelDb.filter((_, frame) => speech[frame] === 0);
  const noiseFloorDb = pauses.length >= LEAST_PAUSE_FRAMES ? percentile(pauses, 0.5) : activity.lowDb;
  const speechDb =
    activity.activeFrames === 0 ? noiseFloorDb : 10 * Math.log10(power / activity.activeFrames);
  return { speechDb, noiseFloorDb };
}
