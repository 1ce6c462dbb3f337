import { z } from 'zod';
import { sha256Schema } from './ids';

/** Whose voice it is, as its keeper states it. A voice without a statement can be used, and is marked. */

/** A spoken statement, bound to the prompt it was given for. Both are SHA-256 of samples, hex. */
const spokenStatementSchema = z.object({ recordingSha256: sha256Schema, promptSha256: sha256Schema });
export type SpokenStatement = z.output<typeof spokenStatementSchema>;

export const permissionFacts = {
  /** Who permits it. */
  by: z.string().trim().min(1).max(200),
  /** What it may be used for. */
  scope: z.string().trim().max(500),
  /** The day of the permission, e.g. 2026-11-25. */
  date: z.iso.date(),
};

export const consentSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('own') }),
  z.object({
    kind: z.literal('permitted'),
    ...permissionFacts,
    statement: spokenStatementSchema.optional(),
  }),
  z.object({ kind: z.literal('synthetic') }),
]);
export type Consent = z.output<typeof consentSchema>;

export const consentKindSchema = z.enum(['own', 'permitted', 'synthetic']);
export type ConsentKind = z.output<typeof consentKindSchema>;

/** @returns false when a spoken statement was given for another prompt than the one the voice speaks with now */
export function statementMatches(consent: Consent | undefined, promptSha256: string): boolean {
  if (consent?.kind !== 'permitted' || !consent.statement) return true;
  return consent.statement.promptSha256 === promptSha256;
}
