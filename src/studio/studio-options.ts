import type { FolderKind, FolderMove } from '#contract/disk';
import type { StudioError } from '#contract/errors';
import type { Logger } from '#contract/logger';
import type { StudioService } from '#contract/studio-api';
import type { Status } from '#contract/studio-state';
import type { FoundPack } from '#contract/packs';
import type { HttpGet } from './downloads/http';
import type { Patience } from './downloads/patience';
import type { Ask } from './machine/hardware';
import type { EngineLauncher } from './engines/engine-child';
import type { WrittenBackup } from './library/backup';

export interface StudioOptions {
  /** Folder of everything that is kept; see folders.ts. */
  readonly home: string;
  /** Folder of what ships with the studio: samples/, instructs.json. */
  readonly resourcesDir: string;
  readonly version: string;
  readonly host: Status['host'];
  readonly engine: EngineLauncher;
  readonly abilities?: HostAbilities;
  /** For looking only: takes no lock, writes nothing, starts no engine. */
  readonly readOnly?: boolean;
  /** Who has the library open, when that is why this studio only looks. */
  readonly holder?: StudioError['values'];
  /** Memory that programs may still have, bytes; the system's word when absent. */
  readonly freeMemoryBytes?: () => number;
  /** For tests: how the driver of the graphics card is asked; nvidia-smi when absent. */
  readonly askDriver?: Ask;
  /** A take whose engine is quiet for longer says so, ms; 20 000 when absent. */
  readonly quietFloorMs?: number;
  /** Start the engine process at once instead of on demand; by default true for 'electron' and 'server'. */
  readonly warmEngine?: boolean;
  /** One pack was named, and is meant to be heard: takes are made with it or fail, whatever the settings say. */
  readonly packNamed?: boolean;
  /** Folder of the packs; by default COSYVOICE_STUDIO_MODELS, else `models` in `home`. */
  readonly modelsDir?: string;
  /** The way to the network; undici's, through the proxy of the environment, when absent. */
  readonly get?: HttpGet;
  /** How long downloads wait for what. */
  readonly patience?: Partial<Patience>;
  /** For tests: how often the system has ended a process for want of memory; the kernel's own count otherwise. */
  readonly countKills?: () => number | undefined;
}

/** What a host can do beyond a browser. */
export interface HostAbilities {
  /** Shows a file in the file manager. */
  readonly reveal?: (path: string) => void;
  /** @returns the folder a person chose, undefined when the dialog was closed */
  readonly chooseFolder?: () => Promise<string | undefined>;
  /** @returns the file that a person chose to write a backup to, undefined when the dialog was closed */
  readonly chooseBackupTarget?: (name: string) => Promise<string | undefined>;
  /** @returns the backup that a person chose, undefined when the dialog was closed */
  readonly chooseBackup?: () => Promise<string | undefined>;
  /** Closes this studio and opens the data folder again; absent where a command is all there is. */
  readonly reopen?: () => void;
}

/** Answer of /health; names as the field writes them. */
export interface Health {
  readonly status: 'ok' | 'restarting' | 'degraded';
  readonly model_loaded: boolean;
  readonly version: string;
  /** The engine that 'auto' means now. */
  readonly engine: string;
  readonly engine_state: Status['engine']['state'];
  readonly device: 'cpu' | 'gpu' | 'unknown';
  /** Execution provider of that engine, e.g. cpu, cuda, coreml; empty before it was asked. */
  readonly provider: string;
  /** Takes waiting or running. */
  readonly queue: number;
  readonly memory: { readonly host_bytes: number; readonly engine_bytes: number };
  /** Code of the last failure of the engine process, until it is up again. */
  readonly last_error: string | null;
  /** 'memory': the files do not take its lines. */
  readonly log: 'file' | 'memory';
}

/** The application without a host: everything a window may ask, plus what only its host needs. */
export interface Studio extends StudioService {
  /** Writes to the studio's log under the scope "host". */
  readonly logger: Logger;
  health(): Health;
  /** The same and more as a page for Prometheus. */
  metrics(): string;
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
  /** Writes the whole library into one file; see library/backup.ts. */
  backup(path: string, withTakes: boolean): Promise<WrittenBackup>;
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
