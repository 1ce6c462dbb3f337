import { assertFinite } from '../../../onnx/failures';
import { float32Tensor, floatsOf } from '../../../onnx/tensors';
import type { CheckFacts, Graphs, Topology } from '../topology';
import { SPEAKER, unitVector } from '../../geometry';
import { SplitEstimatorFlow } from './split-estimator-flow';

/** Small graphs for the conditions, and one estimator for batch 2 that the caller's solver runs. */
export const splitEstimator: Topology<'flow'> = {
  name: 'split-estimator',
  roles: {
    flow_token_embedding: { inputs: ['ids'], outputs: ['embeds'], fileNames: ['flow_token_embedding'] },
    flow_pre_lookahead: { inputs: ['embeds'], outputs: ['h'], fileNames: ['flow_pre_lookahead'] },
    flow_speaker_projection: {
      inputs: ['speaker'],
      outputs: ['spks'],
      fileNames: ['flow_speaker_projection'],
      fixedShape: true,
    },
    flow_estimator: {
      inputs: ['x', 'mask', 'mu', 't', 'spks', 'cond'],
      outputs: ['v'],
      fileNames: ['flow_estimator', 'flow.decoder.estimator'],
      // two thirds of the work
      heavy: true,
    },
  },
  glue: {
    speakerNormalizedByCaller: [true],
    melRepeatInGraph: [true],
    cfgInGraph: [false],
    estimatorBatch: [2],
    noise: ['seed0'],
  },
  open: (graphs) => new SplitEstimatorFlow(graphs),
  checks: { 'speaker-projection': checkSpeakerProjection },
};

async function checkSpeakerProjection(graphs: Graphs): Promise<CheckFacts> {
  const { spks } = await graphs.run('flow_speaker_projection', {
    speaker: float32Tensor(unitVector(SPEAKER), [1, SPEAKER]),
  });
  const values = floatsOf(spks!, 'flow_speaker_projection');
  assertFinite(values, 'flow_speaker_projection');
  return { count: values.length };
}
