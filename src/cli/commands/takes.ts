import type { Command } from 'commander';
import type { Take } from '#contract/domain';
import { recipeDifferences } from '#contract/recipe-diff';
import type { TakeChange } from '#contract/take-library';
import { errorWords } from '#i18n/error-words';
import { number, wholeNumber } from '../options';
import { type OutputOptions, printResult, table } from '../output';
import { findDeletedTake, findTake } from '../take-by-id';
import { withStudio } from '../with-studio';
import { addTakeWork } from './take-work';
import { differenceLines } from '../words-of-differences';

const SEARCH = 'only those that say this in their name, text, note, direction or voice';

interface TakesOptions extends OutputOptions {
  readonly limit: string;
  readonly search?: string;
}

export function addTakes(program: Command): void {
  const takes = program
    .command('takes')
    .description(
      'the takes of the library, newest first; a take is named by its number, its id or the start of it',
    )
    .option('-n, --limit <count>', 'how many', '20')
    .option('--search <words>', SEARCH)
    .option('--json', 'one JSON object on stdout')
    .action(list);
  const add = (
    usage: string,
    what: string,
    act: (words: string[], options: OutputOptions) => Promise<void>,
  ) =>
    takes
      .command(usage)
      .description(what)
      .option('--json', 'one JSON object on stdout')
      .action((...given: unknown[]) => {
        const command = given.at(-1) as Command;
        return act(command.processedArgs.flat() as string[], command.optsWithGlobals());
      });
  takes
    .command('list', { hidden: true })
    .option('-n, --limit <count>', 'how many', '20')
    .option('--search <words>', SEARCH)
    .option('--json', 'one JSON object on stdout')
    .action((_options: unknown, command: Command) => list(command.optsWithGlobals()));
  add('show <take>', 'everything about a take', ([id = ''], options) => show(id, options));
  add('star <takes...>', 'make them favourites', (ids, options) => change(ids, { favourite: true }, options));
  add('unstar <takes...>', 'favourites no more', (ids, options) =>
    change(ids, { favourite: false }, options),
  );
  add('rate <take> <stars>', '1 to 5; 0 takes it back', ([id = '', stars = ''], options) =>
    change([id], { rating: number('<stars>', stars) }, options),
  );
  add('note <take> <text>', 'a note of your own', ([id = '', note = ''], options) =>
    change([id], { note }, options),
  );
  add(
    'rename <template> <takes...>',
    'names by a template: {date} {time} {project} {voice} {seed} {index} {name} {text}',
    ([naming = '', ...ids], options) => rename(naming, ids, options),
  );
  add('versions <take>', 'every take of the same line', ([id = ''], options) => versions(id, options));
  add('delete <takes...>', 'out of the list and the outputs folder, into the bin', (ids, options) =>
    remove(ids, options),
  );
  add('restore <takes...>', 'back from the bin; "last" is the one deleted last', (ids, options) =>
    restore(ids, options),
  );
  takes
    .command('bin')
    .description('the deleted takes, the last deleted first')
    .option('--empty', 'delete them for good, sound and recipes')
    .option('--json', 'one JSON object on stdout')
    .action((_options: unknown, command: Command) => bin(command.optsWithGlobals()));
  add('diff <a> <b>', 'what changed between two takes', ([a = '', b = ''], options) => diff(a, b, options));
  addTakeWork(takes);
}

async function list(options: TakesOptions): Promise<void> {
  const limit = Math.min(500, wholeNumber('--limit', options.limit));
  const text = options.search ?? '';
  const takes = await withStudio({ readOnly: true }, ({ api }) => api.listTakes({ limit, text }));
  printResult(options, { takes }, takeTable(takes));
}

function takeTable(takes: readonly Take[]): string[] {
  const rows = takes.map(({ number, createdAt, state, recipe, audioSec, file, id, ...rest }) => [
    String(number),
    createdAt.slice(0, 19).replace('T', ' '),
    state,
    `${rest.favourite ? '*' : ' '}${rest.rating > 0 ? String(rest.rating) : ''}`,
    recipe.voiceName,
    String(recipe.seed),
    audioSec === undefined ? '' : `${audioSec.toFixed(1)} s`,
    rest.name === '' ? (file ?? '') : rest.name,
    rest.identicalTo === undefined ? '' : `= ${rest.identicalTo}`,
    id,
  ]);
  return table([
    ['take', 'made (UTC)', 'state', '', 'voice', 'seed', 'audio', 'name or file', 'same', 'id'],
    ...rows,
  ]);
}

