import '@fastify/multipart';
import type { FastifyRequest } from 'fastify';
import { StudioError } from '#contract/errors';
import { httpStatusOf } from './speech-errors';

/** @returns the fields of a form, multipart or not; files as their bytes, a repeated field as its last value */
export async function formOf(request: FastifyRequest): Promise<Readonly<Record<string, unknown>>> {
  if (!request.isMultipart()) return (request.body ?? {}) as Readonly<Record<string, unknown>>;
  const form = new Map<string, unknown>();
  try {
    for await (const part of request.parts())
      form.set(part.fieldname, part.type === 'file' ? new Uint8Array(await part.toBuffer()) : part.value);
  } catch (thrown) {
    // a limit says so by its status; whatever else is no form
    throw httpStatusOf(thrown) === undefined
      ? new StudioError('bad-request', { why: 'body' }, thrown)
      : thrown;
  }
  return Object.fromEntries(form);
}
