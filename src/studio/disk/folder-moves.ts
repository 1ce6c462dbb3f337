import { existsSync } from 'node:fs';
import { readdir, rm, rmdir, stat } from 'node:fs/promises';
import { basename, extname, isAbsolute, join, relative } from 'node:path';
import type { FolderKind, FolderMove } from '#contract/disk';
import { reportError, StudioError, loggedFacts, type ErrorValues } from '#contract/errors';
import type { Logger } from '#contract/logger';
import { personal, personalData } from '#contract/personal';
import { inside, isInside } from '../storage/files/inside';
import type { FileAccess } from '../storage/files/file-access';
import { ensureFolder, requireSpace } from '../storage/files/files';
import type { ChosenFolders } from '../storage/chosen-folders';
import type { SettingsStore } from '../storage/database/settings';
import { isSame, placeFile } from '../storage/files/place-file';
import type { TakeFiles } from './take-files';
import { filesBelow } from './usage';
import { errorLine } from '../log/english';

export interface FolderMovesParts {
  readonly settings: SettingsStore;
  readonly chosen: Readonly<Record<FolderKind, ChosenFolders>>;
  readonly files: TakeFiles;
  readonly access: FileAccess;
  /** Where files of a kind are written now. */
  readonly folderOf: (kind: FolderKind) => string;
  readonly log: Logger;
  /** Frees the packs, so that nothing reads what is moved; @throws StudioError 'bad-request' while a take needs them */
  readonly freeModels: () => Promise<void>;
  readonly onMove: (move: FolderMove) => void;
  /** The folder of a kind is another one now. */
  readonly onFolder: (kind: FolderKind, folder: string) => void;
}

/**
 * Another folder for takes or packs, and their files with it. Each file is placed whole in the new folder, then its owner
 * learns of it, then the old one goes; the move itself is kept in the settings until it is over. So it can be killed at any
 * moment: the next start goes on where it stopped, and every file is somewhere, whole.
 */
export class FolderMoves {
  private move: FolderMove | undefined;
  private running: Promise<unknown> = Promise.resolve();
  private stopped = false;

  constructor(private readonly parts: FolderMovesParts) {}

  /** The move that is on its way, or the last one of this run. */
  get current(): FolderMove | undefined {
    return this.move;
  }

  /** From now on files of this kind are written there; those that exist stay where they are. */
  async point(kind: FolderKind, folder: string): Promise<void> {
    await this.check(kind, folder);
    if (kind === 'models') await this.parts.freeModels();
    this.switchTo(kind, folder);
  }

  /**
   * Begins to move. @returns `over` settles with the move as it ended, 'done' or 'failed'; it never rejects
   * @throws StudioError before anything was touched
   */
  async start(kind: FolderKind, to: string): Promise<{ readonly over: Promise<FolderMove> }> {
    if (this.move?.state === 'moving') throw busy(this.move);
    // one that was left over comes first: its files are still on their way
    await this.resume();
    const from = this.parts.folderOf(kind);
    await this.check(kind, to);
    if (kind === 'models') await this.parts.freeModels();
    this.parts.chosen[kind].add(to);
    this.parts.settings.keepMove({ kind, from, to });
    return { over: this.run(kind, from, to) };
  }

  /** Goes on with a move that an earlier studio left; a row of the library alone moves nothing. */
  async resume(): Promise<void> {
    const { settings, chosen, log } = this.parts;
    const left = settings.keptMove();
    if (!left) return;
    if (![left.from, left.to].every((folder) => chosen[left.kind].has(folder))) {
      settings.keepMove(undefined);
      log.warn(
        `A move of the ${left.kind} folder was dropped: nobody chose these folders`,
        personalData(left),
      );
      return;
    }
    log.info(`The move of the ${left.kind} folder goes on`, personalData(left));
    await this.run(left.kind, left.from, left.to);
  }

  /** The studio is closing: stops between two pieces of a file; the next studio goes on. */
  async stop(): Promise<void> {
    this.stopped = true;
    await this.running;
  }

  private run(kind: FolderKind, from: string, to: string): Promise<FolderMove> {
    const run = this.runNow(kind, from, to);
    this.running = run;
    return run;
  }

