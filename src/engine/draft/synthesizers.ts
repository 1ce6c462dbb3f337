import { join } from 'node:path';
import { StudioError, wordsOfThrown } from '#contract/errors';
import { EnglishVoice } from './english/english-voice';
import { EspeakVoice } from './espeak';
import { EspeakProcess, findEspeak } from './espeak-process';
import type { Synthesizer } from './synthesizer';
import { languageTags, spokenLanguage } from './text/languages';
import { UnitVoice } from './units/unit-voice';

/** Prompts above this speak Mandarin with the female voice: half-way between the two voices, in semitones. */
const FEMALE_FROM_HZ = 165;

/** Which synthesizer speaks which language: a network English, recorded units Mandarin, eSpeak NG the others if it is installed. */
export class Synthesizers {
  /** Why only English and Mandarin are spoken; empty when all languages are. */
  readonly limitation: string;
  private readonly english: EnglishVoice;
  private readonly units: Readonly<Record<'f' | 'm', UnitVoice>>;
  private readonly espeak: EspeakProcess | undefined;

  /**
   * @param resourcesFolder where the files that ship with the studio are
   * @param findProgram answers where eSpeak NG is, or throws the reason why it is not
   */
  constructor(resourcesFolder: string, findProgram: () => string = findEspeak) {
    const { program, reason } = tryFind(findProgram);
    this.espeak = program === undefined ? undefined : new EspeakProcess(program);
    this.limitation = reason;
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

  get languages(): readonly string[] {
    return languageTags.filter((tag) => this.espeak ?? spokenLanguage(tag).espeakVoice === undefined);
  }

  /** @throws StudioError 'language-unavailable' */
  requireLanguage(tag: string): void {
    if (this.languages.includes(tag) || spokenLanguage(tag).espeakVoice === undefined) return;
    throw new StudioError(
      'language-unavailable',
      `The draft voice cannot speak ${spokenLanguage(tag).name}. ${this.limitation}`,
      {
        repair: 'Run npm install again without --omit=optional, or use a CosyVoice 3 pack.',
        values: { language: tag },
      },
    );
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
    return (
      this.english.loaded || this.units.f.loaded || this.units.m.loaded || this.espeak?.pid !== undefined
    );
  }

  unload(): void {
    this.english.unload();
    this.units.f.unload();
    this.units.m.unload();
    this.espeak?.stop();
  }
}

function tryFind(findProgram: () => string): { program?: string; reason: string } {
  try {
    return { program: findProgram(), reason: '' };
  } catch (thrown) {
    return { reason: wordsOfThrown(thrown) };
  }
}
