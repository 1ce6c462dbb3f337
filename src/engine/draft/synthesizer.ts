import type { Audio } from '#contract/engine-api';

/**
 * What a synthesizer is asked for, natively: pitch, range, pace and vocal tract are set inside it, because shifting the
 * result afterwards costs intelligibility.
 */
export interface SpeakingStyle {
  /** Where its pitch range is centred. */
  readonly centreHz: number;
  /** How wide the range is, semitones; each synthesizer has its own meaning, found by calibration. */
  readonly spreadSt: number;
  /** 1 is the synthesizer's own pace. */
  readonly speed: number;
  /** Formants relative to the synthesizer's own, in steps of 0.01; above 1 is a shorter vocal tract. */
  readonly tract: number;
  /** Which reading of the text; the plain one when absent. The same seed gives the same samples. */
  readonly seed?: number;
}

/** A synthesizer for one language. Text in its notation in, speech at its own rate out; deterministic. */
export interface Synthesizer {
  /** Names a calibration: synthesizer and language. */
  readonly id: string;
  /** What it sounds like by itself: median pitch, deviation of the pitch around it in semitones, third formant. */
  readonly base: { readonly f0Hz: number; readonly deviationSt: number; readonly f3Hz: number };
  /** Limits of `spreadSt`. */
  readonly spread: { readonly min: number; readonly max: number };
  /** First guess of the spread that gives a pitch deviation of `deviationSt` around the median. */
  firstSpreadSt(deviationSt: number): number;
  /** @throws StudioError 'text-unspeakable' when nothing came out, 'engine-unavailable' when it is gone */
  speak(text: string, style: SpeakingStyle): Promise<Audio>;
}
