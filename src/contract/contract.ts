import { z } from 'zod';
import type { ItemStream } from './item-stream';

/** One call of an API: one input object, one output, both parsed at the door. */
export interface CallSpec<I extends z.ZodType = z.ZodType, O extends z.ZodType = z.ZodType> {
  readonly input: I;
  readonly output: O;
  /** Changes nothing: answered also while the library is open for looking only. */
  readonly looksOnly: boolean;
}

export const call = <I extends z.ZodType, O extends z.ZodType>(input: I, output: O): CallSpec<I, O> => ({
  input,
  output,
  looksOnly: false,
});

/** A call that changes nothing of the library; files that a person has written elsewhere are no part of it. */
export const query = <I extends z.ZodType, O extends z.ZodType>(input: I, output: O): CallSpec<I, O> => ({
  input,
  output,
  looksOnly: true,
});

/** What comes piece by piece and ends with a result; the third kind beside call and query. */
export interface StreamSpec<
  I extends z.ZodType = z.ZodType,
  T extends z.ZodType = z.ZodType,
  R extends z.ZodType = z.ZodType,
> extends CallSpec<I, R> {
  readonly item: T;
}

/** Items in order, then the result or a StudioError; it changes nothing of the library. */
export const stream = <I extends z.ZodType, T extends z.ZodType, R extends z.ZodType>(
  input: I,
  item: T,
  result: R,
): StreamSpec<I, T, R> => ({ input, item, output: result, looksOnly: true });

export const isStream = (spec: CallSpec): spec is StreamSpec => 'item' in spec;

/** For calls without an input, or without an answer. */
export const nothing = z.undefined();

/**
 * How an event crosses a port as what changed since it was last told. Each port has a writer and a reader of its own: a port
 * keeps order, and one that has lost an event loses all that follow.
 */
export interface EventDelta {
  readonly sent: z.ZodType;
  write(): (data: unknown) => unknown;
  /** @returns the event; undefined when what it follows was never told */
  read(): (sent: unknown) => unknown;
}

/** @param sent what crosses; the reader is given it parsed */
export const deltaOf = <T, S>(
  sent: z.ZodType<S>,
  { write, read }: { write: () => (data: T) => S; read: () => (sent: S) => T | undefined },
): EventDelta => ({ sent, write: write as EventDelta['write'], read: read as EventDelta['read'] });

export interface Contract {
  readonly calls: Readonly<Record<string, CallSpec>>;
  readonly events: Readonly<Record<string, z.ZodType>>;
  /** Events that cross a port as what changed. */
  readonly deltas?: Readonly<Record<string, EventDelta>>;
}

type CallOf<C> =
  C extends StreamSpec<infer I, infer T, infer R>
    ? (input: z.input<I>, signal?: AbortSignal) => ItemStream<z.output<T>, z.output<R>>
    : C extends CallSpec<infer I, infer O>
      ? undefined extends z.input<I>
        ? (input?: z.input<I>) => Promise<z.output<O>>
        : (input: z.input<I>) => Promise<z.output<O>>
      : never;

/** The calls of a contract as async methods, its streams as methods that give iterables. */
export type ApiOf<C extends Contract> = { readonly [K in keyof C['calls']]: CallOf<C['calls'][K]> };

/** What an implementation receives: inputs already parsed; the signal aborts once nobody reads a stream any more. */
export type HandlersOf<C extends Contract> = {
  readonly [K in keyof C['calls']]: C['calls'][K] extends StreamSpec<infer I, infer T, infer R>
    ? (input: z.output<I>, signal: AbortSignal) => ItemStream<z.input<T>, z.input<R>>
    : C['calls'][K] extends CallSpec<infer I, infer O>
      ? (input: z.output<I>) => Promise<z.input<O>> | z.input<O>
      : never;
};

/** @returns handlers as an API: they may answer at once, an API always answers later */
export function apiOf<C extends Contract>(contract: C, handlers: HandlersOf<C>): ApiOf<C> {
  const method = (name: string, spec: CallSpec) => {
    const handler = (handlers as Readonly<Record<string, (...given: readonly unknown[]) => unknown>>)[name]!;
    if (isStream(spec))
      return (input: unknown, signal = new AbortController().signal) => handler(input, signal);
    return async (input: unknown) => handler(input);
  };
  return Object.fromEntries(
    Object.entries(contract.calls).map(([name, spec]) => [name, method(name, spec)]),
  ) as ApiOf<C>;
}

export type EventsOf<C extends Contract> = { readonly [K in keyof C['events']]: z.output<C['events'][K]> };

export type Unsubscribe = () => void;

export type On<C extends Contract> = <K extends keyof C['events'] & string>(
  event: K,
  listener: (data: EventsOf<C>[K]) => void,
) => Unsubscribe;

export type Emit<C extends Contract> = <K extends keyof C['events'] & string>(
  event: K,
  data: EventsOf<C>[K],
) => void;

/** An API and its events, wherever they live: in this process or behind a port. */
export interface Service<C extends Contract> {
  readonly api: ApiOf<C>;
  readonly on: On<C>;
}

/** @returns a typed event source; a listener that throws does not stop the others. */
export function createEvents<C extends Contract>(): { readonly on: On<C>; readonly emit: Emit<C> } {
  const listeners = new Map<string, Set<(data: never) => void>>();
  return {
    on: (event, listener) => {
      const set = listeners.get(event) ?? new Set();
      listeners.set(event, set);
      set.add(listener);
      return () => set.delete(listener);
    },
    emit: (event, data) => {
      for (const listener of [...(listeners.get(event) ?? [])]) {
        try {
          (listener as (value: unknown) => void)(data);
        } catch (thrown) {
          queueMicrotask(() => {
            throw thrown;
          });
        }
      }
    },
  };
}
