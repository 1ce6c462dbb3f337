import type { lookup, LookupAddress } from 'node:dns';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import {
  startMisbehavingServer,
  type MisbehavingServer,
} from '../../../../tests/downloads/misbehaving-server';
import { createHttpGet } from './http';
import { isPublicAddress, publicLookup, requirePublicHost, typedHosts } from './public-address';
import { following } from './redirects';

const servers: MisbehavingServer[] = [];
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
});
async function start(): Promise<MisbehavingServer> {
  const server = await startMisbehavingServer({ 'a.txt': Buffer.from('hello') });
  servers.push(server);
  return server;
}

const { signal } = new AbortController();

/** A server for names that answers as told, one answer a question, the last one for ever. */
function namesOf(...answers: readonly (readonly string[])[]): typeof lookup {
  const left = [...answers];
  const answer = (_: string, __: unknown, callback: (error: null, found: LookupAddress[]) => void) => {
    const addresses = (left.length > 1 ? left.shift() : left[0]) ?? [];
    callback(
      null,
      addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
    );
  };
  return answer as typeof lookup;
}

test.each([
  ...['127.0.0.1', '127.9.9.9', '0.0.0.0', '10.0.0.1', '172.16.0.1', '172.31.255.255', '192.168.1.1'],
  ...['169.254.169.254', '100.64.0.1', '100.100.100.200', '168.63.129.16', '192.0.0.192', '224.0.0.1'],
  ...[
    '255.255.255.255',
    '::',
    '::1',
    '::ffff:127.0.0.1',
    '::ffff:a00:1',
    '::127.0.0.1',
    'fe80::1',
    'fec0::1',
  ],
  ...[
    'fc00::1',
    'fd00:ec2::254',
    '64:ff9b::7f00:1',
    '64:ff9b:1::808:808',
    '2002:7f00:1::',
    '2001::1',
    'ff02::1',
  ],
  ...['fe80::1%eth0', '', 'localhost', '4000::1'],
])('%s is no public address', (address) => {
  expect(isPublicAddress(address)).toBe(false);
});

test.each([
  '8.8.8.8',
  '172.32.0.1',
  '100.128.0.1',
  '198.18.0.7',
  '2606:4700::1111',
  '64:ff9b::808:808',
  '::ffff:8.8.8.8',
])('%s is a public address', (address) => expect(isPublicAddress(address)).toBe(true));

test.each([
  ...['http://127.0.0.1/', 'http://2130706433/', 'http://0x7f.1/', 'http://0177.0.0.1/', 'http://127.1/'],
  ...['http://[::1]/', 'http://[::ffff:7f00:1]/', 'http://[0:0:0:0:0:ffff:a00:1]/', 'http://localhost/'],
  ...[
    'http://LOCALHOST./',
    'http://a.localhost/',
    'http://router/',
    'http://printer.local/',
    'http://１２７.0.0.1/',
  ],
  ...['http://metadata.google.internal/', 'http://169.254.169.254/latest', 'http://user@10.0.0.1:8080/'],
])('%s is refused before anything is looked up', (url) => {
  expect(() => requirePublicHost(new URL(url))).toThrow(/no public address/);
});

test('a public name may be asked for', () => {
  for (const url of ['https://huggingface.co/x', 'https://cdn.example.com:8443/', 'https://1.1.1.1/'])
    expect(() => requirePublicHost(new URL(url))).not.toThrow();
});

test("a mirror that was typed is reached in one's own network, and cannot lead to another port there", async () => {
  const [mirror, secret] = [await start(), await start()];
  const get = following(createHttpGet(), typedHosts({ mirror: mirror.url, endpoint: undefined }));
  const url = new URL(`${mirror.url}/o/r/resolve/main/a.txt`);
  const answer = await get(url, {}, signal);
  expect(answer.status).toBe(200);
  answer.close();
  for (const to of [
    secret.url,
    secret.url.replace('127.0.0.1', '[::ffff:127.0.0.1]'),
    'http://169.254.169.254/',
  ]) {
    mirror.trick('a.txt', { redirectTo: to });
    await expect(get(url, {}, signal)).rejects.toMatchObject({ verdict: 'leave', fault: 'address' });
  }
  expect(secret.seen).toEqual([]);
});

test('what HF_ENDPOINT names is typed as well, and http and https of one name are one host', () => {
  expect([...typedHosts({ mirror: 'http://nas', endpoint: 'https://Hub.Example:8443/x' })]).toEqual([
    'nas:',
    'hub.example:8443',
  ]);
  expect(typedHosts({ mirror: 'nonsense', endpoint: '' }).size).toBe(0);
});

test('a name that means this computer is refused at the connection, whatever it meant a moment before', async () => {
  const server = await start();
  const { port } = new URL(server.url);
  const names = namesOf(['93.184.216.34'], ['127.0.0.1']);
  const lookup = publicLookup(names);
  const first = await new Promise((resolve) =>
    lookup('files.example.com', { all: true }, (error, found) => resolve(error ?? found)),
  );
  expect(first).toEqual([{ address: '93.184.216.34', family: 4 }]);
  const get = following(createHttpGet(lookup), new Set());
  await expect(get(new URL(`http://files.example.com:${port}/a.txt`), {}, signal)).rejects.toMatchObject({
    verdict: 'leave',
    fault: 'address',
  });
  expect(server.seen).toEqual([]);
});

test('of several addresses only the public ones are tried', async () => {
  const lookup = publicLookup(namesOf(['127.0.0.1', '8.8.8.8', 'fd00::1', '2606:4700::1111']));
  const found = (all: boolean) =>
    new Promise((resolve) => lookup('files.example.com', { all }, (_, address) => resolve(address)));
  expect(await found(true)).toEqual([
    { address: '8.8.8.8', family: 4 },
    { address: '2606:4700::1111', family: 6 },
  ]);
  expect(await found(false)).toBe('8.8.8.8');
});

test("behind a proxy the proxy looks names up, and may stand in one's own network", async () => {
  const proxy = createServer((request, response) => void response.end(`proxied ${request.url ?? ''}`));
  proxy.on('connect', (_, socket) => {
    socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
    socket.once('data', () => socket.end('HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n'));
  });
  await new Promise<void>((resolve) => proxy.listen(0, 'localhost', resolve));
  const before = process.env.http_proxy;
  process.env.http_proxy = `http://localhost:${(proxy.address() as AddressInfo).port}`;
  try {
    const get = following(createHttpGet(publicLookup(namesOf(['127.0.0.1']))), new Set());
    const answer = await get(new URL('http://files.example.com/a.txt'), {}, signal);
    expect(answer.status).toBe(200);
    answer.close();
    await expect(get(new URL('http://10.0.0.1/a.txt'), {}, signal)).rejects.toMatchObject({
      fault: 'address',
    });
  } finally {
    if (before === undefined) Reflect.deleteProperty(process.env, 'http_proxy');
    else process.env.http_proxy = before;
    proxy.closeAllConnections();
    proxy.close();
  }
});
