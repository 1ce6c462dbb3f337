import { z } from 'zod';
import { percentile } from '#audio/level';
import { trackPitch } from '#audio/pitch';
import { resample } from '#audio/resample';
import { joinPieces, trimSilence } from './assemble';
import { clip, pitchDeviationSt, type PromptAnalysis } from './prompt-analysis';
import {
  createShapingBands,
  frameSpeech,
  gatherStatistics,
  SAMPLE_RATE_HZ,
  speechStatisticsSchema,
} from './speech-statistics';
import { nucleiPerSec } from './syllables';
import type { Synthesizer } from './synthesizer';

const PAUSE_SEC = 0.2;
const ROUNDS = 4;
/** Near enough: closer than what another text would change. */
const ENOUGH = { medianSt: 0.35, deviationRatio: 0.15 } as const;

export const calibrationSchema = z.object({
  /** Formant scale that brings the synthesizer's vocal tract to the prompt's. */
  tract: z.number(),
  spreadSt: z.number(),
  /** Where the median lies in the pitch range, in spreads above the centre; scaling the range keeps the median. */
  offset: z.number(),
  /** Pace at speed 1, as the prompt's. */
  pace: z.number(),
  measuredF0Hz: z.number(),
  measuredDeviationSt: z.number(),
  statistics: speechStatisticsSchema,
});

/** How one synthesizer, in one language, has to be asked to speak in the pitch of one prompt. */
export type Calibration = z.output<typeof calibrationSchema>;

/**
 * Speaks a fixed passage, measures it and corrects, up to four times.
 * @param passage sentences in the synthesizer's notation, about 8 s together; spoken one by one, as a take's are, because
 *   pitch falls from one sentence to the next of one call
 * @param pause called between rounds: lets a cancel in, throws when there was one
 */
export async function calibrate(
  synthesizer: Synthesizer,
  passage: readonly string[],
  prompt: PromptAnalysis,
  pause: () => Promise<void>,
): Promise<Calibration> {
  const tract = vocalTract(synthesizer.base, prompt);
  let centreHz = prompt.medianF0Hz;
  let spreadSt = synthesizer.firstSpreadSt(prompt.deviationSt);
  for (let round = 1; ; round++) {
    const pieces: Float32Array[] = [];
    for (const sentence of passage) {
      const spoken = await synthesizer.speak(sentence, { centreHz, spreadSt, speed: 1, tract });
      const samples = resample(spoken.samples, spoken.sampleRateHz, SAMPLE_RATE_HZ);
      pieces.push(trimSilence(samples, SAMPLE_RATE_HZ));
      await pause();
    }
    const speech = joinPieces(pieces, PAUSE_SEC, SAMPLE_RATE_HZ);
    const { f0Hz } = trackPitch(speech, SAMPLE_RATE_HZ);
    const voiced = f0Hz.filter((hz) => hz > 0);
    const medianHz = voiced.length > 0 ? percentile(voiced, 0.5) : centreHz;
    const deviationSt = Math.max(0.1, pitchDeviationSt(voiced));
    const ratio = prompt.deviationSt / deviationSt;
    const medianErrorSt = 12 * Math.log2(prompt.medianF0Hz / medianHz);
    const near = Math.abs(medianErrorSt) < ENOUGH.medianSt && Math.abs(ratio - 1) < ENOUGH.deviationRatio;
    if (near || round === ROUNDS) {
      const own = nucleiPerSec(speech, SAMPLE_RATE_HZ, f0Hz);
      return {
        tract,
        spreadSt,
        offset: clip((12 * Math.log2(medianHz / centreHz)) / spreadSt, -1, 1),
        pace: prompt.nucleiPerSec > 0 && own > 0 ? clip(prompt.nucleiPerSec / own, 0.75, 1.3) ** 0.7 : 1,
        measuredF0Hz: medianHz,
        measuredDeviationSt: deviationSt,
        statistics: gatherStatistics(frameSpeech(speech, f0Hz, createShapingBands(prompt.highestHz), false)),
      };
    }
    spreadSt = clip(spreadSt * clip(ratio, 0.6, 1.6), synthesizer.spread.min, synthesizer.spread.max);
    centreHz *= clip(prompt.medianF0Hz / medianHz, 0.7, 1.4);
  }
}

/**
 * Formant scale from the third formant and, since that is uncertain, from the pitch: short tracts speak higher.
 * @returns 0.84 to 1.25, in steps of 0.01
 */
export function vocalTract(
  base: Pick<Synthesizer['base'], 'f0Hz' | 'f3Hz'>,
  { thirdFormantHz, medianF0Hz }: Pick<PromptAnalysis, 'thirdFormantHz' | 'medianF0Hz'>,
): number {
  const byPitch = 0.2 * Math.log(medianF0Hz / base.f0Hz);
  const byFormant = thirdFormantHz === null ? byPitch : Math.log(thirdFormantHz / base.f3Hz);
  return Math.round(100 * clip(Math.exp(0.5 * byFormant + 0.5 * byPitch), 0.84, 1.25)) / 100;
}
