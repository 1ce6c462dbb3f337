import { existsSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import type { OldTake, RetentionPlan } from '#contract/disk';
import type { Logger } from '#contract/logger';
import { personal, personalData } from '#contract/personal';
import { inside } from '../storage/files/inside';
import { binnedTake, type StudioFolders } from '../storage/files/folders';
import type { FileAccess } from '../storage/files/file-access';
import { moveIfThere } from '../storage/files/place-file';
import type { TakeFiles } from './take-files';
import { fileWords } from '../log/log-privacy';

const DAY_MS = 86_400_000;

export interface RetentionParts {
  readonly files: TakeFiles;
  readonly folders: StudioFolders;
  readonly access: FileAccess;
  readonly log: Logger;
  /** Days; 0: nothing is ever cleared. */
  readonly days: () => number;
  /** The take with this id has lost its audio. */
  readonly onCleared: (takeId: string) => void;
  readonly now?: () => Date;
}

/** Clears the audio of old takes into the studio's bin. The take itself, its recipe and its waveform stay. */
export class Retention {
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<unknown> = Promise.resolve();

  constructor(private readonly parts: RetentionParts) {}

  /** Clears now and every day from now on, as the setting says each time. */
  start(): void {
    const run = () => {
      const days = this.parts.days();
      if (days === 0) return;
      this.clear(days).catch((cause: unknown) =>
        this.parts.log.warn(`Old takes could not be cleared: ${personal(String(cause))}`),
      );
    };
    this.timer = setInterval(run, DAY_MS);
    this.timer.unref();
    run();
  }

  /** Settles when nothing is being cleared any more. */
  async stop(): Promise<void> {
    clearInterval(this.timer);
    await this.running.catch(() => undefined);
  }

  /** @returns exactly what `clear` would take away now; changes nothing */
  async plan(days: number): Promise<RetentionPlan> {
    return planOf(days, await this.old(days));
  }

  /** @returns what was cleared. @throws StudioError 'folder-not-writable', 'disk-full' at the first file that cannot go */
  async clear(days: number): Promise<RetentionPlan> {
    const work = this.running.catch(() => undefined).then(() => this.clearNow(days));
    this.running = work;
    return work;
  }

  private async clearNow(days: number): Promise<RetentionPlan> {
    const { files, folders, access, log, onCleared } = this.parts;
    const old = await this.old(days);
    for (const { folder, ...take } of old) {
      const { takeId, file } = take;
      await access.alone(async () => {
        await moveIfThere(inside(folder, file), binnedTake(folders, takeId));
        files.cleared(takeId, this.now().toISOString());
      });
      log.info(`The audio of a take older than ${days} days went to the bin: ${fileWords(file)}`, {
        ...personalData(take),
        ...{ takeId, file: fileWords(file) },
        days,
      });
      onCleared(takeId);
    }
    return planOf(days, old);
  }

  private async old(days: number): Promise<(OldTake & { readonly folder: string })[]> {
    const before = new Date(this.now().getTime() - days * DAY_MS).toISOString();
    const found = this.parts.files.olderThan(before).map(async ({ id, folder, file, created_at, recipe }) => {
      // an earlier run may have ended between the file and its row
      const path = [inside(folder, file), binnedTake(this.parts.folders, id)].find((each) =>
        existsSync(each),
      );
      // one whose file a person took away has nothing to clear
      if (path === undefined) return [];
      const { size: bytes } = await stat(path);
      const { voiceName, text } = recipe;
      return [{ takeId: id, createdAt: created_at, voiceName, text, file, bytes, folder }];
    });
    return (await Promise.all(found)).flat();
  }

  private now(): Date {
    return this.parts.now?.() ?? new Date();
  }
}

function planOf(days: number, takes: readonly OldTake[]): RetentionPlan {
  const bare = takes.map(({ takeId, createdAt, voiceName, text, file, bytes }) => ({
    ...{ takeId, createdAt, voiceName, text, file, bytes },
  }));
  return { days, takes: bare, totalBytes: takes.reduce((sum, { bytes }) => sum + bytes, 0) };
}
