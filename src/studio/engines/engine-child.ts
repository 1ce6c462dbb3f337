import type { Unsubscribe } from '#contract/contract';
import type { Port } from '#contract/port';

/** What may change between two engine processes of one host. */
interface EngineFolders {
  /** Folder whose sub-folders are packs, instead of the host's own. */
  readonly modelsDir?: string | undefined;
}

/** How a host gives the studio an engine process: Electron's utility process, a forked Node, or a test's own. */
export interface EngineLauncher {
  /** Starts one engine process; it need not be ready when this returns. */
  launch(folders?: EngineFolders): EngineChild;
}

/** One engine process, seen from its host. */
export interface EngineChild {
  readonly port: Port;
  readonly pid?: number | undefined;
  /** Text the process wrote to stdout or stderr, as it comes; a piece need not end at a line's end. */
  onStderr(listener: (text: string) => void): Unsubscribe;
  /** Called once when the process is gone, after its last stderr text; at once when it already is. */
  onExit(listener: (code: number | null, signal: string | null) => void): Unsubscribe;
  /** Ends the process at once, whatever it is doing (SIGKILL). */
  kill(): void;
}
