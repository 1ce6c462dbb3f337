import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Recipe } from '#contract/domain';
import type { Audio } from '#contract/engine-api';
import { StudioError } from '#contract/errors';
import { writeWhole } from './files';
import { monoWavParts } from './wav-parts';

const comments: Record<Recipe['engine'], string> = {
  draft: 'Draft voice - synthetic, not a clone',
  cosyvoice3: 'CosyVoice 3 - synthetic speech, cloned from a prompt',
};

export interface WrittenTake {
  readonly file: string;
  readonly pcmSha256: string;
}

/**
 * Writes a take as WAV, 16 bit mono: tags for players, and the whole recipe in the iXML USER field for the studio.
 * @throws StudioError 'not-a-number', 'take-has-no-audio', 'disk-full', 'folder-not-writable'
 */
export async function writeTakeFile(folder: string, audio: Audio, recipe: Recipe): Promise<WrittenTake> {
  if (audio.samples.length === 0)
    throw new StudioError('take-has-no-audio', 'The engine gave 0 samples.', { repair: 'Try another text.' });
  const hash = createHash('sha256');
  const at = new Date();
  const file = freeOutputName(at, (name) => existsSync(join(folder, name)));
  let written = 0;
  const content = {
    audio,
    bitDepth: 16,
    info: {
      INAM: titleOf(recipe),
      ISFT: `CosyVoice Studio ${recipe.appVersion}`,
      ICMT: comments[recipe.engine],
      ICRD: localDay(at).join('-'),
    },
    ixml: recipeXml(recipe),
  } as const;
  const { samples } = audio;
  const onBlock = (block: Uint8Array) => {
    hash.update(block);
    requireNumbers(samples, written, (written += block.length / 2));
  };
  await writeWhole(join(folder, file), monoWavParts({ ...content, onPcm: onBlock }));
  return { file, pcmSha256: hash.digest('hex') };
}

/** The first words, or the name of the speech that was converted. */
function titleOf({ text, source }: Recipe): string {
  return Array.from((source?.name ?? text).replace(/\s+/g, ' ').trim())
    .slice(0, 120)
    .join('');
}

/** An engine whose numbers ran away must not leave a file of silence. */
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
 * @returns output_YYYYMMDD_HHMMSS.wav in local time; a second take in the same second ends in _2
 */
export function freeOutputName(at: Date, isTaken: (name: string) => boolean): string {
  const clock = [at.getHours(), at.getMinutes(), at.getSeconds()].map(two).join('');
  const stem = `output_${localDay(at).join('')}_${clock}`;
  for (let number = 2, name = `${stem}.wav`; ; name = `${stem}_${number++}.wav`)
    if (!isTaken(name)) return name;
}

function recipeXml(recipe: Recipe): string {
  const json = JSON.stringify(recipe).replace(/[&<>]/g, (sign) => `&#${sign.charCodeAt(0)};`);
  return `<?xml version="1.0" encoding="UTF-8"?><BWFXML><IXML_VERSION>1.61</IXML_VERSION><USER>${json}</USER></BWFXML>`;
}

function localDay(at: Date): [string, string, string] {
  return [String(at.getFullYear()), two(at.getMonth() + 1), two(at.getDate())];
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}
