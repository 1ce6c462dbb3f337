import { z } from 'zod';
import { logEntrySchema } from './logger';

/** The failure doctor: why a take failed or sounds wrong, what proves it, and what one click can do about it. */

/** Repairs that end with the take in the queue: the studio does them alone. */
export const retryingRepairSchema = z.enum([
  'retry',
  'retry-draft',
  'retry-next-seed',
  'retry-without-transcript',
  'retry-without-markers',
  'restart-and-retry',
  'unload-and-retry',
]);
export type RetryingRepair = z.output<typeof retryingRepairSchema>;

/** And those that need a person, a dialog or time. */
const repairKindSchema = z.enum([
  ...retryingRepairSchema.options,
  'verify-pack',
  'choose-folder',
  'support-bundle',
]);
export type RepairKind = z.output<typeof repairKindSchema>;

const bilingualSchema = z.object({ en: z.string(), zh: z.string() });
export type Bilingual = z.output<typeof bilingualSchema>;

export const diagnosisSchema = z.object({
  /** Id of the rule that fits; 'unknown' when none does. */
  rule: z.string(),
  known: z.boolean(),
  /** Why, in plain words, with the numbers. */
  cause: bilingualSchema,
  /** The lines of the log that show it, oldest first. */
  proof: z.array(logEntrySchema),
  /** The advised one first. */
  repairs: z.array(repairKindSchema).min(1),
});
export type Diagnosis = z.output<typeof diagnosisSchema>;
