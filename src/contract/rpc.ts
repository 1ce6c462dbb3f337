import { faultWords } from './fault-words';
import { z } from 'zod';
import type { ApiOf, Contract, EventsOf, Service, StreamSpec, Unsubscribe } from './contract';
import { createEvents, isStream } from './contract';
import { errorReportSchema, reportError, reviveError, StudioError } from './errors';
import { holdsNul } from './nul';
import type { ItemStream } from './item-stream';
import type { Port } from './port';
import { StreamReader } from './stream-reader';
import { StreamSender } from './stream-sender';

/** The only message-passing code: `serve` offers a service on a port, `connect` uses it from the other end. */

/** Absent where there is no input or no answer: a frame, like JSON, drops what is undefined. */
const payload = z.unknown().optional();

const messageSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('call'), id: z.number().int(), name: z.string(), input: payload }),
  z.object({ kind: z.literal('answer'), id: z.number().int(), output: payload }),
  z.object({ kind: z.literal('failure'), id: z.number().int(), error: errorReportSchema }),
  z.object({ kind: z.literal('event'), name: z.string(), data: payload }),
  // a stream: opened, granted and cancelled by its reader; it ends as a call does, with an answer or a failure
  z.object({
    kind: z.literal('open'),
    id: z.number().int(),
    name: z.string(),
    input: payload,
    credits: payload,
  }),
  z.object({ kind: z.literal('grant'), id: z.number().int(), credits: payload }),
  z.object({ kind: z.literal('cancel'), id: z.number().int() }),
  z.object({ kind: z.literal('item'), id: z.number().int(), item: payload }),
]);
type Message = z.input<typeof messageSchema>;

/** Streams that one end may have open at once: a window listens to a few, and nobody to hundreds. */
export const MOST_STREAMS = 32;

/**
 * Answers calls that arrive on `port`, sends the streams that it opens, and forwards the service's events to it.
 * Inputs are parsed before the service sees them; whatever it throws crosses as a StudioError.
 * @returns stop, which leaves the port open.
 */
export function serve<C extends Contract>(contract: C, service: Service<C>, port: Port): Unsubscribe {
  const post = (message: Message, lossy = false) => port.post(message, lossy);
  const streams = new Map<number, StreamSender>();

  /** @throws StudioError 'bad-request' when the contract has no `wanted` of this name, or its input does not fit */
  const find = (wanted: 'call' | 'stream', name: string, input: unknown) => {
    const spec = Object.hasOwn(contract.calls, name) ? contract.calls[name] : undefined;
    if (!spec || isStream(spec) !== (wanted === 'stream'))
      throw new StudioError('bad-request', { why: 'no-call', name });
    const method = (service.api as Readonly<Record<string, (...given: readonly unknown[]) => unknown>>)[name];
    if (!method)
      throw new StudioError('internal', { reason: `The ${wanted} ${name} has no implementation.` });
    const parsed = parseInput(name, spec.input, input);
    return (signal?: AbortSignal) => method(parsed, signal);
  };
  const answer = async (id: number, name: string, input: unknown) => {
    try {
      post({ kind: 'answer', id, output: await find('call', name, input)() });
    } catch (thrown) {
      post({ kind: 'failure', id, error: reportError(thrown) });
    }
  };
  const open = ({ id, name, input, credits }: Extract<z.output<typeof messageSchema>, { kind: 'open' }>) => {
    const refuse = (thrown: unknown) => post({ kind: 'failure', id, error: reportError(thrown) });
    if (streams.has(id) || streams.size >= MOST_STREAMS)
      return refuse(new StudioError('bad-request', { why: 'streams', max: MOST_STREAMS }));
    const sender = new StreamSender();
    streams.set(id, sender);
    sender.grant(credits);
    const begin = (signal: AbortSignal) =>
      find('stream', name, input)(signal) as ItemStream<unknown, unknown>;
    const out = {
      item: (item: unknown) => post({ kind: 'item', id, item }),
      result: (output: unknown) => post({ kind: 'answer', id, output }),
      failure: refuse,
    };
    void sender.run(begin, out).finally(() => streams.delete(id));
  };
  const receive = (message: z.output<typeof messageSchema>) => {
    if (message.kind === 'call') void answer(message.id, message.name, message.input);
    else if (message.kind === 'open') open(message);
    // a stream that ended a moment ago is granted and cancelled in vain
    else if (message.kind === 'grant') streams.get(message.id)?.grant(message.credits);
    else if (message.kind === 'cancel') streams.get(message.id)?.stop(new StudioError('cancelled'));
  };
  const stops = [
    port.onMessage((raw) => {
      const message = messageSchema.safeParse(raw);
      if (message.success) receive(message.data);
    }),
    ...Object.keys(contract.events).map((name) => {
      const write = contract.deltas?.[name]?.write() ?? ((data: unknown) => data);
      return service.on(name as never, (data: unknown) =>
        post({ kind: 'event', name, data: write(data) }, true),
      );
    }),
    () => streams.forEach((sender) => sender.stop(connectionLost())),
  ];
  const stop = () => stops.splice(0).forEach((each) => each());
  port.onClose(stop);
  return stop;
}

