import { expect, test } from 'vitest';
import { z } from 'zod';
import { call, createEvents, nothing, type Service } from './contract';
import { framed, memoryPorts } from '../../tests/support/memory-ports';
import { connect, serve } from './rpc';

const contract = {
  calls: { ask: call(nothing, z.number()), do: call(z.object({ n: z.number() }), nothing) },
  events: {},
} as const;

test('calls without an input and calls without an answer cross as frames, which drop what is undefined', async () => {
  const service: Service<typeof contract> = {
    on: createEvents<typeof contract>().on,
    api: { ask: async () => 7, do: async () => undefined },
  };
  const [near, far] = memoryPorts();
  serve(contract, service, framed(far));
  const { api } = connect(contract, framed(near));
  expect(await api.ask()).toBe(7);
  expect(await api.do({ n: 1 })).toBeUndefined();
});
