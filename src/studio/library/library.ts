import { readdir, stat } from 'node:fs/promises';
import type { Backup, LibraryProgress, LibraryReport, Restored, WrittenBackup } from '#contract/library';
import { StudioError } from '#contract/errors';
import { isFileName } from '#contract/file-names';
import { personalData } from '#contract/personal';
import { inside } from '../storage/files/inside';
import { libraryBusy, type FileAccess } from '../storage/files/file-access';
import { freeName } from '../storage/files/names';
import { BACKUP_ENDING } from './backup-format';
import { requireLibrary, writeBackup, type BackupOnDisk } from './backup';
import { checkLibrary, type LibraryCheckParts } from './library-check';
import { prepareRestore } from './restore';

export interface LibraryParts extends Omit<LibraryCheckParts, 'onProgress'> {
  readonly appVersion: string;
  readonly access: FileAccess;
  readonly onProgress: (progress: LibraryProgress) => void;
}

/** The library as a whole: verified, mended, kept in one file, and put back. One long work at a time. */
export class Library {
  private checking: Promise<LibraryReport> | undefined;
  private working = false;
  private replaced = false;

  constructor(private readonly parts: LibraryParts) {}

  /** A restored library takes its place at the next opening: what is changed here now would be lost. */
  get isReplaced(): boolean {
    return this.replaced;
  }

  /** A second caller gets the answer of the first. */
  verify(): Promise<LibraryReport> {
    return (this.checking ??= this.verifyNow().finally(() => (this.checking = undefined)));
  }

  async repair(): Promise<LibraryReport> {
    requireLibrary(this.parts.folders);
    await this.checking?.catch(() => undefined);
    return this.alone(() => this.parts.access.alone(() => this.check(true)));
  }

  /** @returns the backups of the data folder, newest first */
  async backups(): Promise<Backup[]> {
    const names = await readdir(this.folder).catch(() => []);
    const found = names.filter(
      (name) => isFileName(name) && name.endsWith(BACKUP_ENDING) && !name.startsWith('.'),
    );
    const backups = await Promise.all(found.map((name) => this.describe(name)));
    return backups.sort((a, b) => b.createdAt.localeCompare(a.createdAt));
  }

  /** Into the data folder's own place for backups, under a name with the day and time. */
  async keepBackup(withTakes: boolean): Promise<WrittenBackup> {
    const stem = `library ${localTime(new Date())}`;
    const taken = new Set((await this.backups()).map(({ name }) => name));
    const name = freeName(stem, (each) => taken.has(each + BACKUP_ENDING)) + BACKUP_ENDING;
    const { missing } = await this.backup(inside(this.folder, name), withTakes);
    return { ...(await this.describe(name)), missing };
  }

  /** @throws StudioError 'disk-full', 'folder-not-writable' */
  backup(path: string, withTakes: boolean): Promise<BackupOnDisk> {
    return this.alone(async () => {
      const parts = { ...this.parts, onProgress: this.progress('backup') };
      const written = await this.parts.access.keep(() => writeBackup(path, parts, { withTakes }));
      this.parts.log.info('Library backed up', personalData(written));
      return written;
    });
  }

  /**
   * Prepares a backup as the next library; a studio that opens this data folder again finds it in place.
   * @throws StudioError 'archive-…', 'disk-full', 'file-not-found', 'library-damaged'
   */
  restore(path: string): Promise<Restored> {
    return this.alone(async () => {
      const { home } = this.parts.folders;
      const prepared = await prepareRestore(path, {
        ...{ home, onProgress: this.progress('restore') },
        whileCommitting: (commit) => this.replace(commit),
      });
      this.parts.log.info('Library prepared for restoring', personalData({ path, ...prepared }));
      return prepared;
    });
  }

  /** @returns the path of one of `backups`. @throws StudioError 'file-not-found' */
  async pathOf(name: string): Promise<string> {
    const known = (await this.backups()).some((backup) => backup.name === name);
    if (known) return inside(this.folder, name);
    throw new StudioError('file-not-found', { why: 'backup', path: name });
  }

  private get folder(): string {
    return this.parts.folders.backups;
  }

  private async describe(name: string): Promise<Backup> {
    const { size, mtime } = await stat(inside(this.folder, name));
    return { name, bytes: size, createdAt: mtime.toISOString() };
  }

  /** What others write or remove can look wrong, or vanish, beside one who looks: then all is looked at again, alone. */
  private async verifyNow(): Promise<LibraryReport> {
    requireLibrary(this.parts.folders);
    const report = await this.check(false).catch(() => undefined);
    return report?.ok === true ? report : this.parts.access.alone(() => this.check(false));
  }

  /** Nothing is acknowledged any more that only the library before would have. */
  private replace<T>(commit: () => Promise<T>): Promise<T> {
    const { access } = this.parts;
    return access.alone(async () => {
      const committed = await commit();
      this.replaced = true;
      access.end(libraryBusy());
      return committed;
    });
  }

  private check(repair: boolean): Promise<LibraryReport> {
    return checkLibrary({ ...this.parts, onProgress: this.progress('verify') }, { repair });
  }

  /** Told at most a hundred times a work: a large library has many pieces. */
  private progress(task: LibraryProgress['task']): (done: number, total: number) => void {
    let told = -1;
    return (done, total) => {
      const percent = total === 0 ? 100 : Math.floor((done / total) * 100);
      if (percent === told) return;
      told = percent;
      this.parts.onProgress({ task, done, total });
    };
  }

  private async alone<T>(work: () => Promise<T>): Promise<T> {
    if (this.working) throw libraryBusy();
    this.working = true;
    try {
      return await work();
    } finally {
      this.working = false;
    }
  }
}

/** @returns e.g. 2026-11-25 20.15.09, in local time and with signs that every file system takes */
function localTime(at: Date): string {
  const two = (value: number) => String(value).padStart(2, '0');
  const day = [at.getFullYear(), two(at.getMonth() + 1), two(at.getDate())].join('-');
  return `${day} ${[at.getHours(), at.getMinutes(), at.getSeconds()].map(two).join('.')}`;
}
