import type { Topology } from '../topology';
import { AppendKvModel } from './append-kv-model';

/** Of compiled packs: one graph for prefill and decode, and tables of rows. */
export const appendKv: Topology<'llm'> = {
  name: 'append-kv',
  // the cache's tensors, two for each layer, stand in the manifest
  roles: { llm: { inputs: ['embeds'], outputs: ['logits'] } },
  glue: {},
  open: (graphs) => new AppendKvModel(graphs),
  checks: {},
};
