import { createRequire } from 'node:module';
import { join } from 'node:path';
import { StudioError } from '#contract/errors';
import { ESPEAK_PACKAGE } from '#contract/helper-api';
import { EnglishVoice } from './english/english-voice';
import { type Espeak, EspeakVoice } from './espeak';
import type { Synthesizer } from './synthesizer';
import { languageTags, spokenLanguage } from './text/languages';
import { UnitVoice } from './units/unit-voice';

/** Prompts above this speak Mandarin with the female voice: half-way between the two voices, in semitones. */
const FEMALE_FROM_HZ = 165;

/** Which synthesizer speaks which language: a network English, recorded units Mandarin, eSpeak NG the others if it is installed. */
export class Synthesizers {
  private readonly english: EnglishVoice;
  private readonly units: Readonly<Record<'f' | 'm', UnitVoice>>;

  /**
   * @param resourcesFolder where the files that ship with the studio are
   * @param espeak runs the optional package; without it only English and Mandarin are spoken
   */
  constructor(
    resourcesFolder: string,
    private readonly espeak?: Espeak,
  ) {
    const folder = join(resourcesFolder, 'draft-voices');
    this.english = new EnglishVoice(folder);
    this.units = {
      f: new UnitVoice(join(folder, 'zh-f.units'), {
        id: 'units-f',
        base: { f0Hz: 241, deviationSt: 3.4, f3Hz: 2800 },
        bandWeight: 2.5,
      }),
      m: new UnitVoice(join(folder, 'zh-m.units'), {
        id: 'units-m',
        base: { f0Hz: 118, deviationSt: 3.4, f3Hz: 2550 },
        bandWeight: 4,
      }),
    };
  }

  /** Only English and Mandarin are spoken. */
  get isLimited(): boolean {
    return this.espeak === undefined;
  }

  get languages(): readonly string[] {
    return languageTags.filter((tag) => this.espeak ?? spokenLanguage(tag).espeakVoice === undefined);
  }

  /** @throws StudioError 'language-unavailable' */
  requireLanguage(tag: string): void {
    if (this.languages.includes(tag) || spokenLanguage(tag).espeakVoice === undefined) return;
    throw new StudioError('language-unavailable', { why: 'package', language: tag, package: ESPEAK_PACKAGE });
  }

  /**
   * @param medianHz the pitch that it will speak at
   * @throws StudioError 'language-unavailable'
   */
  forLanguage(tag: string, medianHz: number): Synthesizer {
    this.requireLanguage(tag);
    const { espeakVoice } = spokenLanguage(tag);
    if (this.espeak && espeakVoice !== undefined) return new EspeakVoice(this.espeak, tag, espeakVoice);
    return tag === 'en' ? this.english : this.units[medianHz < FEMALE_FROM_HZ ? 'm' : 'f'];
  }

  get loaded(): boolean {
    return this.english.loaded || this.units.f.loaded || this.units.m.loaded;
  }

  unload(): void {
    this.english.unload();
    this.units.f.unload();
    this.units.m.unload();
  }
}

/** @returns whether the optional package is there for a host to run */
export function isEspeakInstalled(): boolean {
  try {
    createRequire(import.meta.url).resolve(ESPEAK_PACKAGE);
    return true;
  } catch {
    return false;
  }
}
