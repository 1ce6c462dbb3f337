import { Readable } from 'node:stream';
import type { FastifyReply } from 'fastify';
import type { Take } from '#contract/domain';
import { readItems } from '#contract/item-stream';
import { speechTypes, type SpeechFormat } from '#contract/speech-coding';
import { asEvents } from './server-sent-events';
import type { SpeechHost } from './speech-host';
import { forget, type Asked, type TakesOfRequests } from './takes-of-requests';

export interface Sending {
  readonly format: SpeechFormat;
  /** As it comes; else one body that says its length. */
  readonly stream: boolean;
  readonly form?: 'audio' | 'sse';
  readonly headers?: Readonly<Record<string, string>>;
}

/** Of no sample of any take: listening from there waits for the end alone. */
const BEHIND_THE_END = Number.MAX_SAFE_INTEGER;

/**
 * Speaks what is asked and sends it. Status and headers wait for the first bytes, so that what fails before is an error of
 * HTTP; what fails behind them breaks the connection off, and never ends it as if all were well. A client that leaves cancels
 * its take.
 */
export async function sendSpoken(
  reply: FastifyReply,
  takes: TakesOfRequests,
  asked: Asked,
  sending: Sending,
): Promise<void> {
  await takes.for(asked, async (take, host) => {
    const leaving = new AbortController();
    reply.raw.once('close', () => {
      if (!reply.raw.writableFinished) leaving.abort();
    });
    try {
      reply.headers({ ...headersOf(take, sending), ...sending.headers });
      await (sending.stream ? streamed : whole)(reply, take, host, sending, leaving.signal);
      leaving.signal.throwIfAborted();
      host.logger.info('Speech for another program was sent', { takeId: take.id });
    } catch (thrown) {
      await host.api.cancelTake({ takeId: take.id }).catch(() => undefined);
      if (reply.sent) return;
      // nobody is there to be told
      if (leaving.signal.aborted) return void reply.hijack();
      for (const name of Object.keys(reply.getHeaders()))
        if (name.startsWith('content-')) reply.removeHeader(name);
      throw thrown;
    } finally {
      if (!(await host.api.getSettings()).speechTakesKept) await forget(host, take.id).catch(() => undefined);
    }
  });
}

function headersOf({ id, recipe }: Take, { format, form }: Sending): Record<string, string> {
  const isSse = form === 'sse';
  return {
    'content-type': isSse ? 'text/event-stream; charset=utf-8' : speechTypes[format],
    ...(isSse ? {} : { 'content-disposition': `inline; filename="speech-${id.slice(0, 8)}.${format}"` }),
    'cache-control': 'no-cache',
    'x-accel-buffering': 'no',
    'x-take-id': id,
    'x-voice': encodeURIComponent(recipe.voiceName),
    'x-engine': recipe.engine,
  };
}

async function streamed(
  reply: FastifyReply,
  { id: takeId }: Take,
  { api }: SpeechHost,
  { format, form }: Sending,
  signal: AbortSignal,
): Promise<void> {
  const items = api.fetchTake({ takeId, format }, signal);
  const first = await items.next();
  const bytes = async function* () {
    try {
      for (let step = first; ; step = await items.next()) {
        if (step.done) return step.value;
        yield step.value.bytes;
      }
    } finally {
      await items.return?.();
    }
  };
  const body = Readable.from(form === 'sse' ? asEvents(bytes()) : bytes(), { objectMode: false });
  const over = new Promise<void>((resolve, reject) => {
    body.once('error', reject);
    reply.raw.once('close', resolve);
  });
  void reply.send(body);
  await over;
}

async function whole(
  reply: FastifyReply,
  { id: takeId }: Take,
  { api }: SpeechHost,
  { format }: Sending,
  signal: AbortSignal,
): Promise<void> {
  await readItems(api.listenTake({ takeId, fromSample: BEHIND_THE_END }, signal), () => undefined);
  const parts: Uint8Array[] = [];
  await readItems(api.fetchTake({ takeId, format }, signal), ({ bytes }) => void parts.push(bytes));
  await reply.send(Buffer.concat(parts));
}
