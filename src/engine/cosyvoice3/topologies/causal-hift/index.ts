import type { Topology } from '../topology';
import { CausalHiftVocoder } from './causal-hift-vocoder';

/** Of compiled packs: pitch and decoder look back only, and the caller makes the excitation. */
export const causalHift: Topology<'vocoder'> = {
  name: 'causal-hift',
  roles: {
    voc_f0: { inputs: ['mel', 'right'], outputs: ['f0'] },
    voc_decoder: { inputs: ['mel', 'right', 'source_stft'], outputs: ['magnitude', 'phase'] },
  },
  glue: {},
  open: (graphs) => new CausalHiftVocoder(graphs),
  checks: {},
};
