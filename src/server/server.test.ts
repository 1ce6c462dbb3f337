import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { mkdtemp, rm, mkdir, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { connect as connectTo, type Socket as NetSocket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { WebSocket } from 'ws';
import { CONGESTED_BYTES } from '#contract/congestion';
import { StudioError } from '#contract/errors';
import { LINE_CHARACTERS } from '#contract/logger';
import { connect } from '#contract/rpc';
import { studioContract, type StudioService } from '#contract/studio-api';
import type { EngineLauncher } from '#studio/studio';
import { memoryEngine } from '../../tests/support/studio/test-launchers';
import { type RunningServer, startServer } from './server';
import { webSocketPort } from './websocket-port';

type Socket = Parameters<typeof webSocketPort>[0];

let home = '';
let server: RunningServer;
let linksUsed = 0;

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'server-test-'));
  const rendererDir = join(home, 'renderer');
  await mkdir(rendererDir);
  await writeFile(join(rendererDir, 'index.html'), '<title>studio</title>');
  server = await startServer({
    home: join(home, 'data'),
    engine: memoryEngine,
    rendererDir,
    onLinkUsed: () => linksUsed++,
  });
});
afterAll(async () => {
  await server.close();
  await rm(home, { recursive: true, force: true });
});

/** @returns the Cookie header of a browser that followed a fresh link */
async function session(): Promise<string> {
  const response = await fetch(server.link(), { redirect: 'manual' });
  return response.headers.get('set-cookie')?.split(';')[0] ?? '';
}

const origin = () => server.url.slice(0, -1);

/** @returns where a request for this very path, which `fetch` would tidy up, is sent on to */
function locationFor(path: string, port: number): Promise<string> {
  return new Promise((resolve, reject) => {
    request({ host: '127.0.0.1', port, path }, (response) => {
      response.resume();
      resolve(response.headers.location ?? '');
    })
      .once('error', reject)
      .end();
  });
}

/** @returns open TCP connections of this process to the server's port, as Node counts its handles */
function socketsOpen(): number {
  return process.getActiveResourcesInfo().filter((kind) => kind === 'TCPSocketWrap').length;
}

/** @returns the studio as a page sees it, or the HTTP status with which it was refused */
function openSocket(
  headers: Record<string, string>,
): Promise<{ socket: Socket; studio: StudioService } | number> {
  // eslint-disable-next-line @typescript-eslint/no-unsafe-class-instance-assignment -- one class, typed twice: ESM and CommonJS
  const socket: Socket = new WebSocket(`${server.url.replace('http', 'ws')}studio`, { headers });
  return new Promise((resolve, reject) => {
    socket.once('open', () => resolve({ socket, studio: connect(studioContract, webSocketPort(socket)) }));
    socket.once('unexpected-response', (_request, response) => resolve(response.statusCode ?? 0));
    socket.once('error', reject);
  });
}

async function openStudio(): Promise<{ socket: Socket; studio: StudioService }> {
  const opened = await openSocket({ cookie: await session(), origin: origin() });
  if (typeof opened === 'number') throw new Error(`refused with ${opened}`);
  return opened;
}

/** fetch does not let anyone choose the Host header. */
function statusFor(host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    request(`${server.url}health`, { headers: { host } }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    })
      .on('error', reject)
      .end();
  });
}

