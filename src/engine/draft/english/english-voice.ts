import { join } from 'node:path';
import type { Audio } from '#contract/engine-api';
import { StudioError } from '#contract/errors';
import { clip } from '../prompt-analysis';
import type { SpeakingStyle, Synthesizer } from '../synthesizer';
import { phraseVariation, PLAIN, type PhraseVariation } from '../variation';
import { EnglishNetwork } from './english-network';
import { LetterToSound } from './letter-to-sound';
import { phoneIds } from './phones';
import { loadDictionary } from './pronouncing-dictionary';
import { EnglishReader } from './reading';
import { LEAST_VOICED_HZ, SAMPLE_RATE_HZ, soundOf } from './vocoder';

/** Its own median pitch, and how far it moves around that. */
const OWN = { medianHz: 193, deviationSt: 3 } as const;
const PITCH_HZ = { min: 55, max: 500 } as const;
/** The network begins with 0.3 s of silence, which nobody needs to wait for. */
const FIRST_SILENCE_SPEED = 4;

interface Loaded {
  readonly reader: EnglishReader;
  readonly network: EnglishNetwork;
}

/** American English by a small network that reads phones; pitch, range and pace are set inside it. */
export class EnglishVoice implements Synthesizer {
  readonly id = 'english';
  readonly base = { f0Hz: OWN.medianHz, f3Hz: 2_800 };
  readonly spread = { min: 0.02 * OWN.deviationSt, max: 2 * OWN.deviationSt };
  private loading: Promise<Loaded> | undefined;

  /** @param folder where its files are */
  constructor(private readonly folder: string) {}

  firstSpreadSt(deviationSt: number): number {
    return clip(deviationSt, this.spread.min, this.spread.max);
  }

  /** @param text one sentence of ASCII */
  async speak(text: string, { centreHz, spreadSt, speed, tract, seed }: SpeakingStyle): Promise<Audio> {
    const { reader, network } = await (this.loading ??= load(this.folder));
    const phones = reader.read(text);
    if (phones === '')
      throw new StudioError('text-unspeakable', `Nothing in “${text}” can be spoken.`, {
        repair: 'Write words that can be read aloud.',
      });
    const variation = seed === undefined ? PLAIN : phraseVariation(seed);
    // a shorter vocal tract plays the result faster: it is asked for lower and slower speech
    const rhythm = await network.read(phoneIds(phones));
    const melody = await network.move(rhythm, durationsOf(rhythm.lengths, phones, speed / tract, variation));
    const f0Hz = melody.f0Hz.map((hz) => {
      if (hz < LEAST_VOICED_HZ) return hz;
      const deviationSt = (spreadSt / OWN.deviationSt) * 12 * Math.log2(hz / OWN.medianHz);
      return clip((centreHz / tract) * 2 ** (deviationSt / 12), PITCH_HZ.min, PITCH_HZ.max);
    });
    const spectrum = await network.draw(melody, f0Hz);
    return {
      sampleRateHz: Math.round(SAMPLE_RATE_HZ * tract),
      samples: soundOf(spectrum, f0Hz, seed ?? 0),
    };
  }

  get loaded(): boolean {
    return this.loading !== undefined;
  }

  unload(): void {
    // a network that could not be opened has nothing to free
    void this.loading?.then(({ network }) => network.release()).catch(() => undefined);
    this.loading = undefined;
  }
}

async function load(folder: string): Promise<Loaded> {
  const [dictionary, letters, network] = await Promise.all([
    loadDictionary(),
    LetterToSound.load(join(folder, 'en-letters.json')),
    EnglishNetwork.open(folder),
  ]);
  return { reader: new EnglishReader(dictionary, letters), network };
}

/**
 * Whole units, one value a phone and one at either end; a word is longer or shorter as a whole. What rounding takes from one
 * phone it gives to the next, so that the pace is kept.
 */
function durationsOf(
  lengths: Float32Array,
  phones: string,
  speed: number,
  variation: PhraseVariation,
): Float32Array {
  let stretch = 1 / FIRST_SILENCE_SPEED;
  let owed = 0;
  return lengths.map((length, at) => {
    if (at === 1 || phones[at - 1] === ' ') stretch = variation.duration();
    const wanted = owed + (length * stretch) / speed;
    const duration = Math.max(1, Math.round(wanted));
    owed = wanted - duration;
    return duration;
  });
}