export interface Connection<C extends Contract> extends Service<C> {
  /** Settles when the other side is gone; calls in flight then fail with 'connection-lost'. */
  readonly closed: Promise<void>;
}

/** Uses the service at the other end of `port`. Answers and events are parsed before they are handed on. */
export function connect<C extends Contract>(contract: C, port: Port): Connection<C> {
  interface Waiting {
    readonly output: z.ZodType;
    readonly resolve: (value: unknown) => void;
    readonly reject: (error: StudioError) => void;
    /** Of a stream. */
    readonly receive?: (item: unknown) => void;
  }
  const waiting = new Map<number, Waiting>();
  const events = createEvents<C>();
  let nextId = 1;
  let gone = false;

  const readers = new Map(Object.entries(contract.deltas ?? {}).map(([name, delta]) => [name, delta.read()]));
  const announce = (name: string, sent: unknown) => {
    const schema = Object.hasOwn(contract.events, name) ? contract.events[name] : undefined;
    const data = (contract.deltas?.[name]?.sent ?? schema)?.safeParse(sent);
    if (!schema || !data?.success) return;
    const read = readers.get(name);
    const told = read ? read(data.data) : data.data;
    if (!read || told !== undefined) events.emit(name, told as EventsOf<C>[string]);
  };
  const settle = (message: z.output<typeof messageSchema>) => {
    if (message.kind === 'event') return announce(message.name, message.data);
    if (message.kind === 'item') return waiting.get(message.id)?.receive?.(message.item);
    if (message.kind !== 'answer' && message.kind !== 'failure') return;
    const call = waiting.get(message.id);
    waiting.delete(message.id);
    if (!call) return;
    if (message.kind === 'failure') return call.reject(reviveError(message.error));
    const output = call.output.safeParse(message.output);
    if (output.success) call.resolve(output.data);
    else
      call.reject(new StudioError('internal', { reason: `Unexpected answer: ${faultWords(output.error)}` }));
  };

  port.onMessage((raw) => {
    const message = messageSchema.safeParse(raw);
    if (message.success) settle(message.data);
  });
  const closed = new Promise<void>((resolve) => {
    port.onClose(() => {
      gone = true;
      for (const call of waiting.values()) call.reject(connectionLost());
      waiting.clear();
      resolve();
    });
  });

  const post = (message: Message) => port.post(message);
  const call = (name: string, output: z.ZodType) => (input?: unknown) =>
    new Promise<unknown>((resolve, reject) => {
      if (gone) return reject(connectionLost());
      const id = nextId++;
      waiting.set(id, { output, resolve, reject });
      post({ kind: 'call', id, name, input });
    });
  const stream =
    (name: string, { item, output }: StreamSpec) =>
    (input: unknown, signal?: AbortSignal) => {
      const id = nextId++;
      const reader: StreamReader = new StreamReader(item, signal, {
        open: (credits) => {
          if (gone) return reader.end({ error: connectionLost() });
          waiting.set(id, {
            output,
            resolve: (value) => reader.end({ value }),
            reject: (error) => reader.end({ error }),
            receive: (each) => reader.receive(each),
          });
          post({ kind: 'open', id, name, input, credits });
        },
        grant: (credits) => post({ kind: 'grant', id, credits }),
        cancel: () => post({ kind: 'cancel', id }),
      });
      return reader;
    };
  const api = Object.fromEntries(
    Object.entries(contract.calls).map(([name, spec]) => [
      name,
      isStream(spec) ? stream(name, spec) : call(name, spec.output),
    ]),
  ) as ApiOf<C>;

  return { api, on: events.on, closed };
}

function connectionLost(): StudioError {
  return new StudioError('connection-lost');
}

/**
 * The door of every call, from a port or from this process.
 * @throws StudioError 'bad-request' naming the call and what is wrong with its input
 */
export function parseInput(name: string, schema: z.ZodType, input: unknown): unknown {
  const parsed = schema.safeParse(input);
  if (!parsed.success)
    throw tooLong(parsed.error) ?? new StudioError('bad-request', { name, fault: faultWords(parsed.error) });
  // here and not in each schema: no field that anybody adds can forget it
  if (holdsNul(parsed.data)) throw new StudioError('bad-request', { why: 'nul', name });
  return parsed.data;
}

/** @returns what is too long, in words that say the bound; undefined when something else is wrong, too */
function tooLong({ issues: [issue, ...others] }: z.ZodError): StudioError | undefined {
  if (others.length > 0 || issue?.code !== 'too_big' || !hasLength(issue.origin)) return undefined;
  const field = issue.path.filter((part) => typeof part === 'string').at(-1) ?? 'input';
  const maximum = Number(issue.maximum);
  const why = issue.origin === 'string' ? 'characters' : 'entries';
  return new StudioError('input-too-long', { why, field, maximum });
}

const hasLength = (origin: string): boolean => origin === 'string' || origin === 'array';
