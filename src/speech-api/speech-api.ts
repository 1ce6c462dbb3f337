import fastifyCors from '@fastify/cors';
import fastifyFormbody from '@fastify/formbody';
import fastifyMultipart from '@fastify/multipart';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { openApiOf } from './openapi';
import type { Route } from './route';
import { cosyVoiceRoutes } from './routes/cosyvoice-server';
import { speechRoutes } from './routes/speech';
import { voiceRoutes } from './routes/voices';
import { refusalOf } from './speech-errors';
import { unknownFields } from './speech-fields';
import type { Host } from './speech-host';
import { TakesOfRequests } from './takes-of-requests';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** A route for other programs: a key of its own opens it, and nothing else. */
    speech?: boolean;
  }
}

const routes: readonly Route[] = [...speechRoutes, ...voiceRoutes, ...cosyVoiceRoutes];

/** Texts of 100 000 characters, each written out as JSON may. */
const BODY_BYTES = 2_000_000;
/** Half a minute of anything that is sent as a prompt, and some minutes as a recording to choose from. */
const FILE_BYTES = 64_000_000;

/**
 * Speaking for other programs over HTTP: the OpenAI speech API, and what is asked of CosyVoice's own servers. Who may come in
 * is the host's business.
 */
export async function addSpeechApi(root: FastifyInstance, host: Host, version: string): Promise<void> {
  const door = { host, takes: new TakesOfRequests(host) };
  // clients of the official server send their forms by GET
  root.addHttpMethod('GET', { hasBody: true, overrideExisting: true });
  await root.register(async (app) => {
    app.removeContentTypeParser('text/plain');
    await app.register(fastifyCors, {
      origin: async (origin: string | undefined) => origin !== undefined && (await isNamed(host, origin)),
      exposedHeaders: ['x-take-id', 'x-voice', 'x-engine', 'x-studio-warning'],
    });
    await app.register(fastifyFormbody, { bodyLimit: BODY_BYTES });
    await app.register(fastifyMultipart, {
      limits: { fileSize: FILE_BYTES, files: 1, fields: 20, fieldSize: BODY_BYTES },
    });
    app.setErrorHandler(async (thrown: unknown, request, reply) => {
      const { status, body } = refusalOf(thrown, languagesOf(request));
      const { code, type } = body.error;
      host().logger[status < 500 ? 'warn' : 'error'](`${request.method} ${pathOf(request)} was refused`, {
        status,
        code,
        type,
      });
      if (status === 429) reply.header('retry-after', '5');
      return reply.code(status).header('cache-control', 'no-store').type('application/json').send(body);
    });
    const told = new Set<string>();
    for (const { method, url, body, answer } of routes)
      app.route({
        ...{
          method,
          url,
          bodyLimit: body?.type === 'form' ? FILE_BYTES : BODY_BYTES,
          config: { speech: true },
        },
        handler: async (request, reply) => {
          if (body?.type === 'json' && typeof request.body === 'object' && request.body !== null)
            tellUnknown(unknownFields(body.schema, request.body));
          return answer(door, request, reply);
        },
      });
    const described = openApiOf(routes, version);
    app.get('/openapi.json', { config: { speech: true } }, async () => described);

    function tellUnknown(names: readonly string[]): void {
      const fresh = names
        .filter((name) => !told.has(name) && told.size < 100)
        .map((name) => name.slice(0, 80));
      if (fresh.length === 0) return;
      fresh.forEach((name) => told.add(name));
      host().logger.info('A program sends fields that mean nothing here', { fields: fresh.join(', ') });
    }
  });
}

/** A page of another origin may ask only where a person has named it. */
export async function isNamed(host: Host, origin: string): Promise<boolean> {
  return (await host().api.getSettings()).speechOrigins.includes(origin);
}

const pathOf = ({ url }: FastifyRequest) => url.split('?')[0] ?? '/';

const languagesOf = ({ headers }: FastifyRequest) =>
  (headers['accept-language'] ?? 'en').split(',').map((tag) => tag.split(';')[0]?.trim() ?? '');
