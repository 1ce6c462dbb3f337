import { z } from 'zod';
import { StudioError } from '#contract/errors';
import type { Restored } from '#contract/library';
import { manifestInvalid } from '../storage/archive/archive-errors';
import { connectDb } from '../storage/database/connect-db';
import type { Db } from '../storage/database/db';
import { connectForLooking } from '../storage/database/look-db';
import { migrate, migrations, requireKnownVersion } from '../storage/database/migrations';
import { refreshSearch } from '../storage/database/search-repair';
import { ownSettings } from '../storage/database/travelling-settings';
import { studioFolders } from '../storage/files/folders';
import { statIfThere } from '../storage/files/regular-file';
import { DATABASE_ENTRY, type BackupManifest } from './backup-format';
import { filesOfRows, missingOf, takeEntry, type FileOfRow } from './files-of-rows';
import { freeNames } from './free-names';
import { LeftOutTally } from './left-out';
import { takeOver } from './take-over';

const takeRow = z.object({ id: z.string(), deleted: z.number(), file: z.string().nullable() });

export interface SettledDatabase extends Pick<Restored, 'missing' | 'leftOut'> {
  /** The files to lay down, each with its place in the data folder. */
  readonly files: ReadonlyMap<string, readonly string[]>;
}

/**
 * Writes the library of a backup anew at `path`: the rows that our own schema knows, value by value. Its takes come into
 * the outputs folder of this data folder, whatever folder they lay in before.
 * @param received the database as it came
 * @throws StudioError 'archive-damaged', 'library-newer'
 */
export function settleDatabase(
  received: string,
  path: string,
  home: string,
  manifest: BackupManifest,
): SettledDatabase {
  const { outputs, database } = studioFolders(home);
  const leftOut = new LeftOutTally();
  const from = connectDb(received);
  const fresh = connectDb(path);
  try {
    // nothing that a schema from elsewhere says is run
    from.exec('PRAGMA trusted_schema = OFF; PRAGMA query_only = ON');
    const check = from.get(z.object({ quick_check: z.string() }), 'PRAGMA quick_check(1)')?.quick_check;
    if (check !== 'ok') throw new Error(check ?? 'it is empty');
    const version = from.version();
    requireKnownVersion(version, received);
    for (const step of migrations.slice(0, version)) fresh.exec(step);
    fresh.exec(`PRAGMA user_version = ${version}`);
    takeOver(from, fresh, { outputs, own: settingsOf(database), leftOut });
    migrate(fresh, path);
    fresh.transaction(() => placeTakes(fresh, outputs, manifest));
    refreshSearch(fresh);
    return { ...sortFiles(fresh, manifest, leftOut), leftOut: leftOut.list() };
  } catch (thrown) {
    if (thrown instanceof StudioError) throw thrown;
    throw manifestInvalid(DATABASE_ENTRY, { why: 'manifest-database' }, thrown);
  } finally {
    from.close();
    fresh.close();
  }
}

/** @returns what the present library, if one can be read, keeps of its settings */
function settingsOf(database: string): ReadonlyMap<string, unknown> {
  if (!statIfThere(database)) return new Map();
  let present: Db | undefined;
  try {
    present = connectForLooking(database);
    return ownSettings(present);
  } catch {
    // a damaged library is what many restores are for
    return new Map();
  } finally {
    present?.close();
  }
}

/** A take has a place where the backup has its sound, or should have; each sound gets a name of its own. */
function placeTakes(fresh: Db, outputs: string, { files, withTakes }: BackupManifest): void {
  const freeName = freeNames();
  const sql = `SELECT id, file, (deleted_at IS NOT NULL OR cleared_at IS NOT NULL) AS deleted FROM takes`;
  for (const { id, file, deleted } of fresh.readable(takeRow, sql)) {
    if (Object.hasOwn(files, takeEntry(id, deleted !== 0)))
      fresh.run(
        'UPDATE takes SET folder = ?, file = ? WHERE id = ?',
        outputs,
        freeName(file ?? `${id}.wav`),
        id,
      );
    else if (!withTakes) fresh.run('UPDATE takes SET folder = NULL WHERE id = ?', id);
  }
}

/** A file is laid down where a row speaks of it; the others are left out. */
function sortFiles(
  fresh: Db,
  { files }: BackupManifest,
  leftOut: LeftOutTally,
): Pick<SettledDatabase, 'files' | 'missing'> {
  const laid = new Map<string, readonly string[]>();
  const missing: FileOfRow[] = [];
  for (const file of filesOfRows(fresh, { withTakes: true })) {
    const { entry, take } = file;
    if (!Object.hasOwn(files, entry)) missing.push(file);
    else laid.set(entry, take && !take.deleted ? ['outputs', take.file] : entry.split('/'));
  }
  for (const entry of Object.keys(files))
    if (entry !== DATABASE_ENTRY && !laid.has(entry)) leftOut.add('file', entry);
  return { files: laid, missing: missingOf(missing) };
}
