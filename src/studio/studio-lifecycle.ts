import { existsSync } from 'node:fs';
import { StudioError } from '#contract/errors';
import { errorLine } from './log/english';
import { studioFolders } from './storage/files/folders';
import { takesNoFile } from './storage/files/storage-errors';
import { openDoor, type Door } from './door/open-door';
import { createStudio, type Studio, type StudioOptions } from './studio';

export interface LifecycleOptions extends Omit<StudioOptions, 'holder'> {
  /** When another studio has the library, or its disk is full or takes no files, open it for looking instead of refusing. */
  readonly elseLook?: boolean;
}

export interface LifecycleEvents {
  /** A studio is open in place of the one before, the first one included. */
  readonly onOpen: (studio: Studio) => void;
  /** The data folder could not be opened again, and nothing is open now. */
  readonly onFailure: (error: StudioError) => void;
}

/**
 * Keeps a data folder open for a host, and its door for commands, while studios come and go in it: one for looking
 * becomes one for writing as soon as the library is free and a person asks, and a restored library opens without a restart.
 */
export class StudioLifecycle {
  readonly #options: LifecycleOptions;
  readonly #events: LifecycleEvents;
  #studio: Studio | undefined;
  #door: Door | undefined;
  /** The exchange under way; the first opening counts as one. */
  #exchange: Promise<void> = Promise.resolve();
  #isClosed = false;
  /** Why the studio just opened may not write, until it is said. */
  #whyLooking: StudioError | undefined;

  private constructor(options: LifecycleOptions, events: LifecycleEvents) {
    this.#options = options;
    this.#events = events;
  }

  /** @throws StudioError what createStudio throws, 'library-locked' only without `elseLook` */
  static async open(options: LifecycleOptions, events: LifecycleEvents): Promise<StudioLifecycle> {
    const lifecycle = new StudioLifecycle(options, events);
    await lifecycle.#present(await lifecycle.#open());
    return lifecycle;
  }

  /** The studio that is open, or was until a moment ago. */
  get studio(): Studio {
    if (!this.#studio) throw new StudioError('internal', { reason: 'No studio is open yet.' });
    return this.#studio;
  }

  /** Closes the studio and the lifecycle, also in the middle of an exchange. Safe to call twice. */
  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#exchange;
    await this.#shut();
  }

  #reopen(): void {
    this.#exchange = this.#exchange.then(async () => {
      if (this.#isClosed) return;
      await this.#shut();
      try {
        await this.#present(await this.#open());
      } catch (thrown) {
        this.#events.onFailure(StudioError.from(thrown));
      }
    });
  }

  async #shut(): Promise<void> {
    await this.#door?.close();
    this.#door = undefined;
    await this.#studio?.close();
  }

  async #present(studio: Studio): Promise<void> {
    this.#studio = studio;
    if (!(await studio.api.getStatus()).readOnly) this.#door = await openDoor(studio, this.#options);
    this.#events.onOpen(studio);
    const why = this.#whyLooking;
    this.#whyLooking = undefined;
    // its log is kept in memory: whoever follows it from here on hears of it
    if (why)
      studio.logger.warn(`The library is open for looking only: ${errorLine(why)}`, { code: why.code });
  }

  async #open(): Promise<Studio> {
    const { elseLook = false, ...rest } = this.#options;
    const options = { ...rest, abilities: { ...rest.abilities, reopen: () => this.#reopen() } };
    try {
      return await createStudio(options);
    } catch (thrown) {
      const error = StudioError.from(thrown);
      if (elseLook && error.code === 'library-locked')
        return createStudio({ ...options, readOnly: true, holder: error.values });
      if (elseLook && takesNoFile(error) && existsSync(studioFolders(rest.home).database)) {
        const studio = await createStudio({ ...options, readOnly: true });
        this.#whyLooking = error;
        return studio;
      }
      throw error;
    }
  }
}
