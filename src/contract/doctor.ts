import { z } from 'zod';
import { errorValuesSchema } from './errors';
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

export const diagnosisSchema = z.object({
  /** Id of the rule that fits; 'unknown' when none does. */
  rule: z.string(),
  known: z.boolean(),
  /** The numbers and names of its words. */
  values: errorValuesSchema,
  /** The lines of the log that show it, oldest first. */
  proof: z.array(logEntrySchema),
  /** The advised one first. */
  repairs: z.array(repairKindSchema).min(1),
});
export type Diagnosis = z.output<typeof diagnosisSchema>;
