import { z } from 'zod';
import type { Dims, PartWeights } from './part-weights';

/** What Hugging Face's config.json of the language model decides; the rest is read off the weights. */
export const llmConfigSchema = z.object({
  num_attention_heads: z.number().int().positive().default(14),
  num_key_value_heads: z.number().int().positive().default(2),
  rope_theta: z.number().positive().default(1_000_000),
  rms_norm_eps: z.number().positive().default(1e-6),
});
export type LlmConfig = z.output<typeof llmConfigSchema>;

export interface LlmShape {
  readonly width: number;
  readonly layers: number;
  readonly heads: number;
  readonly kvHeads: number;
  readonly headWidth: number;
  /** Inner width of a layer's gated network. */
  readonly inner: number;
  /** Speech tokens with their special ids: rows of the speech table, and logits. */
  readonly speechRows: number;
  readonly textRows: number;
  readonly ropeTheta: number;
  readonly epsilon: number;
}

export const TEXT_TABLE = 'llm.model.model.embed_tokens.weight';
export const SPEECH_TABLE = 'speech_embedding.weight';
export const FINAL_NORM = 'llm.model.model.norm.weight';
export const HEAD = 'llm_decoder.weight';
export const llmLayer = (i: number): string => `llm.model.model.layers.${i}.`;

/** @throws StudioError 'checkpoint-mismatch' when names or shapes are not those of such a model */
export function llmShape(weights: PartWeights, config: LlmConfig): LlmShape {
  const first = llmLayer(0);
  const heads = config.num_attention_heads;
  const width = weights.shape(FINAL_NORM)[0]!;
  const shape: LlmShape = {
    width,
    layers: weights.countLayers('llm.model.model.layers.'),
    heads,
    kvHeads: config.num_key_value_heads,
    headWidth: weights.shape(`${first}self_attn.q_proj.weight`)[0]! / heads,
    inner: weights.shape(`${first}mlp.gate_proj.weight`)[0]!,
    speechRows: weights.shape(SPEECH_TABLE)[0]!,
    textRows: weights.shape(TEXT_TABLE)[0]!,
    ropeTheta: config.rope_theta,
    epsilon: config.rms_norm_eps,
  };
  weights.check(llmTensors(shape));
  return shape;
}

function llmTensors(shape: LlmShape): Map<string, Dims> {
  const { width, layers, heads, kvHeads, headWidth, inner, speechRows, textRows } = shape;
  const [queries, keys] = [heads * headWidth, kvHeads * headWidth];
  const layer = (at: string): [string, Dims][] => [
    [`${at}self_attn.q_proj.weight`, [queries, width]],
    [`${at}self_attn.q_proj.bias`, [queries]],
    [`${at}self_attn.k_proj.weight`, [keys, width]],
    [`${at}self_attn.k_proj.bias`, [keys]],
    [`${at}self_attn.v_proj.weight`, [keys, width]],
    [`${at}self_attn.v_proj.bias`, [keys]],
    [`${at}self_attn.o_proj.weight`, [width, queries]],
    [`${at}mlp.gate_proj.weight`, [inner, width]],
    [`${at}mlp.up_proj.weight`, [inner, width]],
    [`${at}mlp.down_proj.weight`, [width, inner]],
    [`${at}input_layernorm.weight`, [width]],
    [`${at}post_attention_layernorm.weight`, [width]],
  ];
  return new Map([
    [TEXT_TABLE, [textRows, width]],
    ...Array.from({ length: layers }, (_, i) => layer(llmLayer(i))).flat(),
    [FINAL_NORM, [width]],
    [HEAD, [speechRows, width]],
    [SPEECH_TABLE, [speechRows, width]],
  ]);
}
