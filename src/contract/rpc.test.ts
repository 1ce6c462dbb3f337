import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { float32Array } from './binary';
import { call, createEvents, nothing, type Service } from './contract';
import { StudioError } from './errors';
import { memoryPorts } from '../../tests/support/memory-ports';
import { connect, parseInput, serve } from './rpc';

const contract = {
  calls: {
    scale: call(z.object({ samples: float32Array, gain: z.number().max(4) }), float32Array),
    fail: call(nothing, nothing),
    crash: call(nothing, nothing),
    lie: call(nothing, z.number()),
    hang: call(nothing, nothing),
  },
  events: { tick: z.object({ n: z.number() }) },
} as const;

function wired() {
  const events = createEvents<typeof contract>();
  const service: Service<typeof contract> = {
    on: events.on,
    api: {
      scale: async ({ samples, gain }) => samples.map((sample) => sample * gain),
      fail: async () => {
        throw new StudioError('disk-full', { neededMb: 9, freeMb: 2 });
      },
      crash: async () => {
        throw new TypeError('undefined is not a voice');
      },
      lie: async () => 'seven' as unknown as number,
      hang: () => new Promise<undefined>(() => undefined),
    },
  };
  const [near, far] = memoryPorts();
  const stop = serve(contract, service, far);
  return { ...connect(contract, near), emit: events.emit, near, far, stop };
}

describe('a service behind a port', () => {
  test('answers a call with typed arrays intact', async () => {
    const { api } = wired();
    expect(await api.scale({ samples: new Float32Array([0.25, -0.5]), gain: 2 })).toEqual(
      new Float32Array([0.5, -1]),
    );
  });

  test('refuses an input that does not fit, naming the call, before the service sees it', async () => {
    const { api } = wired();
    await expect(api.scale({ samples: new Float32Array(1), gain: 5 })).rejects.toMatchObject({
      code: 'bad-request',
      values: { name: 'scale' },
    });
  });

  test.each([{ '\0': 1 }, ['x\0'], { deep: [{ text: 'a\0b' }] }])(
    'refuses a NUL wherever it stands, whatever the schema takes: %j',
    (input) => {
      expect(() => parseInput('scale', z.unknown(), input)).toThrow(
        expect.objectContaining({ code: 'bad-request', values: { why: 'nul', name: 'scale' } }),
      );
    },
  );

  test('carries code and numbers of a StudioError across', async () => {
    await expect(wired().api.fail()).rejects.toMatchObject({
      code: 'disk-full',
      values: { neededMb: 9, freeMb: 2 },
    });
  });

  test('turns what nobody foresaw into internal, with the far stack as its cause', async () => {
    const error: unknown = await wired()
      .api.crash()
      .catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: 'internal', values: { reason: 'undefined is not a voice' } });
    expect((error as Error).cause).toContain('rpc.test.ts');
  });

  test('refuses an answer of the wrong shape', async () => {
    await expect(wired().api.lie()).rejects.toMatchObject({ code: 'internal' });
  });

  test('delivers events until the listener unsubscribes', async () => {
    const { on, emit } = wired();
    const heard: number[] = [];
    const off = on('tick', ({ n }) => heard.push(n));
    emit('tick', { n: 1 });
    emit('tick', { n: 2 });
    await settled();
    off();
    emit('tick', { n: 3 });
    await settled();
    expect(heard).toEqual([1, 2]);
  });

  test('drops an event of the wrong shape instead of handing it on', async () => {
    const { on, far } = wired();
    const heard: unknown[] = [];
    on('tick', (data) => heard.push(data));
    far.post({ kind: 'event', name: 'tick', data: { n: 'one' } });
    far.post({ kind: 'event', name: 'toString', data: {} });
    await settled();
    expect(heard).toEqual([]);
  });

  test('fails calls in flight, and later ones, when the other side is gone', async () => {
    const { api, far, closed } = wired();
    const inFlight = api.hang();
    far.close();
    await expect(inFlight).rejects.toMatchObject({ code: 'connection-lost' });
    await expect(api.fail()).rejects.toMatchObject({ code: 'connection-lost' });
    await closed;
  });

  test('answers unknown names, inherited ones too, with bad-request', async () => {
    const { near } = wired();
    const answers: unknown[] = [];
    near.onMessage((message) => answers.push(message));
    near.post({ kind: 'call', id: 901, name: 'constructor', input: undefined });
    near.post({ kind: 'call', id: 902, name: 'nonsense', input: undefined });
    await settled();
    await settled();
    expect(answers).toMatchObject([
      { kind: 'failure', id: 901, error: { code: 'bad-request' } },
      { kind: 'failure', id: 902, error: { code: 'bad-request' } },
    ]);
  });

  test('survives garbage on the wire', async () => {
    const { api, near, far } = wired();
    for (const garbage of [null, 7, 'x', {}, { kind: 'call' }, { kind: 'answer', id: 'x' }, []]) {
      near.post(garbage);
      far.post(garbage);
    }
    expect(await api.scale({ samples: new Float32Array([1]), gain: 1 })).toEqual(new Float32Array([1]));
  });

  test('stops forwarding events after stop', async () => {
    const { on, emit, stop } = wired();
    const heard: unknown[] = [];
    on('tick', (data) => heard.push(data));
    stop();
    emit('tick', { n: 1 });
    await settled();
    expect(heard).toEqual([]);
  });
});

const settled = () => new Promise((resolve) => setTimeout(resolve, 0));
