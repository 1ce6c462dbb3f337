import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { float32Array } from './binary';
import { apiOf, createEvents, nothing, stream, type HandlersOf, type Service } from './contract';
import { StudioError } from './errors';
import { decodeFrame } from './frame';
import { readItems } from './item-stream';
import type { Port } from './port';
import { framed, memoryPorts } from '../../tests/support/memory-ports';
import { connect, MOST_STREAMS, serve } from './rpc';
import { READ_AHEAD } from './stream-reader';
import { MOST_CREDITS } from './stream-sender';

const contract = {
  calls: {
    count: stream(z.object({ to: z.number() }), z.number(), z.object({ sum: z.number() })),
    chunks: stream(nothing, float32Array, nothing),
    fail: stream(z.object({ after: z.number() }), z.number(), nothing),
    lie: stream(z.object({ item: z.boolean() }), z.number(), z.number()),
    wait: stream(nothing, z.number(), nothing),
  },
  events: {},
} as const;

function wired(over: (port: Port) => Port = (port) => port) {
  const seen = { made: 0, stopped: 0, reasons: [] as unknown[] };
  const handlers: HandlersOf<typeof contract> = {
    count: async function* ({ to }) {
      let sum = 0;
      try {
        for (let n = 1; n <= to; n++) {
          seen.made += 1;
          sum += n;
          yield n;
        }
        return { sum };
      } finally {
        seen.stopped += 1;
      }
    },
    chunks: async function* () {
      yield new Float32Array([0.25, -0.5]);
      yield new Float32Array(0);
      return undefined;
    },
    fail: async function* ({ after }) {
      for (let n = 0; n < after; n++) yield n;
      throw new StudioError('disk-full', { freeMb: 0 });
    },
    lie: async function* ({ item }) {
      if (item) yield 'one' as unknown as number;
      return 'two' as unknown as number;
    },
    wait: async function* (_, signal) {
      yield 1;
      await new Promise<void>((_, reject) =>
        signal.addEventListener('abort', () => {
          seen.reasons.push(signal.reason);
          reject(signal.reason as Error);
        }),
      );
      return undefined;
    },
  };
  const service: Service<typeof contract> = {
    on: createEvents<typeof contract>().on,
    api: apiOf(contract, handlers),
  };
  const [near, far] = memoryPorts();
  const messages: Record<string, unknown>[] = [];
  near.onMessage((message) =>
    messages.push((message instanceof Uint8Array ? decodeFrame(message) : message) as never),
  );
  const stop = serve(contract, service, over(far));
  return { ...connect(contract, over(near)), service, near, far, stop, seen, messages };
}

async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const heard: T[] = [];
  for await (const item of items) heard.push(item);
  return heard;
}

/** Everything that was under way has arrived. */
const settled = async () => {
  for (let turn = 0; turn < 20; turn++) await new Promise((resolve) => setTimeout(resolve, 0));
};

const ports = [
  ['in memory', (port: Port) => port],
  ['as frames', framed],
] as const;

describe.each(ports)('a stream %s', (_, over) => {
  test('gives its items in order and then its result, however many there are', async () => {
    const { api } = wired(over);
    for (const to of [0, 1, READ_AHEAD, READ_AHEAD + 1, 300]) {
      const heard: number[] = [];
      const { sum } = await readItems(api.count({ to }), (n) => void heard.push(n));
      expect(heard).toEqual(Array.from({ length: to }, (_, i) => i + 1));
      expect(sum).toBe((to * (to + 1)) / 2);
    }
  });

  test('carries samples as they are', async () => {
    expect(await all(wired(over).api.chunks(undefined))).toEqual([
      new Float32Array([0.25, -0.5]),
      new Float32Array(0),
    ]);
  });

  test('holds back whoever makes the items while nobody reads', async () => {
    const { api, seen } = wired(over);
    const items = api.count({ to: 1_000_000 });
    await settled();
    expect(seen.made).toBe(0);
    await items.next();
    await settled();
    expect(seen.made).toBe(READ_AHEAD + 1);
    await settled();
    expect(seen.made).toBe(READ_AHEAD + 1);
    for (let n = 2; n <= 100; n++) expect(await items.next()).toEqual({ done: false, value: n });
    await settled();
    expect(seen.made).toBe(READ_AHEAD + 100);
    await items.return?.();
  });

  test('gives the items before a failure, then the failure, then nothing more', async () => {
    const items = wired(over).api.fail({ after: 2 });
    expect(await items.next()).toEqual({ done: false, value: 0 });
    expect(await items.next()).toEqual({ done: false, value: 1 });
    await expect(items.next()).rejects.toMatchObject({ code: 'disk-full', values: { freeMb: 0 } });
    expect(await items.next()).toEqual({ done: true, value: undefined });
  });

  test('refuses an input that does not fit', async () => {
    const items = wired(over).api.count({ to: 'x' as unknown as number });
    await expect(items.next()).rejects.toMatchObject({ code: 'bad-request', values: { name: 'count' } });
  });

  test('refuses an item or a result of the wrong shape', async () => {
    const { api } = wired(over);
    await expect(api.lie({ item: true }).next()).rejects.toMatchObject({ code: 'internal' });
    await expect(api.lie({ item: false }).next()).rejects.toMatchObject({ code: 'internal' });
  });

  test('stops the work when the loop is left early', async () => {
    const { api, seen } = wired(over);
    for await (const n of api.count({ to: 1_000_000 })) if (n === 3) break;
    expect(seen.stopped).toBe(1);
    expect(seen.made).toBeLessThanOrEqual(3 + READ_AHEAD);
  });

  test('stops the work that is under way when its reader aborts, and fails with cancelled', async () => {
    const { api, seen } = wired(over);
    const abort = new AbortController();
    const items = api.wait(undefined, abort.signal);
    await items.next();
    const next = items.next();
    await settled();
    abort.abort();
    await expect(next).rejects.toMatchObject({ code: 'cancelled' });
    expect(seen.reasons).toMatchObject([{ code: 'cancelled' }]);
  });

  test('is not begun when its reader has aborted before', async () => {
    const { api, seen, messages } = wired(over);
    const items = api.count({ to: 3 }, AbortSignal.abort());
    await expect(items.next()).rejects.toMatchObject({ code: 'cancelled' });
    await settled();
    expect({ made: seen.made, messages }).toEqual({ made: 0, messages: [] });
  });

  test('stops the work and fails when the port closes under it', async () => {
    const { api, near, far, seen } = wired(over);
    const items = api.wait(undefined);
    await items.next();
    const next = items.next();
    await settled();
    near.close();
    await expect(next).rejects.toMatchObject({ code: 'connection-lost' });
    await settled();
    expect(seen.reasons).toMatchObject([{ code: 'connection-lost' }]);
    far.close();
    await expect(api.count({ to: 1 }).next()).rejects.toMatchObject({ code: 'connection-lost' });
  });

  test('settles every pull when several wait at once', async () => {
    const { api } = wired(over);
    const items = api.count({ to: 2 });
    const steps = await Promise.all([items.next(), items.next(), items.next(), items.next()]);
    expect(steps).toEqual([
      { done: false, value: 1 },
      { done: false, value: 2 },
      { done: true, value: { sum: 3 } },
      { done: true, value: undefined },
    ]);
  });

  test('behaves in its own process as behind a port', async () => {
    const { service } = wired(over);
    expect(await all(service.api.count({ to: 3 }))).toEqual([1, 2, 3]);
    await expect(readItems(service.api.fail({ after: 1 }), () => undefined)).rejects.toMatchObject({
      code: 'disk-full',
    });
  });
});

