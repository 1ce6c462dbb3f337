import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Audio, SynthesisRequest } from '#contract/engine-api';
import type { LogRecord } from '#contract/logger';
import { createLogger } from '#contract/logger';
import type { StageProgress } from '#contract/stages';
import { findActivity, HOP_SEC } from '#audio/activity';
import { percentile } from '#audio/level';
import { trackPitch } from '#audio/pitch';
import { readWav } from '#audio/wav';
import type { WorkContext } from '../engine';
import { realEspeak } from '../testing/real-espeak';
import { loadPresets } from '../instructions/presets';
import { createLanes } from '../lanes';
import { DraftEngine } from './draft-engine';
import { Stft } from './stft';
import { Synthesizers } from './synthesizers';

/** For tests: prompts to follow, takes to measure, and measures of their own. */

export const RESOURCES = resolve(import.meta.dirname, '../../../resources');

/** @param hasEspeak whether the optional package is installed */
export function createDraftEngine({ hasEspeak = true } = {}): DraftEngine {
  const synthesizers = new Synthesizers(RESOURCES, hasEspeak ? realEspeak : undefined);
  return new DraftEngine(loadPresets(RESOURCES), synthesizers);
}

export function samplePrompt(id: string): Audio {
  const { sampleRateHz, channels } = readWav(readFileSync(join(RESOURCES, 'samples', `${id}.wav`)));
  return { sampleRateHz, samples: channels[0]! };
}

/**
 * Prompts that the engine does not produce by itself: other synthesizers (Klatt 4, Flite's rms and slt), other vocal tracts and
 * pitches, other languages, other rates.
 */
export async function promptSpread(): Promise<readonly (readonly [string, Audio])[]> {
  const klatt = async (
    voice: string,
    text: string,
    lowHz: number,
    formantPercent: number,
  ): Promise<Audio> => {
    const wordsPerMin = 160;
    return realEspeak({ voice, text, lowHz, highHz: lowHz * 1.5, formantPercent, wordsPerMin, klatt: 4 });
  };
  const english =
    'We could see the lights of the village across the water, and it was getting late in the evening.';
  const german = 'Gestern sind wir mit dem Fahrrad durch den Wald gefahren und haben ein altes Haus gesehen.';
  const mandarin =
    'zuo2 tian1 wo3 he2 peng2 you5 yi4 qi3 qu4 kan4 dian4 ying3, hui2 jia1 de5 shi2 hou5 xia4 yu3 le5.';
  return [
    ['sample A', samplePrompt('sample-a')],
    ['sample B', samplePrompt('sample-b')],
    ['sample C', samplePrompt('sample-c')],
    ['English Klatt 4 at 95 Hz, long tract', await klatt('gmw/en-GB-x-rp', english, 80, 90)],
    ['German Klatt 4 at 150 Hz', await klatt('gmw/de', german, 125, 100)],
    ['Mandarin Klatt 4 at 210 Hz, short tract', await klatt('sit/cmn-Latn-pinyin', mandarin, 170, 112)],
    ['English Klatt 4 at 260 Hz, short tract', await klatt('gmw/en-US', english, 215, 118)],
    ['German Klatt 4 at 115 Hz, long tract', await klatt('gmw/de', german, 98, 92)],
  ];
}

export interface Witness {
  readonly context: WorkContext;
  readonly lines: LogRecord[];
  readonly progress: StageProgress[];
}

/** A work context that remembers what it was told. */
export function createWitness(signal: AbortSignal = new AbortController().signal): Witness {
  const lines: LogRecord[] = [];
  const progress: StageProgress[] = [];
  return {
    lines,
    progress,
    context: {
      signal,
      log: createLogger('draft', (record) => lines.push(record)),
      lanes: createLanes((each) => progress.push(each)),
    },
  };
}

export function requestOf(
  prompt: Audio,
  text: string,
  more: Partial<SynthesisRequest> = {},
): SynthesisRequest {
  return {
    takeId: 'take-1',
    engine: 'draft',
    text,
    mode: 'zero_shot',
    instruction: '',
    seed: 1,
    speed: 1,
    prompt: { ...prompt, transcript: '' },
    ...more,
  };
}

