import type { Command } from 'commander';
import type { LibraryFinding, LibraryReport } from '#contract/library';
import { exitCodes, type OutputOptions, printResult } from '../output';
import { withStudio } from '../with-studio';

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
}

async function verify(options: VerifyOptions): Promise<void> {
  const report = await withStudio({ readOnly: options.repair !== true }, ({ api }) =>
    options.repair === true ? api.repairLibrary() : api.verifyLibrary(),
  );
  printResult(options, report, linesOf(report));
  if (!report.ok) process.exitCode = exitCodes.failed;
}

function linesOf({ counts, findings, ok, setAside }: LibraryReport): string[] {
  const { voices, recordings, takes, files, bytes } = counts;
  const size = `${files} files, ${(bytes / 1e6).toFixed(1)} MB`;
  return [
    ...findings.map(findingLine),
    ...(setAside === undefined ? [] : [`Moved to ${setAside}`]),
    `${voices} voices, ${recordings} recordings, ${takes} takes (${size}): ${ok ? 'in order' : 'not in order'}`,
  ];
}

function findingLine({ severity, message, repair, repaired }: LibraryFinding): string {
  if (repaired) return `repaired: ${message}`;
  return repair === undefined ? `${severity}: ${message}` : `${severity}: ${message} (--repair: ${repair})`;
}
