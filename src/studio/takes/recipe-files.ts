import { createHash } from 'node:crypto';
import { z } from 'zod';
import { readWavLayout } from '#audio/wav';
import type { Recipe, Take } from '#contract/domain';
import { StudioError } from '#contract/errors';
import { isSurrounding, recipeDifferences } from '#contract/recipe-diff';
import type { FoundRecipe, Lack, Verdict } from '#contract/recipes';
import type { Difference } from '#contract/repeat';
import { comparePcm16 } from './compare-pcm';
import type { Db } from '../storage/database/db';
import type { EngineSupervisor } from '../engines/engine-supervisor';
import { readFileWithRecipe } from './embedded-recipe-file';
import type { TakeAudio } from './take-audio';
import type { Takes } from './takes';

export interface NamedFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

export interface RecipeFilesParts {
  readonly db: Db;
  readonly engine: EngineSupervisor;
  readonly takes: Takes;
  readonly audio: TakeAudio;
  readonly appVersion: string;
}

const voiceRow = z.object({
  id: z.string(),
  name: z.string(),
  prompt_id: z.string(),
  deleted_at: z.string().nullable(),
});

/** Recipes that come in with files: what they need here, making them again, and whether the sound is the same. */
export class RecipeFiles {
  constructor(private readonly parts: RecipeFilesParts) {}

  /** @throws StudioError 'recipe-not-found', 'recipe-damaged' */
  async read({ name, bytes }: NamedFile): Promise<FoundRecipe> {
    const { stamp, format, pcm } = await readFileWithRecipe(name, bytes);
    const { recipe, takeId, pcmSha256 } = stamp;
    const voice = this.findVoice(recipe.promptSha256);
    const here = await this.surroundings(recipe);
    return {
      stamp,
      format,
      ...(pcm && pcmSha256 !== undefined ? { untouched: sha256(pcm.data) === pcmSha256 } : {}),
      ...(takeId === undefined || !this.parts.takes.has(takeId) ? {} : { takeId }),
      ...(voice?.deleted_at === null ? { voice: { id: voice.id, name: voice.name } } : {}),
      lacks: [...lackOfVoice(recipe, voice), ...here.lacks],
      differences: recipeDifferences(recipe, here.recipe).filter(isSurrounding),
    };
  }

  /**
   * Makes the take of a recipe again, with exactly the prompt and the transcript it had.
   * @throws StudioError 'voice-not-found' naming the prompt that is sought, and all that starting a take throws
   */
  async reproduce(recipe: Recipe, how: Difference): Promise<Take> {
    const voice = this.findVoice(recipe.promptSha256);
    if (voice?.deleted_at !== null) throw voiceMissing(recipe, voice !== undefined);
    const { promptSha256, transcript } = recipe;
    const prompt = { voiceId: voice.id, promptId: voice.prompt_id, promptSha256, transcript };
    return this.parts.takes.reproduce(recipe, prompt, how);
  }

  /**
   * Compares a file with a take that was made from its recipe.
   * @throws StudioError 'take-not-found', 'take-has-no-audio', 'file-not-found', 'recipe-…'
   */
  async compare(takeId: string, { name, bytes }: NamedFile): Promise<Verdict> {
    const { stamp, pcm } = await readFileWithRecipe(name, bytes);
    const take = this.parts.takes.get(takeId);
    const made = readWavLayout((await this.parts.audio.file(takeId)).bytes);
    const differences = recipeDifferences(stamp.recipe, take.recipe);
    const ofTake = {
      samples: made.frames,
      sampleRateHz: made.sampleRateHz,
      pcmSha256: sha256(made.data),
    };
    if (pcm?.sampleRateHz !== made.sampleRateHz)
      return { result: bySource(stamp.pcmSha256, ofTake.pcmSha256), file: {}, take: ofTake, differences };

    const { sampleRateHz, data } = pcm;
    const ofFile = { samples: data.length >> 1, sampleRateHz, pcmSha256: sha256(data) };
    if (ofFile.pcmSha256 === ofTake.pcmSha256)
      return { result: 'identical', file: ofFile, take: ofTake, differences };
    const { first = 0, differingSamples, largest } = await comparePcm16(data, made.data);
    return {
      // somebody may have cut the file; then the take is still the same as what it was cut from
      result: stamp.pcmSha256 === ofTake.pcmSha256 ? 'identical-source' : 'parts',
      file: ofFile,
      take: ofTake,
      first: { sample: first, sec: first / sampleRateHz },
      differingSamples,
      largest,
      differences,
    };
  }

  /** The voice that has this prompt, chosen or not; one in the library before one in the bin. */
  private findVoice(promptSha256: string): z.output<typeof voiceRow> | undefined {
    return this.parts.db.get(
      voiceRow,
      `SELECT voices.id, voices.name, prompts.id AS prompt_id, coalesce(voices.deleted_at, prompts.deleted_at) AS deleted_at
       FROM prompts JOIN voices ON voices.id = prompts.voice_id WHERE prompts.prompt_sha256 = ?
       ORDER BY coalesce(voices.deleted_at, prompts.deleted_at) IS NOT NULL, prompts.created_at LIMIT 1`,
      promptSha256,
    );
  }

  /** The recipe as it would be here, and what is not here at all. */
  private async surroundings(recipe: Recipe): Promise<{ recipe: Recipe; lacks: Lack[] }> {
    const { engine, appVersion } = this.parts;
    const packs = await engine.use((api) => api.listPacks());
    const { engines, runtimeVersion } = engine.status();
    const speaker = engines.find(({ id }) => id === recipe.engine);
    const lacks: Lack[] = [];
    if (!speaker?.available) {
      const { limit } = speaker ?? {};
      lacks.push({
        what: 'engine',
        name: recipe.engine,
        detail: '',
        blocking: true,
        ...(limit && { limit }),
      });
    }
    const inUse = packs.find((pack) => pack.inUse)?.id;
    if (recipe.pack && recipe.pack.id !== inUse)
      lacks.push({ what: 'pack', name: recipe.pack.id, detail: inUse ?? '', blocking: false });
    const platform = `${process.platform}-${process.arch}`;
    return { recipe: { ...recipe, appVersion, runtimeVersion, platform }, lacks };
  }
}

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

function bySource(stamped: string | undefined, made: string): Verdict['result'] {
  if (stamped === undefined) return 'unknown';
  return stamped === made ? 'identical-source' : 'parts';
}

function lackOfVoice(recipe: Recipe, voice: z.output<typeof voiceRow> | undefined): Lack[] {
  if (voice?.deleted_at === null) return [];
  const lack = { name: recipe.voiceName, detail: recipe.promptSha256, blocking: true };
  return voice
    ? [{ what: 'voice-deleted', ...lack, name: voice.name, voiceId: voice.id }]
    : [{ what: 'voice', ...lack }];
}

function voiceMissing({ voiceName, promptSha256 }: Recipe, isDeleted: boolean): StudioError {
  return new StudioError('voice-not-found', {
    why: isDeleted ? 'deleted' : 'prompt-unknown',
    voice: voiceName,
    promptSha256,
  });
}
