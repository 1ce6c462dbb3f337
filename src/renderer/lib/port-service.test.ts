import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { StudioError } from '#contract/errors';
import type { Port } from '#contract/port';
import { memoryPorts } from '../../../tests/support/memory-ports';
import { serve } from '#contract/rpc';
import { studioContract } from '#contract/studio-api';
import {
  openTestStudio,
  removeTemporaryFolders,
  type TestStudio,
} from '../../../tests/support/studio/test-studio';
import { socketAddress } from './port';
import { backOffMs, reconnectingService } from './port-service';

let studio: TestStudio;
beforeAll(async () => {
  studio = await openTestStudio();
});
afterAll(async () => {
  await studio.close();
  removeTemporaryFolders();
});

/** A host that can go away and come back; every connection is a real pair of ports. */
function createHost() {
  const ends: Port[] = [];
  const host = { up: true, attempts: 0, drop: () => ends.at(-1)?.close() };
  const openPort = async () => {
    host.attempts += 1;
    if (!host.up) throw new Error('nobody there');
    const [mine, theirs] = memoryPorts();
    serve(studioContract, studio, theirs);
    ends.push(theirs);
    return mine;
  };
  return { host, openPort };
}

describe('the service of a window', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  test('lets calls wait for the first connection', async () => {
    const { openPort } = createHost();
    const { service, getState } = reconnectingService(openPort);
    const status = service.api.getStatus();
    expect(getState().phase).toBe('connecting');
    expect((await status).host).toBe('test');
    expect(getState()).toEqual({ phase: 'connected', generation: 1 });
  });

  test('fails calls at once while the host is away, and connects again by itself', async () => {
    const { host, openPort } = createHost();
    const { service, getState } = reconnectingService(openPort);
    await service.api.getStatus();
    host.up = false;
    host.drop();
    await vi.advanceTimersByTimeAsync(0);
    expect(getState()).toMatchObject({ phase: 'lost', generation: 1 });
    await expect(service.api.getStatus()).rejects.toMatchObject({ code: 'connection-lost' });
    host.up = true;
    await vi.advanceTimersByTimeAsync(500);
    expect(getState()).toEqual({ phase: 'connected', generation: 2 });
    expect((await service.api.getStatus()).host).toBe('test');
  });

  test('keeps listeners across connections, and hears every event once', async () => {
    const { host, openPort } = createHost();
    const { service } = reconnectingService(openPort);
    const heard: number[] = [];
    service.on('settings', ({ seed }) => heard.push(seed));
    await service.api.getStatus();
    host.drop();
    await vi.advanceTimersByTimeAsync(500);
    await studio.api.updateSettings({ seed: 7 });
    await vi.advanceTimersByTimeAsync(0);
    expect(heard).toEqual([7]);
  });

  test('tries at once when asked to', async () => {
    const { host, openPort } = createHost();
    host.up = false;
    const { getState, retryNow, dispose } = reconnectingService(openPort);
    await vi.advanceTimersByTimeAsync(0);
    expect(getState().phase).toBe('lost');
    host.up = true;
    retryNow();
    await vi.advanceTimersByTimeAsync(0);
    expect(getState().phase).toBe('connected');
    dispose();
  });

  test('tells a host that is away from one that no longer knows the window', async () => {
    const away = reconnectingService(() => Promise.reject(new StudioError('connection-lost')));
    const restarted = reconnectingService(() => Promise.reject(new StudioError('unauthorized')));
    await vi.advanceTimersByTimeAsync(0);
    expect(away.getState().signedOut).toBe(false);
    expect(restarted.getState()).toMatchObject({ phase: 'lost', signedOut: true });
    away.dispose();
    restarted.dispose();
  });

  test('stops trying when the window goes', async () => {
    const { host, openPort } = createHost();
    host.up = false;
    const { dispose } = reconnectingService(openPort);
    await vi.advanceTimersByTimeAsync(0);
    dispose();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(host.attempts).toBe(1);
  });
});

test('the wait doubles from half a second to a quarter of a minute', () => {
  expect([1, 2, 3, 6, 20].map(backOffMs)).toEqual([500, 1000, 2000, 15_000, 15_000]);
});

test('the socket has the security of its page', () => {
  expect(socketAddress({ protocol: 'http:', host: '127.0.0.1:4810' })).toBe('ws://127.0.0.1:4810/studio');
  expect(socketAddress({ protocol: 'https:', host: 'box.example' })).toBe('wss://box.example/studio');
});
