import type { Span } from '#contract/domain';

/** A sound that was started, on the audio clock: enough to say where it is now without asking the device. */
export interface Playhead {
  /** Audio clock when it was started. */
  readonly startedAtSec: number;
  /** Position in the sound at that moment. */
  readonly offsetSec: number;
  readonly durationSec: number;
  readonly loop: Span | undefined;
  /** How many seconds of the sound are heard in one. */
  readonly rate: number;
}

/** @returns the position in the sound in seconds, never beyond its end; inside the loop once it has been reached. */
export function playheadAt(head: Playhead, clockSec: number): number {
  const sec = head.offsetSec + Math.max(0, clockSec - head.startedAtSec) * head.rate;
  const { loop } = head;
  if (loop && loop.endSec > loop.startSec && sec > loop.endSec) {
    return loop.startSec + ((sec - loop.startSec) % (loop.endSec - loop.startSec));
  }
  return Math.min(sec, head.durationSec);
}

/** @returns where to start: at the front when `fromSec` is at the end already, inside the loop when there is one. */
export function startOffset(fromSec: number, durationSec: number, loop: Span | undefined): number {
  if (loop) return fromSec >= loop.startSec && fromSec < loop.endSec ? fromSec : loop.startSec;
  return fromSec >= durationSec - 0.01 ? 0 : Math.max(0, fromSec);
}
