import '@fastify/multipart';
import type { FastifyRequest } from 'fastify';
import { FieldError } from './speech-errors';

/** @returns the fields of a form, multipart or not; files as their bytes, a repeated field as its last value */
export async function formOf(request: FastifyRequest): Promise<Readonly<Record<string, unknown>>> {
  if (!request.isMultipart()) return (request.body ?? {}) as Readonly<Record<string, unknown>>;
  const form: Record<string, unknown> = {};
  for await (const part of request.parts()) {
    if (part.fieldname.startsWith('__')) throw new FieldError(part.fieldname.slice(0, 40), 'no such field');
    form[part.fieldname] = part.type === 'file' ? new Uint8Array(await part.toBuffer()) : part.value;
  }
  return form;
}
