import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { engineContract } from '#contract/engine-api';
import { connect } from '#contract/rpc';
import { type BuiltScript, buildScript } from '../../tests/support/studio/test-launchers';
import { engineLauncher } from '#studio/engines/engine-launcher';
import { forkProgram } from './fork-program';

describe('the engine as a child process', () => {
  let script: BuiltScript;
  beforeAll(async () => {
    script = await buildScript('test-engine-process.ts');
  });
  afterAll(() => script.remove());

  const launch = () =>
    engineLauncher(forkProgram, {
      entry: script.file,
      resourcesDir: '/nowhere',
      modelsDir: '/nowhere',
    }).launch();
  const exitOf = (child: ReturnType<typeof launch>) =>
    new Promise((resolve) => child.onExit((code, signal) => resolve({ code, signal })));

  test('answers calls, and tells how it was killed, also to those who ask later', async () => {
    const child = launch();
    const { api, closed } = connect(engineContract, child.port);
    const report = await api.describe();
    expect(report.engines[0]?.id).toBe('draft');
    child.kill();
    expect(await exitOf(child)).toEqual({ code: null, signal: 'SIGKILL' });
    expect(await exitOf(child)).toEqual({ code: null, signal: 'SIGKILL' });
    await closed;
  });

  test('ends by itself when its host hangs up', async () => {
    const child = launch();
    await connect(engineContract, child.port).api.describe();
    child.port.close();
    expect(await exitOf(child)).toMatchObject({ code: expect.any(Number) as number });
  });

  test('an entry that is not there tells so in its last words before its exit', async () => {
    const child = engineLauncher(forkProgram, {
      entry: '/nowhere/engine.js',
      resourcesDir: '/nowhere',
      modelsDir: '/nowhere',
    }).launch();
    let words = '';
    child.onStderr((text) => (words += text));
    expect(await exitOf(child)).toEqual({ code: 1, signal: null });
    expect(words).toContain('/nowhere/engine.js');
  });
});
