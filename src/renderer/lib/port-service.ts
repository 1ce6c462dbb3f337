import { createEvents, isStream, type Emit } from '#contract/contract';
import { StudioError } from '#contract/errors';
import type { ItemStream } from '#contract/item-stream';
import { connect, type Connection } from '#contract/rpc';
import {
  studioContract,
  type StudioApi,
  type StudioContract,
  type StudioEvents,
  type StudioService,
} from '#contract/studio-api';
import type { OpenPort } from './port';

/** Whether the host is there. `generation` grows with every new connection, so that views load again. */
export interface ConnectionState {
  readonly phase: 'connecting' | 'connected' | 'lost';
  readonly generation: number;
  /** When the next attempt is made, in epoch milliseconds; only while lost. */
  readonly retryAt?: number;
  /** The host is there and does not know this window: only while lost. */
  readonly signedOut?: boolean;
}

export interface ReconnectingService {
  /** One service for the life of the window; calls wait for the first attempt, and fail with 'connection-lost' while the host is away. */
  readonly service: StudioService;
  readonly getState: () => ConnectionState;
  readonly subscribe: (listener: () => void) => () => void;
  /** Tries again at once instead of waiting for the back-off. */
  readonly retryNow: () => void;
  readonly dispose: () => void;
}

const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 15_000;

/** @returns the wait before attempt `failures` + 1: doubling from half a second to a quarter of a minute. */
export function backOffMs(failures: number): number {
  return Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** Math.max(0, failures - 1));
}

/** Connects, and connects again whenever the host goes away; listeners stay subscribed across connections. */
export function reconnectingService(openPort: OpenPort): ReconnectingService {
  const events = createEvents<StudioContract>();
  const listeners = new Set<() => void>();
  let state: ConnectionState = { phase: 'connecting', generation: 0 };
  let connection: Connection<StudioContract> | undefined;
  let hangUp: (() => void) | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let failures = 0;
  let disposed = false;

  const set = (next: ConnectionState) => {
    state = next;
    for (const listener of [...listeners]) listener();
  };
  const lose = (signedOut = false) => {
    connection = undefined;
    if (disposed) return;
    failures += 1;
    const waitMs = backOffMs(failures);
    set({ phase: 'lost', generation: state.generation, retryAt: Date.now() + waitMs, signedOut });
    timer = setTimeout(() => void open(), waitMs);
  };
  const open = async () => {
    clearTimeout(timer);
    timer = undefined;
    try {
      const port = await openPort();
      if (disposed) return port.close();
      const opened = connect(studioContract, port);
      forwardEvents(opened, events.emit);
      // as after a new connection: whatever was loaded is loaded anew
      opened.on('libraryReplaced', () => {
        if (connection === opened) set({ phase: 'connected', generation: state.generation + 1 });
      });
      connection = opened;
      hangUp = () => port.close();
      failures = 0;
      set({ phase: 'connected', generation: state.generation + 1 });
      void opened.closed.then(() => lose());
    } catch (thrown) {
      lose(StudioError.from(thrown).code === 'unauthorized');
    }
  };
  const firstAttempt = open();

  return {
    service: { api: delegate(firstAttempt, () => connection?.api), on: events.on },
    getState: () => state,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    retryNow: () => {
      if (timer !== undefined) void open();
    },
    dispose: () => {
      disposed = true;
      clearTimeout(timer);
      hangUp?.();
    },
  };
}

function forwardEvents(from: Connection<StudioContract>, emit: Emit<StudioContract>): void {
  for (const name of Object.keys(studioContract.events) as (keyof StudioEvents)[]) {
    from.on(name, (data) => emit(name, data as never));
  }
}

/** The calls of whatever connection there is at the moment of the call; before the first one they wait for it. */
function delegate(firstAttempt: Promise<void>, current: () => StudioApi | undefined): StudioApi {
  type Method = (input?: unknown, signal?: AbortSignal) => unknown;
  const find = async (name: string): Promise<Method> => {
    await firstAttempt;
    const method = (current() as Readonly<Record<string, Method>> | undefined)?.[name];
    if (method) return method;
    throw new StudioError('connection-lost');
  };
  const call =
    (name: string): Method =>
    async (input) =>
      (await find(name))(input);
  const stream = (name: string): Method =>
    async function* (input, signal) {
      return yield* (await find(name))(input, signal) as ItemStream<unknown, unknown>;
    };
  return Object.fromEntries(
    Object.entries(studioContract.calls).map(([name, spec]) => [
      name,
      isStream(spec) ? stream(name) : call(name),
    ]),
  ) as unknown as StudioApi;
}
