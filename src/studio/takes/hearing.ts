import type { z } from 'zod';
import { INBOX } from '#contract/domain';
import type { heardRequestSchema, Heard } from '#contract/spoken';
import { StudioError } from '#contract/errors';
import type { MemoryChoice } from '#contract/engine-api';
import type { ProviderChoices } from '#contract/machine';
import { SpeechCollector } from '#contract/whole-speech';
import type { ChooseEngine } from '../engines/choose-engine';
import type { LexiconStore } from '../lexicon/lexicon-store';
import type { EnginePool } from '../engines/engine-pool';
import type { Enrolment } from '../voices/enrolment';
import type { VoiceFiles } from '../voices/voice-files';
import type { Voices } from '../voices/voices';
import { resolveMode } from '#contract/mode';
import { checkText } from './take-request';

export type HeardRequest = z.output<typeof heardRequestSchema>;

export interface HearingParts {
  readonly pool: Pick<EnginePool, 'acquire' | 'next' | 'release'>;
  readonly chooseEngine: ChooseEngine;
  readonly voices: Pick<Voices, 'require'>;
  readonly voiceFiles: Pick<VoiceFiles, 'readPrompt' | 'readProfile' | 'saveProfile'>;
  readonly enrolment: Pick<Enrolment, 'settled'>;
  readonly lexicon: Pick<LexiconStore, 'readingsFor'>;
  readonly memoryMode: () => MemoryChoice;
  readonly providers: () => ProviderChoices;
  /** Whether a cancelled take still has an engine, which will be free in a moment. */
  readonly lettingGo: () => boolean;
  /** The engine is free again: what was asked for meanwhile may start. */
  readonly onFree: () => void;
}

/** One seed, so that two readings of a word differ in nothing else. */
const SEED = 1;

/** Says a few words at once; no take is made, and nothing is kept but what enrolling the voice found. */
export class Hearing {
  constructor(private readonly parts: HearingParts) {}

  /** @throws StudioError 'engine-busy' while a take is made, 'voice-not-found', and what a take of the words throws */
  async hear(request: HeardRequest): Promise<Heard> {
    const { pool, lettingGo, onFree } = this.parts;
    checkText(request.text);
    const engine = pool.acquire(1) ?? (lettingGo() ? await pool.next() : undefined);
    if (!engine) throw new StudioError('engine-busy');
    try {
      return await this.speak(request, engine);
    } finally {
      pool.release(engine);
      onFree();
    }
  }

  private async speak(
    { text, language, voiceId, projectId = INBOX, lexicon }: HeardRequest,
    engine: NonNullable<ReturnType<EnginePool['acquire']>>,
  ): Promise<Heard> {
    const { voices, voiceFiles, enrolment, memoryMode, providers } = this.parts;
    const { transcript, promptId } = voices.require(voiceId);
    const ref = { voiceId, promptId };
    const prompt = await voiceFiles.readPrompt(ref);
    await enrolment.settled(voiceId);
    const { engines } = await engine.describe();
    const id = this.parts.chooseEngine({});
    const key = engines.find((each) => each.id === id)?.profileKey ?? '';
    const profile = await voiceFiles.readProfile(ref, id, key);
    const speech = new SpeechCollector();
    const result = await engine.speak(
      {
        // no id: its progress is nobody's
        takeId: '',
        engine: id,
        ...{ text, seed: SEED, speed: 1, instruction: '' },
        mode: resolveMode('auto', { instruction: '', transcript }),
        ...(language === undefined ? {} : { language }),
        lexicon: [...lexicon, ...this.parts.lexicon.readingsFor(text, { voiceId, projectId })],
        prompt: { ...prompt, transcript },
        ...(profile ? { profile } : {}),
        memoryMode: memoryMode(),
        providers: providers(),
      },
      new AbortController().signal,
      speech.add,
    );
    if (result.profile) await voiceFiles.saveProfile(ref, result.profile);
    const notes = [...result.warnings, ...speech.segments.flatMap(({ warnings }) => warnings)];
    return { ...speech.audio(), spoken: result.normalizedText, notes };
  }
}
