import { randomUUID } from 'node:crypto';
import { withoutOffset } from '#audio/offset';
import { peaksOf } from '#audio/peaks';
import type { Prompt, Span, Voice } from '#contract/domain';
import type { Audio } from '#contract/engine-api';
import { StudioError } from '#contract/errors';
import { requireUsable } from './audio-checks';
import type { Db } from '../storage/database/db';
import type { FileAccess } from '../storage/files/file-access';
import type { Recordings } from './recordings';
import type { UnfinishedFiles } from '../storage/unfinished-files';
import type { PromptRef, VoiceFiles } from './voice-files';
import { requireTranscriptFits } from './transcript-fit';
import type { VoiceStore } from './voice-store';

/** Enough for the small waveform in a list. */
const PEAKS = 120;

/** What the parts of the voice library share. */
export interface VoiceDesk {
  readonly db: Db;
  readonly store: VoiceStore;
  readonly unfinished: UnfinishedFiles;
  readonly access: FileAccess;
  readonly files: VoiceFiles;
  readonly recordings: Recordings;
  /** @throws StudioError 'voice-not-found' */
  readonly require: (voiceId: string) => Voice;
  /** Tells the log and everyone who listens. @returns the voice as it is now */
  readonly changed: (what: string, voiceId: string) => Voice;
}

export interface Selection extends Span {
  readonly recordingId: string;
  readonly transcript: string;
}

/** A prompt that was judged and whose sound is not kept yet. */
interface CutPrompt {
  readonly audio: Audio;
  readonly facts: Omit<Prompt, 'id' | 'promptSha256'>;
}

/** The prompts of voices: several a voice, one of them chosen. */
export class VoicePrompts {
  constructor(private readonly desk: VoiceDesk) {}

  /** @throws StudioError 'prompt-not-found' */
  require(voice: Voice, promptId: string): Prompt {
    const found = voice.prompts.find(({ id }) => id === promptId);
    if (found) return found;
    throw new StudioError('prompt-not-found', { promptId, name: voice.name });
  }

  /**
   * Cuts a selection out of a recording.
   * @throws StudioError 'recording-not-found', 'prompt-…', 'audio-rate-too-low', 'transcript-misfit', …
   */
  async cut({ recordingId, transcript, ...span }: Selection): Promise<CutPrompt> {
    const { recordings } = this.desk;
    const { recording } = recordings.require(recordingId);
    const report = await recordings.coach(recordingId, span);
    requireUsable(report.findings);
    const { samples, sampleRateHz } = await recordings.cut(recordingId, span);
    const audio = { samples: withoutOffset(samples), sampleRateHz };
    const promptSec = audio.samples.length / audio.sampleRateHz;
    requireTranscriptFits(transcript, promptSec);
    const facts = {
      name: recording.name,
      createdAt: new Date().toISOString(),
      transcript: transcript.trim(),
      promptSec,
      sampleRateHz: recording.sampleRateHz,
      peaks: Array.from(peaksOf(audio.samples, PEAKS), (peak) => Math.round(peak * 1000) / 1000),
      verdict: report.verdict,
      findings: report.findings,
      trim: { ...span, recordingSec: recording.durationSec },
    };
    return { audio, facts };
  }

  /** Keeps the sound of a prompt; its row is the caller's to write. @throws StudioError 'disk-full', 'folder-not-writable' */
  async keep(ref: PromptRef, { audio, facts }: CutPrompt): Promise<Prompt> {
    return { id: ref.promptId, ...facts, promptSha256: await this.desk.files.savePrompt(ref, audio) };
  }

  /** One more prompt, chosen at once. @throws StudioError as `cut`, and 'voice-not-found' */
  async add(voiceId: string, selection: Selection, name?: string): Promise<Voice> {
    this.desk.require(voiceId);
    const ref = { voiceId, promptId: randomUUID() };
    const { audio, facts } = await this.cut(selection);
    const named = name === undefined || name.trim() === '' ? facts : { ...facts, name: name.trim() };
    await this.desk.unfinished.add(
      [this.desk.files.promptPath(ref)],
      async () => {
        // a voice that went for good meanwhile gets no folder again
        this.desk.require(voiceId);
        return this.keep(ref, { audio, facts: named });
      },
      (prompt) => {
        this.desk.require(voiceId);
        this.desk.store.insertPrompt(voiceId, prompt);
        this.desk.store.choosePrompt(voiceId, prompt);
      },
    );
    this.desk.recordings.markKept(selection.recordingId);
    return this.desk.changed('Prompt added', voiceId);
  }

  /** @throws StudioError 'voice-not-found', 'prompt-not-found' */
  choose(voiceId: string, promptId: string): Voice {
    this.desk.store.choosePrompt(voiceId, this.require(this.desk.require(voiceId), promptId));
    return this.desk.changed('Prompt chosen', voiceId);
  }

  /** @throws StudioError 'voice-not-found', 'prompt-not-found' */
  rename(voiceId: string, promptId: string, name: string): Voice {
    const voice = this.desk.require(voiceId);
    this.desk.store.updatePrompt(voice, { ...this.require(voice, promptId), name });
    return this.desk.changed('Prompt renamed', voiceId);
  }

  /** @throws StudioError 'voice-not-found', 'prompt-not-found', 'transcript-misfit' */
  setTranscript(voiceId: string, promptId: string | undefined, transcript: string): Voice {
    const voice = this.desk.require(voiceId);
    const prompt = this.require(voice, promptId ?? voice.promptId);
    requireTranscriptFits(transcript, prompt.promptSec);
    this.desk.store.updatePrompt(voice, { ...prompt, transcript: transcript.trim() });
    return this.desk.changed('Voice transcript changed', voiceId);
  }

  /**
   * To the bin; the next oldest is chosen when it was the chosen one.
   * @throws StudioError 'voice-not-found', 'prompt-not-found', 'prompt-needed'
   */
  remove(voiceId: string, promptId: string): Voice {
    const { store } = this.desk;
    const voice = this.desk.require(voiceId);
    const { name } = this.require(voice, promptId);
    const next = voice.prompts.find(({ id }) => id !== promptId);
    if (!next) {
      throw new StudioError('prompt-needed', { prompt: name, name: voice.name });
    }
    if (promptId === voice.promptId) store.choosePrompt(voiceId, next);
    store.setPromptDeleted(voiceId, promptId, true);
    return this.desk.changed('Prompt deleted', voiceId);
  }

  /** @throws StudioError 'voice-not-found', 'prompt-not-found' */
  restore(voiceId: string, promptId: string): Voice {
    this.desk.store.setPromptDeleted(voiceId, promptId, false);
    this.require(this.desk.require(voiceId), promptId);
    return this.desk.changed('Prompt restored', voiceId);
  }

  /** Copies the audio of every prompt for a voice that is being made. @param copies its prompts, in the same order */
  async copyAll(voice: Voice, copyId: string, copies: readonly Prompt[]): Promise<void> {
    for (const [at, { id }] of voice.prompts.entries()) {
      const wav = await this.desk.files.promptFile({ voiceId: voice.id, promptId: id });
      await this.desk.files.keepPromptFile({ voiceId: copyId, promptId: copies[at]?.id ?? copyId }, wav);
    }
  }
}
