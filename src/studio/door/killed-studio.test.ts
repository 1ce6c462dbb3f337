import { fork, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildScript, type BuiltScript } from '../../../tests/support/studio/test-launchers';
import { waitForExit } from '../../../tests/support/studio/test-processes';
import {
  openTestStudio,
  removeTemporaryFolders,
  temporaryFolder,
  testResources,
} from '../../../tests/support/studio/test-studio';
import { version } from '../../../package.json';
import { reachStudio } from './reach-studio';

let script: BuiltScript;
const children: ChildProcess[] = [];
beforeAll(async () => {
  script = await buildScript('test-host-process.ts');
});
afterAll(async () => {
  for (const child of children) child.kill('SIGKILL');
  await script.remove();
  removeTemporaryFolders();
});

async function host(home: string): Promise<ChildProcess> {
  const child = fork(script.file, [home, testResources()], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  children.push(child);
  await new Promise((resolve) => child.once('message', resolve));
  return child;
}

// a path that fits into a socket's address, and one that does not
test.each(['studio', 'long'.repeat(30)])(
  'a studio that was killed in %s leaves a socket that holds up nobody, and the next one takes its place',
  async (name) => {
    const home = join(temporaryFolder(), name);
    const killed = await host(home);
    const waits = (await reachStudio({ home, version }))!;
    killed.kill('SIGKILL');
    await waitForExit(killed);
    await waits.closed;
    await expect(waits.api.getStatus()).rejects.toMatchObject({ code: 'connection-lost' });

    expect(await reachStudio({ home, version })).toBeUndefined();
    if (name === 'studio') expect(existsSync(join(home, 'studio.sock'))).toBe(true);
    const alone = await openTestStudio({ home });
    await alone.makeVoice('Anna');
    await alone.close();

    await host(home);
    const next = (await reachStudio({ home, version }))!;
    expect((await next.api.listVoices()).voices).toMatchObject([{ name: 'Anna' }]);
    await next.leave();
  },
);
