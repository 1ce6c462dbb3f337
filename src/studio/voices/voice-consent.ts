import type { Consent, SpokenStatement } from '#contract/consent';
import type { Voice } from '#contract/domain';
import type { Audio } from '#contract/engine-api';
import { StudioError } from '#contract/errors';
import type { ConsentInput } from '#contract/voices';
import type { VoiceDesk } from './voice-prompts';

/** Whose voice it is: what its keeper states, and the spoken statement that goes with it. */
export class VoiceConsent {
  constructor(private readonly desk: VoiceDesk) {}

  /** @throws StudioError 'voice-not-found', 'recording-not-found', 'disk-full' */
  async state(voiceId: string, input: ConsentInput): Promise<Voice> {
    await this.desk.access.add(async () => {
      const consent = input === null ? undefined : await this.consentOf(this.desk.require(voiceId), input);
      const kept = consent?.kind === 'permitted' && consent.statement !== undefined;
      this.desk.require(voiceId);
      this.desk.store.set(voiceId, { consent });
      if (!kept) await this.desk.files.removeStatement(voiceId);
    });
    return this.desk.changed('Statement about a voice changed', voiceId);
  }

  /** @returns the spoken statement. @throws StudioError 'voice-not-found', 'file-not-found' */
  async audio(voiceId: string): Promise<Audio> {
    const { consent, name } = this.desk.require(voiceId);
    if (consent?.kind === 'permitted' && consent.statement) return this.desk.files.readStatement(voiceId);
    throw new StudioError('file-not-found', { why: 'statement', name });
  }

  /** For a copy of the voice, which says the same of itself. */
  async copyStatement({ id, consent }: Voice, copyId: string): Promise<void> {
    if (consent?.kind === 'permitted' && consent.statement)
      await this.desk.files.saveStatement(copyId, await this.desk.files.readStatement(id));
  }

  private async consentOf(voice: Voice, input: NonNullable<ConsentInput>): Promise<Consent> {
    if (input.kind !== 'permitted') return input;
    const { statement: wanted, ...facts } = input;
    const statement = await this.statementOf(voice, wanted);
    return statement === undefined ? facts : { ...facts, statement };
  }

  private async statementOf(
    { id, consent, promptSha256 }: Voice,
    wanted: 'keep' | 'none' | { readonly recordingId: string },
  ): Promise<SpokenStatement | undefined> {
    if (wanted === 'none') return undefined;
    if (wanted === 'keep') return consent?.kind === 'permitted' ? consent.statement : undefined;
    const audio = await this.desk.recordings.audio(wanted.recordingId);
    this.desk.recordings.markKept(wanted.recordingId);
    return { recordingSha256: await this.desk.files.saveStatement(id, audio), promptSha256 };
  }
}
