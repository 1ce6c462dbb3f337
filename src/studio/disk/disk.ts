import { join } from 'node:path';
import type { DiskReport, FolderKind, FolderMove, Usage } from '#contract/disk';
import type { Logger } from '#contract/logger';
import type { FileAccess } from '../storage/files/file-access';
import { freeBytes } from '../storage/files/files';
import type { StudioFolders } from '../storage/files/folders';
import type { FolderMoves } from './folder-moves';
import type { Retention } from './retention';
import { emptyFolder, usageOf } from './usage';

export interface DiskParts {
  readonly folders: StudioFolders;
  readonly folderOf: (kind: FolderKind) => string;
  readonly moves: FolderMoves;
  readonly retention: Retention;
  readonly access: FileAccess;
  readonly log: Logger;
}

/** What lies where, how much of it there is, and how it gets elsewhere. */
export class Disk {
  constructor(private readonly parts: DiskParts) {}

  get retention(): Retention {
    return this.parts.retention;
  }

  async report(): Promise<DiskReport> {
    const { folderOf, moves } = this.parts;
    const [outputs, models, bin] = await Promise.all([
      this.folderUsage(folderOf('outputs')),
      this.folderUsage(folderOf('models')),
      usageOf(this.binnedTakes()),
    ]);
    return { outputs, models, bin, ...(moves.current ? { move: moves.current } : {}) };
  }

  /**
   * Another folder for takes or packs.
   * @returns `over`, when files are moved: settles when that has ended, one way or the other
   * @throws StudioError 'folder-not-writable', 'bad-request' before anything was touched
   */
  async useFolder(
    kind: FolderKind,
    folder: string,
    { moveFiles }: { readonly moveFiles: boolean },
  ): Promise<{ readonly over?: Promise<FolderMove> }> {
    if (moveFiles) return this.parts.moves.start(kind, folder);
    await this.parts.moves.point(kind, folder);
    return {};
  }

  /**
   * Removes the audio of deleted and cleared takes for good.
   * @returns what that freed
   * @throws StudioError 'library-busy' while a backup reads it
   */
  async emptyBin(): Promise<Usage> {
    const freed = await this.parts.access.remove(() => emptyFolder(this.binnedTakes()));
    this.parts.log.info(`The bin was emptied: ${freed.files} files`, { ...freed });
    return freed;
  }

  private binnedTakes(): string {
    return join(this.parts.folders.bin, 'takes');
  }

  private async folderUsage(folder: string): Promise<DiskReport['outputs']> {
    const [usage, free] = await Promise.all([usageOf(folder), freeBytes(folder).catch(() => undefined)]);
    return { folder, ...usage, ...(free === undefined ? {} : { freeBytes: free }) };
  }
}
