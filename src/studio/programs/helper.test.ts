import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { forkProgram } from '#server/fork-program';
import { type BuiltScript, buildScript } from '../../../tests/support/studio/test-launchers';
import { describeSystem, probeHardware } from '../machine/hardware';
import { withHelper } from './helper';
import { measureProvider } from './measure-provider';
import type { ProgramProcess, Programs } from './programs';

describe('a helper process', () => {
  let script: BuiltScript;
  let programs: Programs;
  const started: ProgramProcess[] = [];
  beforeAll(async () => {
    script = await buildScript('../../../src/engine/helper-process.ts');
    programs = {
      helperEntry: script.file,
      start: (program) => {
        const child = forkProgram(program);
        started.push(child);
        return child;
      },
    };
  });
  afterAll(() => script.remove());

  const exitOf = (child: ProgramProcess) => new Promise((resolve) => child.onExit(resolve));

  test('measures a provider, and is gone afterwards', async () => {
    const measured = await measureProvider(programs, { provider: 'cpu', threads: 1 });
    expect(measured).toMatchObject({ works: true, reason: '' });
    await exitOf(started.at(-1)!);
  });

  test('asks the system about its hardware', async () => {
    const found = await probeHardware(describeSystem(programs), async () => '');
    expect(found.cpu.model).not.toBe('');
    expect(found.notes).toEqual(['nvidia-smi names no card; it says: nothing']);
  });

  test('that is ended from outside, that takes too long or that is cancelled says which', async () => {
    const forever = () => new Promise<never>(() => undefined);
    const killed = withHelper(programs, forever);
    started.at(-1)!.kill();
    await expect(killed).rejects.toMatchObject({ code: 'helper-ended', values: { how: 'SIGKILL' } });
    await expect(withHelper(programs, forever, { withinMs: 1 })).rejects.toMatchObject({
      code: 'helper-ended',
      values: { why: 'late' },
    });
    const stop = new AbortController();
    const cancelled = withHelper(programs, forever, { signal: stop.signal });
    stop.abort();
    await expect(cancelled).rejects.toMatchObject({ code: 'cancelled' });
    await Promise.all(started.map(exitOf));
  });

  test('that cannot be started is a provider that does not run, with its last words', async () => {
    const missing = { ...programs, helperEntry: '/nowhere/helper.js' };
    const { works, reason } = await measureProvider(missing, { provider: 'cpu', threads: 1 });
    expect(works).toBe(false);
    expect(reason).toContain('/nowhere/helper.js');
  });
});
