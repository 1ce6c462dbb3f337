import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Recipe } from '#contract/domain';
import type { Audio } from '#contract/engine-api';
import { isDraft } from '#contract/engines';
import { StudioError } from '#contract/errors';
import { DEFAULT_NAMING, fileStem } from '#contract/naming';
import { inside } from '../storage/files/inside';
import { writeWhole } from '../storage/files/files';
import { recipeXml } from './recipe-xml';
import { monoWavParts, pcmBlocks } from '../storage/files/wav-parts';

export interface NewTakeFile {
  readonly takeId: string;
  readonly audio: Audio;
  readonly recipe: Recipe;
  /** Its name without the extension. */
  readonly stem?: string;
}

export interface WrittenTake {
  readonly file: string;
  readonly pcmSha256: string;
}

/**
 * Writes a take as WAV, 16 bit mono: tags for players, and a stamp with the whole recipe in the iXML USER field.
 * @throws StudioError 'not-a-number', 'take-has-no-audio', 'disk-full', 'folder-not-writable'
 */
export async function writeTakeFile(
  folder: string,
  { takeId, audio, recipe, stem = defaultStem(recipe) }: NewTakeFile,
): Promise<WrittenTake> {
  if (audio.samples.length === 0)
    throw new StudioError('take-has-no-audio', 'The engine gave 0 samples.', { repair: 'Try another text.' });
  const at = new Date();
  const pcmSha256 = await hashSamples(audio);
  const { file, release } = reserveName(folder, stem);
  const stamp = { cosyvoiceStudio: 1, takeId, createdAt: at.toISOString(), pcmSha256, recipe } as const;
  const content = { audio, bitDepth: 16, info: playerTags(recipe, at), ixml: recipeXml(stamp) } as const;
  await writeWhole(inside(folder, file), monoWavParts(content)).finally(release);
  return { file, pcmSha256 };
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
async function hashSamples({ samples }: Audio): Promise<string> {
  const hash = createHash('sha256');
  let at = 0;
  for (const block of pcmBlocks(samples, 16)) {
    requireNumbers(samples, at, (at += block.length / 2));
    hash.update(block);
    await nextTurn();
  }
  return hash.digest('hex');
}

function requireNumbers(samples: Float32Array, from: number, to: number): void {
  for (let at = from; at < to; at++) {
    if (Number.isFinite(samples[at])) continue;
    throw new StudioError(
      'not-a-number',
      `Sample ${at} of ${samples.length} that the engine gave is not a number.`,
      {
        repair: 'Make the take again with another seed; if it happens again, unload the engine first.',
        values: { sample: at, samples: samples.length },
      },
    );
  }
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

function defaultStem({ voiceName, seed }: Recipe): string {
  return fileStem(DEFAULT_NAMING, { at: new Date(), project: '', index: 1, voice: voiceName, seed });
}

function localDay(at: Date): [string, string, string] {
  return [String(at.getFullYear()), two(at.getMonth() + 1), two(at.getDate())];
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}
