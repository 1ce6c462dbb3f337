import type { Unsubscribe } from '#contract/contract';
import type { Port } from '#contract/port';

/** Processes beside the studio: Electron's utility processes or forked Nodes. Only a host knows how to start them. */

/** One process of a program of ours, seen from its host. */
export interface ProgramProcess {
  readonly port: Port;
  readonly pid?: number | undefined;
  /** Text the process wrote to stdout or stderr, as it comes; a piece need not end at a line's end. */
  onStderr(listener: (text: string) => void): Unsubscribe;
  /** Called once when the process is gone, after its last stderr text; at once when it already is. */
  onExit(listener: (code: number | null, signal: string | null) => void): Unsubscribe;
  /** Ends the process at once, whatever it is doing (SIGKILL). */
  kill(): void;
}

export interface ProgramStart {
  /** Its built entry. */
  readonly entry: string;
  /** What lists of processes call it. */
  readonly name: string;
  readonly env: NodeJS.ProcessEnv;
}

/** Starts one process; it need not be ready when this returns. It ends with its host. */
export type StartProgram = (program: ProgramStart) => ProgramProcess;

/** How a studio starts the programs that are not its engine. */
export interface Programs {
  readonly start: StartProgram;
  /** The built entry of a helper process. */
  readonly helperEntry: string;
}

/** What may change between two engine processes of one host. */
interface EngineFolders {
  /** Folder whose sub-folders are packs, instead of the host's own. */
  readonly modelsDir?: string | undefined;
}

/** How a host gives the studio an engine process; tests have their own. */
export interface EngineLauncher {
  /** Starts one engine process; it need not be ready when this returns. */
  launch(folders?: EngineFolders): ProgramProcess;
}
