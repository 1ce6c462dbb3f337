import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { connect } from '#contract/rpc';
import { studioContract } from '#contract/studio-api';
import { hostilePlaces, outcomeOf, plainValues, worstTexts } from '../../tests/support/studio/hostile-calls';
import { memoryEngine } from '../../tests/support/studio/test-launchers';
import { startServer } from './server';
import { webSocketPort } from './websocket-port';

type Socket = Parameters<typeof webSocketPort>[0];

test('a hostile text in any place of any call is answered over the WebSocket, too, and the host stays up', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'hostile-calls-'));
  const victim = join(folder, 'data', 'victim', 'kept.txt');
  await mkdir(join(victim, '..'), { recursive: true });
  await writeFile(victim, 'kept');
  const server = await startServer({
    home: join(folder, 'data'),
    engine: memoryEngine,
    rendererDir: folder,
  });
  try {
    const cookie = (await fetch(server.link(), { redirect: 'manual' })).headers.get('set-cookie') ?? '';
    const headers = { cookie: cookie.split(';')[0] ?? '', origin: server.url.slice(0, -1) };
    // eslint-disable-next-line @typescript-eslint/no-unsafe-class-instance-assignment -- one class, typed twice: ESM and CommonJS
    const socket: Socket = new WebSocket(`${server.url.replace('http', 'ws')}studio`, { headers });
    await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject));
    const connection = connect(studioContract, webSocketPort(socket));

    const failures: string[] = [];
    for (const [at, place] of hostilePlaces(plainValues).entries()) {
      const text = [...worstTexts, '\ud800'][at % 4]!;
      const outcome = await outcomeOf(connection, place, text);
      if (outcome === 'internal' || outcome === 'connection-lost')
        failures.push(`${outcome}: ${place.name} ${JSON.stringify(place.input(text))}`);
    }

    expect(failures).toEqual([]);
    expect((await fetch(`${server.url}health`)).status).toBe(200);
    expect(await readFile(victim, 'utf8')).toBe('kept');
    socket.close();
  } finally {
    await server.close();
    await rm(folder, { recursive: true, force: true });
  }
});
