import { randomUUID } from 'node:crypto';
import { basename, resolve } from 'node:path';
import { StudioError } from '#contract/errors';
import { notHere, type HostAbilities } from '../lib/host-abilities';

/** Folders that a person chose for exports since the studio was started; the oldest is forgotten. */
const KEPT_FOLDERS = 20;

/** Where exports go: a window knows a folder by its id and its name, never by its path. */
export class ExportFolders {
  private readonly folders = new Map<string, string>();

  constructor(private readonly abilities: Pick<HostAbilities, 'chooseFolder'>) {}

  /** Opens the host's own dialog. @returns null when it was closed. @throws StudioError 'not-supported-here' */
  async choose(): Promise<{ readonly folderId: string; readonly name: string } | null> {
    if (!this.abilities.chooseFolder) throw notHere('choose-takes');
    const folder = await this.abilities.chooseFolder();
    return folder === undefined ? null : this.add(folder);
  }

  add(folder: string): { readonly folderId: string; readonly name: string } {
    const folderId = randomUUID();
    this.folders.set(folderId, resolve(folder));
    for (const id of this.folders.keys()) if (this.folders.size > KEPT_FOLDERS) this.folders.delete(id);
    return { folderId, name: basename(folder) };
  }

  /** @returns its path. @throws StudioError 'bad-request' */
  require(folderId: string): string {
    const folder = this.folders.get(folderId);
    if (folder === undefined) throw new StudioError('bad-request', { why: 'export-folder' });
    return folder;
  }
}
