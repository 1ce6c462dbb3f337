import { join } from 'node:path';
import { fullEstimatorGraph } from './full-flow';
import { fullBackboneGraph, fullBackboneWeights, fullHeadGraph } from './full-language-model';
import { fullDecoderGraph } from './full-vocoder';
import type { HeadBias } from './language-model-graphs';
import { WeightFile } from './weight-file';

export interface FullGraphs {
  /** By file id of the manifest. */
  readonly graphs: Readonly<Record<string, Uint8Array>>;
  /** Path inside the pack by file id, and the graphs that need it. */
  readonly data: Readonly<Record<string, { readonly path: string; readonly usedBy: readonly string[] }>>;
}

/**
 * The graphs that a take spends its time in, at the published sizes (2.9 GB), their weights written beside them. The
 * rest of the pack stays narrow: text embedding (read by rows), enrolment, pitch and source.
 */
export function fullGraphs(dir: string, seed: number, bias: HeadBias): FullGraphs {
  const data = {
    llm_weights: { path: 'onnx/llm_weights.data', usedBy: ['llm_prefill', 'llm_decode', 'llm_head'] },
    flow_weights: { path: 'onnx/flow_weights.data', usedBy: ['flow_estimator'] },
    vocoder_weights: { path: 'onnx/vocoder_weights.data', usedBy: ['voc_decoder'] },
  } as const;
  const written = <T>(id: keyof typeof data, build: (file: WeightFile) => T): T => {
    const file = new WeightFile(join(dir, data[id].path), seed);
    try {
      return build(file);
    } finally {
      file.close();
    }
  };
  return {
    graphs: {
      ...written('llm_weights', (file) => {
        const layers = fullBackboneWeights(file);
        return {
          llm_prefill: fullBackboneGraph(layers, 'prefill'),
          llm_decode: fullBackboneGraph(layers, 'decode'),
          llm_head: fullHeadGraph(file, bias),
        };
      }),
      flow_estimator: written('flow_weights', fullEstimatorGraph),
      voc_decoder: written('vocoder_weights', fullDecoderGraph),
    },
    data,
  };
}
