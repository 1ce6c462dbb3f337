import { Semaphore } from 'async-mutex';
import { StudioError } from '#contract/errors';

/** Who needs the files alone takes every place. */
const PLACES = 1_000_000;

/**
 * The readers-writer lock of the library's files. Many add files at once, each with the row that speaks of them; whoever
 * moves, removes or judges files waits for them and then has the files alone. First come, first served, so that nobody
 * starves; therefore none of these may be called inside another.
 */
export class FileAccess {
  private readonly places = new Semaphore(PLACES);
  private reading = 0;
  private ended: StudioError | undefined;

  /** Adds files and their rows: short work, beside others who do the same. */
  add<T>(work: () => Promise<T> | T): Promise<T> {
    return this.take(1, work);
  }

  /** Moves files, or judges all of them: nobody adds any meanwhile. */
  alone<T>(work: () => Promise<T> | T): Promise<T> {
    return this.take(PLACES, work);
  }

  /** Removes files for good. @throws StudioError 'library-busy' while they are read for a backup */
  remove<T>(work: () => Promise<T> | T): Promise<T> {
    return this.alone(() => {
      if (this.reading > 0) throw libraryBusy();
      return work();
    });
  }

  /** Reads files for long: they may move meanwhile, but none goes for good. */
  async keep<T>(work: () => Promise<T>): Promise<T> {
    await this.add(() => this.reading++);
    try {
      return await work();
    } finally {
      this.reading--;
    }
  }

  /** From now on nothing here changes any more: another library takes this one's place. */
  end(reason: StudioError): void {
    this.ended = reason;
  }

  private take<T>(places: number, work: () => Promise<T> | T): Promise<T> {
    return this.places.runExclusive(async () => {
      if (this.ended) throw this.ended;
      return work();
    }, places);
  }
}

export function libraryBusy(): StudioError {
  return new StudioError('library-busy');
}
