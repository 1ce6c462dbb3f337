import { fork, type ChildProcess } from 'node:child_process';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { build } from 'vite';
import { engineContract, type EngineApi } from '#contract/engine-api';
import { memoryPorts } from '../memory-ports';
import { createPortEnd } from '#contract/port-end';
import { serve } from '#contract/rpc';
import type { ProgramProcess, EngineLauncher } from '#studio/programs/programs';
import { createTestEngine } from './test-engine';

const ROOT = resolve(import.meta.dirname, '../../..');

/** For tests: the test engine in this process, at the other end of a memory port; some calls answered otherwise. */
export const memoryEngineWith = (change: Partial<EngineApi>): EngineLauncher => ({
  launch: () => {
    const [host, engine] = memoryPorts();
    const service = createTestEngine();
    serve(engineContract, { ...service, api: { ...service.api, ...change } }, engine);
    return {
      port: host,
      onStderr: () => () => undefined,
      onExit: (listener) => host.onClose(() => listener(null, 'SIGKILL')),
      kill: () => host.close(),
    };
  },
});

export const memoryEngine: EngineLauncher = memoryEngineWith({});

export interface BuiltScript {
  readonly file: string;
  readonly remove: () => Promise<void>;
}

/** For tests: one source file and all it imports as a script that plain Node runs; packages stay outside. */
export async function buildScript(source: string): Promise<BuiltScript> {
  const cache = join(ROOT, '.cache');
  await mkdir(cache, { recursive: true });
  const outDir = await mkdtemp(join(cache, 'studio-test-'));
  await build({
    configFile: false,
    logLevel: 'error',
    root: ROOT,
    build: {
      ssr: resolve(import.meta.dirname, source),
      outDir,
      target: 'node20.19',
      rolldownOptions: { output: { entryFileNames: 'script.js' } },
    },
  });
  return { file: join(outDir, 'script.js'), remove: () => rm(outDir, { recursive: true, force: true }) };
}

export interface ForkedEngines extends EngineLauncher {
  /** Every process launched, oldest first. */
  readonly children: readonly ChildProcess[];
}

/** For tests: the test engine as a real child process. */
export function forkedEngines({ file }: BuiltScript): ForkedEngines {
  const children: ChildProcess[] = [];
  return {
    children,
    launch: (): ProgramProcess => {
      const child = fork(file, { serialization: 'advanced', silent: true });
      children.push(child);
      const end = createPortEnd({
        send: (message) => {
          if (child.connected) child.send(message as object, () => undefined);
        },
        hangUp: () => {
          if (child.connected) child.disconnect();
        },
      });
      child.on('message', (message) => end.deliver(message));
      child.once('disconnect', () => end.broken());
      return {
        port: end.port,
        pid: child.pid,
        onStderr: (listener) => {
          child.stderr?.setEncoding('utf8').on('data', listener);
          return () => child.stderr?.off('data', listener);
        },
        onExit: (listener) => {
          child.once('close', listener);
          return () => child.off('close', listener);
        },
        kill: () => child.kill('SIGKILL'),
      };
    },
  };
}
