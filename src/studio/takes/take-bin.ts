import { existsSync } from 'node:fs';
import { parse } from 'node:path';
import { z } from 'zod';
import type { Bin } from '#contract/bin';
import type { Take } from '#contract/domain';
import { inside } from '../storage/files/inside';
import type { Db } from '../storage/database/db';
import { moveIfThere } from '../storage/files/place-file';
import { binnedTake, sourceFile, type StudioFolders } from '../storage/files/folders';
import type { FileAccess } from '../storage/files/file-access';
import type { Removal, UnfinishedFiles } from '../storage/unfinished-files';
import { without } from '../storage/database/rows';
import { freeFileName } from './take-file';
import type { TakeStore } from './take-store';

export interface TakeBinParts {
  readonly db: Db;
  readonly store: TakeStore;
  readonly folders: StudioFolders;
  readonly unfinished: UnfinishedFiles;
  readonly access: FileAccess;
}

/** More of them than anybody looks through. */
const MOST_LISTED = 200;

/**
 * Where the sound of deleted takes waits. A row changes at once and a file moves after it; a studio killed in between finds
 * the take noted as moving and settles it at the next start.
 */
export class TakeBin {
  constructor(private readonly parts: TakeBinParts) {}

  /** Marks a take as deleted and moves its sound out of the outputs folder. */
  async discard(takeId: string): Promise<Take> {
    const { db, store, access } = this.parts;
    return access.alone(async () => {
      db.transaction(() => {
        store.setDeleted(takeId, true);
        this.note(takeId);
      });
      await this.settleTake(takeId);
      return store.require(takeId).take;
    });
  }

  /**
   * Brings the sound of a deleted or cleared take back, under a free file name when its own was taken meanwhile.
   * @returns whether there was any
   */
  restore(takeId: string): Promise<{ readonly restored: Take; readonly cameBack: boolean }> {
    return this.parts.access.alone(() => this.restoreNow(takeId));
  }

  private async restoreNow(takeId: string): Promise<{ readonly restored: Take; readonly cameBack: boolean }> {
    const { db, store, folders } = this.parts;
    const { take, folder = folders.outputs } = store.require(takeId);
    const binned = binnedTake(folders, takeId);
    let restored = take;
    let cameBack = false;
    if (take.file !== undefined && existsSync(binned)) {
      const isTaken = (name: string) => existsSync(inside(folder, name));
      const file = isTaken(take.file) ? freeFileName(parse(take.file).name, isTaken) : take.file;
      // the name first: a move that is cut short is found under it
      db.transaction(() => {
        store.update({ ...take, file }, folder);
        this.note(takeId);
      });
      cameBack = await moveIfThere(binned, inside(folder, file));
      restored = { ...without(take, 'clearedAt'), file };
    }
    db.transaction(() => {
      store.update(restored);
      store.setDeleted(takeId, false);
      this.forget(takeId);
    });
    return { restored, cameBack };
  }

  list(): Pick<Bin, 'takes' | 'takeCount'> {
    const { store, folders } = this.parts;
    return {
      takes: store
        .deleted(MOST_LISTED)
        .map((each) => ({ ...each, hasAudio: existsSync(binnedTake(folders, each.take.id)) })),
      takeCount: store.deletedCount(),
    };
  }

  /**
   * Deletes takes of the bin for good, sound and recipe. A take that is not deleted stays as it is.
   * @param takeIds 'all': whatever is in the bin
   * @returns how many went
   */
  async deleteForGood(takeIds: readonly string[] | 'all'): Promise<number> {
    const { store, unfinished } = this.parts;
    let count = 0;
    const deleted = takeIds === 'all' ? store.deleted(store.deletedCount()) : undefined;
    for (const id of deleted?.map(({ take }) => take.id) ?? takeIds)
      if (await unfinished.remove(() => this.removalOf(id))) count++;
    return count;
  }

  /** Ends the moves that a killed studio began: the sound goes where the row says. Call it at the start only. */
  async settle(): Promise<void> {
    const left = this.parts.db.all(z.object({ take_id: z.string() }), 'SELECT take_id FROM unfinished_moves');
    for (const { take_id } of left) await this.settleTake(take_id);
  }

  private async settleTake(takeId: string): Promise<void> {
    const { store, folders } = this.parts;
    const { take, folder, deleted } = store.require(takeId);
    if (take.file !== undefined && folder !== undefined) {
      const [outside, binned] = [inside(folder, take.file), binnedTake(folders, takeId)];
      if (!deleted && take.clearedAt === undefined) await moveIfThere(binned, outside);
      else if (!existsSync(binned)) await moveIfThere(outside, binned);
    }
    this.forget(takeId);
  }

  private removalOf(takeId: string): Removal | undefined {
    const { store, folders } = this.parts;
    const stored = store.find(takeId);
    if (!stored?.deleted) return undefined;
    const sha256 = stored.take.recipe.source?.sha256;
    // speech that no other take converted goes with it
    const isLast = sha256 !== undefined && store.countOfSource(sha256) === 1;
    return {
      files: [binnedTake(folders, takeId), ...(isLast ? [sourceFile(folders, sha256)] : [])],
      erase: () => store.erase(takeId),
    };
  }

  private note(takeId: string): void {
    this.parts.db.run('INSERT OR IGNORE INTO unfinished_moves (take_id) VALUES (?)', takeId);
  }

  private forget(takeId: string): void {
    this.parts.db.run('DELETE FROM unfinished_moves WHERE take_id = ?', takeId);
  }
}
