import { fork, type ChildProcess } from 'node:child_process';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { build } from 'vite';
import { engineContract, type EngineContract } from '#contract/engine-api';
import type { Port } from '#contract/port';
import { hostContract } from '#contract/helper-api';
import { connect, type Connection, serve } from '#contract/rpc';
import { forkedPrograms } from '#server/fork-program';
import { createHostService } from '#studio/programs/host-service';

const ROOT = resolve(import.meta.dirname, '../../..');

export interface BuiltEngine {
  readonly file: string;
  remove(): Promise<void>;
}

export interface ForkedEngine extends Connection<EngineContract> {
  readonly child: ChildProcess;
  /** Ends the process and waits until it is gone. */
  stop(): Promise<void>;
}

/** For tests: the engine process as the release builds it, in a folder from which the packages resolve. */
export async function buildEngine(): Promise<BuiltEngine> {
  const cache = join(ROOT, '.cache');
  await mkdir(cache, { recursive: true });
  const outDir = await mkdtemp(join(cache, 'engine-'));
  await build({
    configFile: false,
    logLevel: 'error',
    root: ROOT,
    build: {
      ssr: resolve(ROOT, 'src/engine/process.ts'),
      outDir,
      emptyOutDir: true,
      target: 'node20.19',
      rolldownOptions: { output: { entryFileNames: 'engine.js' } },
    },
  });
  return {
    file: join(outDir, 'engine.js'),
    remove: () => rm(outDir, { recursive: true, force: true }),
  };
}

/** For tests: a real engine process and the connection to it. @param env beside this process's own */
export function forkEngine({ file }: BuiltEngine, env: NodeJS.ProcessEnv = {}): ForkedEngine {
  const child = fork(file, {
    serialization: 'advanced',
    env: { ...process.env, COSYVOICE_STUDIO_RESOURCES: join(ROOT, 'resources'), ...env },
  });
  const gone = new Promise<void>((done) => child.once('exit', () => done()));
  const port = portTo(child);
  const host = createHostService(forkedPrograms);
  serve(hostContract, host, port);
  return {
    ...connect(engineContract, port),
    child,
    stop: async () => {
      host.close();
      child.kill('SIGKILL');
      await gone;
    },
  };
}

function portTo(child: ChildProcess): Port {
  return {
    post: (message) => {
      if (child.connected) child.send(message as object);
    },
    onMessage: (listener) => {
      child.on('message', listener);
      return () => child.off('message', listener);
    },
    onClose: (listener) => {
      child.once('exit', listener);
      return () => child.off('exit', listener);
    },
    close: () => child.disconnect(),
  };
}
