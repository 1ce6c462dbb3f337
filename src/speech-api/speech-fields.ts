import { z } from 'zod';
import { advancedRanges, type AdvancedNumber } from '#contract/advanced';
import { limits } from '#contract/limits';
import { speechFormatSchema } from '#contract/speech-coding';
import { FieldError } from './speech-errors';

/** Fields of the requests that other programs send. Unknown ones are let through, and named once in the log. */

const voiceRef = z.union([z.string().max(400), z.object({ id: z.string().max(400) })]);

/** What servers of CosyVoice call a setting of ours. */
const knobNames = {
  top_p: 'topP',
  top_k: 'topK',
  win_size: 'windowSize',
  tau_r: 'repetitionShare',
  min_token_text_ratio: 'minTokenRatio',
  max_token_text_ratio: 'maxTokenRatio',
} as const satisfies Readonly<Record<string, AdvancedNumber>>;

const knob = (name: AdvancedNumber) => {
  const { min, max, whole } = advancedRanges[name];
  const number = z.number().min(min).max(max);
  return (whole ? number.int() : number).optional();
};

const knobs = {
  top_p: knob('topP'),
  top_k: knob('topK'),
  win_size: knob('windowSize'),
  tau_r: knob('repetitionShare'),
  min_token_text_ratio: knob('minTokenRatio'),
  max_token_text_ratio: knob('maxTokenRatio'),
};

/** Body of POST /v1/audio/speech. */
export const speechBodySchema = z.object({
  model: z.string().min(1).max(200),
  input: z.string().min(1),
  voice: voiceRef,
  /** How to speak it; not empty: the voice is directed. */
  instructions: z.string().max(limits.instructionCharacters.max).nullish(),
  response_format: speechFormatSchema.nullish().transform((format) => format ?? 'mp3'),
  /** The engine's own range is 0.5 to 2; what lies outside is brought to it, and told. */
  speed: z
    .number()
    .min(0.25)
    .max(4)
    .nullish()
    .transform((speed) => speed ?? 1),
  stream_format: z
    .enum(['audio', 'sse'])
    .nullish()
    .transform((form) => form ?? 'audio'),
  /** False: one body that says its length. */
  stream: z
    .boolean()
    .nullish()
    .transform((stream) => stream ?? true),
  seed: z.number().int().min(limits.seed.min).max(limits.seed.max).nullish(),
  /** BCP 47; else judged by the text. */
  language: z.string().max(35).nullish(),
  ...knobs,
  /** Other servers' size of what is sent at once: here a piece is sent as soon as it is there. */
  chunk_tokens: z.unknown().optional(),
});
export type SpeechBody = z.output<typeof speechBodySchema>;

/** Body of POST /, as SillyTavern's plug-in for CosyVoice sends it. */
export const cosyVoiceBodySchema = z.object({
  text: z.string().min(1),
  speaker: z.string().min(1).max(400),
  streaming: z.union([z.boolean(), z.number(), z.string()]).nullish(),
  speed: z.number().min(0.25).max(4).nullish(),
});

/** Forms of the official CosyVoice server. */
const spoken = { tts_text: z.string().min(1) };
const prompted = { ...spoken, prompt_wav: z.instanceof(Uint8Array) };
export const officialForms = {
  inference_zero_shot: z.object({ ...prompted, prompt_text: z.string().min(1) }),
  inference_cross_lingual: z.object(prompted),
  inference_instruct2: z.object({ ...prompted, instruct_text: z.string().min(1) }),
  inference_sft: z.object({ ...spoken, spk_id: z.string().min(1).max(400) }),
};

/** Form of POST /v1/audio/voices. */
export const newVoiceFormSchema = z.object({
  name: z.string().min(1).max(limits.voiceNameCharacters.max),
  file: z.instanceof(Uint8Array),
  transcript: z.string().max(10_000).default(''),
  /** Whose voice it is; a permission with its facts is stated in the studio. */
  consent: z.enum(['own', 'synthetic']).optional(),
});

/** @returns the knobs of a request as settings of ours; undefined when there is none */
export function advancedOf(body: Partial<SpeechBody>): Partial<Record<AdvancedNumber, number>> | undefined {
  const told = Object.entries(knobNames).flatMap(([name, ours]) => {
    const value = body[name as keyof typeof knobNames];
    return value === undefined ? [] : [[ours, value] as const];
  });
  return told.length === 0 ? undefined : Object.fromEntries(told);
}

/** @throws FieldError naming the first field that is not as it must be */
export function parseFields<S extends z.ZodType>(schema: S, body: unknown): z.output<S> {
  const parsed = schema.safeParse(typeof body === 'object' && body !== null ? body : {});
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new FieldError(issue?.path.map(String).join('.') ?? '', issue?.message ?? '');
}

/** @returns names that the schema does not know */
export function unknownFields(schema: z.ZodObject, body: unknown): string[] {
  return Object.keys(body as object).filter((name) => !(name in schema.shape));
}
