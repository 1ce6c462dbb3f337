import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import type { Recipe, Take } from '#contract/domain';
import { isDraft } from '#contract/engines';
import { StudioError } from '#contract/errors';
import { rounded } from '#contract/rounded';
import { SPEECH_RATE_HZ, type SegmentDone } from '#contract/speech';
import type { FileAccess } from '../storage/files/file-access';
import { appendPcm, beginWav, closeWav, pcmOf, samplesOf } from '../storage/files/growing-wav';
import { inside } from '../storage/files/inside';
import { pcmBlocks } from '../storage/files/wav-parts';
import { recipeXml } from './recipe-xml';
import { endOf, type SegmentStore } from './segment-store';
import { SoundTally } from './sound-tally';
import type { TakeStore } from './take-store';

export interface GrowingTakeParts {
  readonly store: TakeStore;
  readonly segments: SegmentStore;
  readonly access: FileAccess;
  /** Where a take's file goes, and its name without the extension. */
  readonly output: (take: Take) => { readonly folder: string; readonly stem: string };
}

/** What is known of a file's sound once it is all there. */
export interface TakeSound {
  readonly file: string;
  readonly pcmSha256: string;
  readonly peaks: number[];
  readonly audioSec: number;
  readonly sampleRateHz: number;
}

/**
 * The file of a take while it is made, 16 bit mono: tags for players, the samples, and at the end a stamp with the whole
 * recipe in the iXML USER field. It grows by a segment at a time, each with its row, so that what has come is kept
 * however the studio ends.
 */
export class GrowingTake {
  /** Of the samples that are known to be in the file; of none until they were written or read here. */
  private tally = new SoundTally();

  constructor(
    private readonly parts: GrowingTakeParts,
    private readonly takeId: string,
  ) {}

  /** Of what was written or read here. */
  peaks(): number[] {
    return this.tally.peaks();
  }

  /**
   * @param samples of the segment, with the silence before it
   * @param at where they begin; 0 begins the file
   * @returns the file's name
   * @throws StudioError 'not-a-number', 'disk-full', 'folder-not-writable'
   */
  add(take: Take, done: SegmentDone, samples: Float32Array, at: number): Promise<string | undefined> {
    requireNumbers(samples, at);
    const pcm = pcm16(samples);
    const speech = pcm.subarray(2 * (done.firstSample - at), 2 * (done.firstSample - at + done.samples));
    const pcmSha256 = createHash('sha256').update(speech).digest('hex');
    const { access, segments } = this.parts;
    return access.add(async () => {
      if (samples.length > 0 && at === 0) await this.begin(take);
      if (samples.length > 0) await appendPcm(this.path(), at, pcm);
      segments.add(this.takeId, done, pcmSha256);
      if (at !== this.tally.samples) this.tally = new SoundTally();
      if (at === this.tally.samples) this.tally.add(pcm);
      return this.parts.store.require(this.takeId).take.file;
    });
  }

  /**
   * Ends the file behind the segments that are there; more may be added later.
   * @throws StudioError 'take-has-no-audio', 'disk-full', 'folder-not-writable'
   */
  close(take: Take, recipe: Recipe): Promise<TakeSound> {
    const { access, segments, store } = this.parts;
    return access.add(async () => {
      const { file } = store.require(this.takeId).take;
      const samples = endOf(segments.of(take).segments);
      if (samples === 0 || file === undefined)
        throw new StudioError('take-has-no-audio', { why: 'no-samples' });
      const known = await this.soundOf(take, samples);
      const { pcmSha256 } = known;
      const createdAt = new Date().toISOString();
      const stamp = { cosyvoiceStudio: 1, takeId: this.takeId, createdAt, pcmSha256, recipe } as const;
      await closeWav(this.path(), samples, recipeXml(stamp));
      return { file, ...known, audioSec: secondsOf(samples), sampleRateHz: SPEECH_RATE_HZ };
    });
  }

  /** @returns whether the file still has the sound that was kept of a take. @throws what `signal` aborts with */
  async holds(take: Take, signal: AbortSignal): Promise<boolean> {
    const samples = endOf(this.parts.segments.of(take).segments);
    try {
      if (samples === 0) return true;
      this.tally = await survey(this.path(), samples, signal);
      return this.tally.pcmSha256() === take.pcmSha256;
    } catch (thrown) {
      signal.throwIfAborted();
      // gone, moved, or no sound any more
      if (thrown instanceof Error) return false;
      throw thrown;
    }
  }

  /** @param to the sample behind the last */
  samples(from: number, to: number): Promise<Float32Array> {
    return samplesOf(this.path(), from, to);
  }

