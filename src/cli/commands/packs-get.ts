import { resolve } from 'node:path';
import { Option, type Command } from 'commander';
import { flowPrecisionSchema, llmPrecisionSchema, makeOptionsSchema } from '#contract/compiled-pack';
import { reviveError, StudioError } from '#contract/errors';
import type { FoundPack, ImportWay, KeptReport, Pack } from '#contract/packs';
import type { CommandStudio } from '#studio/studio';
import { followDownload } from '../download-progress';
import { exitCodes, type OutputOptions, printResult, usageError } from '../output';
import { readGiven } from '../given-file';
import { withStudio } from '../with-studio';

interface GetOptions extends OutputOptions {
  /** False with --no-check. */
  readonly check: boolean;
}

/** All absent for a pack that comes as it is; what is left out of one that is made here is what it was asked for before. */
interface MakeChoices {
  readonly llm?: string;
  readonly flow?: string;
  readonly rl?: boolean;
  readonly keepSources?: boolean;
}

interface ImportOptions extends GetOptions {
  readonly pack?: string;
  readonly copy?: boolean;
  readonly inPlace?: boolean;
}

interface RemoveOptions extends OutputOptions {
  readonly forGood?: boolean;
}

/** How packs come and go. */
export function addPackTransfers(packs: Command): void {
  packs
    .command('get <pack>')
    .description(
      'download a pack, make one of the official checkpoints (cosyvoice3-fast), or go on with it: its id, or a manifest file (.json) to add',
    )
    .addOption(
      new Option(
        '--llm <precision>',
        'of a pack that is made here: how exactly the language model is stored',
      ).choices(llmPrecisionSchema.options),
    )
    .addOption(
      new Option('--flow <precision>', 'of a pack that is made here: how exactly the flow is stored').choices(
        flowPrecisionSchema.options,
      ),
    )
    .option('--rl', 'of the language model trained with rewards, llm.rl.pt')
    .option('--keep-sources', 'keep the checkpoints when the pack is whole')
    .option('--no-check', 'leave out the checks after the download')
    .option('--json', 'one JSON object on stdout')
    .action(get);
  packs
    .command('import [folder]')
    .description(
      'take a pack from a folder that has its files; from the Hugging Face cache when none is named',
    )
    .option('--pack <id>', 'which of the packs that are found there')
    .option('--copy', 'copy the files; by default they get a second name where the disk allows it')
    .option('--in-place', 'use the folder where it is')
    .option('--no-check', 'leave out the checks afterwards')
    .option('--json', 'one JSON object on stdout')
    .action(importPack);
  packs
    .command('remove <pack>')
    .description('move a pack to the bin of the models folder')
    .option('--for-good', 'delete what is in the bin as well')
    .option('--json', 'one JSON object on stdout')
    .action(remove);
  packs
    .command('restore <pack>')
    .description('take a removed pack back from the bin')
    .option('--json', 'one JSON object on stdout')
    .action(restore);
}

async function get(wanted: string, options: GetOptions & MakeChoices): Promise<void> {
  const { pack, report } = await withStudio({}, async (studio) => {
    const packId = wanted.endsWith('.json')
      ? await studio.packFiles.addManifest(new TextDecoder().decode(await readGiven(wanted)))
      : wanted;
    const make = chosen(options);
    await followDownload(studio, packId, () =>
      studio.api.downloadPack({ packId, ...(make ? { make } : {}) }),
    );
    return arrived(studio, packId, options);
  });
  tell(options, pack, report);
}

function chosen({ llm, flow, rl, keepSources }: MakeChoices) {
  if ([llm, flow, rl, keepSources].every((choice) => choice === undefined)) return undefined;
  return makeOptionsSchema.parse({ llm, flow, reinforced: rl, keepSources });
}

async function importPack(folder: string | undefined, options: ImportOptions): Promise<void> {
  if (options.copy && options.inPlace) throw usageError('copy-or-in-place');
  const how: ImportWay = options.inPlace ? 'in-place' : options.copy ? 'copy' : 'link';
  const { pack, report } = await withStudio({}, async (studio) => {
    const found = await (folder === undefined
      ? studio.api.findPacks({ ask: false })
      : studio.packFiles.findIn(resolve(folder)));
    const chosen = choose(found, options.pack, folder);
    if (!chosen.ways.includes(how)) throw notInPlace(chosen);
    await followDownload(studio, chosen.packId, () =>
      studio.api.importPack({ foundId: chosen.foundId, how }),
    );
    return arrived(studio, chosen.packId, options);
  });
  tell(options, pack, report);
}

async function remove(packId: string, options: RemoveOptions): Promise<void> {
  const result = await withStudio({}, async ({ api }) => {
    await api.removePack({ packId });
    const freed = options.forGood ? await api.clearPackBin() : undefined;
    return { removed: packId, ...freed };
  });
  printResult(options, result, [
    options.forGood
      ? `${packId} is deleted`
      : `${packId} is in the bin; packs restore ${packId} takes it back`,
  ]);
}

async function restore(packId: string, options: OutputOptions): Promise<void> {
  await withStudio({}, ({ api }) => api.restorePack({ packId }));
  printResult(options, { restored: packId }, [`${packId} is back`]);
}

/** @throws what kept the pack from arriving */
async function arrived(
  { api }: CommandStudio,
  packId: string,
  { check }: GetOptions,
): Promise<{ pack: Pack; report: KeptReport | undefined }> {
  const report = async () => (check ? api.verifyPack({ packId }) : undefined);
  const left = await find(api, packId);
  if (left.download) {
    const { error } = left.download;
    throw error ? reviveError(error) : new StudioError('cancelled', { why: 'download-paused', pack: packId });
  }
  const checked = await report();
  return { pack: await find(api, packId), report: checked };
}

async function find(api: CommandStudio['api'], packId: string): Promise<Pack> {
  const pack = (await api.listPacks()).find(({ id }) => id === packId);
  if (pack) return pack;
  throw new StudioError('pack-not-found', { why: 'unknown', pack: packId });
}

function tell(options: OutputOptions, pack: Pack, report: KeptReport | undefined): void {
  const failed = report?.checks.filter(({ state }) => state === 'failed').map(({ id }) => id) ?? [];
  const checked = !report ? 'not checked' : report.passed ? 'verified' : `failed: ${failed.join(', ')}`;
  printResult(options, { pack, ...(report ? { report } : {}) }, [`${pack.id}: installed, ${checked}`]);
  if (report?.passed === false) process.exitCode = exitCodes.failed;
}

function choose(
  found: readonly FoundPack[],
  packId: string | undefined,
  folder: string | undefined,
): FoundPack {
  const chosen = packId === undefined ? found[0] : found.find((each) => each.packId === packId);
  if (chosen) return chosen;
  const where = folder ?? 'the Hugging Face cache';
  const ids = found.map((each) => each.packId).join(', ');
  throw new StudioError('pack-not-found', {
    why: packId === undefined ? 'none-in' : 'not-in',
    pack: packId ?? '',
    folder: where,
    ids,
  });
}

function notInPlace({ packId, folder }: FoundPack): StudioError {
  return new StudioError('pack-file-missing', { why: 'cannot-stay', pack: packId, folder, files: folder });
}
