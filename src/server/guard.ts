import type { Socket } from 'node:net';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { reportError, StudioError, type ErrorValues } from '#contract/errors';
import { windowHeaders } from '#contract/window-policy';
import { httpStatusOf } from '#speech-api/speech-errors';
import type { Access } from './access';
import { isAllowedHost, isLoopbackAddress, isSameOrigin } from './hosts';
import { unauthorizedPage } from './unauthorized-page';

export interface GuardOptions {
  readonly access: Access;
  /** Names besides localhost under which browsers reach this machine. */
  readonly allowedHosts: readonly string[];
  /** Whether this is the secret of a key; it opens the routes for other programs, and nothing else. */
  readonly isKey: (secret: string) => boolean;
  /** Whether pages of this origin may ask for speech. */
  readonly isNamedOrigin: (origin: string) => Promise<boolean>;
  /** A link's token was exchanged for a session. */
  readonly onLinkUsed: () => void;
}

/** The one place of the studio's WebSocket. */
export const SOCKET_PATH = '/studio';

const openPaths = new Set(['/health', '/healthz', '/metrics']);

/**
 * The door of the HTTP host: security headers on every answer, the Host allow-list, the WebSocket's Origin, the
 * exchange of a link's token for a session cookie, and nothing else without that session.
 */
export function guard(
  app: FastifyInstance,
  { access, allowedHosts, isKey, isNamedOrigin, onLinkUsed }: GuardOptions,
): void {
  app.addHook('onRequest', async (request, reply) => {
    reply.headers(windowHeaders);
    const path = request.url.split('?')[0] ?? '/';
    if (!isAllowedHost(request.headers.host, allowedHosts)) {
      throw new Refusal(403, { why: 'host-name', host: request.headers.host ?? '–' });
    }
    const address = request.socket.remoteAddress ?? '';
    const upgrades = request.headers.upgrade !== undefined;
    if (openPaths.has(path) && !upgrades && isLoopbackAddress(address)) return;

    // a browser asks without a key whether it may ask with one
    if (request.method === 'OPTIONS' && (await isNamedOrigin(request.headers.origin ?? ''))) return;

    const token = queryToken(request);
    if (token !== undefined) {
      const session = access.redeem(token, address);
      if (session === undefined) throw new Refusal(401, { why: 'link-used' });
      onLinkUsed();
      return reply
        .header('set-cookie', `${cookieName(request)}=${session}; HttpOnly; SameSite=Strict; Path=/`)
        .header('cache-control', 'no-store')
        .redirect(ownPath(path), 303);
    }
    const isSpeech = request.routeOptions.config.speech === true;
    const secret = bearer(request);
    if (isSpeech && secret !== undefined && isKey(secret)) return;
    const credentials = { session: cookie(request), bearer: bearer(request) };
    if (!access.admits(credentials, address)) throw new Refusal(401, { why: 'needs-token' });
    if (upgrades && credentials.bearer === undefined) {
      const { origin, host } = request.headers;
      if (!isSameOrigin(origin, host)) throw new Refusal(403, { why: 'other-page', origin: origin ?? '–' });
    }
    // nobody would ever answer it, and its connection would wait for that
    if (upgrades && path !== SOCKET_PATH) throw new Refusal(404, { why: 'no-socket', path });
  });

  app.setErrorHandler(async (thrown: unknown, request, reply) => answerError(thrown, request, reply));
  app.setNotFoundHandler(async (request, reply) =>
    reply.code(404).send({
      error: withoutTrace(new StudioError('file-not-found', { path: request.url.split('?')[0] ?? '' })),
    }),
  );
}

/** `//elsewhere/` is an address of another host to a browser; a redirect stays here. */
const ownPath = (path: string) => `/${path.replace(/^[\\/]+/, '')}`;

/** A StudioError and the HTTP status that goes with it. */
class Refusal extends StudioError {
  constructor(
    readonly statusCode: number,
    values: ErrorValues,
  ) {
    super('unauthorized', values);
  }
}

/** A request that the parser of HTTP or the router refused: its own words are for programmers. */
function faultOf(thrown: unknown): unknown {
  const status = thrown instanceof StudioError ? 500 : statusOf(thrown);
  return status < 500 ? new StudioError('bad-request', { why: 'http', status }, thrown) : thrown;
}

/** What comes before any hook: an address that is none. */
export function answerUnrouted(thrown: Error, request: FastifyRequest, reply: FastifyReply): void {
  void reply.headers(windowHeaders).send(answerError(thrown, request, reply));
}

/** What comes before any request: no HTTP, or one that does not arrive in time. Nobody else speaks on that socket. */
export function answerConnection(thrown: Error & { readonly code?: string }, socket: Socket): void {
  if (!socket.writable || thrown.code === 'ECONNRESET') return void socket.destroy();
  const [status, name] = statusOfConnection.get(thrown.code ?? '') ?? [400, 'Bad Request'];
  const body = JSON.stringify({
    error: withoutTrace(new StudioError('bad-request', { why: 'http', status })),
  });
  const head = [
    `HTTP/1.1 ${status} ${name}`,
    ...['Connection: close', 'Cache-Control: no-store', 'Content-Type: application/json; charset=utf-8'],
    `Content-Length: ${body.length}`,
  ];
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`);
}

const statusOfConnection: ReadonlyMap<string, readonly [number, string]> = new Map([
  ['ERR_HTTP_REQUEST_TIMEOUT', [408, 'Request Timeout']],
  ['HPE_HEADER_OVERFLOW', [431, 'Request Header Fields Too Large']],
]);

async function answerError(thrown: unknown, request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
  const error = withoutTrace(faultOf(thrown));
  reply.code(statusOf(thrown)).header('cache-control', 'no-store');
  const wantsPage = request.headers.accept?.includes('text/html') ?? false;
  if (wantsPage && error.code === 'unauthorized') return reply.type('text/html').send(unauthorizedPage);
  return reply.send({ error });
}

/** Stacks are for the log, not for whoever asks. */
const withoutTrace = (thrown: unknown) => ({ ...reportError(thrown), trace: undefined });

function statusOf(thrown: unknown): number {
  if (thrown instanceof StudioError) return thrown instanceof Refusal ? thrown.statusCode : 429;
  return httpStatusOf(thrown) ?? 500;
}

function queryToken(request: FastifyRequest): string | undefined {
  const { token } = request.query as Record<string, unknown>;
  return request.method === 'GET' && typeof token === 'string' ? token : undefined;
}

/** Cookies do not know ports: two studios on one machine must not overwrite each other's session. */
const cookieName = (request: FastifyRequest) => `studio-session-${request.socket.localPort ?? 0}`;

function cookie(request: FastifyRequest): string | undefined {
  const prefix = `${cookieName(request)}=`;
  return request.headers.cookie
    ?.split(';')
    .map((each) => each.trim())
    .find((each) => each.startsWith(prefix))
    ?.slice(prefix.length);
}

const bearer = (request: FastifyRequest) => /^Bearer (.+)$/i.exec(request.headers.authorization ?? '')?.[1];
