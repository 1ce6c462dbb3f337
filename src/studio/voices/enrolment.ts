import type { Voice } from '#contract/domain';
import type { EngineId } from '#contract/engines';
import { StudioError, loggedFacts } from '#contract/errors';
import type { Logger } from '#contract/logger';
import type { ProviderChoices } from '#contract/machine';
import type { EngineSupervisor } from '../engines/engine-supervisor';
import type { VoiceFiles } from './voice-files';
import { errorLine } from '../log/english';

export interface EnrolmentParts {
  readonly engine: EngineSupervisor;
  readonly voiceFiles: VoiceFiles;
  /** What 'auto' means now. */
  readonly chooseEngine: () => EngineId;
  readonly providers: () => ProviderChoices;
  readonly log: Logger;
  /** The next thing to come is likely a take. */
  readonly onEnrolled?: () => void;
}

/**
 * Lets the engine listen to a new voice at once, in the background, so that its first take finds a profile.
 * A failure costs nothing but that time: the first take enrols the voice itself, and then says what is wrong.
 */
export class Enrolment {
  private readonly running = new Map<string, Promise<void>>();
  private readonly failed: StudioError[] = [];
  private readonly closing = new AbortController();

  constructor(private readonly parts: EnrolmentParts) {}

  start(voice: Voice): void {
    const work = this.enrol(voice)
      .catch((cause: unknown) => {
        const error = StudioError.from(cause);
        this.failed.push(error);
        if (this.closing.signal.aborted) return;
        this.parts.log.warn(`Voice not enrolled yet: ${errorLine(error)}`, {
          voiceId: voice.id,
          ...loggedFacts(error),
        });
      })
      .finally(() => this.running.delete(voice.id));
    this.running.set(voice.id, work);
  }

  /** Waits for the voice's enrolment, or for all of them; at once when there is none. Never fails. */
  async settled(voiceId?: string): Promise<void> {
    await (voiceId === undefined ? Promise.all(this.running.values()) : this.running.get(voiceId));
  }

  /** What went wrong since the studio was opened, oldest first. */
  get failures(): readonly StudioError[] {
    return this.failed;
  }

  /** The studio is closing: what fails now is not worth a line. */
  close(): void {
    this.closing.abort();
  }

  private async enrol({ id, promptId, transcript }: Voice): Promise<void> {
    const { engine, voiceFiles, log } = this.parts;
    await engine.describe(this.closing.signal);
    const engineId = this.parts.chooseEngine();
    const ref = { voiceId: id, promptId };
    const prompt = await voiceFiles.readPrompt(ref);
    const startedAt = performance.now();
    const profile = await engine.use((api) =>
      api.enroll({ engine: engineId, prompt: { ...prompt, transcript }, providers: this.parts.providers() }),
    );
    await voiceFiles.saveProfile(ref, profile);
    const elapsedMs = Math.round(performance.now() - startedAt);
    log.info(`Voice enrolled in ${(elapsedMs / 1000).toFixed(1)} s`, {
      voiceId: id,
      engine: engineId,
      elapsedMs,
    });
    this.parts.onEnrolled?.();
  }
}
