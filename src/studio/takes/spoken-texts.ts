import type { z } from 'zod';
import { askedOf } from '#contract/asked';
import { INBOX } from '#contract/domain';
import type { spokenRequestSchema, SpokenText } from '#contract/spoken';
import type { ChooseEngine } from '../engines/choose-engine';
import type { EngineSupervisor } from '../engines/engine-supervisor';
import type { LexiconStore } from '../lexicon/lexicon-store';
import type { Projects } from '../projects/projects';
import type { Voices } from '../voices/voices';
import { transcriptWarnings } from '../voices/transcript-fit';
import { instructionWarnings } from './instruction-warnings';
import { languageOf } from './new-take';
import { resolveMode } from '#contract/mode';
import { checkText } from './take-request';

export type SpokenRequest = z.output<typeof spokenRequestSchema>;

export interface SpokenTextsParts {
  readonly engine: Pick<EngineSupervisor, 'use' | 'describe'>;
  readonly chooseEngine: ChooseEngine;
  readonly voices: Pick<Voices, 'require'>;
  readonly projects: Pick<Projects, 'require'>;
  readonly lexicon: Pick<LexiconStore, 'readingsFor'>;
}

/** What takes would say, before they are made. */
export class SpokenTexts {
  constructor(private readonly parts: SpokenTextsParts) {}

  /** @throws StudioError 'text-…', 'language-unavailable', 'engine-…', 'voice-not-found', as the take would */
  async read(request: SpokenRequest): Promise<SpokenText> {
    const { engine, chooseEngine, voices, projects } = this.parts;
    const said = checkText(request.text);
    const voice = request.voiceId === undefined ? undefined : voices.require(request.voiceId);
    const { text, instruction, voiceId, projectId = INBOX } = request;
    const lexicon = request.lexicon ?? this.parts.lexicon.readingsFor(text, { voiceId, projectId });
    const mode = resolveMode(request.mode, { instruction, transcript: voice?.transcript ?? '' });
    const notes = [
      ...said,
      ...instructionWarnings(instruction),
      ...(voice && mode === 'zero_shot' ? transcriptWarnings(voice.transcript, voice.promptSec) : []),
    ];
    // which engines there are is known once the process has described itself
    await engine.describe();
    const read = await engine.use((api) =>
      api.readText({
        engine: chooseEngine(request),
        ...askedOf(request),
        ...{ lexicon, mode },
        ...languageOf(projects.require(projectId).defaults.language, voice),
      }),
    );
    return { ...read, notes: [...notes, ...read.notes] };
  }
}
