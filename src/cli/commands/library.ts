import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Command } from 'commander';
import { formatBytes } from '#contract/format-bytes';
import type { LibraryFinding, LibraryProgress, LibraryReport } from '#contract/library';
import { defaultHome, studioFolders } from '#studio/storage/files/folders';
import { requireLibrary } from '#studio/library/backup';
import { isLost } from '#studio/library/lost-library';
import { restoreClosed } from '#studio/library/restore';
import { libraryFindingWords, missingWords, notRestoredWords } from '#i18n/finding-words';
import { counted, exitCodes, type OutputOptions, printResult, usageError } from '../output';
import { reachRunning, withStudio } from '../with-studio';

interface BackupOptions extends OutputOptions {
  readonly out: string;
  readonly takes: boolean;
  readonly force?: boolean;
}

interface VerifyOptions extends OutputOptions {
  readonly repair?: boolean;
}

/** `library`: all of it, checked and mended. */
export function addLibrary(program: Command): void {
  const library = program.command('library').description('the library as a whole');
  library
    .command('verify')
    .description('holds every row against its file and every file against its row; exit 1 when they disagree')
    .option('--repair', 'bring them back in step: files and rows are moved aside, never deleted')
    .option('--json', 'one JSON object on stdout')
    .action(verify);
  library
    .command('backup')
    .description('everything in one file: database, voices, recordings, takes')
    .requiredOption('--out <file>', 'where to write it, e.g. library.cvbackup')
    .option('--force', 'replace the file, if there is one')
    .option('--no-takes', 'leave the sound of takes out; their recipes stay in')
    .option('--json', 'one JSON object on stdout')
    .action(backup);
  library
    .command('restore <file>')
    .description('puts a backup in place of the library, which is moved aside')
    .option('--json', 'one JSON object on stdout')
    .action(restore);
}

async function backup(options: BackupOptions): Promise<void> {
  const path = resolve(options.out);
  // a backup is what a person falls back to: none is lost to a name typed twice
  if (existsSync(path) && options.force !== true) throw usageError('there-already', { path });
  const written = await withStudio({ readOnly: true }, (studio) => {
    studio.on('libraryProgress', showProgress);
    return studio.backup(path, options.takes);
  });
  printResult(options, written, [
    `${counted(written.files, 'file')}, ${formatBytes(written.bytes)} in ${written.path}`,
    ...missingWords(written.missing, 'en'),
  ]);
}

async function restore(file: string, options: OutputOptions): Promise<void> {
  const path = resolve(file);
  const home = defaultHome();
  const onProgress = (done: number, total: number) => showProgress({ task: 'restore', done, total });
  const running = await reachRunning();
  const stop = running?.on('libraryProgress', showProgress);
  const restored = await (running ? running.restore(path) : restoreClosed(path, { home, onProgress }));
  stop?.();
  printResult(options, { home, ...restored }, [
    `${counted(restored.files, 'file')} of ${restored.createdAt.slice(0, 16).replace('T', ' ')} UTC: the library in ${home}.`,
    `What was there before is in ${restored.aside}.`,
    ...notRestoredWords(restored, 'en'),
  ]);
}

/** On a terminal only: a log of percentages helps nobody. */
function showProgress({ done, total }: LibraryProgress): void {
  if (!process.stderr.isTTY || total === 0) return;
  process.stderr.write(`\r${Math.floor((done / total) * 100)} %${done >= total ? '\n' : ''}`);
}

async function verify(options: VerifyOptions): Promise<void> {
  const folders = studioFolders(defaultHome());
  if (options.repair !== true || !isLost(folders)) requireLibrary(folders);
  const report = await withStudio({ readOnly: options.repair !== true }, ({ api }) =>
    options.repair === true ? api.repairLibrary() : api.verifyLibrary(),
  );
  printResult(options, report, linesOf(report));
  if (!report.ok) process.exitCode = exitCodes.failed;
}

function linesOf({ counts, findings, ok, setAside }: LibraryReport): string[] {
  const { voices, recordings, takes, files, bytes } = counts;
  const size = `${counted(files, 'file')}, ${formatBytes(bytes)}`;
  return [
    ...findings.map(findingLine),
    ...(setAside === undefined ? [] : [`Moved to ${setAside}`]),
    `${counted(voices, 'voice')}, ${counted(recordings, 'recording')}, ${counted(takes, 'take')} (${size}): ${ok ? 'in order' : 'not in order'}`,
  ];
}

function findingLine(finding: LibraryFinding): string {
  const { severity, repaired } = finding;
  const { message, repair } = libraryFindingWords(finding, 'en');
  if (repaired) return `repaired: ${message}`;
  return repair === undefined ? `${severity}: ${message}` : `${severity}: ${message} (--repair: ${repair})`;
}
