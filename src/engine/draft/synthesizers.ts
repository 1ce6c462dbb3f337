import { StudioError } from '#contract/errors';
import { EspeakVoice } from './espeak';
import { EspeakProcess, findEspeak } from './espeak-process';
import { Flite } from './flite';
import type { Synthesizer } from './synthesizer';
import { languageTags, spokenLanguage } from './text/languages';

/** Which synthesizer speaks which language: Flite English, eSpeak NG the others if it is installed. */
export class Synthesizers {
  /** Why only English is spoken; empty when all languages are. */
  readonly limitation: string;
  private readonly flite = new Flite();
  private readonly espeak: EspeakProcess | undefined;

  /** @param findProgram answers where eSpeak NG is, or throws the reason why it is not */
  constructor(findProgram: () => string = findEspeak) {
    const { program, reason } = tryFind(findProgram);
    this.espeak = program === undefined ? undefined : new EspeakProcess(program);
    this.limitation = reason;
  }

  get languages(): readonly string[] {
    return this.espeak ? languageTags : ['en'];
  }

  /** @throws StudioError 'language-unavailable' */
  forLanguage(tag: string): Synthesizer {
    if (tag === 'en') return this.flite;
    if (this.espeak) return new EspeakVoice(this.espeak, spokenLanguage(tag));
    const { name } = spokenLanguage(tag);
    throw new StudioError(
      'language-unavailable',
      `The draft voice cannot speak ${name}. ${this.limitation}`,
      {
        repair: 'Run npm install again without --omit=optional, or use a CosyVoice 3 pack.',
        values: { language: tag },
      },
    );
  }

  get loaded(): boolean {
    return this.flite.loaded || this.espeak?.pid !== undefined;
  }

  unload(): void {
    this.flite.unload();
    this.espeak?.stop();
  }
}

function tryFind(findProgram: () => string): { program?: string; reason: string } {
  try {
    return { program: findProgram(), reason: '' };
  } catch (thrown) {
    return { reason: StudioError.from(thrown).message };
  }
}
