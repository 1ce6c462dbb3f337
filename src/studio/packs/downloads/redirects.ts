import type { HttpAnswer, HttpGet } from './http';
import { hostKey, requirePublicHost, type TypedHosts } from './public-address';
import { TransferTrouble } from './trouble';

const MOST_REDIRECTS = 6;
const REDIRECTS = new Set([301, 302, 303, 307, 308]);

export interface FollowedAnswer extends HttpAnswer {
  /** Where the answer came from. */
  readonly url: URL;
  /** Heads of the redirects on the way: the hub tells size and hash there, not where the bytes lie. */
  readonly passed: readonly Readonly<Record<string, string>>[];
}

/** A request with its redirects followed. */
export type FollowingGet = (
  url: URL,
  headers: Readonly<Record<string, string>>,
  signal: AbortSignal,
) => Promise<FollowedAnswer>;

/**
 * Requests with their redirects followed: http and https only, never from https down to http, not for ever, and, at every
 * step, only to public addresses and to what a person typed.
 * @returns a request that throws TransferTrouble 'leave' for a redirect that is none of these, and whatever `get` throws
 */
export function following(get: HttpGet, typed: TypedHosts): FollowingGet {
  return async (from, headers, signal) => {
    const passed: Readonly<Record<string, string>>[] = [];
    let url = from;
    for (;;) {
      const isTyped = typed.has(hostKey(url));
      if (!isTyped) requirePublicHost(url);
      const answer = await get(url, headers, signal, isTyped ? 'anywhere' : 'public');
      if (!REDIRECTS.has(answer.status)) return { ...answer, url, passed };
      answer.close();
      passed.push(answer.headers);
      const values = { from: url.host, redirects: passed.length };
      if (passed.length > MOST_REDIRECTS)
        throw new TransferTrouble('leave', `redirected more than ${MOST_REDIRECTS} times`, { values });
      url = nextUrl(url, answer.headers.location);
    }
  };
}

function nextUrl(from: URL, location: string | undefined): URL {
  if (location === undefined || !URL.canParse(location, from.href))
    throw new TransferTrouble('leave', 'redirected without a usable address');
  const to = new URL(location, from);
  const allowed = from.protocol === 'https:' ? ['https:'] : ['http:', 'https:'];
  if (!allowed.includes(to.protocol))
    throw new TransferTrouble('leave', `redirected from ${from.protocol}// to ${to.protocol}//`);
  return to;
}
