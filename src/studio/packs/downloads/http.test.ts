import { createServer, type Server } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { startMisbehavingServer } from '../../../../tests/downloads/misbehaving-server';
import { createHttpGet } from './http';

const before = { ...process.env };
afterEach(() => {
  for (const name of ['http_proxy', 'https_proxy', 'no_proxy']) {
    if (before[name] === undefined) Reflect.deleteProperty(process.env, name);
    else process.env[name] = before[name];
  }
});

/** A proxy that tunnels, and notes for whom. */
async function startProxy(): Promise<{ server: Server; url: string; asked: string[] }> {
  const asked: string[] = [];
  const server = createServer().on('connect', (request, socket, head) => {
    asked.push(request.url ?? '');
    const [host, port] = (request.url ?? '').split(':');
    const onward = connect(Number(port), host, () => {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
      onward.write(head);
      onward.pipe(socket).pipe(onward);
    });
    onward.on('error', () => socket.destroy());
    socket.on('error', () => onward.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { server, asked, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

test('requests go through the proxy of the environment, except to hosts that NO_PROXY names', async () => {
  const proxy = await startProxy();
  const files = await startMisbehavingServer({ 'a.txt': Buffer.from('hello') });
  const url = new URL(`${files.url}/o/r/resolve/main/a.txt`);
  const read = async () => {
    const answer = await createHttpGet()(url, {}, new AbortController().signal, 'anywhere');
    const pieces: Uint8Array[] = [];
    for await (const piece of answer.body) pieces.push(piece);
    return Buffer.concat(pieces).toString();
  };
  process.env.http_proxy = proxy.url;
  process.env.no_proxy = '';
  expect(await read()).toBe('hello');
  expect(proxy.asked).toEqual([url.host]);
  process.env.no_proxy = '127.0.0.1';
  expect(await read()).toBe('hello');
  expect(proxy.asked).toHaveLength(1);
  await files.close();
  proxy.server.closeAllConnections();
  proxy.server.close();
});
