import { statSync } from 'node:fs';
import { dirname, isAbsolute, resolve } from 'node:path';
import { z } from 'zod';
import type { FolderKind } from '#contract/disk';
import type { StudioFolders } from './files/folders';
import { folderKeys } from './database/settings';
import type { Db } from './database/db';
import { readNoteSync, replaceNoteSync } from './files/regular-file';
import { fileMode } from './files/file-modes';
import { storageError } from './files/storage-errors';

const listSchema = z.array(z.string().refine(isAbsolute));
const folderRow = z.object({ folder: z.string().refine(isAbsolute) });

/**
 * The folders that takes, or packs, may lie in: the studio's own, and those that a person chose, also earlier. The list lies
 * beside the database and in no backup, so that no row from elsewhere adds to it: a take whose row names another folder is
 * neither served nor moved nor deleted, and nothing moves from or to another one.
 */
export class ChosenFolders {
  private chosen = new Set<string>();
  private readMs = 0;

  private constructor(
    private readonly file: string,
    private readonly readOnly: boolean,
  ) {}

  /** A library of a studio that kept no list brings the folders of its rows. */
  static open(folders: StudioFolders, kind: FolderKind, db: Db, { readOnly = false } = {}): ChosenFolders {
    const list = new ChosenFolders(folders.chosenFolders[kind], readOnly);
    if (!list.read()) list.chosen = new Set(foldersOfRows(kind, db));
    try {
      // also for the day when the data folder lies elsewhere
      list.add(folders[kind]);
    } catch {
      // a full disk can still be opened; the next start writes the list
    }
    return list;
  }

  /** Both lists of a library. */
  static openAll(
    folders: StudioFolders,
    db: Db,
    how = { readOnly: false },
  ): Record<FolderKind, ChosenFolders> {
    return {
      outputs: ChosenFolders.open(folders, 'outputs', db, how),
      models: ChosenFolders.open(folders, 'models', db, how),
    };
  }

  has(folder: string): boolean {
    const place = resolve(folder);
    if (this.chosen.has(place)) return true;
    // the studio that writes may have more by now
    return this.readOnly && this.isNewer() && this.read() && this.chosen.has(place);
  }

  all(): string[] {
    return [...this.chosen];
  }

  /** @returns the folder, where a person chose it */
  ifChosen(folder: string | undefined): string | undefined {
    return folder !== undefined && this.has(folder) ? folder : undefined;
  }

  /**
   * A person chose this folder; call it before anything else takes note of it.
   * @throws StudioError 'disk-full', 'folder-not-writable'
   */
  add(folder: string): void {
    const place = resolve(folder);
    if (this.chosen.has(place) && this.readMs > 0) return;
    this.chosen.add(place);
    if (this.readOnly) return;
    try {
      replaceNoteSync(this.file, JSON.stringify([...this.chosen]), fileMode(this.file));
      this.readMs = this.changedMs();
    } catch (thrown) {
      throw storageError(thrown, { folder: dirname(this.file) });
    }
  }

  private isNewer(): boolean {
    return this.changedMs() !== this.readMs;
  }

  private changedMs(): number {
    return statSync(this.file, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  }

  /** @returns false where there is no list, or none that can be read */
  private read(): boolean {
    try {
      const changedMs = this.changedMs();
      this.chosen = new Set(listSchema.parse(JSON.parse(readNoteSync(this.file))));
      this.readMs = changedMs;
      return true;
    } catch {
      return false;
    }
  }
}

const ofSetting = (key: string) =>
  `SELECT json_extract(value, '$') AS folder FROM settings WHERE key = '${key}' AND json_valid(value)`;

const rowsWithFolders: Readonly<Record<FolderKind, string>> = {
  outputs: `SELECT folder FROM takes WHERE folder IS NOT NULL
    UNION SELECT folder FROM projects WHERE folder IS NOT NULL
    UNION ${ofSetting(folderKeys.outputs)}`,
  models: ofSetting(folderKeys.models),
};

function foldersOfRows(kind: FolderKind, db: Db): string[] {
  return db.readable(folderRow, rowsWithFolders[kind]).map(({ folder }) => resolve(folder));
}
