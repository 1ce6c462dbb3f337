import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { peakOf, toDb } from '#audio/level';
import { limits, type Source, type SourceRef } from '#contract/domain';
import type { Audio } from '#contract/engine-api';
import { StudioError } from '#contract/errors';
import { inside } from '../storage/files/inside';
import { readWhole, writeWhole } from '../storage/files/files';
import type { Recordings } from '../voices/recordings';
import { monoWavParts, readMonoWav } from '../storage/files/wav-parts';

/** The speech that takes convert: one WAV a source, named by its hash, so that the same speech is kept once. */
export class SourceFiles {
  constructor(
    private readonly folder: string,
    private readonly recordings: Pick<Recordings, 'require' | 'audio' | 'markKept'>,
  ) {}

  /**
   * Keeps the speech that a take is to convert, or finds what an earlier take kept.
   * @throws StudioError 'recording-not-found', 'source-not-found', 'source-too-short', 'source-silent', 'audio-rate-too-low', 'disk-full', …
   */
  async keep(ref: SourceRef): Promise<Source> {
    if ('sha256' in ref) {
      const audio = await this.read(ref);
      return { ...ref, durationSec: durationOf(audio) };
    }
    const { recording } = this.recordings.require(ref.recordingId);
    const audio = await this.recordings.audio(ref.recordingId);
    requireConvertible(audio);
    const sha256 = await hashOf(audio);
    if (!existsSync(this.path(sha256))) await writeWhole(this.path(sha256), wavParts(audio));
    this.recordings.markKept(ref.recordingId);
    return { sha256, name: recording.name, durationSec: durationOf(audio) };
  }

  /** @throws StudioError 'source-not-found' */
  async read({ sha256, name }: Pick<Source, 'sha256' | 'name'>): Promise<Audio> {
    const path = this.path(sha256);
    if (existsSync(path)) return readMonoWav(await readWhole(path));
    throw new StudioError('source-not-found', { name, path });
  }

  private path(sha256: string): string {
    return inside(this.folder, `${sha256}.wav`);
  }
}

const durationOf = ({ samples, sampleRateHz }: Audio): number => samples.length / sampleRateHz;

const wavParts = (audio: Audio): Generator<Uint8Array> => monoWavParts({ audio, bitDepth: 'float32' });

async function hashOf(audio: Audio): Promise<string> {
  const hash = createHash('sha256');
  for (const part of wavParts(audio)) {
    hash.update(part);
    await nextTurn();
  }
  return hash.digest('hex');
}

/** What the engine would refuse later is refused at the door. */
function requireConvertible(audio: Audio): void {
  const durationSec = durationOf(audio);
  const { min } = limits.sourceSec;
  if (durationSec < min) {
    throw new StudioError('source-too-short', { durationSec, minSec: min });
  }
  const peakDb = Math.round(toDb(peakOf(audio.samples)));
  if (peakDb < limits.silentPeakDb) {
    throw new StudioError('source-silent', { peakDb });
  }
  const minRateHz = limits.promptRateHz.min;
  if (audio.sampleRateHz >= minRateHz) return;
  throw new StudioError('audio-rate-too-low', { sampleRateHz: audio.sampleRateHz, minRateHz });
}
