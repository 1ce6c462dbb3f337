import { utilityProcess } from 'electron';
import { createPortEnd } from '#contract/port-end';
import { engineEnvironment, type EngineEntry } from '#studio/engines/engine-environment';
import type { EngineChild, EngineLauncher } from '#studio/studio';

/** Under this name Electron lists the process and tells that it is gone. */
export const ENGINE_NAME = 'CosyVoice Studio engine';
/** How long the last words may take to drain once the process is gone. */
const LAST_WORDS_MS = 200;

/** Runs the engine entry as an Electron utility process: Node without a window, apart from the main process. */
export function utilityProcessLauncher(entry: EngineEntry): EngineLauncher {
  return {
    launch: (folders): EngineChild => {
      const child = utilityProcess.fork(entry.entry, [], {
        serviceName: ENGINE_NAME,
        stdio: ['ignore', 'pipe', 'pipe'],
        env: engineEnvironment({ ...entry, modelsDir: folders?.modelsDir ?? entry.modelsDir }),
      });
      const end = createPortEnd({
        send: (message) => child.postMessage(message),
        hangUp: () => child.kill(),
      });
      child.on('message', (message: unknown) => end.deliver(message));
      const exited = new Promise<number>((resolve) => {
        child.once('exit', (code) => {
          end.broken();
          setTimeout(() => resolve(code), LAST_WORDS_MS);
        });
      });

      return {
        port: end.port,
        get pid() {
          return child.pid;
        },
        onStderr: (listener) => {
          const hear = (bytes: Buffer) => listener(bytes.toString('utf8'));
          const streams = [child.stdout, child.stderr];
          for (const stream of streams) stream?.on('data', hear);
          return () => {
            for (const stream of streams) stream?.off('data', hear);
          };
        },
        onExit: (listener) => {
          let listening = true;
          void exited.then((code) => listening && listener(code, null));
          return () => {
            listening = false;
          };
        },
        // a native call that blocks the process would never see the polite signal of child.kill()
        kill: () => {
          if (child.pid === undefined) child.kill();
          else process.kill(child.pid, 'SIGKILL');
        },
      };
    },
  };
}
