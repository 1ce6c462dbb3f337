import { z } from 'zod';
import type { Route } from './route';

const mediaTypes = { json: 'application/json', form: 'multipart/form-data' } as const;

/** The routes as clients read them: OpenAPI 3.1, made of the schemas that the requests are parsed with. */
export function openApiOf(routes: readonly Route[], version: string) {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const { method, url, summary, body, answers } of routes) {
    const path = url.replaceAll(/:(\w+)/g, '{$1}');
    const names = [...url.matchAll(/:(\w+)/g)].map(([, name]) => name);
    const content = answers === 'audio' ? { 'audio/*': {} } : { 'application/json': {} };
    (paths[path] ??= {})[method.toLowerCase()] = {
      summary,
      ...(names.length === 0
        ? {}
        : {
            parameters: names.map((name) => ({
              name,
              in: 'path',
              required: true,
              schema: { type: 'string' },
            })),
          }),
      ...(body
        ? {
            requestBody: { required: true, content: { [mediaTypes[body.type]]: { schema: schemaOf(body) } } },
          }
        : {}),
      responses: {
        200: { description: answers === 'audio' ? 'Sound, as it comes' : 'What was asked for', content },
        default: {
          description: 'A refusal',
          content: { 'application/json': { schema: { $ref: '#/components/schemas/Refusal' } } },
        },
      },
    };
  }
  return {
    openapi: '3.1.0',
    info: { title: 'CosyVoice Studio', version },
    paths,
    security: [{ key: [] }],
    components: {
      securitySchemes: { key: { type: 'http', scheme: 'bearer' } },
      schemas: { Refusal: refusal },
    },
  };
}

const schemaOf = ({ schema }: NonNullable<Route['body']>) =>
  z.toJSONSchema(schema, {
    io: 'input',
    unrepresentable: 'any',
    // a file of a form
    override: ({ zodSchema, jsonSchema }) => {
      if (zodSchema._zod.def.type === 'custom')
        Object.assign(jsonSchema, { type: 'string', format: 'binary' });
    },
  });

const text = { type: 'string' } as const;
const refusal = {
  type: 'object',
  properties: {
    error: {
      type: 'object',
      properties: { message: text, type: text, code: text, param: { type: ['string', 'null'] } },
      required: ['message', 'type', 'code', 'param'],
    },
  },
  required: ['error'],
} as const;
