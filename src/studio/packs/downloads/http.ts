import type { LookupFunction } from 'node:net';
import { EnvHttpProxyAgent, request } from 'undici';
import { publicLookup } from './public-address';

/** A server's answer: its head at once, its body as it comes. */
export interface HttpAnswer {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: AsyncIterable<Uint8Array>;
  /** Gives the connection up; what has not been read is lost. */
  readonly close: () => void;
}

/**
 * One request, no redirect followed. The only way from the studio to the network; tests put their own in its place.
 * @param reach `public`: what the name means must be a public address, and the connection goes to that very one
 */
export type HttpGet = (
  url: URL,
  headers: Readonly<Record<string, string>>,
  signal: AbortSignal,
  reach: Reach,
) => Promise<HttpAnswer>;

export type Reach = 'public' | 'anywhere';

/** Longest wait for a connection before the server counts as silent. */
const CONNECT_MS = 15_000;

/**
 * @returns requests through the proxy that HTTPS_PROXY, HTTP_PROXY and NO_PROXY name, if they do; names are then looked up
 * by the proxy
 */
export function createHttpGet(lookup: LookupFunction = publicLookup()): HttpGet {
  // two of them, so that no connection of one kind is used for the other
  const agents: Partial<Record<Reach, EnvHttpProxyAgent>> = {};
  return async (url, headers, signal, reach) => {
    // made with the first request: a studio that never downloads opens nothing
    const agent = (agents[reach] ??= new EnvHttpProxyAgent({
      connect: { timeout: CONNECT_MS, ...(reach === 'public' ? { lookup } : {}) },
    }));
    // silence is watched where bytes are counted, so undici's own clocks stay off
    const timeouts = { headersTimeout: 0, bodyTimeout: 0 };
    const answer = await request(url, { dispatcher: agent, headers, signal, ...timeouts });
    // an abandoned body reports its own end; nobody waits for it any more
    answer.body.on('error', () => undefined);
    return {
      status: answer.statusCode,
      headers: plain(answer.headers),
      body: answer.body,
      close: () => answer.body.destroy(),
    };
  };
}

function plain(headers: Readonly<Record<string, string | string[] | undefined>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      value === undefined ? [] : [[name.toLowerCase(), Array.isArray(value) ? value.join(', ') : value]],
    ),
  );
}
