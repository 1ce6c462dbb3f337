import { askedOf } from '#contract/asked';
import type { Recipe, Take } from '#contract/domain';
import type { EngineDescription, MemoryChoice, SynthesisRequest } from '#contract/engine-api';
import type { ProviderChoices } from '#contract/machine';
import type { ChooseEngine } from '../engines/choose-engine';
import type { EngineSupervisor } from '../engines/engine-supervisor';
import type { TakeWork } from '../flight/stage-times';
import { countCharacters } from '../lib/characters';
import { unlessAborted } from '../lib/unless-aborted';
import { present } from '../storage/database/rows';
import type { Enrolment } from '../voices/enrolment';
import type { VoiceFiles } from '../voices/voice-files';
import type { SourceFiles } from './source-files';
import type { WaitingRequest } from './take-store';

export interface SpeechOrderParts {
  readonly voiceFiles: VoiceFiles;
  readonly sources: SourceFiles;
  readonly engine: EngineSupervisor;
  /** A voice that is being enrolled is waited for. */
  readonly enrolment: Pick<Enrolment, 'settled'>;
  /** What 'auto' means now. */
  readonly chooseEngine: ChooseEngine;
  readonly memoryMode: () => MemoryChoice;
  /** Which provider a person wants for each part. */
  readonly providers: () => ProviderChoices;
}

/** What the engine is asked for, and what is known of it before it answers. */
export interface SpeechOrder {
  readonly request: SynthesisRequest;
  /** Where the take is made, for its recipe. */
  readonly facts: Pick<Recipe, 'engine' | 'engineName' | 'clone' | 'runtimeVersion' | 'platform'>;
  readonly work: TakeWork;
  /** The engine of the request; undefined when there is none of that name, which it says itself. */
  readonly speaking: EngineDescription | undefined;
}

/** Of which voice a take is: its prompt is the one that the recipe names. */
export const promptOf = ({ voiceId, promptId = voiceId }: Recipe) => ({ voiceId, promptId });

/** @throws StudioError what `signal` aborts with, 'engine-start-failed', 'file-not-found' */
export async function orderOf(
  { id: takeId, recipe }: Take,
  asked: WaitingRequest,
  parts: SpeechOrderParts,
  signal: AbortSignal,
): Promise<SpeechOrder> {
  const { voiceFiles, sources, enrolment } = parts;
  const { text, mode, packId, voiceLanguage, transcript, source } = recipe;
  const ref = promptOf(recipe);
  const prompt = await voiceFiles.readPrompt(ref);
  await unlessAborted(enrolment.settled(ref.voiceId), signal);
  const { engines, runtimeVersion } = await parts.engine.describe(signal);
  const engine = parts.chooseEngine(asked);
  const speaking = engines.find(({ id }) => id === engine);
  const profile = await voiceFiles.readProfile(ref, engine, speaking?.profileKey ?? '');
  return {
    request: {
      ...{ takeId, engine, ...askedOf(recipe), mode, prompt: { ...prompt, transcript } },
      ...present({ packId, voiceLanguage, profile, source: source && (await sources.read(source)) }),
      ...{ memoryMode: parts.memoryMode(), providers: parts.providers() },
    },
    facts: {
      engine,
      ...(speaking && { engineName: speaking.name, clone: speaking.abilities.clones }),
      ...{ runtimeVersion, platform: `${process.platform}-${process.arch}` },
    },
    work: {
      ...{ engine, characters: countCharacters(text), enrolled: profile !== undefined },
      ...present({ sourceSec: source?.durationSec }),
    },
    speaking,
  };
}