async function show(id: string, options: OutputOptions): Promise<void> {
  const take = await withStudio({ readOnly: true }, (studio) => findTake(studio, id));
  const { recipe, state, createdAt, file, audioSec, name, favourite, rating, note, error } = take;
  printResult(options, { take }, [
    `take: ${take.number}${take.batch ? `, ${take.batch.place} of ${take.batch.of} asked for together` : ''}`,
    ...(name === '' ? [] : [`name: ${name}`]),
    `text: ${recipe.source ? `(speech) ${recipe.source.name}` : recipe.text}`,
    `made: ${createdAt}, ${state}${audioSec === undefined ? '' : `, ${audioSec.toFixed(2)} s`}`,
    `voice: ${recipe.voiceName}, ${recipe.engine}, ${recipe.mode}, seed ${recipe.seed}, speed ${recipe.speed}`,
    ...(recipe.instruction === '' ? [] : [`direction: ${recipe.instruction}`]),
    ...(favourite ? ['favourite'] : []),
    ...(rating > 0 ? [`rating: ${rating} of 5`] : []),
    ...(note === '' ? [] : [`note: ${note}`]),
    ...(file === undefined ? [] : [`file: ${file}`]),
    ...(take.identicalTo === undefined ? [] : [`sound: identical to take ${take.identicalTo}`]),
    ...(error ? [`error: ${errorWords(error, 'en').detail}`] : []),
  ]);
}

async function change(ids: readonly string[], wanted: TakeChange, options: OutputOptions): Promise<void> {
  const takes = await withStudio({}, async (studio) =>
    studio.api.changeTakes({ takeIds: await idsOf(studio, ids), change: wanted }),
  );
  printResult(options, { takes }, takeTable(takes));
}

async function rename(naming: string, ids: readonly string[], options: OutputOptions): Promise<void> {
  const takes = await withStudio({}, async (studio) =>
    studio.api.renameTakes({ takeIds: await idsOf(studio, ids), naming }),
  );
  printResult(options, { takes }, takeTable(takes));
}

async function versions(id: string, options: OutputOptions): Promise<void> {
  const takes = await withStudio({ readOnly: true }, async (studio) =>
    studio.api.listVersions({ takeId: (await findTake(studio, id)).id }),
  );
  printResult(options, { takes }, takeTable(takes));
}

async function remove(ids: readonly string[], options: OutputOptions): Promise<void> {
  const takeIds = await withStudio({}, async (studio) => {
    const found = await idsOf(studio, ids);
    await studio.api.deleteTakes({ takeIds: found });
    return found;
  });
  printResult(options, { deleted: takeIds }, [
    `${takeIds.length} deleted; undo: takes restore ${takeIds.join(' ')}`,
  ]);
}

async function restore(wanted: readonly string[], options: OutputOptions): Promise<void> {
  const takes = await withStudio({}, async (studio) => {
    const takeIds: string[] = [];
    for (const each of wanted) takeIds.push((await findDeletedTake(studio, each)).id);
    return studio.api.restoreTakes({ takeIds });
  });
  printResult(options, { takes }, takeTable(takes));
}

async function bin(options: OutputOptions & { readonly empty?: boolean }): Promise<void> {
  const empty = options.empty ?? false;
  await withStudio({ readOnly: !empty }, async ({ api }) => {
    const { takes, takeCount } = await api.listBin();
    if (empty) {
      await api.deleteForGood({ allTakes: true });
      return printResult(options, { deletedForGood: takeCount }, [`${takeCount} deleted for good`]);
    }
    const rows = takes.map(({ take, deletedAt, hasAudio }) => [
      String(take.number),
      deletedAt.slice(0, 19).replace('T', ' '),
      take.recipe.voiceName,
      hasAudio ? (take.file ?? '') : '(recipe only)',
      take.id,
    ]);
    printResult(
      options,
      { takes, takeCount },
      rows.length === 0
        ? ['The bin has no take.']
        : table([['take', 'deleted (UTC)', 'voice', 'file', 'id'], ...rows]),
    );
  });
}

async function diff(a: string, b: string, options: OutputOptions): Promise<void> {
  const [one, other] = await withStudio({ readOnly: true }, async (studio) => [
    await findTake(studio, a),
    await findTake(studio, b),
  ]);
  const differences = recipeDifferences(one.recipe, other.recipe);
  const sameSound = one.pcmSha256 !== undefined && one.pcmSha256 === other.pcmSha256;
  printResult(options, { a: one.id, b: other.id, differences, sameSound }, [
    ...(differences.length === 0 ? ['the recipes are the same'] : differenceLines(differences)),
    sameSound ? 'the sound is the same, sample by sample' : 'the sound is not the same',
  ]);
}

async function idsOf(studio: Parameters<typeof findTake>[0], ids: readonly string[]): Promise<string[]> {
  const found: string[] = [];
  for (const id of ids) found.push((await findTake(studio, id)).id);
  return found;
}
