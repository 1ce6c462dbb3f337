import type { Audio } from '#contract/engine-api';
import { StudioError } from '#contract/errors';
import type { EspeakRequest, EspeakSpeech } from '#contract/helper-api';
import { clip } from './prompt-analysis';
import type { SpeakingStyle, Synthesizer } from './synthesizer';
import { variedStyle } from './variation';

const OWN_PACE_WPM = 175;
const PACE_WPM = { min: 80, max: 450 } as const;
/** Paces that the voices reach by themselves; the rest is played slower or faster, with pitch and formants undone. */
const REACH = { min: 0.5, max: 2.2 } as const;
/** The pace follows the words per minute by up to 15 % only: it is measured and corrected. */
const PACE_TOLERANCE = 0.015;
const CORRECTIONS = 3;

/** eSpeak NG, wherever it runs. */
export type Espeak = (request: EspeakRequest) => Promise<EspeakSpeech>;

/** One language of eSpeak NG, with its Klatt synthesizer, which recognisers understand twice as well as its default. */
export class EspeakVoice implements Synthesizer {
  readonly id: string;
  readonly base = { f0Hz: 99, deviationSt: 2.1, f3Hz: 2573 };
  readonly spread = { min: 0.85, max: 16.5 };

  constructor(
    private readonly espeak: Espeak,
    tag: string,
    private readonly voice: string,
  ) {
    this.id = `espeak-${tag}`;
  }

  firstSpreadSt(deviationSt: number): number {
    return 3 * deviationSt;
  }

  async speak(text: string, style: SpeakingStyle): Promise<Audio> {
    const { centreHz, spreadSt, speed, tract } = variedStyle(style);
    const reached = clip(speed, REACH.min, REACH.max);
    const played = speed / reached;
    const lowHz = (centreHz / played) * 2 ** (-spreadSt / 24);
    const at = (wordsPerMin: number) =>
      this.espeak({
        voice: this.voice,
        text,
        lowHz,
        highHz: lowHz * 2 ** (spreadSt / 12),
        formantPercent: Math.round((100 * tract) / played),
        wordsPerMin: Math.round(wordsPerMin),
      });
    const { samples, sampleRateHz, phonemes } = await this.atPace(reached, at);
    if (phonemes === 0) throw new StudioError('text-unspeakable', { text });
    return { sampleRateHz: Math.round(sampleRateHz * played), samples };
  }

  /** Longer or shorter than its own pace by exactly `speed`, found by secant steps on the words per minute. */
  private async atPace(
    speed: number,
    at: (wordsPerMin: number) => Promise<EspeakSpeech>,
  ): Promise<EspeakSpeech> {
    const own = await at(OWN_PACE_WPM);
    if (Math.abs(speed - 1) < PACE_TOLERANCE) return own;
    let wordsPerMin = OWN_PACE_WPM * speed;
    let best = own;
    let bestError = Infinity;
    for (let attempt = 0; attempt < CORRECTIONS && bestError > PACE_TOLERANCE; attempt++) {
      wordsPerMin = clip(wordsPerMin, PACE_WPM.min, PACE_WPM.max);
      const speech = await at(wordsPerMin);
      const got = own.samples.length / speech.samples.length;
      const error = Math.abs(got / speed - 1);
      if (error < bestError) [best, bestError] = [speech, error];
      wordsPerMin *= speed / got;
    }
    return best;
  }
}
