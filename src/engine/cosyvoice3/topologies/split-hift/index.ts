import type { Topology } from '../topology';
import { SplitHiftVocoder } from './split-hift-vocoder';

/** Separate graphs for pitch, source and decoder; the caller does both short transforms. */
export const splitHift: Topology<'vocoder'> = {
  name: 'split-hift',
  roles: {
    voc_f0: { inputs: ['mel'], outputs: ['f0'], fileNames: ['hift_f0_predictor', 'voc_f0'] },
    voc_source: { inputs: ['f0'], outputs: ['source'], fileNames: ['hift_source_generator', 'voc_source'] },
    voc_decoder: {
      inputs: ['mel', 'sourceStft'],
      outputs: ['magnitude', 'phase'],
      fileNames: ['hift_decoder', 'voc_decoder'],
    },
  },
  glue: {
    stftByCaller: [true],
    istftByCaller: [true],
    magnitudeClip: [100],
    clampByCaller: [true],
  },
  open: (graphs) => new SplitHiftVocoder(graphs, process.env.COSYVOICE_STUDIO_SOURCE === 'built-in'),
  checks: {},
};
