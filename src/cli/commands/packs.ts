import { statSync } from 'node:fs';
import type { Command } from 'commander';
import { formatBytes } from '#contract/format-bytes';
import type { KeptReport, Pack } from '#contract/packs';
import { packCheckWords } from '#i18n/finding-words';
import { errorWords } from '#i18n/error-words';
import { fillWords } from '#i18n/fill-words';
import { wordsOf } from '#i18n/index';
import { exitCodes, type OutputOptions, printResult, table } from '../output';
import { withStudio } from '../with-studio';
import { addPackComparison } from './packs-compare';
import { addPackCompiler } from './packs-compile';
import { addPackTransfers } from './packs-get';

export function addPacks(program: Command): void {
  const packs = program.command('packs').description('the CosyVoice 3 packs of this computer');
  packs
    .command('list')
    .description('the packs that the studio knows or has, the recommended one first')
    .option('--json', 'one JSON object on stdout')
    .action(list);
  packs
    .command('verify [pack]')
    .description('the checks of a pack on this computer: a folder, an id, or the one in use')
    .option('--json', 'one JSON object on stdout')
    .action(verify);
  addPackTransfers(packs);
  addPackCompiler(packs);
  addPackComparison(packs);
}

async function list(options: OutputOptions): Promise<void> {
  const { packs, models } = await withStudio({ readOnly: true }, async ({ api }) => ({
    packs: await api.listPacks(),
    models: await api.getModelsFolder(),
  }));
  const rows = packs.map((pack) => [
    pack.inUse ? '*' : '',
    pack.id,
    pack.bytes === 0 ? '' : `${(pack.bytes / 1e9).toFixed(2)}${pack.bytesKnown ? '' : '+'} GB`,
    pack.precision,
    pack.advice.code,
    stateOf(pack),
  ]);
  const free = models.freeBytes === undefined ? '' : `, ${formatBytes(models.freeBytes)} free`;
  printResult(options, { packs, models }, [
    ...table([['', 'pack', 'size', 'precision', 'advice', 'on this computer'], ...rows]),
    `${models.folder}${free}`,
  ]);
}

/** A word with a folder behind it is a folder; else it is the id of an installed pack. */
async function verify(wanted: string | undefined, options: OutputOptions): Promise<void> {
  const dir = wanted !== undefined && isFolderName(wanted) ? wanted : undefined;
  const report = await withStudio({ pack: dir }, ({ api }) =>
    api.verifyPack(wanted === undefined || dir !== undefined ? {} : { packId: wanted }),
  );
  printResult(options, report, [
    ...table([
      ['check', 'state', 'found'],
      ...report.checks.map((check) => [
        check.id,
        check.state,
        `${packCheckWords(check, 'en')} (${check.elapsedMs} ms)`,
      ]),
    ]),
    `${report.packId} on ${report.provider}, ${report.runtimeVersion}: ${report.passed ? 'passed' : 'failed'}`,
  ]);
  if (!report.passed) process.exitCode = exitCodes.failed;
}

const isFolderName = (text: string): boolean =>
  /[\\/]/.test(text) || statSync(text, { throwIfNoEntry: false })?.isDirectory() === true;

function stateOf({ state, problem, inPlace, verified, download }: Pack): string {
  if (download) {
    const share =
      download.totalBytes === 0 ? 0 : Math.floor((100 * download.doneBytes) / download.totalBytes);
    return `${state}, ${share} % here`;
  }
  if (state === 'broken' && problem) return `broken: ${errorWords(problem, 'en').detail}`;
  if (state === 'broken' && inPlace !== undefined && !verified)
    return `broken: ${fillWords(wordsOf('en').models.gone, { folder: inPlace }) ?? ''}`;
  if (state === 'not-installed') return 'not installed';
  return verified === undefined ? 'not verified yet' : verdictOf(verified);
}

function verdictOf({ passed, checks, verifiedAt, provider }: KeptReport): string {
  const when = `${verifiedAt.slice(0, 10)}, ${provider}`;
  if (passed) return `verified ${when}`;
  const failed = checks.filter(({ state }) => state === 'failed').map(({ id }) => id);
  return `failed ${when}: ${failed.join(', ')}`;
}
