import { basename } from 'node:path';
import type { Command } from 'commander';
import { StudioError } from '#contract/errors';
import type { FoundRecipe, Lack, Verdict } from '#contract/recipes';
import { inside } from '#studio/storage/files/inside';
import { warningWords } from '#i18n/finding-words';
import { finishedTake } from '../finished-take';
import { type OutputOptions, printResult } from '../output';
import { readGiven } from '../given-file';
import { withStudio } from '../with-studio';
import { differenceLines } from '../words-of-differences';

interface ReproduceOptions extends OutputOptions {
  readonly show?: boolean;
  readonly pack?: string;
}

export function addReproduce(program: Command): void {
  program
    .command('reproduce <file>')
    .description('make a take again from the recipe in its file, and compare the two sample by sample')
    .option('--show', 'only show the recipe and what of it is here; make nothing')
    .option('--pack <dir>', 'CosyVoice 3 pack outside the models folder')
    .option('--json', 'one JSON object on stdout')
    .action(reproduce);
}

/** Exit 1 when the two are not the same, so that a script notices. */
async function reproduce(file: string, options: ReproduceOptions): Promise<void> {
  const named = { name: basename(file), bytes: await readGiven(file) };
  await withStudio({ pack: options.pack }, async (studio) => {
    const found = await studio.api.readRecipe(named);
    if (options.show) return printResult(options, found, describe(found));
    refuseWithout(found);
    const take = await finishedTake(studio, () => studio.api.repeatTake({ recipe: found.stamp.recipe }));
    const verdict = await studio.api.compareWithFile({ takeId: take.id, ...named });
    const { outputsFolder } = await studio.api.getStatus();
    const takeFile = inside(outputsFolder, take.file ?? '');
    const result = { ...verdict, takeId: take.id, takeFile, lacks: found.lacks, recipe: found.stamp.recipe };
    printResult(options, result, [takeFile, ...verdictLines(verdict)]);
    if (verdict.result === 'parts') process.exitCode = 1;
  });
}

/** @throws StudioError naming what is missing, before anything is made */
function refuseWithout({ lacks }: FoundRecipe): void {
  const lack = lacks.find(({ blocking }) => blocking);
  if (!lack) return;
  const { what, name, detail, voiceId = '' } = lack;
  const facts = { what, name, detail, voiceId };
  throw lack.what === 'engine'
    ? new StudioError('engine-unavailable', { why: 'recipe', ...facts, engine: name })
    : new StudioError('voice-not-found', {
        ...{ why: lack.what === 'voice-deleted' ? 'deleted' : 'prompt-unknown', ...facts, voice: name },
      });
}

function lackLine({ what, name, detail, limit }: Lack): string {
  switch (what) {
    case 'voice':
      return `The voice "${name}" is not in this library: no prompt has the SHA-256 ${detail}.`;
    case 'voice-deleted':
      return `The voice "${name}" was deleted.`;
    case 'engine':
      return `The engine ${name} cannot speak here. ${limit ? warningWords(limit, 'en') : ''}`.trim();
    case 'pack':
      return detail === ''
        ? `The pack ${name} is not installed.`
        : `The take was made with the pack ${name}; here ${detail} is in use.`;
  }
}

function describe({ stamp, format, untouched, voice, lacks, differences }: FoundRecipe): string[] {
  const { recipe, createdAt } = stamp;
  const advanced = recipe.advanced ? [`advanced: ${JSON.stringify(recipe.advanced)}`] : [];
  return [
    `text: ${recipe.text}`,
    `voice: ${recipe.voiceName} (prompt ${recipe.promptSha256.slice(0, 12)}${voice ? `, here as ${voice.name}` : ''})`,
    `engine: ${recipe.engine}, ${recipe.mode}, seed ${recipe.seed}, speed ${recipe.speed}`,
    ...(recipe.instruction === '' ? [] : [`direction: ${recipe.instruction}`]),
    ...advanced,
    ...(recipe.pack ? [`pack: ${[recipe.pack.id, ...[recipe.pack.precision ?? []].flat()].join(', ')}`] : []),
    `made: ${createdAt ?? 'unknown'} by CosyVoice Studio ${recipe.appVersion}, ${recipe.runtimeVersion}`,
    `file: ${format}${untouched === undefined ? '' : untouched ? ', untouched' : ', changed since it was made'}`,
    ...lacks.map((lack) => `missing: ${lackLine(lack)}`),
    ...differenceLines(differences).map((line) => `differs here: ${line}`),
  ];
}

function verdictLines({
  result,
  first,
  differingSamples,
  largest,
  file,
  take,
  differences,
}: Verdict): string[] {
  const why = differenceLines(differences).map((line) => `differs: ${line}`);
  const where =
    first === undefined
      ? []
      : [
          `first difference at sample ${first.sample} (${first.sec.toFixed(3)} s); ${differingSamples ?? 0} samples differ, by ${(100 * (largest ?? 0)).toFixed(2)} % of full scale at most`,
          `lengths: file ${file.samples ?? 0}, take ${take.samples ?? 0} samples`,
        ];
  switch (result) {
    case 'identical':
      return [`identical: ${take.samples ?? 0} samples, PCM SHA-256 ${take.pcmSha256 ?? ''}`, ...why];
    case 'identical-source':
      return [
        'identical to what the file was made from (PCM SHA-256 in its recipe); the file itself was converted or changed since',
        ...where,
        ...why,
      ];
    case 'parts':
      return [
        'not the same',
        ...where,
        ...(why.length > 0 ? why : ['the recipe and its surroundings are the same']),
      ];
    case 'unknown':
      return [
        'cannot tell: the file was converted and does not hold the hash of what it was made from',
        ...why,
      ];
  }
}
