import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { ChannelStatistics } from '#audio/channel-choice';
import { mixDown } from '#audio/mix';
import { peaksOf } from '#audio/peaks';
import {
  recordingSchema,
  isFileFinding,
  type Finding,
  type PromptReport,
  type Recording,
  type Span,
} from '#contract/domain';
import type { Audio } from '#contract/engine-api';
import { StudioError } from '#contract/errors';
import { channelFindings, fileFindings } from '#contract/file-findings';
import type { Logger } from '#contract/logger';
import { personal } from '#contract/personal';
import { inside } from '../storage/files/inside';
import { requireSound } from './audio-checks';
import type { Db } from '../storage/database/db';
import type { EngineSupervisor } from '../engines/engine-supervisor';
import { readWhole, writeWhole } from '../storage/files/files';
import { insertRow, membersOf } from '../storage/database/members';
import { recordingColumns } from '../storage/database/stored-tables';
import type { UnfinishedFiles } from '../storage/unfinished-files';
import { monoWavParts, readMonoWav } from '../storage/files/wav-parts';

/** Enough for a waveform as wide as a large window. */
const PEAKS = 1200;

export const recordingRow = z
  .object(recordingColumns)
  .transform((row) => ({ recording: recordingSchema.parse(membersOf(row)), synthetic: row.synthetic }));

export interface NewRecording {
  readonly name: string;
  readonly audio: Audio;
  /** Channels before the mix-down. */
  readonly channels: number;
  readonly format: string;
  /** What is told of the file. */
  readonly findings?: readonly Finding[];
  /** Made from a sample that ships with the studio. */
  readonly synthetic: boolean;
}

export interface RecordingsParts {
  readonly db: Db;
  readonly unfinished: UnfinishedFiles;
  readonly folder: string;
  readonly engine: EngineSupervisor;
  readonly log: Logger;
}

/** What the microphone gave and what files held: mono at their own rate, kept whole as 32-bit float. */
export class Recordings {
  /** The recording being trimmed is asked for again and again. */
  private recent: { readonly id: string; readonly audio: Audio } | undefined;

  constructor(private readonly parts: RecordingsParts) {}

  /** @throws StudioError 'audio-…', 'disk-full', 'folder-not-writable' */
  async addChannels(input: {
    readonly name: string;
    readonly sampleRateHz: number;
    readonly channels: readonly Float32Array[];
    readonly format: string;
    /** How long the file says it is that the window decoded. */
    readonly announcedSec?: number | undefined;
  }): Promise<Recording> {
    // microphones may hand over one channel a block longer than the other: nothing of it is lost
    const frames = Math.max(...input.channels.map(({ length }) => length));
    const channels = input.channels.map((channel) => filledUp(channel, frames));
    const statistics = new ChannelStatistics();
    statistics.add(channels);
    const choice = statistics.choose();
    const samples = mixDown(channels, choice?.weights);
    const durationSec = frames / input.sampleRateHz;
    const found = { complaints: 0, announcedSec: input.announcedSec ?? durationSec };
    return this.add({
      name: input.name,
      audio: { samples, sampleRateHz: input.sampleRateHz },
      channels: channels.length,
      format: input.format,
      findings: [...fileFindings(found, durationSec), ...channelFindings(choice, channels.length)],
      synthetic: false,
    });
  }

  /** @throws StudioError 'audio-…' when the file cannot be read as audio */
  async openFile(file: { readonly name: string; readonly bytes: Uint8Array }): Promise<Recording> {
    const { channels, format, findings, ...audio } = await this.parts.engine.use((api) =>
      api.decodeAudio(file),
    );
    return this.add({ name: file.name, audio, channels, format, findings, synthetic: false });
  }

  async add({ name, audio, channels, format, findings = [], synthetic }: NewRecording): Promise<Recording> {
    await requireSound(audio);
    const report = await this.parts.engine.use((api) =>
      api.coachPrompt({ ...audio, channels, told: [...findings] }),
    );
    const recording: Recording = {
      id: randomUUID(),
      name: name.trim() === '' ? 'Recording' : name.trim(),
      createdAt: new Date().toISOString(),
      durationSec: audio.samples.length / audio.sampleRateHz,
      sampleRateHz: audio.sampleRateHz,
      channels,
      format,
      peaks: [...peaksOf(audio.samples, PEAKS)],
      report,
    };
    const path = this.path(recording.id);
    await this.parts.unfinished.add(
      [path],
      () => writeWhole(path, monoWavParts({ audio, bitDepth: 'float32' })),
      () => this.insert(recording, synthetic),
    );
    this.recent = { id: recording.id, audio };
    this.parts.log.info('Recording added', {
      recordingId: recording.id,
      name: personal(recording.name),
      format: personal(format),
      channels,
      sampleRateHz: recording.sampleRateHz,
      durationSec: recording.durationSec,
      verdict: report.verdict,
    });
    return recording;
  }

  /** @throws StudioError 'recording-not-found' */
  require(id: string): { readonly recording: Recording; readonly synthetic: boolean } {
    const found = this.parts.db.get(recordingRow, 'SELECT * FROM recordings WHERE id = ?', id);
    if (found) return found;
    throw new StudioError('recording-not-found', { recordingId: id });
  }

  /** Something was made of it that stays. */
  markKept(id: string): void {
    this.parts.db.run('UPDATE recordings SET kept = 1 WHERE id = ?', id);
  }

  /** @throws StudioError 'recording-not-found', 'file-not-found' */
  async audio(id: string): Promise<Audio> {
    if (this.recent?.id === id) return this.recent.audio;
    this.require(id);
    const audio = await readMonoWav(await readWhole(this.path(id)));
    this.recent = { id, audio };
    return audio;
  }

  /**
   * @returns the selected part; the selection is cut at the recording's end
   * @throws StudioError 'bad-request' when nothing is selected
   */
  async cut(id: string, { startSec, endSec }: Span): Promise<Audio> {
    const { samples, sampleRateHz } = await this.audio(id);
    const from = Math.round(startSec * sampleRateHz);
    const to = Math.min(samples.length, Math.round(endSec * sampleRateHz));
    if (to <= from) {
      throw new StudioError('bad-request', {
        why: 'empty-selection',
        startSec,
        endSec,
        durationSec: samples.length / sampleRateHz,
      });
    }
    return { samples: samples.slice(from, to), sampleRateHz };
  }

  /** @throws StudioError as `cut` */
  async coach(id: string, span: Span): Promise<PromptReport> {
    const { channels, report } = this.require(id).recording;
    const audio = await this.cut(id, span);
    const told = report.findings.filter(({ code }) => isFileFinding(code));
    return this.parts.engine.use((api) => api.coachPrompt({ ...audio, channels, told }));
  }

  path(id: string): string {
    return inside(this.parts.folder, `${id}.wav`);
  }

  private insert(recording: Recording, synthetic: boolean): void {
    insertRow(this.parts.db, 'recordings', { ...recording, synthetic });
  }
}

/** @returns the channel with silence behind it, so that all are of one length */
function filledUp(channel: Float32Array, frames: number): Float32Array {
  if (channel.length === frames) return channel;
  const filled = new Float32Array(frames);
  filled.set(channel);
  return filled;
}
