import type { FolderKind, FolderMove } from '#contract/disk';
import type { StudioError } from '#contract/errors';
import type { Restored } from '#contract/library';
import type { Logger } from '#contract/logger';
import type { StudioService } from '#contract/studio-api';
import type { Status } from '#contract/studio-state';
import type { FoundPack } from '#contract/packs';
import type { PackOptions } from './packs/open-packs';
import type { Ask } from './machine/hardware';
import type { HostAbilities } from './lib/host-abilities';
import type { Health } from './health/health';
import type { EngineOptions } from './engines/open-engines';
import type { BackupOnDisk } from './library/backup';
import type { WriteProgramme } from './scripts/export/write-in-helper';

export interface StudioOptions extends EngineOptions, PackOptions {
  /** Folder of everything that is kept; see folders.ts. */
  readonly home: string;
  /** Folder of what ships with the studio: samples/, instructs.json. */
  readonly resourcesDir: string;
  readonly version: string;
  readonly host: Status['host'];
  readonly abilities?: HostAbilities;
  /** For looking only: takes no lock, writes nothing, starts no engine. */
  readonly readOnly?: boolean;
  /** Who has the library open, when that is why this studio only looks. */
  readonly holder?: StudioError['values'];
  /** For tests: how the driver of the graphics card is asked; nvidia-smi when absent. */
  readonly askDriver?: Ask;
  /** A take whose engine is quiet for longer says so, ms; 20 000 when absent. */
  readonly quietFloorMs?: number;
  /** Writes exports of scripts, in a process of its own where there is one. */
  readonly writeProgramme?: WriteProgramme;
  /** Folder of the packs; by default COSYVOICE_STUDIO_MODELS, else `models` in `home`. */
  readonly modelsDir?: string;
}

/** What a command may ask of a studio, be it in its own process or one that runs. Paths are in full. */
export interface CommandStudio extends StudioService {
  /**
   * Waits until the engine has listened to the voices that were saved; never fails.
   * @returns what went wrong with any of them
   */
  enrolled(): Promise<readonly StudioError[]>;
  readonly packFiles: PackFiles;
  /**
   * Another folder for takes or packs. Only a host names a folder: a window chooses one in the host's own dialog.
   * @returns `over`, when files are moved: settles when that has ended
   */
  useFolder(
    kind: FolderKind,
    folder: string,
    how: { readonly moveFiles: boolean },
  ): Promise<{ readonly over?: Promise<FolderMove> }>;
  /** A folder for exports, as only a host names one. @returns its id */
  exportFolder(folder: string): Promise<string>;
  /** Writes the whole library into one file; see library/backup.ts. */
  backup(path: string, withTakes: boolean): Promise<BackupOnDisk>;
}

/** The application without a host: everything a window or a command may ask, plus what only its host needs. */
export interface Studio extends CommandStudio {
  /** Writes to the studio's log under the scope "host". */
  readonly logger: Logger;
  /** Tells the lines of the log that were written and not told yet. */
  tellLines(): void;
  health(): Health;
  /** @returns whether a program that says this secret may ask for speech */
  admitsKey(secret: string): boolean;
  /** The same and more as a page for Prometheus. */
  metrics(): string;
  /** Puts the backup of this path in the library's place, and opens the data folder again. */
  restore(path: string): Promise<Restored>;
  /** Stops the queue and the engine process, closes the library, gives up the lock. Safe to call twice. */
  close(): Promise<void>;
}

/** What a host on the user's own machine may do with packs beyond the contract, which names no path. */
interface PackFiles {
  /** Adds a manifest to those the studio knows. @returns its id. @throws StudioError 'pack-invalid' */
  addManifest(text: string): Promise<string>;
  findIn(folder: string): Promise<FoundPack[]>;
  /** Waits until a pack's download or copy is over, however it ends. */
  settled(packId: string): Promise<void>;
}
