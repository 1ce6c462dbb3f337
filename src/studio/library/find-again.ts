import { randomUUID } from 'node:crypto';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { peaksOf } from '#audio/peaks';
import { INBOX, type Prompt, type Take, type Voice } from '#contract/domain';
import { idSchema } from '#contract/ids';
import type { EmbeddedRecipe } from '#contract/embedded-recipe';
import { readPromptWav } from '../exchange/prompt-wav';
import type { StudioFolders } from '../storage/files/folders';
import { readFile } from '../storage/files/regular-file';
import { readFileWithRecipe } from '../takes/embedded-recipe-file';
import { TakeStore } from '../takes/take-store';
import { readMonoWav } from '../storage/files/wav-parts';
import { VoiceStore } from '../voices/voice-store';
import type { Db } from '../storage/database/db';
import { foldName } from '#contract/names';
import { freeName } from '../storage/files/names';
import { ChosenFolders } from '../storage/chosen-folders';

/** As many as drawing needs. */
const PEAKS = 400;

export interface FoundAgain {
  readonly voices: number;
  readonly takes: number;
}

type FoundTake = Pick<Take, 'sampleRateHz' | 'audioSec' | 'peaks'> & {
  readonly stamp: EmbeddedRecipe;
  readonly file: string;
};

/**
 * Rows for the voices and takes whose files lie in the data folder. A prompt's file knows its sound alone: what a voice is
 * called and what it says is read from its takes, each of which carries its recipe. What cannot be read stays where it is.
 */
export async function findAgain(db: Db, folders: StudioFolders): Promise<FoundAgain> {
  const takes = await findTakes(folders.outputs);
  const voices = await findVoices(folders.voices, takes);
  const known = new Set(voices.map(({ id }) => id));
  const ofVoices = takes.filter(({ stamp }) => known.has(stamp.recipe.voiceId));
  const outputs = ChosenFolders.open(folders, 'outputs', db);
  const [voiceStore, takeStore] = [new VoiceStore(db), new TakeStore(db, outputs)];
  db.transaction(() => {
    for (const voice of voices) voiceStore.insert(voice);
    for (const found of ofVoices) {
      const take = takeOf(found);
      takeStore.insert(take);
      takeStore.update(take, folders.outputs);
    }
  });
  return { voices: voices.length, takes: ofVoices.length };
}

/** @returns those that say how they were made, oldest first, each once */
async function findTakes(folder: string): Promise<FoundTake[]> {
  const found = new Map<string, FoundTake>();
  for (const file of await readdir(folder).catch(() => [])) {
    if (!file.endsWith('.wav') || file.startsWith('.')) continue;
    try {
      const bytes = await readFile(join(folder, file));
      const { stamp } = await readFileWithRecipe(file, bytes);
      const { samples, sampleRateHz } = await readMonoWav(bytes);
      const facts = {
        ...{ sampleRateHz, audioSec: samples.length / sampleRateHz },
        peaks: [...peaksOf(samples, PEAKS)],
      };
      found.set(stamp.takeId ?? file, { stamp, file, ...facts });
    } catch {
      // no take of ours, or not readable: it stays where it is
    }
    await nextTurn();
  }
  return [...found.values()].sort((a, b) => madeAt(a.stamp).localeCompare(madeAt(b.stamp)));
}

const madeAt = ({ createdAt }: EmbeddedRecipe): string =>
  createdAt !== undefined && !Number.isNaN(Date.parse(createdAt)) ? createdAt : new Date(0).toISOString();

function takeOf({ stamp, file, ...facts }: FoundTake): Take {
  const { takeId, recipe, pcmSha256 } = stamp;
  return {
    ...{ id: takeId ?? randomUUID(), number: 0 },
    ...{ createdAt: madeAt(stamp), state: 'done', recipe, file, ...facts },
    understood: { instruction: recipe.instruction, directions: [], ignored: [] },
    ...{ stages: [], segments: [], warnings: [], projectId: INBOX },
    ...{ name: '', favourite: false, rating: 0, note: '' },
    ...(pcmSha256 === undefined ? {} : { pcmSha256 }),
  };
}

async function findVoices(folder: string, takes: readonly FoundTake[]): Promise<Voice[]> {
  const voices: Voice[] = [];
  const taken = new Set<string>();
  for (const id of (await readdir(folder)).sort()) {
    if (!idSchema.safeParse(id).success) continue;
    const prompts = await findPrompts(join(folder, id), id, takes);
    const speaks = prompts.find((prompt) => prompt.id === id) ?? prompts[0];
    if (!speaks) continue;
    const called = takes.findLast(({ stamp }) => stamp.recipe.voiceId === id)?.stamp.recipe.voiceName;
    const name = freeName(called ?? 'Voice', (each) => taken.has(foldName(each)));
    taken.add(foldName(name));
    const { id: promptId, ...facts } = speaks;
    voices.push({
      ...{ ...facts, id, name, promptId, prompts, synthetic: false, takeCount: 0, kept: true },
      ...{ tags: [], colour: '', language: '', notes: '', favourite: false, defaults: {} },
    });
  }
  return voices;
}

const PROMPT = /^prompt(?:-([a-z0-9-]{1,64}))?\.wav$/;

async function findPrompts(folder: string, voiceId: string, takes: readonly FoundTake[]): Promise<Prompt[]> {
  const prompts: Prompt[] = [];
  for (const file of await readdir(folder).catch(() => [])) {
    const match = PROMPT.exec(file);
    if (!match) continue;
    try {
      const bytes = await readFile(join(folder, file));
      const facts = await readPromptWav(file, bytes);
      const { samples } = await readMonoWav(bytes);
      const { recipe } =
        takes.findLast(({ stamp }) => stamp.recipe.promptSha256 === facts.promptSha256)?.stamp ?? {};
      prompts.push({
        ...{
          id: match[1] ?? voiceId,
          name: '',
          createdAt: (await stat(join(folder, file))).mtime.toISOString(),
        },
        ...{ transcript: recipe?.transcript ?? '', ...facts, verdict: 'usable', findings: [] },
        peaks: Array.from(peaksOf(samples, PEAKS), (peak) => Math.round(peak * 1000) / 1000),
      });
    } catch {
      // verifying tells of it
    }
  }
  return prompts.sort((a, b) => a.createdAt.localeCompare(b.createdAt));
}
