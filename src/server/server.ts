import type { Socket } from 'node:net';
import fastifyStatic from '@fastify/static';
import fastifyWebsocket from '@fastify/websocket';
import fastify from 'fastify';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { StudioError } from '#contract/errors';
import { serve } from '#contract/rpc';
import { studioContract } from '#contract/studio-api';
import { engineLauncher } from '#studio/engines/engine-launcher';
import { studioFolders, type EngineLauncher, type Studio } from '#studio/studio';
import type { Programs } from '#studio/programs/programs';
import { StudioLifecycle } from '#studio/studio-lifecycle';
import { addSpeechApi, isNamed } from '#speech-api/speech-api';
import { version } from '../../package.json';
import { createAccess } from './access';
import { forkProgram, forkedPrograms } from './fork-program';
import { answerConnection, answerUnrouted, guard, SOCKET_PATH } from './guard';
import { authority, isLoopbackHost } from './hosts';
import { paths } from './paths';
import { GOING_AWAY, MAX_MESSAGE_BYTES, webSocketPort } from './websocket-port';

export interface ServerOptions {
  /** Data folder of the studio. */
  readonly home: string;
  /** Address to listen on; default 127.0.0.1. Anything but loopback needs a token. */
  readonly host?: string;
  /** 0 picks a free one. */
  readonly port?: number;
  /** A token of one's own; without it every printed link carries a token that works once. */
  readonly token?: string;
  /** Names besides localhost under which browsers reach this machine. */
  readonly allowedHosts?: readonly string[];
  /** A browser opened the printed link: it is used up, unless the token is one of one's own. */
  readonly onLinkUsed?: () => void;
  /** For looking only, beside the studio that has the library open. */
  readonly readOnly?: boolean;
  /** When another studio has the library, open it for looking instead of refusing. */
  readonly elseLook?: boolean;
  /** A studio is open: the first, and every one that takes its place; see studio-lifecycle.ts. */
  readonly onStudio?: (studio: Studio) => void;
  readonly engine?: EngineLauncher;
  /** The programs of this installation when absent. */
  readonly programs?: Programs;
  readonly rendererDir?: string;
  readonly resourcesDir?: string;
  /** A request that has not arrived by then is ended, ms; 20 000 when absent. */
  readonly requestMs?: number;
}

export interface RunningServer {
  /** The studio that is open now. */
  readonly studio: Studio;
  /** Settles when the data folder could not be opened again, say after a restore; never otherwise. */
  readonly failure: Promise<StudioError>;
  readonly host: string;
  readonly port: number;
  /** Address without a token, e.g. http://127.0.0.1:41234/ */
  readonly url: string;
  /** @returns the address with a token: the chosen one, or a fresh one that works once. */
  link(): string;
  /** Ends browsers' connections, the engine process and the studio, in this order. */
  close(): Promise<void>;
}

const MIN_TOKEN_CHARACTERS = 16;
/** Sixteen times the same character is no secret. */
const MIN_DIFFERENT = 6;
/** A request that has not arrived by then never will. */
const REQUEST_MS = 20_000;
/** A browser opens six; one address does not need more than some windows. */
const MAX_CONNECTIONS_PER_ADDRESS = 256;
/** How long a window may take to say goodbye. */
const GOODBYE_MS = 250;

/**
 * The studio for a browser: the window's files, its WebSocket at /studio, /health and /metrics.
 * @throws StudioError 'port-busy', 'usage' (outside loopback without a token), or what createStudio throws
 */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const host = options.host ?? '127.0.0.1';
  refuseOpenDoor(host, options.token);
  const resourcesDir = options.resourcesDir ?? paths.resourcesDir;
  const modelsDir = studioFolders(options.home).models;
  let fail: (error: StudioError) => void = () => undefined;
  const failure = new Promise<StudioError>((resolve) => (fail = resolve));
  // windows of the studio before connect again by themselves
  let sendAway: () => void = () => undefined;
  const lifecycle = await StudioLifecycle.open(
    {
      home: options.home,
      resourcesDir,
      version,
      host: 'server',
      readOnly: options.readOnly ?? false,
      elseLook: options.elseLook ?? false,
      engine:
        options.engine ?? engineLauncher(forkProgram, { entry: paths.engineEntry, resourcesDir, modelsDir }),
      programs: options.programs ?? forkedPrograms,
    },
    {
      onOpen: (studio) => {
        options.onStudio?.(studio);
        sendAway();
      },
      onFailure: fail,
    },
  );
  try {
    const access = createAccess(options.token);
    const requestMs = options.requestMs ?? REQUEST_MS;
    const app = fastify({
      ...{ bodyLimit: 64 * 1024, forceCloseConnections: true, exposeHeadRoutes: false },
      requestTimeout: requestMs,
      ...{ frameworkErrors: answerUnrouted, clientErrorHandler: answerConnection },
      http: { headersTimeout: requestMs, connectionsCheckingInterval: Math.min(1000, requestMs) },
    });
    guard(app, {
      access,
      allowedHosts: [host, ...(options.allowedHosts ?? [])],
      isKey: (secret) => lifecycle.studio.admitsKey(secret),
      isNamedOrigin: (origin) => isNamed(() => lifecycle.studio, origin),
      onLinkUsed: () => options.onLinkUsed?.(),
    });
    const endConnections = trackConnections(app.server);
    app.addHook('onResponse', async (request) => hangUpRefused(request));
    await addRoutes(app, lifecycle, options.rendererDir ?? paths.rendererDir);
    sendAway = () =>
      app.websocketServer.clients.forEach((client) => client.close(GOING_AWAY, 'the studio opened again'));
    const port = await listen(app, host, options.port ?? 0);
    const url = `http://${authority(host, port)}/`;
    const link = () => `${url}?token=${encodeURIComponent(options.token ?? access.mintLink())}`;
    lifecycle.studio.logger.info(`Serving the studio at ${url}`);
    return {
      get studio() {
        return lifecycle.studio;
      },
      failure,
      host,
      port,
      url,
      link,
      close: async () => {
        const impatient = setTimeout(endConnections, GOODBYE_MS);
        await app.close();
        clearTimeout(impatient);
        await lifecycle.close();
      },
    };
  } catch (thrown) {
    await lifecycle.close();
    throw thrown;
  }
}

