import { fork } from 'node:child_process';
import { reviveError, StudioError } from '#contract/errors';
import {
  compilerMessageSchema,
  type CompileProgress,
  type CompileReport,
  type CompileRequest,
} from './pack/messages';

export interface CompilerRun {
  /** The built entry of the compiler's process. */
  readonly entry: string;
  readonly onProgress: (progress: CompileProgress) => void;
  /** Ends the process; what it finished is used by the next run. */
  readonly signal: AbortSignal;
}

/**
 * Compiles in a process of its own: it keeps a core busy for minutes, and the host must answer meanwhile.
 * @throws StudioError what the compiler throws, 'cancelled', or 'internal' when its process dies
 */
export function runCompiler(
  request: CompileRequest,
  { entry, onProgress, signal }: CompilerRun,
): Promise<CompileReport> {
  return new Promise((resolve, reject) => {
    signal.throwIfAborted();
    // inside Electron the executable is Electron: the variable makes it a plain Node
    const env = { ...process.env, ELECTRON_RUN_AS_NODE: '1' };
    const child = fork(entry, [], { execArgv: [], env, stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
    const kill = () => child.kill('SIGKILL');
    process.once('exit', kill);
    signal.addEventListener('abort', kill, { once: true });
    child.on('message', (message) => {
      const said = compilerMessageSchema.parse(message);
      if ('progress' in said) onProgress(said.progress);
      else if ('report' in said) resolve(said.report);
      else reject(reviveError(said.error));
    });
    child.once('error', reject);
    child.once('close', (code, ended) => {
      process.off('exit', kill);
      signal.removeEventListener('abort', kill);
      const how = ended ?? `exit code ${code}`;
      reject(
        signal.aborted
          ? new StudioError('cancelled', 'Compiling was stopped; the next run goes on from here.')
          : new StudioError('internal', `The compiler's process ended (${how}).`, {
              values: { reason: how },
            }),
      );
    });
    child.send(request);
  });
}
