import { join } from 'node:path';
import type { Audio } from '#contract/engine-api';
import { StudioError } from '#contract/errors';
import { clip } from '../prompt-analysis';
import type { SpeakingStyle, Synthesizer } from '../synthesizer';
import { phraseVariation, PLAIN } from '../variation';
import { EnglishNetwork } from './english-network';
import { LetterToSound } from './letter-to-sound';
import { durationsOf, phoneSentence, readMelody } from './melody';
import { phoneIds } from './phones';
import { PronouncingDictionary } from './pronouncing-dictionary';
import { EnglishReader } from './reading';
import { LEAST_VOICED_HZ, SAMPLE_RATE_HZ, soundOf } from './vocoder';

/** What the network sounds like by itself. */
const OWN = { f0Hz: 193, deviationSt: 2.6, f3Hz: 2_800 } as const;
const PITCH_HZ = { min: 55, max: 500 } as const;
/** Questions with these want an answer of their own, and fall. */
const OPEN_QUESTION = /^\W*(?:who|whom|whose|what|when|where|why|which|how)\b/i;

interface Loaded {
  readonly reader: EnglishReader;
  readonly network: EnglishNetwork;
}

/** American English by a small network that reads phones; pitch, range and pace are set inside it. */
export class EnglishVoice implements Synthesizer {
  readonly id = 'english';
  readonly base = OWN;
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
    const sentence = phoneSentence(reader.read(text));
    if (sentence.phones === '') throw new StudioError('text-unspeakable', { text });
    const variation = seed === undefined ? PLAIN : phraseVariation(seed);
    // a shorter vocal tract plays the result faster: it is asked for lower and slower speech
    const read = await network.read(phoneIds(sentence.phones));
    const durations = durationsOf(read.lengths, sentence, speed / tract, variation);
    const melody = await network.move(read, durations);
    const rises = /\?\s*$/.test(text) && !OPEN_QUESTION.test(text);
    const ownSt = melody.f0Hz.map((hz) => (hz < LEAST_VOICED_HZ ? NaN : 12 * Math.log2(hz / OWN.f0Hz)));
    const spokenSt = readMelody(ownSt, melody.energy, sentence, durations, rises, variation);
    const f0Hz = melody.f0Hz.map((hz, frame) => {
      const st = (spreadSt / OWN.deviationSt) * spokenSt[frame]!;
      return Number.isNaN(st) ? hz : clip((centreHz / tract) * 2 ** (st / 12), PITCH_HZ.min, PITCH_HZ.max);
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
    PronouncingDictionary.load(),
    LetterToSound.load(join(folder, 'en-letters.json')),
    EnglishNetwork.open(folder),
  ]);
  return { reader: new EnglishReader(dictionary, letters), network };
}