describe('the door', () => {
  test('a link is exchanged once for a session cookie, and leaves the address bar', async () => {
    const link = server.link();
    const before = linksUsed;
    const first = await fetch(link, { redirect: 'manual' });
    expect(first.status).toBe(303);
    expect(first.headers.get('location')).toBe('/');
    expect(first.headers.get('set-cookie')).toMatch(/; HttpOnly; SameSite=Strict; Path=\/$/);
    expect(linksUsed).toBe(before + 1);
    expect((await fetch(link, { redirect: 'manual' })).status).toBe(401);
  });

  test('with a session the window is served under a strict policy', async () => {
    const response = await fetch(server.url, { headers: { cookie: await session() } });
    expect(await response.text()).toBe('<title>studio</title>');
    expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
  });

  test('a link leads to a path of this studio and nowhere else', async () => {
    for (const path of ['//evil.example', '/\\\\evil.example', '///evil.example/x']) {
      const { port } = server;
      const location = await locationFor(
        `${path}?token=${new URL(server.link()).searchParams.get('token')!}`,
        port,
      );
      expect(new URL(location, server.url).host).toBe(new URL(server.url).host);
    }
  });

  test('without one a person reads what to do, in both languages, and a program reads JSON', async () => {
    const page = await fetch(server.url, { headers: { accept: 'text/html' } });
    expect(page.status).toBe(401);
    expect(await page.text()).toMatch(/Open the address[\s\S]*请打开终端/);
    const answer = (await (await fetch(`${server.url}index.html`)).json()) as { error: { code: string } };
    expect(answer.error.code).toBe('unauthorized');
  });

  test('a name that is not this machine’s is refused, whatever it resolves to', async () => {
    expect(await statusFor('evil.example')).toBe(403);
    expect(await statusFor(`localhost:${server.port}`)).toBe(200);
  });

  test('health is open on loopback and says nothing secret', async () => {
    const response = await fetch(`${server.url}healthz`);
    expect(await response.json()).toMatchObject({
      status: 'ok',
      model_loaded: false,
      version: expect.stringMatching(/^\d+\.\d+\.\d+$/) as string,
      engine: 'draft',
    });
  });

  test('numbers for Prometheus are open on loopback as well', async () => {
    const response = await fetch(`${server.url}metrics`);
    expect(response.headers.get('content-type')).toBe('text/plain; version=0.0.4; charset=utf-8');
    const page = await response.text();
    expect(page).toContain('# TYPE cosyvoice_up gauge');
    expect(page).toMatch(/^cosyvoice_up 1$/m);
  });

  test('an engine that cannot start makes health answer 503, by its code', async () => {
    const dead: EngineLauncher = {
      launch: () => {
        throw new StudioError('engine-start-failed', {
          last: 'libonnxruntime.so: cannot open shared object file',
        });
      },
    };
    const own = await startServer({
      home: join(home, 'dead'),
      engine: dead,
      rendererDir: join(home, 'renderer'),
    });
    try {
      await vi.waitFor(
        async () => {
          const response = await fetch(`${own.url}health`);
          expect(response.status).toBe(503);
          expect(await response.json()).toMatchObject({
            status: 'degraded',
            last_error: 'engine-start-failed',
          });
        },
        { timeout: 20_000, interval: 100 },
      );
      expect(await (await fetch(`${own.url}metrics`)).text()).toMatch(/^cosyvoice_up 0$/m);
    } finally {
      await own.close();
    }
  }, 30_000);

  test('one address gets 256 connections at a time, and others once those are closed', async () => {
    const knock = () =>
      new Promise<{ taken: boolean; hangUp: () => void }>((resolve) => {
        const socket = connectTo({ port: server.port, host: '127.0.0.1' });
        socket.on('error', () => undefined);
        socket.once('data', () => resolve({ taken: true, hangUp: () => socket.destroy() }));
        socket.once('close', () => resolve({ taken: false, hangUp: () => undefined }));
        socket.write('GET /health HTTP/1.1\r\nHost: localhost\r\n\r\n');
      });
    const round = () => Promise.all(Array.from({ length: 300 }, knock));
    const taken = (knocks: Awaited<ReturnType<typeof round>>) => knocks.filter((each) => each.taken).length;
    const first = await round();
    expect(taken(first)).toBeGreaterThan(200);
    expect(taken(first)).toBeLessThanOrEqual(256);
    first.forEach(({ hangUp }) => hangUp());
    await vi.waitFor(
      async () => {
        const again = await round();
        again.forEach(({ hangUp }) => hangUp());
        expect(taken(again)).toBeGreaterThan(200);
      },
      { timeout: 20_000 },
    );
  }, 60_000);

  test('a body that only trickles is ended by the server', async () => {
    const own = await startServer({
      home: join(home, 'slow'),
      engine: memoryEngine,
      rendererDir: join(home, 'renderer'),
      requestMs: 300,
    });
    const socket = connectTo({ port: own.port, host: '127.0.0.1' });
    socket.on('error', () => undefined).resume();
    socket.write('POST /health HTTP/1.1\r\nHost: localhost\r\nContent-Length: 60000\r\n\r\n');
    const trickle = setInterval(() => socket.write('x'), 50);
    await new Promise((resolve) => socket.once('close', resolve));
    clearInterval(trickle);
    await own.close();
  }, 60_000);

  test('what is no request is answered in words of ours, whatever it lacks', async () => {
    const own = await startServer({
      ...{ home: join(home, 'odd'), engine: memoryEngine, rendererDir: join(home, 'renderer') },
      requestMs: 300,
    });
    const say = (text: string) =>
      new Promise<string>((resolve) => {
        let heard = '';
        const socket = connectTo({ port: own.port, host: '127.0.0.1' });
        socket.on('data', (bytes: Buffer) => (heard += bytes.toString('latin1')));
        socket.on('error', () => undefined).on('close', () => resolve(heard));
        socket.write(text.replaceAll('\n', '\r\n'));
      });
    const host = `Host: localhost\nConnection: close\n`;
    const odd: [string, number][] = [
      [`GET /% HTTP/1.1\n${host}\n`, 400],
      [`GET /%ff%fe HTTP/1.1\n${host}\n`, 400],
      [`GET /%c0%ae%c0%ae/ HTTP/1.1\n${host}\n`, 400],
      [`POST / HTTP/1.1\nHost: localhost\nContent-Length: 60000\n\nslow`, 408],
      [`GET / HTTP/1.1\nHost: localhost\n`, 408],
      [`GET / HTTP/1.1\n${host}X: ${'x'.repeat(100_000)}\n\n`, 431],
      ['what is this\n\n', 400],
      [`GET / HTTP/9.9\n${host}\n`, 400],
    ];
    for (const [text, status] of odd) {
      const heard = await say(text);
      expect(heard, text.slice(0, 60)).toMatch(new RegExp(`HTTP/1.1 ${status} `));
      const { error } = JSON.parse(heard.slice(heard.lastIndexOf('\r\n\r\n'))) as { error: object };
      expect(error, text.slice(0, 60)).toMatchObject({
        code: 'bad-request',
        values: { why: 'http', status },
      });
      expect(heard).not.toMatch(/FST_|statusCode|Client Timeout|not a valid url/);
    }
    await own.close();
  }, 60_000);

  test('what is not there is a 404 without a stack', async () => {
    const response = await fetch(`${server.url}nothing.js`, { headers: { cookie: await session() } });
    expect(response.status).toBe(404);
    expect(JSON.stringify(await response.json())).not.toContain('trace');
  });
});

