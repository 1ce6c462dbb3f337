import { z } from 'zod';

/** What people who know the model may change about it, with its own ranges. Absent means the model's default. */

export const advancedRanges = {
  flowSteps: { min: 4, max: 32, whole: true },
  guidance: { min: 0, max: 1.5, whole: false },
  topP: { min: 0.1, max: 1, whole: false },
  topK: { min: 1, max: 100, whole: true },
  windowSize: { min: 0, max: 50, whole: true },
  repetitionShare: { min: 0, max: 1, whole: false },
  minTokenRatio: { min: 0, max: 5, whole: false },
  maxTokenRatio: { min: 5, max: 40, whole: false },
  silentRun: { min: 0, max: 50, whole: true },
  pauseMs: { min: 0, max: 2000, whole: true },
} as const;
export type AdvancedNumber = keyof typeof advancedRanges;

/** @returns a number inside the range of its name, or a refusal that says the number, the name and the range */
function inRange(name: AdvancedNumber) {
  const { min, max, whole } = advancedRanges[name];
  const fits = (value: unknown) =>
    typeof value === 'number' && value >= min && value <= max && (!whole || Number.isInteger(value));
  return z
    .custom<number>(fits, {
      error: ({ input }) =>
        `${name} is ${String(input)}; it must be a ${whole ? 'whole ' : ''}number from ${min} to ${max}.`,
    })
    .optional();
}

export const stopMaskings = ['strict', 'upstream'] as const;
export const textRules = ['guarded', 'official', 'off'] as const;

export const advancedSchema = z.object({
  /** Euler steps of the flow. */
  flowSteps: inRange('flowSteps'),
  /** Weight of classifier-free guidance. */
  guidance: inRange('guidance'),
  topP: inRange('topP'),
  topK: inRange('topK'),
  /** Last tokens that the repetition test looks at; 0 switches it off. */
  windowSize: inRange('windowSize'),
  /** Share of the window that one token may not reach. */
  repetitionShare: inRange('repetitionShare'),
  /** Fewest and most speech tokens per text token. */
  minTokenRatio: inRange('minTokenRatio'),
  maxTokenRatio: inRange('maxTokenRatio'),
  /** Silent tokens kept in a row; 0 keeps all. */
  silentRun: inRange('silentRun'),
  /** Silence between segments. */
  pauseMs: inRange('pauseMs'),
  /** `strict` forbids every stop id before the shortest length, `upstream` only the first. */
  stopMasking: z.enum(stopMaskings).optional(),
  /** Trim the prompt's silence and limit its peak before enrolling. */
  cleanReference: z.boolean().optional(),
  /** `official` follows the reference to the letter, `off` speaks the text as typed in one segment. */
  textRules: z.enum(textRules).optional(),
});
export type Advanced = z.output<typeof advancedSchema>;
