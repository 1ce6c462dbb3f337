import { randomUUID } from 'node:crypto';
import { peaksOf } from '#audio/peaks';
import { limits, type Span, type Voice } from '#contract/domain';
import type { Audio } from '#contract/engine-api';
import { StudioError } from '#contract/errors';
import type { Logger } from '#contract/logger';
import { requireUsable } from './audio-checks';
import { countCharacters } from './characters';
import type { Db } from './db';
import { freeName } from './names';
import type { Recordings } from './recordings';
import type { UnfinishedFiles } from './unfinished-files';
import type { VoiceFiles } from './voice-files';
import { VoiceStore } from './voice-store';

/** Enough for the small waveform in a list. */
const PEAKS = 120;

export interface NewVoice extends Span {
  readonly recordingId: string;
  readonly name: string;
  readonly transcript: string;
}

export interface VoicesParts {
  readonly db: Db;
  readonly files: VoiceFiles;
  readonly unfinished: UnfinishedFiles;
  readonly recordings: Recordings;
  readonly log: Logger;
  readonly onChange: (voices: Voice[]) => void;
}

/** The voice library. A deleted voice keeps its row and its folder, so that it can come back and old takes still name it. */
export class Voices {
  private readonly store: VoiceStore;

  constructor(private readonly parts: VoicesParts) {
    this.store = new VoiceStore(parts.db);
  }

  list(): Voice[] {
    return this.store.list();
  }

  /** @throws StudioError 'voice-not-found' */
  require(id: string): Voice {
    const found = this.store.find(id, { deleted: false });
    if (found) return found;
    throw new StudioError('voice-not-found', `There is no voice ${id}.`, {
      repair: 'Choose a voice from the list.',
      values: { voiceId: id },
    });
  }

  /**
   * A selection of a recording becomes a voice.
   * @throws StudioError 'voice-name-…', 'recording-not-found', 'prompt-…', 'audio-rate-too-low', 'disk-full', …
   */
  async save({ recordingId, name, transcript, ...span }: NewVoice): Promise<Voice> {
    const chosenName = this.checkName(name);
    const { recording, synthetic } = this.parts.recordings.require(recordingId);
    const report = await this.parts.recordings.coach(recordingId, span);
    requireUsable(report.findings);
    const audio = await this.parts.recordings.cut(recordingId, span);
    const id = randomUUID();
    const finished = this.parts.unfinished.begin(this.parts.files.voiceFolder(id));
    const { startSec, endSec } = span;
    const facts = {
      // a voice's first prompt shares its id
      id,
      createdAt: new Date().toISOString(),
      transcript: transcript.trim(),
      promptSec: audio.samples.length / audio.sampleRateHz,
      sampleRateHz: recording.sampleRateHz,
      promptSha256: await this.parts.files.savePrompt({ voiceId: id, promptId: id }, audio),
      peaks: [...peaksOf(audio.samples, PEAKS)],
      verdict: report.verdict,
      findings: report.findings,
    };
    const trim = { startSec, endSec, recordingSec: recording.durationSec };
    const voice: Voice = {
      ...facts,
      name: chosenName,
      promptId: id,
      prompts: [{ ...facts, name: recording.name, trim }],
      synthetic,
      ...{ tags: [], colour: '', language: '', notes: '', favourite: false, defaults: {} },
      ...(synthetic ? { consent: { kind: 'synthetic' } } : {}),
    };
    // again: another voice may have taken the name while this prompt was being judged
    this.checkName(name);
    this.parts.db.transaction(() => {
      this.store.insert(voice);
      finished();
    });
    this.changed('Voice saved', voice);
    return voice;
  }

  /**
   * Takes in a voice whose files another part is about to write.
   * @param write writes them; they are removed at the next start when the studio is killed before it is done
   * @returns the voice, under a free name when its own is taken
   */
  async add(voice: Voice, write: () => Promise<void>): Promise<Voice> {
    const finished = this.parts.unfinished.begin(this.parts.files.voiceFolder(voice.id));
    await write();
    this.parts.db.transaction(() => {
      this.store.insert({ ...voice, name: this.freeName(voice.name) });
      finished();
    });
    return this.changed('Voice imported', this.require(voice.id));
  }

  /** @throws StudioError 'voice-not-found', 'voice-name-…' */
  rename(id: string, name: string): Voice {
    this.require(id);
    const chosen = this.checkName(name, id);
    this.store.rename(id, chosen);
    return this.changed('Voice renamed', this.require(id));
  }

  /** @throws StudioError 'voice-not-found' */
  setTranscript(id: string, transcript: string): Voice {
    this.store.setTranscript(this.require(id), transcript.trim());
    return this.changed('Voice transcript changed', this.require(id));
  }

  /** @throws StudioError 'voice-not-found' */
  remove(id: string): void {
    const voice = this.require(id);
    this.store.setDeleted(id, true);
    this.changed('Voice deleted', voice);
  }

  /**
   * Brings a deleted voice back, under a free name when its own was taken meanwhile.
   * @throws StudioError 'voice-not-found'
   */
  restore(id: string): Voice {
    const deleted = this.store.find(id, { deleted: true });
    if (!deleted) return this.require(id);
    this.parts.db.transaction(() => {
      this.store.rename(id, this.freeName(deleted.name));
      this.store.setDeleted(id, false);
    });
    return this.changed('Voice restored', this.require(id));
  }

  /** A take was asked of it. */
  used(id: string, at: string): void {
    this.store.setUsed(id, at);
  }

  /** @throws StudioError 'voice-not-found', 'file-not-found' */
  async audio(id: string): Promise<Audio> {
    const { promptId, name } = this.require(id);
    return this.parts.files.readPrompt({ voiceId: id, promptId }, name);
  }

  private changed(what: string, voice: Voice): Voice {
    this.parts.log.info(what, {
      voiceId: voice.id,
      name: voice.name,
      promptSec: voice.promptSec,
      said: [voice.name, voice.transcript],
    });
    this.parts.onChange(this.list());
    return voice;
  }

  private checkName(name: string, ownId = ''): string {
    const trimmed = name.trim();
    const characters = countCharacters(trimmed);
    const max = limits.voiceNameCharacters.max;
    if (characters < 1 || characters > max) {
      throw new StudioError(
        'voice-name-invalid',
        `A voice name has 1 to ${max} characters; this one has ${characters}.`,
        { repair: 'Choose another name.', values: { characters, max } },
      );
    }
    if (this.store.isTaken(trimmed, ownId)) {
      const suggestion = this.freeName(trimmed);
      throw new StudioError('voice-name-taken', `There is already a voice named "${trimmed}".`, {
        repair: `Choose another name, for example "${suggestion}".`,
        values: { name: trimmed, suggestion },
      });
    }
    return trimmed;
  }

  /** @returns the name itself when free, else with a number */
  freeName(name: string): string {
    return freeName(name, (candidate) => this.store.isTaken(candidate));
  }
}
