import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';

/** What the server does with one request, instead of serving it well. */
interface Trick {
  /** Closes the connection after so many bytes of the body. */
  readonly dropAfter?: number;
  /** Not before this: what its client has not read yet is lost with the connection. */
  readonly dropWhen?: Promise<void>;
  /** Sends so many bytes of the body, then nothing more. */
  readonly stallAfter?: number;
  /** Does not even answer. */
  readonly silent?: boolean;
  /** Answers 200 with the whole file to a range. */
  readonly ignoreRange?: boolean;
  /** Promises so many bytes more or fewer than there are. */
  readonly lieBy?: number;
  /** Turns the byte at this place of the file. */
  readonly wrongByteAt?: number;
  /** Serves these bytes from now on, under another ETag: the file was replaced. */
  readonly replaceBy?: Uint8Array;
  readonly status?: number;
  readonly retryAfter?: string;
  readonly redirectTo?: string;
  /** No ETag at all. */
  readonly noEtag?: boolean;
  /** Waits between pieces of 16 kB. */
  readonly slowMs?: number;
}

interface SeenRequest {
  readonly path: string;
  readonly range: string | undefined;
  readonly ifRange: string | undefined;
  readonly host: string | undefined;
}

export interface MisbehavingServer {
  readonly url: string;
  /** Requests so far, oldest first. */
  readonly seen: SeenRequest[];
  /** The next requests for a file meet these tricks, one each; then it is served well. */
  readonly trick: (path: string, ...tricks: readonly Trick[]) => void;
  /** Every request meets this trick, until it is cleared with undefined. */
  readonly always: (trick: Trick | undefined) => void;
  readonly close: () => Promise<void>;
}

/** Laid out like the hub: /owner/name/resolve/REVISION/path, and /api/models/owner/name/revision/main. */
const FILE = /^\/[^/]+\/[^/]+\/resolve\/([^/]+)\/(.+)$/;
const REVISION = /^\/api\/models\/[^/]+\/[^/]+\/revision\/main$/;
export const MAIN_REVISION = 'c0ffee00c0ffee00c0ffee00c0ffee00c0ffee00';

/** A file server of our own that misbehaves on command. */
export async function startMisbehavingServer(
  files: Readonly<Record<string, Uint8Array>>,
): Promise<MisbehavingServer> {
  const content = new Map(Object.entries(files));
  const versions = new Map<string, number>();
  const tricks = new Map<string, Trick[]>();
  const seen: SeenRequest[] = [];
  let everyTime: Trick | undefined;

  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    const { pathname } = new URL(request.url ?? '/', 'http://server');
    if (REVISION.test(pathname)) return void response.end(JSON.stringify({ sha: MAIN_REVISION }));
    const path = decodeURIComponent(FILE.exec(pathname)?.[2] ?? pathname.slice(1));
    const range = request.headers.range;
    const ifRange = request.headers['if-range'];
    seen.push({ path, range, ifRange: ifRange as string | undefined, host: request.headers.host });
    const trick = tricks.get(path)?.shift() ?? everyTime ?? {};
    if (trick.silent) return;
    if (trick.replaceBy) {
      content.set(path, trick.replaceBy);
      versions.set(path, (versions.get(path) ?? 0) + 1);
    }
    const bytes = content.get(path);
    if (trick.redirectTo !== undefined)
      return void response.writeHead(302, { location: trick.redirectTo }).end();
    if (trick.status !== undefined) {
      const headers = trick.retryAfter === undefined ? {} : { 'retry-after': trick.retryAfter };
      return void response.writeHead(trick.status, headers).end('no');
    }
    if (!bytes) return void response.writeHead(404).end('no such file');
    const etag = `"v${versions.get(path) ?? 0}"`;
    const from = Number(/^bytes=(\d+)-$/.exec(range ?? '')?.[1] ?? 0);
    const partial =
      range !== undefined && trick.ignoreRange !== true && (ifRange === undefined || ifRange === etag);
    if (partial && from >= bytes.length)
      return void response.writeHead(416, { 'content-range': `bytes */${bytes.length}` }).end();
    const body = Buffer.from(bytes.subarray(partial ? from : 0));
    const wrongAt = (trick.wrongByteAt ?? -1) - (partial ? from : 0);
    if (wrongAt >= 0 && wrongAt < body.length) body[wrongAt] = body[wrongAt]! ^ 0xff;
    const total = bytes.length + (trick.lieBy ?? 0);
    response.writeHead(partial ? 206 : 200, {
      ...(trick.noEtag ? {} : { etag }),
      'content-length': body.length + (trick.lieBy ?? 0),
      ...(partial ? { 'content-range': `bytes ${from}-${total - 1}/${total}` } : {}),
    });
    await send(response, body, trick);
  };

  const server = createServer((request, response) => {
    response.on('error', () => undefined);
    void answer(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    seen,
    trick: (path, ...more) => void tricks.set(path, [...(tricks.get(path) ?? []), ...more]),
    always: (trick) => void (everyTime = trick),
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

const PIECE = 16_384;

async function send(response: ServerResponse, body: Buffer, trick: Trick): Promise<void> {
  const end = Math.min(trick.dropAfter ?? Infinity, trick.stallAfter ?? Infinity, body.length);
  for (let at = 0; at < end && !response.destroyed; at += PIECE) {
    const drained = response.write(body.subarray(at, Math.min(end, at + PIECE)));
    if (!drained) await drainedOrClosed(response);
    if (trick.slowMs) await wait(trick.slowMs);
  }
  if (trick.stallAfter !== undefined) return;
  if (trick.dropAfter !== undefined && trick.dropAfter < body.length) {
    // what was written must be on its way before the connection goes
    void (trick.dropWhen ?? wait(20)).then(() => response.destroy());
    return;
  }
  // a lie about the length must not become an error of this server
  if (trick.lieBy) setTimeout(() => response.destroy(), 20);
  else response.end();
}

async function drainedOrClosed(response: ServerResponse): Promise<void> {
  await new Promise<void>((resolve) => {
    const done = () => {
      response.off('drain', done).off('close', done);
      resolve();
    };
    response.on('drain', done).on('close', done);
  });
}