  private async runNow(kind: FolderKind, from: string, to: string): Promise<FolderMove> {
    const { log, settings } = this.parts;
    this.tell({ kind, state: 'moving', from, to, doneFiles: 0, totalFiles: 0, doneBytes: 0, totalBytes: 0 });
    try {
      await (kind === 'outputs' ? this.moveTakes(from, to) : this.movePacks(from, to));
      settings.keepMove(undefined);
      this.tell({ state: 'done' });
      const { doneFiles, doneBytes } = this.move ?? {};
      log.info(`The ${kind} folder is now ${personal(to)}`, {
        kind,
        ...{ from: personal(from), to: personal(to), doneFiles, doneBytes, success: true },
      });
    } catch (thrown) {
      const error = StudioError.from(thrown);
      if (!this.stopped)
        log.error(`The ${kind} folder could not be moved: ${errorLine(error)}`, {
          kind,
          from: personal(from),
          to: personal(to),
          ...loggedFacts(error),
        });
      this.tell({ state: 'failed', error: reportError(error) });
    }
    return this.move!;
  }

  /** New takes go to the new folder at once; those that exist follow one by one. */
  private async moveTakes(from: string, to: string): Promise<void> {
    const { files, access } = this.parts;
    await ensureFolder(to);
    // a take that is being written comes to its end first, and with the others
    const takes = await access.alone(() => {
      this.switchTo('outputs', to);
      return files.inFolder(from).filter(({ file }) => existsSync(inside(from, file)));
    });
    const sizes = await Promise.all(takes.map(async ({ file }) => (await stat(inside(from, file))).size));
    await this.expect(from, to, sizes);
    for (const { id, file } of takes) {
      const source = inside(from, file);
      await access.alone(async () => {
        // it may have gone to the bin meanwhile
        if (!existsSync(source)) return;
        const name = await freeName(source, to);
        await placeFile(source, inside(to, name), this.count);
        files.moved(id, to, name);
        await rm(source);
      });
      this.tell({ doneFiles: this.move!.doneFiles + 1 });
    }
    files.movedBinned(from, to);
  }

  /** Packs speak from the old folder until all of them are in the new one. */
  private async movePacks(from: string, to: string): Promise<void> {
    await ensureFolder(to);
    const found = await filesBelow(from);
    const sizes = found.map(({ bytes }) => bytes);
    await this.expect(from, to, sizes);
    for (const { path } of found) {
      await placeFile(path, join(to, relative(from, path)), this.count);
      this.tell({ doneFiles: this.move!.doneFiles + 1 });
    }
    this.switchTo('models', to);
    for (const { path } of found) await rm(path, { force: true });
    await removeEmptyFolders(from);
  }

  private readonly count = (bytes: number): void => {
    if (this.stopped) throw new StudioError('cancelled', { why: 'closing' });
    this.tell({ doneBytes: this.move!.doneBytes + bytes });
  };

  /** @throws StudioError 'disk-full' when another disk has no room for them */
  private async expect(from: string, to: string, sizes: readonly number[]): Promise<void> {
    const totalBytes = sizes.reduce((sum, bytes) => sum + bytes, 0);
    this.tell({ totalFiles: sizes.length, totalBytes });
    if (sizes.length > 0 && (await stat(from)).dev !== (await stat(to)).dev)
      await requireSpace(to, totalBytes);
  }

  private switchTo(kind: FolderKind, folder: string): void {
    if (this.parts.folderOf(kind) === folder) return;
    this.parts.chosen[kind].add(folder);
    this.parts.settings.setFolder(kind, folder);
    this.parts.onFolder(kind, folder);
  }

  private async check(kind: FolderKind, to: string): Promise<void> {
    const from = this.parts.folderOf(kind);
    if (!isAbsolute(to)) throw unsuitable(to, { why: 'not-absolute' });
    if (isInside(to, from) || isInside(from, to)) throw unsuitable(to, { why: 'nested', from });
    await ensureFolder(to);
  }

  private tell(change: Partial<FolderMove>): void {
    this.move = { ...this.move, ...change } as FolderMove;
    this.parts.onMove(this.move);
  }
}

/** A name in the new folder: its own, unless another file has it; a copy that an earlier try left is taken for itself. */
async function freeName(source: string, folder: string): Promise<string> {
  const name = basename(source);
  const stem = basename(name, extname(name));
  for (let number = 1; ; number++) {
    const candidate = number === 1 ? name : `${stem}_${number}${extname(name)}`;
    const path = join(folder, candidate);
    if (!existsSync(path) || (await isSame(source, path))) return candidate;
  }
}

/** The root stays: it may be the studio's own. */
async function removeEmptyFolders(root: string): Promise<void> {
  for (const entry of await readdir(root, { withFileTypes: true }).catch(() => [])) {
    if (!entry.isDirectory()) continue;
    const folder = join(root, entry.name);
    await removeEmptyFolders(folder);
    await rmdir(folder).catch(() => undefined);
  }
}

function unsuitable(folder: string, values: ErrorValues): StudioError {
  return new StudioError('folder-not-writable', { ...values, folder });
}

function busy({ kind, to }: FolderMove): StudioError {
  return new StudioError('bad-request', { why: 'folder-moving', kind, to });
}
