import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Audio } from '#contract/engine-api';
import { StudioError } from '#contract/errors';
import { joinPieces } from '../assemble';
import type { SpeakingStyle, Synthesizer } from '../synthesizer';
import { phraseVariation, PLAIN, sentenceSeed } from '../variation';
import { ChunkDecoder } from './chunk-decoder';
import { phrasesOf, type Phrase, type PhraseSyllable } from './phrases';
import { renderPhrase } from './render-phrase';
import { readUnitFile, type UnitFile } from './unit-file';
import { UnitInventory } from './unit-inventory';
import { selectUnits, type Target } from './unit-selection';

/** How a recorded voice is used. */
export interface UnitVoiceTraits {
  readonly id: string;
  readonly base: Synthesizer['base'];
  /** What a difference of the spectra at a join costs. */
  readonly bandWeight: number;
}

interface Loaded {
  readonly file: UnitFile;
  readonly inventory: UnitInventory;
  readonly decoder: ChunkDecoder;
}

/** Speaks numbered pinyin with recorded syllables, chosen to fit their neighbours and joined at the pitch that is asked for. */
export class UnitVoice implements Synthesizer {
  readonly id: string;
  readonly base: Synthesizer['base'];
  readonly spread: Synthesizer['spread'];
  private loading: Promise<Loaded> | undefined;

  constructor(
    private readonly path: string,
    private readonly traits: UnitVoiceTraits,
  ) {
    this.id = traits.id;
    this.base = traits.base;
    this.spread = { min: 0.4 * this.base.deviationSt, max: 1.8 * this.base.deviationSt };
  }

  firstSpreadSt(deviationSt: number): number {
    return Math.min(this.spread.max, Math.max(this.spread.min, deviationSt));
  }

  async speak(notation: string, { centreHz, spreadSt, speed, tract, seed }: SpeakingStyle): Promise<Audio> {
    const { file, inventory, decoder } = await (this.loading ??= load(this.path));
    const phrases = phrasesOf(notation).map((phrase) => ({ phrase, targets: targetsOf(phrase, inventory) }));
    const spoken = phrases.filter(({ targets }) => targets.length > 0);
    if (spoken.length === 0) throw new StudioError('text-unspeakable', { text: notation });
    // a shorter vocal tract plays the result faster: it is asked for lower and slower speech
    const pieces = spoken.map(({ phrase, targets }, index) => {
      const variation = seed === undefined ? PLAIN : phraseVariation(sentenceSeed(seed, index));
      const units = selectUnits(targets, this.traits.bandWeight, variation.selectionCost);
      return renderPhrase(units, file, decoder, {
        shiftSt: 12 * Math.log2(centreHz / tract / file.medianHz),
        range: spreadSt / this.base.deviationSt,
        speed: speed / tract,
        question: phrase.question,
        focused: targets.map(({ focused }) => focused),
        variation,
      });
    });
    const pauses = spoken.map(({ phrase }) => (phrase.pauseSec * tract) / speed);
    return {
      sampleRateHz: Math.round(file.sampleRateHz * tract),
      samples: joinPieces(pieces, pauses, file.sampleRateHz),
    };
  }

  get loaded(): boolean {
    return this.loading !== undefined;
  }

  unload(): void {
    // a file that could not be read has nothing to free
    void this.loading?.then(({ decoder }) => decoder.free()).catch(() => undefined);
    this.loading = undefined;
  }
}

async function load(path: string): Promise<Loaded> {
  const file = readUnitFile(await readFile(path), basename(path));
  return { file, inventory: new UnitInventory(file), decoder: new ChunkDecoder(file) };
}

function targetsOf({ syllables }: Phrase, inventory: UnitInventory): (Target & PhraseSyllable)[] {
  const found = syllables.flatMap((each) => {
    const candidates = inventory.find(each.syllable);
    return candidates ? [{ ...each, candidates }] : [];
  });
  return found.map((each, place) => ({
    ...each,
    left: found[place - 1]?.syllable,
    right: found[place + 1]?.syllable,
  }));
}
