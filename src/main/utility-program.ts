import { utilityProcess } from 'electron';
import { createPortEnd } from '#contract/port-end';
import type { StartProgram } from '#studio/programs/programs';

/** How long the last words may take to drain once the process is gone. */
const LAST_WORDS_MS = 200;

/** Runs a program as an Electron utility process: Node without a window, apart from the main process. */
export const utilityProgram: StartProgram = ({ entry, name, env }) => {
  const child = utilityProcess.fork(entry, [], {
    serviceName: name,
    stdio: ['ignore', 'pipe', 'pipe'],
    env,
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
};
