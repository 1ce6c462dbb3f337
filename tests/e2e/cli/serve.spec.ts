import { join } from 'node:path';
import { WebSocket } from 'ws';
import { expect, test } from '../harness/fixtures';
import { built, root } from '../harness/paths';
import { Program } from '../harness/process';

const isAlive = (pid: number) => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

/** @returns process ids of the engine that the log tells of */
async function enginePids(home: string): Promise<number[]> {
  const program = new Program([built.cli, 'log', '--grep', 'Engine process ready', '--json'], {
    env: { COSYVOICE_STUDIO_HOME: home },
  });
  expect(await program.ended(), program.stderr).toBe(0);
  const { entries } = JSON.parse(program.stdout) as { entries: { data: { pid: number } }[] };
  return entries.map(({ data }) => data.pid);
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGKILL'] as const) {
  test(`serve tells where it listens, and ${signal} leaves no process behind`, async ({ home }) => {
    const token = 'a-token-of-my-own-choice';
    const program = new Program([built.cli, 'serve', '--json'], {
      env: { COSYVOICE_STUDIO_HOME: home, COSYVOICE_STUDIO_TOKEN: token },
    });
    const { url, link, pid } = JSON.parse(await program.said(/\{.*\}/)) as Record<'url' | 'link', string> & {
      pid: number;
    };
    expect(pid).toBe(program.child.pid);
    expect(program.stdout).not.toContain(token);
    expect(link).toBe(url);
    expect((await fetch(`${url}?token=${token}`, { redirect: 'manual' })).status).toBe(303);
    const socket = new WebSocket(`${url.replace('http', 'ws')}studio`, {
      headers: { authorization: `Bearer ${token}` },
    });
    await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject));
    await expect.poll(async () => (await enginePids(home)).length).toBe(1);

    const code = await program.stop(signal);
    if (signal !== 'SIGKILL') expect(code).toBe(0);
    for (const engine of await enginePids(home)) await expect.poll(() => isAlive(engine)).toBe(false);
  });
}

test('npm start says in one line why there is no desktop window, serves the browser, and ends with Ctrl-C', async ({
  home,
}) => {
  const program = new Program([join(root, 'scripts/start.mjs')], {
    env: { COSYVOICE_STUDIO_HOME: home, DISPLAY: '', WAYLAND_DISPLAY: '' },
  });
  test.skip(process.platform !== 'linux', 'elsewhere there is always a display');
  const link = await program.said(/http:\S+/);
  expect(program.stderr).toMatch(/^No desktop window: this machine has no display\..*\n$/m);
  expect((await fetch(link, { redirect: 'manual' })).status).toBe(303);
  expect((await fetch(link, { redirect: 'manual' })).status).toBe(401);
  expect(await program.stop('SIGINT')).toBe(0);
});
