import { EventEmitter } from 'node:events';
import { serialize } from 'node:v8';
import type { BrowserWindow } from 'electron';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { CONGESTED_BYTES } from '#contract/congestion';
import type { Port } from '#contract/port';
import { connect, serve } from '#contract/rpc';
import { READ_AHEAD } from '#contract/stream-reader';
import type { WindowPort } from '#contract/window-port';
import { chunkContract, createChunks } from '../../tests/support/studio/test-stream';
import { openPortHere } from '../renderer/lib/port';
import { ipcPorts } from './ipc-port';

/** Main, preload and page with Electron's wire between them, which here keeps what the page does not read. */

const { ipcMain, ipcRenderer, exposed } = await vi.hoisted(async () => {
  const events = await import('node:events');
  return {
    ipcMain: new events.EventEmitter(),
    ipcRenderer: Object.assign(new events.EventEmitter(), { send: vi.fn() }),
    exposed: new Map<string, unknown>(),
  };
});
vi.mock('electron', () => ({
  ipcMain,
  ipcRenderer,
  contextBridge: { exposeInMainWorld: (name: string, value: unknown) => exposed.set(name, value) },
}));

const ORIGIN = 'app://studio';
const LINE = { kind: 'event', name: 'log', data: 'x'.repeat(10_000) };

/** Sent to the page and not read by it. */
let unread: (readonly [string, ...unknown[]])[] = [];
let hostPorts: Port[] = [];
let contents: EventEmitter;

const unreadBytes = () => unread.reduce((sum, [, message]) => sum + serialize(message).byteLength, 0);
const read = (count = unread.length) => {
  for (const [channel, ...values] of unread.splice(0, count)) ipcRenderer.emit(channel, {}, ...values);
};
/** @returns the page's end, once it has opened the pipe */
const open = () => openPortHere({ studioPort: exposed.get('studioPort') as WindowPort } as Window)();
const host = () => hostPorts.at(-1)!;

await import('../preload/index');

beforeEach(() => {
  unread = [];
  hostPorts = [];
  contents = Object.assign(new EventEmitter(), {
    isDestroyed: () => false,
    send: (channel: string, ...values: unknown[]) => unread.push([channel, ...values]),
  });
  const event = { sender: contents, senderFrame: { url: `${ORIGIN}/`, parent: null } };
  ipcRenderer.send.mockImplementation((channel: string, ...values: unknown[]) =>
    ipcMain.emit(channel, event, ...values),
  );
  ipcPorts({ webContents: contents } as unknown as BrowserWindow, ORIGIN, (port) => hostPorts.push(port));
});
afterEach(() => {
  contents.emit('destroyed');
  ipcRenderer.removeAllListeners();
});

describe('a desktop window that does not read', () => {
  const flood = (bytes: number) => {
    for (let sent = 0; sent < bytes; sent += LINE.data.length) host().post(LINE, true);
  };

  test('has a bounded queue of events, and every answer', async () => {
    await open();
    flood(4 * CONGESTED_BYTES);
    host().post({ kind: 'answer', id: 1 });
    expect(unreadBytes()).toBeGreaterThan(CONGESTED_BYTES);
    expect(unreadBytes()).toBeLessThan(CONGESTED_BYTES + 20_000);
    expect(unread.at(-1)).toEqual(['studio', { kind: 'answer', id: 1 }]);
  });

  test('is hung up once it reads again, and opens the pipe anew', async () => {
    const page = await open();
    const gone = vi.fn();
    page.onClose(gone);
    flood(2 * CONGESTED_BYTES);
    const before = host();
    const hostGone = vi.fn();
    before.onClose(hostGone);
    read();
    expect(hostGone).toHaveBeenCalledOnce();
    read();
    expect(gone).toHaveBeenCalledOnce();

    const heard: unknown[] = [];
    (await open()).onMessage((message) => heard.push(message));
    expect(host()).not.toBe(before);
    before.post({ kind: 'answer', id: 1 });
    host().post(LINE, true);
    read();
    expect(heard).toEqual([LINE]);
  });
});

test('a window that reads gets every event, however many there are', async () => {
  const heard = vi.fn();
  (await open()).onMessage(heard);
  const lines = (3 * CONGESTED_BYTES) / LINE.data.length;
  for (let line = 0; line < lines; line++) {
    host().post(LINE, true);
    // a while behind, as windows are
    if (line % 100 === 0) read();
  }
  read();
  expect(heard).toHaveBeenCalledTimes(Math.ceil(lines));
  expect(hostPorts).toHaveLength(1);
});

test('what a window claims to have read never counts for more than it was sent', async () => {
  await open();
  for (const claim of [Number.MAX_SAFE_INTEGER, -1, Number.NaN, 'all', null, undefined])
    ipcRenderer.send('studio-read', claim);
  for (let sent = 0; sent < 2 * CONGESTED_BYTES; sent += LINE.data.length) host().post(LINE, true);
  ipcRenderer.send('studio-read', 4 * CONGESTED_BYTES);
  host().post(LINE, true);
  expect(unreadBytes()).toBeLessThan(CONGESTED_BYTES + 20_000);
});

test('a page that loads anew gets a port of its own, and the one before ends', async () => {
  await open();
  const before = host();
  const closed = vi.fn();
  before.onClose(closed);
  contents.emit('did-start-navigation', { isMainFrame: true, isSameDocument: true });
  expect(closed).not.toHaveBeenCalled();
  contents.emit('did-start-navigation', { isMainFrame: true, isSameDocument: false });
  expect(closed).toHaveBeenCalledOnce();
  await open();
  expect(host()).not.toBe(before);
});

describe('a stream to a desktop window', () => {
  const chunks = async () => {
    const page = await open();
    const service = createChunks();
    let made = 0;
    service.on('made', (count) => (made = count));
    serve(chunkContract, { api: service.api, on: () => () => undefined }, host());
    const stream = connect(chunkContract, page).api.chunks({ chunks: 1_000_000 });
    return { stream, made: () => made };
  };
  /** Everything that waits for its turn has had it. */
  const settle = () => new Promise((resolve) => setTimeout(resolve, 20));

  test('that the window leaves unread holds back whoever makes it', async () => {
    const { stream, made } = await chunks();
    const reading = setInterval(read);
    for (let heard = 1; heard <= 20; heard++) {
      expect(await stream.next()).toMatchObject({ done: false });
      if (heard % 5 !== 0) continue;
      await settle();
      expect(made()).toBeLessThanOrEqual(heard + READ_AHEAD);
    }
    await stream.return?.();
    clearInterval(reading);
  });

  test('whose page reads nothing at all has a few chunks on the wire', async () => {
    const { stream, made } = await chunks();
    const first = stream.next();
    await settle();
    const bytes = unreadBytes();
    await settle();
    expect({ made: made(), bytes: unreadBytes() }).toEqual({ made: READ_AHEAD, bytes });
    read();
    expect(await first).toMatchObject({ done: false });
    const reading = setInterval(read);
    await stream.return?.();
    clearInterval(reading);
  });
});