export interface Heard {
  readonly medianHz: number;
  readonly deviationSt: number;
  readonly levelDb: number;
  readonly durationSec: number;
  readonly voicedShare: number;
  readonly peak: number;
  readonly finite: boolean;
  /** Active speech in third-octave bands from 100 Hz to 6.3 kHz, dB, mean removed. */
  readonly longTermDb: readonly number[];
}

export function hear({ samples, sampleRateHz }: Audio): Heard {
  const { active, activeFrames, levelDb } = findActivity(samples, sampleRateHz);
  const voiced = trackPitch(samples, sampleRateHz).f0Hz.filter((hz) => hz > 0);
  return {
    medianHz: percentile(voiced, 0.5),
    deviationSt: (12 * Math.log2(percentile(voiced, 0.9) / percentile(voiced, 0.1))) / 2.563,
    levelDb: levelDb.reduce((sum, level, at) => sum + (active[at] ? level : 0), 0) / activeFrames,
    durationSec: samples.length / sampleRateHz,
    voicedShare: voiced.length / activeFrames,
    peak: samples.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0),
    finite: samples.every((sample) => Number.isFinite(sample)),
    longTermDb: longTermSpectrum(samples, sampleRateHz, active),
  };
}

export function semitones(hz: number, referenceHz: number): number {
  return 12 * Math.log2(hz / referenceHz);
}

/** @returns mean absolute difference of two long-term spectra, dB */
export function spectrumDistanceDb(a: Heard, b: Heard): number {
  return (
    a.longTermDb.reduce((sum, level, band) => sum + Math.abs(level - b.longTermDb[band]!), 0) /
    a.longTermDb.length
  );
}

const BANDS = 19;

function longTermSpectrum(samples: Float32Array, sampleRateHz: number, active: Uint8Array): number[] {
  const size = 2 ** Math.round(Math.log2(0.064 * sampleRateHz));
  const stft = new Stft(size, size / 4);
  const powers = new Float64Array(BANDS);
  stft.analyse(samples, (frame, re, im) => {
    if (!active[Math.floor(stft.centreOf(frame) / sampleRateHz / HOP_SEC)]) return;
    for (let bin = 1; bin < re.length; bin++) {
      const band = Math.round(3 * Math.log2((bin * sampleRateHz) / size / 100));
      if (band >= 0 && band < BANDS) powers[band]! += re[bin]! ** 2 + im[bin]! ** 2;
    }
  });
  const levels = Array.from(powers, (power) => 10 * Math.log10(power + 1e-20));
  const mean = levels.reduce((sum, level) => sum + level, 0) / BANDS;
  return levels.map((level) => level - mean);
}

/** Mean distance of two melodies over twelve slices of each, semitones. */
export function meanStepSt(a: Audio, b: Audio): number {
  const slices = (audio: Audio) => {
    const { f0Hz } = trackPitch(audio.samples, audio.sampleRateHz);
    const size = f0Hz.length / 12;
    return Array.from({ length: 12 }, (_, at) =>
      percentile(
        f0Hz.slice(at * size, (at + 1) * size).filter((hz) => hz > 0),
        0.5,
      ),
    );
  };
  const other = slices(b);
  const steps = slices(a)
    .map((hz, at) => Math.abs(semitones(hz, other[at]!)))
    .filter(Number.isFinite);
  return steps.reduce((sum, step) => sum + step, 0) / steps.length;
}

/** Longest stretch inside speech that is 30 dB below its loudest, s. */
export function longestSilenceSec({ samples, sampleRateHz }: Audio): number {
  const { levelDb } = findActivity(samples, sampleRateHz);
  const loudest = levelDb.reduce((most, level) => Math.max(most, level), -Infinity);
  const loud = Array.from(levelDb.keys()).filter((at) => levelDb[at]! > loudest - 30);
  return HOP_SEC * loud.slice(1).reduce((longest, at, index) => Math.max(longest, at - loud[index]! - 1), 0);
}
