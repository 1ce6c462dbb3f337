import { randomInt } from 'node:crypto';
import { join, resolve } from 'node:path';
import type { Command } from 'commander';
import { limits, type Take } from '#contract/domain';
import { PACK_FAMILY } from '#contract/pack-manifest';
import { recipeDifferences } from '#contract/recipe-diff';
import { StudioError } from '#contract/errors';
import { drawSeed } from '#contract/seed';
import { makeFolder, writeWhole } from '#studio/storage/files/files';
import type { CommandStudio } from '#studio/studio';
import { finishedTake } from '../finished-take';
import { number } from '../options';
import { type OutputOptions, printResult, usageError } from '../output';
import { findVoice } from '../voice-by-name';
import { withStudio } from '../with-studio';
import { differenceLines } from '../words-of-differences';

interface CompareOptions extends OutputOptions {
  readonly text: string;
  readonly voice: string;
  readonly seed?: string;
  readonly out?: string;
}

export function addPackComparison(packs: Command): void {
  packs
    .command('compare <a> <b>')
    .description('the same take with two installed packs, to be heard against each other')
    .requiredOption('--text <text>', 'what to say')
    .requiredOption('--voice <name>', 'a voice of the library, by name or id')
    .option('--seed <n>', `of both takes, ${limits.seed.min} to ${limits.seed.max}; drawn when absent`)
    .option(
      '--out <folder>',
      'write both as 1.wav and 2.wav, in an order that is drawn; which.txt there says which is which',
    )
    .option('--json', 'one JSON object on stdout')
    .action(compare);
}

async function compare(a: string, b: string, options: CompareOptions): Promise<void> {
  if (a === b) throw usageError('two-packs');
  const seed = options.seed === undefined ? drawSeed() : number('--seed', options.seed);
  const takes = await withStudio({}, async (studio) => {
    await requirePacks(studio, [a, b]);
    const voice = await findVoice(studio, options.voice);
    const made: Take[] = [];
    for (const packId of [a, b]) {
      const request = { text: options.text, voiceId: voice.id, engine: PACK_FAMILY, seed, packId };
      made.push(await finishedTake(studio, () => studio.api.startTake(request)));
    }
    if (options.out !== undefined) await writeBlind(studio, made, resolve(options.out));
    return made;
  });
  const [first, second] = takes;
  printResult(options, { takes }, [
    // with names told nobody hears them blind any more
    ...(options.out === undefined
      ? takes.map(lineOf)
      : [`${join(options.out, '1.wav')} and 2.wav, one from each pack`]),
    ...(options.out === undefined && first && second
      ? differenceLines(recipeDifferences(first.recipe, second.recipe))
      : []),
    'In the window: tick both takes, Compare, Blind.',
  ]);
}

/** Before minutes go into the first take. @throws StudioError 'pack-not-found' */
async function requirePacks({ api }: CommandStudio, ids: readonly string[]): Promise<void> {
  const usable = (await api.listPacks()).flatMap((pack) => (pack.usable ? [pack.id] : []));
  const missing = ids.find((id) => !usable.includes(id));
  if (missing === undefined) return;
  throw new StudioError('pack-not-found', { why: 'cannot-speak', pack: missing, ids: usable.join(', ') });
}

async function writeBlind({ api }: CommandStudio, takes: readonly Take[], folder: string): Promise<void> {
  await makeFolder(folder);
  const drawn = randomInt(2) === 0 ? takes : takes.toReversed();
  for (const [at, { id }] of drawn.entries())
    await writeWhole(join(folder, `${at + 1}.wav`), [(await api.getTakeFile({ takeId: id })).bytes]);
  const key = drawn.map(({ recipe }, at) => `${at + 1}.wav ${recipe.packId ?? ''}\n`).join('');
  await writeWhole(join(folder, 'which.txt'), [new TextEncoder().encode(key)]);
}

const lineOf = ({ id, recipe, audioSec = 0, realTimeFactor = 0 }: Take): string =>
  `${recipe.packId ?? ''}: take ${id}, ${audioSec.toFixed(1)} s, real-time factor ${realTimeFactor.toFixed(2)}`;
