import type { Topology } from '../topology';
import { FusedStepFlow } from './fused-step-flow';

/** Of compiled packs: one graph for all conditions, one for a whole guided step. */
export const fusedStep: Topology<'flow'> = {
  name: 'fused-step',
  roles: {
    flow_encoder: { inputs: ['tokens', 'look_pad', 'speaker', 'cond'], outputs: ['base'] },
    flow_step: { inputs: ['x', 'base', 'mod', 'dt', 'guidance'], outputs: ['x_next'] },
  },
  glue: {},
  open: (graphs) => new FusedStepFlow(graphs),
  checks: {},
};
