import type { FastifyReply, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import type { Host } from './speech-host';
import type { TakesOfRequests } from './takes-of-requests';

/** What every route stands on. */
export interface Door {
  readonly host: Host;
  readonly takes: TakesOfRequests;
}

/** One route: how it is called, what it takes, and what it does. The description for clients is made of the same. */
export interface Route {
  readonly method: 'GET' | 'POST';
  readonly url: string;
  /** One sentence for whoever reads /openapi.json. */
  readonly summary: string;
  readonly body?: { readonly type: 'json' | 'form'; readonly schema: z.ZodObject };
  readonly answers: 'json' | 'audio';
  readonly answer: (door: Door, request: FastifyRequest, reply: FastifyReply) => Promise<unknown>;
}
