import { z } from 'zod';

/** Typed arrays by their tag, not by instanceof: they may come from another realm (a preload, a test page). */
const tagged = (tag: string) => (value: unknown) =>
  Object.prototype.toString.call(value) === `[object ${tag}]`;

export const float32Array = z.custom<Float32Array>(tagged('Float32Array'), 'must be a Float32Array');
export const uint8Array = z.custom<Uint8Array>(
  (value) => tagged('Uint8Array')(value),
  'must be a Uint8Array',
);
