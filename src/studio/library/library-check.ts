import { z } from 'zod';
import type { LibraryFinding, LibraryReport } from '#contract/library';
import { reportError } from '#contract/errors';
import type { Logger } from '#contract/logger';
import type { Db } from '../storage/database/db';
import type { StudioFolders } from '../storage/files/folders';
import type { Check, CheckContext, Discrepancy } from './check';
import { checkCells } from './check-cells';
import { checkDatabase } from './check-database';
import { checkLeftovers } from './check-leftovers';
import { checkRecordings } from './check-recordings';
import { checkSchema } from './check-schema';
import { checkSearch } from './check-search';
import { checkSettings } from './check-settings';
import { checkSources } from './check-sources';
import { checkStatements } from './check-statements';
import { checkTakes } from './check-takes';
import { checkVoices } from './check-voices';
import type { ChosenFolders } from '../storage/chosen-folders';
import { libraryFindingLine } from '../log/english';
import { Quarantine } from './quarantine';

const checks: readonly Check[] = [
  ...[checkSchema, checkCells, checkDatabase, checkVoices, checkStatements, checkRecordings],
  ...[checkTakes, checkSources, checkSettings, checkSearch, checkLeftovers],
];

export interface LibraryCheckParts {
  readonly db: Db;
  readonly folders: StudioFolders;
  readonly outputs: ChosenFolders;
  readonly log: Logger;
  readonly onProgress: (done: number, total: number) => void;
}

/**
 * Holds every row against its file and every file against its row. Repairing brings them back in step: it moves, and
 * never deletes; what it cannot mend it says. A second repair finds nothing more to do.
 */
export async function checkLibrary(
  { db, folders, outputs, log, onProgress }: LibraryCheckParts,
  { repair }: { readonly repair: boolean },
): Promise<LibraryReport> {
  const counts = countRows(db);
  const total = counts.prompts + counts.recordings + counts.takes;
  const sums = { files: 0, bytes: 0 };
  const quarantine = new Quarantine(folders.home);
  const context: CheckContext = {
    ...{ db, folders, outputs, quarantine },
    seen: (bytes) => {
      sums.files++;
      sums.bytes += bytes;
      onProgress(Math.min(sums.files, total), total);
    },
  };
  const findings: LibraryFinding[] = [];
  for (const check of checks) {
    for await (const discrepancy of check(context)) {
      const finding = await settle(discrepancy, repair);
      findings.push(finding);
      if (finding.severity === 'problem')
        log.warn(`${finding.repaired ? 'Repaired: ' : ''}${libraryFindingLine(finding)}`, {
          code: finding.code,
        });
    }
  }
  onProgress(total, total);
  const ok = findings.every(({ severity, repaired }) => severity === 'note' || repaired);
  log.info('Library verified', { ok, findings: findings.length, ...counts, ...sums });
  const folder = quarantine.usedFolder;
  return {
    checkedAt: new Date().toISOString(),
    ok,
    findings,
    counts: { ...counts, ...sums },
    ...(folder === undefined ? {} : { setAside: folder }),
  };
}

async function settle({ repair, ...finding }: Discrepancy, wanted: boolean): Promise<LibraryFinding> {
  const told = { ...finding, repairable: repair !== undefined, repaired: false };
  if (!repair || !wanted) return told;
  try {
    await repair();
    return { ...told, repaired: true };
  } catch (thrown) {
    return { ...told, failure: reportError(thrown) };
  }
}

function countRows(db: Db): Omit<LibraryReport['counts'], 'files' | 'bytes'> {
  const count = (table: string) =>
    db.get(z.object({ count: z.number() }), `SELECT count(*) AS count FROM ${table}`)?.count ?? 0;
  return {
    voices: count('voices'),
    prompts: count('prompts'),
    recordings: count('recordings'),
    takes: count('takes'),
  };
}
