import { z } from 'zod';
import { sha256Schema } from './ids';

/** What a pack that was compiled on this computer says about itself: what it was made of, and how exactly it is stored. */

/** The networks whose weights can be stored less exactly; the vocoder always keeps float32. */
export const quantisedParts = ['llm', 'flow'] as const;
export type QuantisedPart = (typeof quantisedParts)[number];

export const llmPrecisionSchema = z.enum(['q8', 'q8-fine', 'q4', 'fp32']);
export const flowPrecisionSchema = z.enum(['int8', 'q8', 'fp32']);
export type LlmPrecision = z.output<typeof llmPrecisionSchema>;
export type FlowPrecision = z.output<typeof flowPrecisionSchema>;

export const precisionsSchema = z.object({
  llm: llmPrecisionSchema.default('q8'),
  flow: flowPrecisionSchema.default('int8'),
});
export type Precisions = z.output<typeof precisionsSchema>;

/** How a pack is to be made here. */
export const makeOptionsSchema = precisionsSchema.extend({
  /** Of the language model that was trained further with rewards. */
  reinforced: z.boolean().default(false),
  /** Whether the checkpoints stay when the pack is whole. */
  keepSources: z.boolean().default(false),
});
export type MakeOptions = z.output<typeof makeOptionsSchema>;

/** How far a part as it is stored is from the same part in float32, over one sentence of a voice. */
export const measuredSchema = z.discriminatedUnion('part', [
  z.object({
    part: z.literal('llm'),
    precision: llmPrecisionSchema,
    passed: z.boolean(),
    /** Mean divergence of the next token's distribution, in nats. */
    meanKl: z.number(),
    /** Share of tokens of which both think the same one most likely. */
    topAgreement: z.number(),
  }),
  z.object({
    part: z.literal('flow'),
    precision: flowPrecisionSchema,
    passed: z.boolean(),
    /** Of the mel around its mean, in dB. */
    snrDb: z.number(),
    /** Of the mel's error, in its own logarithmic unit. */
    rmsError: z.number(),
  }),
]);
export type Measured = z.output<typeof measuredSchema>;

export const compiledSchema = z.object({
  /** Version of the compiler. */
  compiler: z.number().int(),
  /** SHA-256 of the checkpoints. */
  sources: z.object({ llm: sha256Schema, flow: sha256Schema, hift: sha256Schema }),
  reinforced: z.boolean(),
  asked: precisionsSchema,
  /** Differs from `asked` where that was too far from the original. */
  used: precisionsSchema,
  /** In the order in which they were tried; none for a part that is stored as it was trained. */
  measured: z.array(measuredSchema),
});
export type Compiled = z.output<typeof compiledSchema>;

/** "q8: KL 0.004, same token 97 %" */
export function measuredWords(found: Measured): string {
  const numbers =
    found.part === 'llm'
      ? `KL ${found.meanKl.toPrecision(2)}, same token ${Math.floor(100 * found.topAgreement)} %`
      : `SNR ${found.snrDb.toFixed(1)} dB, error ${found.rmsError.toPrecision(2)}`;
  return `${found.part} ${found.precision}: ${numbers}`;
}
