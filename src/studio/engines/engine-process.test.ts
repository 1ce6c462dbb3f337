import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { StudioError } from '#contract/errors';
import { createLogger } from '#contract/logger';
import { memoryPorts } from '../../../tests/support/memory-ports';
import { EngineProcess } from './engine-process';

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

function startProcess() {
  const [port] = memoryPorts();
  let exit: (code: number) => void = () => undefined;
  const child = {
    ...{ pid: 1, port, onStderr: () => () => undefined, kill: () => exit(0) },
    onExit: (listener: (code: number, signal: null) => void) => {
      exit = (code) => listener(code, null);
      return () => undefined;
    },
  };
  return {
    process: new EngineProcess(child, { log: createLogger('test', () => undefined) }),
    exit: (code: number) => exit(code),
  };
}

test('answers are let go of while the process lives', async () => {
  const { process } = startProcess();
  const kept: WeakRef<Float32Array>[] = [];
  for (let at = 0; at < 20; at++) {
    const answer = await process.call(async () => new Float32Array(100_000));
    kept.push(new WeakRef(answer));
  }
  await new Promise((resolve) => setTimeout(resolve));
  collectGarbage();
  expect(kept.filter((each) => each.deref() !== undefined).length).toBeLessThan(2);
});

test('calls in flight fail with the reason of the end, and later ones too', async () => {
  const { process, exit } = startProcess();
  const waiting = process.call(() => new Promise(() => undefined));
  exit(3);
  await expect(waiting).rejects.toBeInstanceOf(StudioError);
  await expect(process.call(async () => 1)).rejects.toMatchObject({ code: 'engine-crashed' });
});
