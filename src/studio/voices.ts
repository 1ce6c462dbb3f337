import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { peaksOf } from '#audio/peaks';
import { findingSchema, limits, peaksSchema, voiceSchema, type Span, type Voice } from '#contract/domain';
import type { Audio } from '#contract/engine-api';
import { StudioError } from '#contract/errors';
import type { Logger } from '#contract/logger';
import { requireUsable } from './audio-checks';
import { countCharacters } from './characters';
import type { Db } from './db';
import type { Recordings } from './recordings';
import { flag, json } from './rows';
import type { VoiceFiles } from './voice-files';

/** Enough for the small waveform in a list. */
const PEAKS = 120;

const voiceRow = z
  .object({
    id: z.string(),
    name: z.string(),
    created_at: z.string(),
    transcript: z.string(),
    prompt_sec: z.number(),
    sample_rate_hz: z.number(),
    prompt_sha256: z.string(),
    peaks: json(peaksSchema),
    verdict: z.string(),
    findings: json(z.array(findingSchema)),
    synthetic: flag,
  })
  .transform(({ created_at, prompt_sec, sample_rate_hz, prompt_sha256, ...rest }) =>
    voiceSchema.parse({
      ...rest,
      createdAt: created_at,
      promptSec: prompt_sec,
      sampleRateHz: sample_rate_hz,
      promptSha256: prompt_sha256,
    }),
  );

export interface NewVoice extends Span {
  readonly recordingId: string;
  readonly name: string;
  readonly transcript: string;
}

export interface VoicesParts {
  readonly db: Db;
  readonly files: VoiceFiles;
  readonly recordings: Recordings;
  readonly log: Logger;
  readonly onChange: (voices: Voice[]) => void;
}

/** The voice library. A deleted voice keeps its row and its folder, so that it can come back and old takes still name it. */
export class Voices {
  constructor(private readonly parts: VoicesParts) {}

  list(): Voice[] {
    return this.parts.db.all(
      voiceRow,
      'SELECT * FROM voices WHERE deleted_at IS NULL ORDER BY created_at DESC, rowid DESC',
    );
  }

  /** @throws StudioError 'voice-not-found' */
  require(id: string): Voice {
    const found = this.parts.db.get(voiceRow, 'SELECT * FROM voices WHERE id = ? AND deleted_at IS NULL', id);
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
    const promptSha256 = await this.parts.files.savePrompt(id, audio);
    const voice: Voice = {
      id,
      name: chosenName,
      createdAt: new Date().toISOString(),
      transcript: transcript.trim(),
      promptSec: audio.samples.length / audio.sampleRateHz,
      sampleRateHz: recording.sampleRateHz,
      promptSha256,
      peaks: [...peaksOf(audio.samples, PEAKS)],
      verdict: report.verdict,
      findings: report.findings,
      synthetic,
    };
    // again: another voice may have taken the name while this prompt was being judged
    this.checkName(name);
    this.insert(voice);
    this.changed('Voice saved', voice);
    return voice;
  }

  /** @throws StudioError 'voice-not-found', 'voice-name-…' */
  rename(id: string, name: string): Voice {
    this.require(id);
    const chosen = this.checkName(name, id);
    this.parts.db.run('UPDATE voices SET name = ?, name_key = ? WHERE id = ?', chosen, keyOf(chosen), id);
    return this.changed('Voice renamed', this.require(id));
  }

  /** @throws StudioError 'voice-not-found' */
  setTranscript(id: string, transcript: string): Voice {
    this.require(id);
    this.parts.db.run('UPDATE voices SET transcript = ? WHERE id = ?', transcript.trim(), id);
    return this.changed('Voice transcript changed', this.require(id));
  }

  /** @throws StudioError 'voice-not-found' */
  remove(id: string): void {
    const voice = this.require(id);
    this.parts.db.run('UPDATE voices SET deleted_at = ? WHERE id = ?', new Date().toISOString(), id);
    this.changed('Voice deleted', voice);
  }

  /**
   * Brings a deleted voice back, under a free name when its own was taken meanwhile.
   * @throws StudioError 'voice-not-found'
   */
  restore(id: string): Voice {
    const deleted = this.parts.db.get(
      voiceRow,
      'SELECT * FROM voices WHERE id = ? AND deleted_at IS NOT NULL',
      id,
    );
    if (!deleted) return this.require(id);
    const name = this.freeName(deleted.name);
    this.parts.db.run(
      'UPDATE voices SET deleted_at = NULL, name = ?, name_key = ? WHERE id = ?',
      name,
      keyOf(name),
      id,
    );
    return this.changed('Voice restored', this.require(id));
  }

  /** @throws StudioError 'voice-not-found', 'file-not-found' */
  async audio(id: string): Promise<Audio> {
    return this.parts.files.readPrompt(id, this.require(id).name);
  }

  private changed(what: string, voice: Voice): Voice {
    this.parts.log.info(what, { voiceId: voice.id, name: voice.name, promptSec: voice.promptSec });
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
    if (this.isTaken(trimmed, ownId)) {
      const suggestion = this.freeName(trimmed);
      throw new StudioError('voice-name-taken', `There is already a voice named "${trimmed}".`, {
        repair: `Choose another name, for example "${suggestion}".`,
        values: { name: trimmed, suggestion },
      });
    }
    return trimmed;
  }

  private isTaken(name: string, ownId = ''): boolean {
    const sql = 'SELECT id FROM voices WHERE name_key = ? AND deleted_at IS NULL AND id <> ?';
    return this.parts.db.get(z.object({ id: z.string() }), sql, keyOf(name), ownId) !== undefined;
  }

  /** @returns the name itself when free, else "Name 2", "Name 3", … */
  private freeName(name: string): string {
    const stem = name.replace(/ \d+$/, '');
    for (let number = 2, candidate = name; ; candidate = `${stem} ${number++}`)
      if (!this.isTaken(candidate)) return candidate;
  }

  private insert(voice: Voice): void {
    this.parts.db.run(
      `INSERT INTO voices (id, name, name_key, created_at, transcript, prompt_sec, sample_rate_hz, prompt_sha256,
         peaks, verdict, findings, synthetic)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      voice.id,
      voice.name,
      keyOf(voice.name),
      voice.createdAt,
      voice.transcript,
      voice.promptSec,
      voice.sampleRateHz,
      voice.promptSha256,
      JSON.stringify(voice.peaks),
      voice.verdict,
      JSON.stringify(voice.findings),
      voice.synthetic ? 1 : 0,
    );
  }
}

/** Names that differ only in case, width or composition are one name to a reader. */
function keyOf(name: string): string {
  return name.normalize('NFKC').toLowerCase();
}