describe('the WebSocket', () => {
  test('is refused without a session, and to a page of another origin', async () => {
    expect(await openSocket({ origin: origin() })).toBe(401);
    const cookie = await session();
    expect(await openSocket({ cookie, origin: 'http://evil.example' })).toBe(403);
    expect(await openSocket({ cookie })).toBe(403);
  });

  test('what was refused leaves no connection behind, however often it is tried', async () => {
    const upgrade =
      'Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n';
    const knock = (path: string, more = '') =>
      new Promise<string>((resolve, reject) => {
        const socket = connectTo({ port: server.port, host: '127.0.0.1', allowHalfOpen: true });
        let answer = '';
        socket.on('data', (bytes) => (answer += bytes.toString()));
        socket.once('end', () => {
          socket.end();
          resolve(answer);
        });
        socket.once('error', reject);
        socket.write(`GET ${path} HTTP/1.1\r\nHost: localhost\r\n${upgrade}${more}\r\n`);
      });
    const paths = ['/studio', '/health', '/nowhere'];
    const before = socketsOpen();
    for (let round = 0; round < 200; round++) {
      const answers = await Promise.all(paths.map((path) => knock(path)));
      for (const answer of answers) expect(answer).toMatch(/^HTTP\/1\.1 401/);
    }
    // neither does one that may come in, where there is no WebSocket
    const own = await session();
    for (const path of ['/metrics', '/health', '/', '/nowhere'])
      expect(await knock(path, `Cookie: ${own}\r\nOrigin: http://localhost\r\n`)).toMatch(/^HTTP\/1\.1 404/);
    await vi.waitFor(() => expect(socketsOpen()).toBeLessThan(before + 10), 60_000);
  });

  test('a window that does not read leaves a bounded queue, keeps its answers, and is asked to come again', async () => {
    const accepted: NetSocket[] = [];
    const note = (message: unknown) => accepted.push((message as { socket: NetSocket }).socket);
    subscribe('net.server.socket', note);
    const { socket, studio } = await openStudio();
    unsubscribe('net.server.socket', note);
    const closed = new Promise((resolve) => socket.once('close', resolve));
    socket.pause();
    const line = 'x'.repeat(LINE_CHARACTERS);
    let queued = 0;
    for (let written = 0; written < 4 * CONGESTED_BYTES; written += line.length) {
      server.studio.logger.info(line);
      // the log tells its windows in a moment of its own
      await setImmediate();
      queued = Math.max(queued, ...accepted.map((each) => each.writableLength));
    }
    expect(queued).toBeGreaterThan(CONGESTED_BYTES);
    // the last message that is let in carries all lines of its moment, and moments are long on a busy machine
    expect(queued).toBeLessThan(2 * CONGESTED_BYTES);
    const answer = studio.api.getSettings();
    socket.resume();
    expect(await answer).toBeDefined();
    expect(await closed).toBe(1013);
  });

  test('carries calls, events and samples, to several windows at once', async () => {
    const [one, two] = [await openStudio(), await openStudio()];
    const heard = new Promise((resolve) => two.studio.on('settings', resolve));
    const samples = Float32Array.from({ length: 48_000 }, (_, at) => Math.sin(at / 20) / 2);
    const recording = await one.studio.api.addRecording({
      name: 'a sine',
      sampleRateHz: 16_000,
      channels: [samples],
      format: 'microphone',
    });
    const audio = await two.studio.api.getRecordingAudio({ recordingId: recording.id });
    expect(audio.samples).toHaveLength(samples.length);
    await one.studio.api.updateSettings({ theme: 'light' });
    expect(await heard).toMatchObject({ theme: 'light' });
    expect(await one.studio.api.getStatus()).toMatchObject({ host: 'server', canReveal: false });
    one.socket.close();
    expect(await two.studio.api.getSettings()).toMatchObject({ theme: 'light' });
    two.socket.close();
  });

  test('ends with the server, which does not wait for its windows', async () => {
    const own = await startServer({
      home: join(home, 'closing'),
      engine: memoryEngine,
      rendererDir: join(home, 'renderer'),
      token: 'a-token-of-my-own-choice',
    });
    const socket = new WebSocket(`${own.url.replace('http', 'ws')}studio`, {
      headers: { authorization: 'Bearer a-token-of-my-own-choice' },
    });
    await new Promise((resolve) => socket.once('open', resolve));
    // a window that stopped answering, e.g. on a laptop that was shut
    socket.pause();
    await own.close();
    socket.terminate();
  });

  test.each(['text', new Uint8Array([9, 9, 9, 9, 9])])(
    'ends at the first message that is no frame',
    async (message) => {
      const { socket } = await openStudio();
      const closed = new Promise((resolve) => socket.once('close', resolve));
      socket.send(message);
      expect(await closed).toBe(1003);
    },
  );
});