async function addRoutes(
  app: FastifyInstance,
  lifecycle: StudioLifecycle,
  rendererDir: string,
): Promise<void> {
  await app.register(fastifyWebsocket, {
    options: { maxPayload: MAX_MESSAGE_BYTES },
    preClose: (done) => {
      for (const client of app.websocketServer.clients) client.close(GOING_AWAY, 'the studio closed');
      done();
    },
  });
  app.get(SOCKET_PATH, { websocket: true }, (socket) => {
    serve(studioContract, lifecycle.studio, webSocketPort(socket));
  });
  for (const path of ['/health', '/healthz'])
    app.get(path, (_request, reply) => {
      const health = lifecycle.studio.health();
      return reply.code(health.status === 'degraded' ? 503 : 200).send(health);
    });
  await addSpeechApi(app, () => lifecycle.studio, version);
  app.get('/metrics', (_request, reply) =>
    reply.type('text/plain; version=0.0.4; charset=utf-8').send(lifecycle.studio.metrics()),
  );
  await app.register(fastifyStatic, { root: rendererDir, cacheControl: false });
}

/**
 * Node forgets a connection that was upgraded but still waits for its end: a window on a laptop that was shut would keep
 * the host from stopping. One address does not get all descriptors, either.
 * @returns ends whatever is still connected
 */
function trackConnections(server: FastifyInstance['server']): () => void {
  const connections = new Set<Socket>();
  const counts = new Map<string, number>();
  server.on('connection', (socket) => {
    const address = socket.remoteAddress ?? '';
    const others = counts.get(address) ?? 0;
    if (others >= MAX_CONNECTIONS_PER_ADDRESS) return socket.destroy();
    connections.add(socket);
    counts.set(address, others + 1);
    socket.once('close', () => {
      connections.delete(socket);
      const left = (counts.get(address) ?? 1) - 1;
      if (left === 0) counts.delete(address);
      else counts.set(address, left);
    });
  });
  return () => [...connections].forEach((socket) => socket.destroy());
}

/** Whoever asked for an upgrade and was refused may hold on for ever: Node leaves that connection to nobody. */
function hangUpRefused({ headers, raw }: FastifyRequest): void {
  if (headers.upgrade !== undefined) raw.socket.destroySoon();
}

async function listen(app: FastifyInstance, host: string, port: number): Promise<number> {
  try {
    await app.listen({ host, port });
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw cause;
    throw new StudioError('port-busy', { port, host }, cause);
  }
  const address = app.server.address();
  if (address === null || typeof address === 'string')
    throw new StudioError('internal', { reason: 'No TCP address.' });
  return address.port;
}

function refuseOpenDoor(host: string, token: string | undefined): void {
  const characters = token === undefined ? 0 : new Set(token.replace(/\s/g, '')).size;
  const plain = token !== undefined && /^[\x21-\x7e]+$/.test(token);
  if (token !== undefined && (token.length < MIN_TOKEN_CHARACTERS || !plain || characters < MIN_DIFFERENT)) {
    throw new StudioError('usage', {
      why: 'token',
      length: token.length,
      characters,
      minLength: MIN_TOKEN_CHARACTERS,
      minDifferent: MIN_DIFFERENT,
    });
  }
  if (token === undefined && !isLoopbackHost(host)) {
    throw new StudioError('usage', { why: 'needs-token', host });
  }
}
