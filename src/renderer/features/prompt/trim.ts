import type { PromptReport, Span } from '#contract/domain';
import { limits } from '#contract/domain';

/** Selection maths. A handle never crosses the other, nothing leaves the recording, times are whole milliseconds. */

export type Handle = 'start' | 'end';

/** The shortest selection; shorter cannot be grabbed. */
export const shortestSec = 0.1;
export const nudgeSec = 0.01;
export const bigNudgeSec = 0.1;

const toMs = (sec: number) => Math.round(sec * 1000) / 1000;
const clamp = (sec: number, from: number, to: number) => Math.min(Math.max(sec, from), Math.max(from, to));

/** @returns the span inside the recording, at least `shortestSec` long where the recording allows */
export function fitSpan({ startSec, endSec }: Span, durationSec: number): Span {
  const least = Math.min(shortestSec, durationSec);
  const start = clamp(startSec, 0, durationSec - least);
  return { startSec: toMs(start), endSec: toMs(clamp(endSec, start + least, durationSec)) };
}

/** @returns the span with one handle at `sec`, as far as the other handle and the recording allow */
export function moveHandle(span: Span, handle: Handle, sec: number, durationSec: number): Span {
  const least = Math.min(shortestSec, durationSec);
  return handle === 'start'
    ? { ...span, startSec: toMs(clamp(sec, 0, span.endSec - least)) }
    : { ...span, endSec: toMs(clamp(sec, span.startSec + least, durationSec)) };
}

/** @returns the span with one handle moved by `deltaSec` */
export function nudge(span: Span, handle: Handle, deltaSec: number, durationSec: number): Span {
  const from = handle === 'start' ? span.startSec : span.endSec;
  return moveHandle(span, handle, from + deltaSec, durationSec);
}

/**
 * What is selected when a recording is opened: the speech without the silence at both ends while that is an advised
 * length, else the advised length around its best three seconds.
 */
export function firstSpan(
  durationSec: number,
  { best, spoken }: Pick<PromptReport, 'best' | 'spoken'>,
): Span {
  const { advisedMax, min } = limits.promptSec;
  const whole = { startSec: 0, endSec: durationSec };
  const words = spoken && spoken.endSec - spoken.startSec >= min ? spoken : whole;
  if (words.endSec - words.startSec <= advisedMax) return fitSpan(words, durationSec);
  const middleSec = best ? (best.startSec + best.endSec) / 2 : advisedMax / 2;
  const startSec = clamp(middleSec - advisedMax / 2, 0, durationSec - advisedMax);
  return fitSpan({ startSec, endSec: startSec + advisedMax }, durationSec);
}

/** @returns the moved time for a key on a handle, as sliders behave; undefined for other keys */
export function keyTarget(key: string, big: boolean, sec: number, durationSec: number): number | undefined {
  const step = big ? bigNudgeSec : nudgeSec;
  switch (key) {
    case 'ArrowLeft':
    case 'ArrowDown':
      return sec - step;
    case 'ArrowRight':
    case 'ArrowUp':
      return sec + step;
    case 'PageDown':
      return sec - 1;
    case 'PageUp':
      return sec + 1;
    case 'Home':
      return 0;
    case 'End':
      return durationSec;
    default:
      return undefined;
  }
}

/** Pixels a second; from the whole recording in view to single periods of a voice. */
const deepestZoom = 2000;

/** @returns the next zoom by a factor of about 1.5, never showing more than the whole recording */
export function zoomStep(
  pxPerSec: number,
  direction: 'in' | 'out',
  widthPx: number,
  durationSec: number,
): number {
  const whole = widthPx / Math.max(durationSec, shortestSec);
  return clamp(direction === 'in' ? pxPerSec * 1.5 : pxPerSec / 1.5, whole, Math.max(whole, deepestZoom));
}
