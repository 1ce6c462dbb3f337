import { appendKv } from './append-kv';
import { causalHift } from './causal-hift';
import { fusedStep } from './fused-step';
import { onnxEnrolment } from './onnx-enrolment';
import { splitEstimator } from './split-estimator';
import { splitHift } from './split-hift';
import { stackedKv } from './stacked-kv';
import type { PackPart, Topology } from './topology';

/** Every topology that this version runs: a folder beside this file, and its name in this table. */
export const topologies: { readonly [Part in PackPart]: readonly Topology<Part>[] } = {
  enroll: [onnxEnrolment],
  llm: [stackedKv, appendKv],
  flow: [splitEstimator, fusedStep],
  vocoder: [splitHift, causalHift],
};
