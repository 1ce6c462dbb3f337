import type { Compiled } from '#contract/compiled-pack';
import type { PackManifest } from '#contract/pack-manifest';
import type { z } from 'zod';
import type { packManifestSchema } from '#contract/pack-manifest';
import type { ModelPart } from '../weights/part-weights';
import { FLOW_STEP_COUNTS, type PartFacts } from './parts';

type ManifestInput = z.input<typeof packManifestSchema>;
type Tensors = NonNullable<ManifestInput['graphs'][string]['inputs']>;
type Dims = readonly (number | string)[];

const MEL_BINS = 80;
const SPECTRUM_ROWS = 18;

export interface FileFacts {
  readonly path: string;
  /** Null while the pack is put together. */
  readonly bytes: number | null;
  readonly sha256: string | null;
}

/** The manifest of a compiled pack: the names that the compiler's own graphs have. */
export function compiledManifest(given: {
  readonly id: string;
  readonly compiled: Compiled;
  readonly facts: Readonly<Record<ModelPart, PartFacts>>;
  readonly files: readonly FileFacts[];
}): ManifestInput {
  const { id, compiled, facts, files } = given;
  const { used, reinforced } = compiled;
  const { llm, flow } = facts;
  const totalBytes = files.reduce((sum, { bytes }) => sum + (bytes ?? 0), 0);
  const fileId = (path: string): string => path.replace(/\.onnx$/, '');
  return {
    manifestVersion: 1,
    id,
    name: `CosyVoice 3 0.5B compiled (${used.llm} LLM, ${used.flow} flow${reinforced ? ', RL' : ''})`,
    description: 'Made on this computer from the checkpoints of the official release.',
    family: 'cosyvoice3',
    status: 'experimental' satisfies PackManifest['status'],
    precision: `${used.llm} + ${used.flow} + fp32`,
    ...(totalBytes > 0 ? { totalBytes } : {}),
    compiled,
    topology: { llm: 'append-kv', flow: 'fused-step', vocoder: 'causal-hift', enroll: 'onnx' },
    files: Object.fromEntries(files.map((file) => [fileId(file.path), file])),
    graphs: {
      llm: graph('llm', ['llm.data'], llmTensors(llm)),
      flow_encoder: graph('flow_encoder', ['flow_encoder.data'], {
        inputs: {
          ...int64({ tokens: ['n'], look_pad: [1] }),
          ...float32({ speaker: [192], cond: ['frames', MEL_BINS] }),
        },
        outputs: float32({ base: ['frames', flow.width] }),
      }),
      flow_step: graph('flow_step', ['flow.data'], {
        inputs: float32({
          ...{ x: ['n', MEL_BINS], base: ['n', flow.width], mod: [flow.rows, flow.width] },
          ...{ dt: [1], guidance: [1] },
        }),
        outputs: float32({ x_next: ['n', MEL_BINS] }),
      }),
      voc_f0: graph('voc_f0', ['voc_f0.data'], {
        inputs: { ...float32({ mel: [1, MEL_BINS, 'T'] }), ...int64({ right: [1] }) },
        outputs: float32({ f0: [1, 'frames'] }),
      }),
      voc_decoder: graph('voc_decoder', ['voc_decoder.data'], {
        inputs: {
          ...float32({ mel: [1, MEL_BINS, 'T'], source_stft: [1, SPECTRUM_ROWS, 'columns'] }),
          ...int64({ right: [1] }),
        },
        outputs: float32({
          magnitude: [1, SPECTRUM_ROWS / 2, 'columns'],
          phase: [1, SPECTRUM_ROWS / 2, 'columns'],
        }),
      }),
      ...enrolment,
    },
    tables: {
      text: { file: 'text.f32', width: llm.width },
      speech: { file: 'speech.f32', width: llm.width },
      modulation: { file: 'flow.modulation.f32', width: flow.width },
      source: { file: 'source.f32', width: facts.hift.width },
    },
    flowSteps: [...FLOW_STEP_COUNTS],
    tokenizer: {
      vocab: 'vocab.json',
      merges: 'merges.txt',
      specials: 'builtin:cosyvoice3-281',
      expectedMerges: null,
    },
    runtime: { minOrt: '1.27.0' },
  };
}

/** The official enrolment graphs, as they are. */
const enrolment: ManifestInput['graphs'] = {
  speech_tokenizer: {
    file: 'speech_tokenizer_v3',
    inputs: {
      feats: { name: 'feats', dtype: 'float32', shape: [1, 128, 'F'] },
      length: { name: 'feats_length', dtype: 'int32|int64', shape: [1] },
    },
    outputs: { tokens: { name: null, index: 0, dtype: 'int32|int64', shape: ['flatten'] } },
  },
  speaker_encoder: {
    file: 'campplus',
    inputs: { feats: { name: 'input', dtype: 'float32', shape: [1, 'F', 80] } },
    outputs: { embedding: { name: null, index: 0, dtype: 'float32', shape: [1, 192] } },
  },
};

function llmTensors({ width, rows, layers, cacheWidth }: PartFacts): { inputs: Tensors; outputs: Tensors } {
  const cache = (prefix: string, axis: string): Record<string, Dims> =>
    Object.fromEntries(
      Array.from({ length: layers }, (_, i) =>
        ['k', 'v'].map((kind) => [`${prefix}_${kind}_${i}`, [axis, cacheWidth]]),
      ).flat(),
    ) as Record<string, Dims>;
  return {
    inputs: float32({ embeds: [1, 's', width], ...cache('past', 't') }),
    outputs: float32({ logits: [1, rows], ...cache('new', 's') }),
  };
}

const graph = (file: string, externalData: string[], tensors: { inputs: Tensors; outputs: Tensors }) => ({
  ...{ file, externalData },
  ...tensors,
});

const typed =
  (dtype: string) =>
  (shapes: Readonly<Record<string, Dims>>): Tensors =>
    Object.fromEntries(
      Object.entries(shapes).map(([name, shape]) => [name, { name, dtype, shape: [...shape] }]),
    );
const float32 = typed('float32');
const int64 = typed('int64');