describe('an end that does not keep to the rules', () => {
  const open = (id: number, more: object = {}) => ({
    ...{ kind: 'open', id, name: 'count', input: { to: 1_000_000 }, credits: 1 },
    ...more,
  });

  test.each([0, -1, 1.5, NaN, Infinity, '8', null, undefined, {}])(
    'gets bad-request for credits of %s, at first and later',
    async (credits) => {
      const { near, messages, seen } = wired();
      near.post(open(901, { credits }));
      near.post(open(902));
      await settled();
      near.post({ kind: 'grant', id: 902, credits });
      await settled();
      expect(messages.filter(({ kind }) => kind === 'failure')).toMatchObject([
        { id: 901, error: { code: 'bad-request' } },
        { id: 902, error: { code: 'bad-request' } },
      ]);
      expect(seen.stopped).toBe(1);
    },
  );

  test('gets no more ahead than the most, whatever it grants', async () => {
    const { near, messages } = wired();
    near.post(open(901, { credits: Number.MAX_SAFE_INTEGER }));
    await settled();
    expect(messages).toHaveLength(MOST_CREDITS);
    for (let n = 0; n < 10; n++) near.post({ kind: 'grant', id: 901, credits: Number.MAX_SAFE_INTEGER });
    await settled();
    expect(messages.length).toBeLessThanOrEqual(11 * MOST_CREDITS);
  });

  test('opens a bounded number of streams, and none twice', async () => {
    const { near, messages } = wired();
    for (let id = 1; id <= MOST_STREAMS + 5; id++) near.post(open(id));
    near.post(open(1));
    await settled();
    const failed = messages.filter(({ kind }) => kind === 'failure').map(({ id }) => id);
    expect(failed).toEqual([...[1, 2, 3, 4, 5].map((n) => MOST_STREAMS + n), 1]);
    near.post({ kind: 'cancel', id: 2 });
    await settled();
    near.post(open(999));
    await settled();
    expect(messages.at(-1)).toMatchObject({ kind: 'item', id: 999 });
  });

  test('is answered for a stream that is none, and for a call that is a stream', async () => {
    const { near, messages } = wired();
    near.post(open(901, { name: 'constructor' }));
    near.post({ kind: 'call', id: 902, name: 'count', input: { to: 1 } });
    await settled();
    expect(messages).toMatchObject([
      { kind: 'failure', id: 902, error: { code: 'bad-request' } },
      { kind: 'failure', id: 901, error: { code: 'bad-request' } },
    ]);
  });

  test('changes nothing by grants and cancels of streams that are not there', async () => {
    const { api, near, far, messages } = wired();
    for (const id of [0, -1, 7, 2 ** 52]) {
      near.post({ kind: 'grant', id, credits: 1 });
      near.post({ kind: 'cancel', id });
      far.post({ kind: 'item', id, item: 1 });
    }
    await settled();
    expect(messages.filter(({ kind }) => kind !== 'item')).toEqual([]);
    expect(await all(api.count({ to: 2 }))).toEqual([1, 2]);
  });

  test('is read no further once it sends more than was granted', async () => {
    const { api, far, seen } = wired();
    const items = api.wait(undefined);
    expect((await items.next()).value).toBe(1);
    for (let n = 0; n <= READ_AHEAD; n++) far.post({ kind: 'item', id: 1, item: n });
    await settled();
    const heard: unknown[] = [];
    await expect(readItems(items, (item) => void heard.push(item))).rejects.toMatchObject({
      code: 'internal',
    });
    expect(heard.length).toBeLessThanOrEqual(READ_AHEAD);
    expect(seen.reasons).toMatchObject([{ code: 'cancelled' }]);
  });
});