  /** Reads the file only when a killed studio left samples behind its end. */
  private async soundOf(take: Take, samples: number): Promise<Pick<TakeSound, 'pcmSha256' | 'peaks'>> {
    const { pcmSha256, peaks = [], audioSec } = take;
    const isAsBefore = this.tally.samples === 0 && audioSec === secondsOf(samples);
    if (isAsBefore && pcmSha256 !== undefined) return { pcmSha256, peaks };
    if (this.tally.samples !== samples) this.tally = await survey(this.path(), samples);
    return { pcmSha256: this.tally.pcmSha256(), peaks: this.tally.peaks() };
  }

  /** In the file that the take had before, if it had one: it is made anew. */
  private async begin(take: Take): Promise<void> {
    const head = { sampleRateHz: SPEECH_RATE_HZ, info: playerTags(take.recipe, new Date()) };
    const stored = this.parts.store.require(this.takeId);
    if (stored.take.file !== undefined && stored.folder !== undefined)
      return beginWav(inside(stored.folder, stored.take.file), head);
    const { folder, stem } = this.parts.output(take);
    const { file, release } = reserveName(folder, stem);
    await beginWav(inside(folder, file), head).finally(release);
    this.parts.store.update({ ...take, file }, folder);
  }

  /** Where it lies now. @throws StudioError 'folder-not-writable' when nobody chose that folder any more */
  private path(): string {
    const { take, folder } = this.parts.store.require(this.takeId);
    if (folder !== undefined && take.file !== undefined) return inside(folder, take.file);
    throw new StudioError('folder-not-writable', { why: 'not-chosen', folder: folder ?? '' });
  }
}

async function survey(path: string, samples: number, signal?: AbortSignal): Promise<SoundTally> {
  const tally = new SoundTally();
  for await (const block of pcmOf(path, samples)) {
    signal?.throwIfAborted();
    tally.add(block);
  }
  return tally;
}

const secondsOf = (samples: number): number => rounded(samples / SPEECH_RATE_HZ, 3);

function pcm16(samples: Float32Array): Uint8Array {
  const pcm = new Uint8Array(2 * samples.length);
  let at = 0;
  for (const block of pcmBlocks(samples, 16)) {
    pcm.set(block, at);
    at += block.length;
  }
  return pcm;
}

/** What players show, by the four letters of LIST/INFO. */
export function playerTags(recipe: Recipe, at: Date): Readonly<Record<string, string>> {
  return {
    INAM: titleOf(recipe),
    IART: recipe.voiceName,
    ISFT: `CosyVoice Studio ${recipe.appVersion}`,
    ICMT: commentOf(recipe),
    ICRD: localDay(at).join('-'),
  };
}

/** Whoever gets the file alone is told that nobody said this. */
function commentOf(recipe: Recipe): string {
  const { engine, engineName = engine } = recipe;
  const kind = isDraft(recipe) ? 'synthetic, not a clone' : 'synthetic speech, cloned from a prompt';
  return `${engineName} - ${kind}`;
}

/** The first words, or the name of the speech that was converted. */
function titleOf({ text, source }: Recipe): string {
  return Array.from((source?.name ?? text).replace(/\s+/g, ' ').trim())
    .slice(0, 120)
    .join('');
}

/** @throws StudioError 'not-a-number': an engine whose numbers ran away must not leave a file of silence */
function requireNumbers(samples: Float32Array, at: number): void {
  const wrong = samples.findIndex((sample) => !Number.isFinite(sample));
  if (wrong < 0) return;
  throw new StudioError('not-a-number', { sample: at + wrong });
}

/**
 * @param isTaken whether a name is in use
 * @returns the name with its extension; a second take of one name ends in _2
 */
export function freeFileName(stem: string, isTaken: (name: string) => boolean): string {
  for (let number = 2, name = `${stem}.wav`; ; name = `${stem}_${number++}.wav`)
    if (!isTaken(name)) return name;
}

/** Names of files that are being written: two takes that end at once must not choose the same one. */
const reserved = new Set<string>();

function reserveName(folder: string, stem: string): { readonly file: string; readonly release: () => void } {
  // some file systems take two names that differ in case for one
  const keyOf = (name: string) => inside(folder, name).toLowerCase();
  const file = freeFileName(stem, (name) => reserved.has(keyOf(name)) || existsSync(inside(folder, name)));
  reserved.add(keyOf(file));
  return { file, release: () => void reserved.delete(keyOf(file)) };
}

function localDay(at: Date): [string, string, string] {
  return [String(at.getFullYear()), two(at.getMonth() + 1), two(at.getDate())];
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}
