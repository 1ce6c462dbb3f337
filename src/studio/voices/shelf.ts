import type { Recording } from '#contract/domain';
import type { Logger } from '#contract/logger';
import { personal } from '#contract/personal';
import { SHELF_DAYS } from '#contract/voices';
import type { Db } from '../storage/database/db';
import type { UnfinishedFiles } from '../storage/unfinished-files';
import { recordingRow, type Recordings } from './recordings';

const DAY_MS = 86_400_000;
/** As many as a person looks through; each has a waveform. */
const SHOWN = 100;

export interface ShelfParts {
  readonly db: Db;
  readonly unfinished: UnfinishedFiles;
  readonly recordings: Pick<Recordings, 'path'>;
  readonly log: Logger;
  /** Lets go of the voices that were only tried. */
  readonly clearTried: () => Promise<void>;
  readonly now?: () => number;
}

/** Recordings of which nothing was kept. They can be found for a while, then they go for good. */
export class Shelf {
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly parts: ShelfParts) {}

  /** @returns newest first */
  list(): Recording[] {
    const sql =
      'SELECT * FROM recordings WHERE kept = 0 AND created_at >= ? ORDER BY created_at DESC LIMIT ?';
    return this.parts.db.readable(recordingRow, sql, this.since(), SHOWN).map(({ recording }) => recording);
  }

  /** Clears now and every day from now on. */
  start(): void {
    const run = () =>
      void Promise.all([this.clear(), this.parts.clearTried()]).catch((cause: unknown) =>
        this.parts.log.warn(`Old recordings could not be cleared: ${personal(String(cause))}`),
      );
    this.timer = setInterval(run, DAY_MS);
    this.timer.unref();
    run();
  }

  stop(): void {
    clearInterval(this.timer);
  }

  /** Lets go of what lay here too long. @throws StudioError 'library-busy' while a backup reads the files */
  async clear(): Promise<void> {
    const { db, unfinished, recordings, log } = this.parts;
    const old = 'SELECT * FROM recordings WHERE kept = 0 AND created_at < ?';
    for (const { recording } of db.readable(recordingRow, old, this.since())) {
      const { id, name } = recording;
      await unfinished.remove(() => ({
        files: [recordings.path(id)],
        erase: () => void db.run('DELETE FROM recordings WHERE id = ? AND kept = 0', id),
      }));
      log.info(`A recording that was not kept for ${SHELF_DAYS} days was removed`, {
        recordingId: id,
        name: personal(name),
      });
    }
  }

  private since(): string {
    return new Date((this.parts.now?.() ?? Date.now()) - SHELF_DAYS * DAY_MS).toISOString();
  }
}
