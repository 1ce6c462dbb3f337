import type { Topology } from '../topology';
import { checkEmbeddingRows } from './check-embedding-rows';
import { StackedKvModel } from './stacked-kv-model';

/** Separate prefill and decode graphs, one stacked cache, and embeddings that the caller looks up. */
export const stackedKv: Topology<'llm'> = {
  name: 'stacked-kv',
  roles: {
    text_embedding: {
      inputs: ['ids'],
      outputs: ['embeds'],
      fileNames: ['text_embedding'],
      isTable: true,
    },
    speech_embedding: {
      inputs: ['ids'],
      outputs: ['embeds'],
      fileNames: ['llm_speech_embedding', 'speech_embedding'],
      isTable: true,
    },
    llm_prefill: {
      inputs: ['embeds', 'mask'],
      outputs: ['hidden', 'kv'],
      fileNames: ['llm_backbone_initial', 'llm_prefill'],
    },
    llm_decode: {
      inputs: ['embeds', 'mask', 'kv'],
      outputs: ['hidden', 'kv'],
      fileNames: ['llm_backbone_decode', 'llm_decode'],
    },
    llm_head: {
      inputs: ['hidden'],
      outputs: ['logits'],
      fileNames: ['llm_decoder', 'llm_head'],
      fixedShape: true,
    },
  },
  glue: {
    hiddenLastByCaller: [true],
    sosTaskInGraph: [false],
    // the mask is fed as its graph declares it
    attentionMaskDtype: ['float32', 'int64'],
    positionIds: [false],
  },
  open: (graphs) => new StackedKvModel(graphs),
  checks: { 'embedding-rows': checkEmbeddingRows },
};