describe('starting', () => {
  const fails = (options: Partial<Parameters<typeof startServer>[0]>) =>
    startServer({
      home: join(home, 'other'),
      engine: memoryEngine,
      rendererDir: join(home, 'renderer'),
      ...options,
    }).then(
      async (started) => {
        await started.close();
        return 'started';
      },
      (thrown: unknown) => StudioError.from(thrown).code,
    );

  test('other machines are let in only with a token of 16 characters or more', async () => {
    expect(await fails({ host: '0.0.0.0' })).toBe('usage');
    expect(await fails({ host: '0.0.0.0', token: 'short' })).toBe('usage');
    for (const token of [' '.repeat(16), 'aaaaaaaaaaaaaaaa', 'abcabcabcabcabcabc', 'with a space 0123456789'])
      expect(await fails({ token }), token).toBe('usage');
    expect(await fails({ host: '0.0.0.0', token: '0123456789abcdef' })).toBe('started');
  });

  test('a busy port is named, and the library is free again afterwards', async () => {
    expect(await fails({ port: server.port })).toBe('port-busy');
    expect(await fails({})).toBe('started');
  });

  test('two hosts do not open one library', async () => {
    expect(await fails({ home: join(home, 'data') })).toBe('library-locked');
  });

  test('a token of one’s own works as a bearer token, for programs', async () => {
    const token = 'a-token-of-my-own-choice';
    const own = await startServer({
      home: join(home, 'own'),
      engine: memoryEngine,
      rendererDir: join(home, 'renderer'),
      token,
    });
    const get = (bearer: string) => fetch(own.url, { headers: { authorization: `Bearer ${bearer}` } });
    expect((await get(token)).status).toBe(200);
    expect((await get('another')).status).toBe(401);
    expect(own.link()).toBe(own.link());
    await own.close();
  });
});
