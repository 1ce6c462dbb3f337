import { StudioError } from '#contract/errors';
import type { PackManifest, Topology } from '#contract/pack-manifest';

/** Graphs that a topology needs, with the logical tensors that the engine feeds and reads. */
interface RoleContract {
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
}

type RoleTable = Readonly<Record<string, RoleContract>>;

const stackedKv: RoleTable = {
  text_embedding: { inputs: ['ids'], outputs: ['embeds'] },
  speech_embedding: { inputs: ['ids'], outputs: ['embeds'] },
  llm_prefill: { inputs: ['embeds', 'mask'], outputs: ['hidden', 'kv'] },
  llm_decode: { inputs: ['embeds', 'mask', 'kv'], outputs: ['hidden', 'kv'] },
  llm_head: { inputs: ['hidden'], outputs: ['logits'] },
};

const splitEstimator: RoleTable = {
  flow_token_embedding: { inputs: ['ids'], outputs: ['embeds'] },
  flow_pre_lookahead: { inputs: ['embeds'], outputs: ['h'] },
  flow_speaker_projection: { inputs: ['speaker'], outputs: ['spks'] },
  flow_estimator: { inputs: ['x', 'mask', 'mu', 't', 'spks', 'cond'], outputs: ['v'] },
};

const splitHift: RoleTable = {
  voc_f0: { inputs: ['mel'], outputs: ['f0'] },
  voc_source: { inputs: ['f0'], outputs: ['source'] },
  voc_decoder: { inputs: ['mel', 'sourceStft'], outputs: ['magnitude', 'phase'] },
};

/** The cache's tensors, two for each layer, stand in the manifest. */
const appendKv: RoleTable = {
  llm: { inputs: ['embeds'], outputs: ['logits'] },
};

const fusedStep: RoleTable = {
  flow_encoder: { inputs: ['tokens', 'look_pad', 'speaker', 'cond'], outputs: ['base'] },
  flow_step: { inputs: ['x', 'base', 'mod', 'dt', 'guidance'], outputs: ['x_next'] },
};

const causalHift: RoleTable = {
  voc_f0: { inputs: ['mel', 'right'], outputs: ['f0'] },
  voc_decoder: { inputs: ['mel', 'right', 'source_stft'], outputs: ['magnitude', 'phase'] },
};

const enrolment: RoleTable = {
  speech_tokenizer: { inputs: ['feats', 'length'], outputs: ['tokens'] },
  speaker_encoder: { inputs: ['feats'], outputs: ['embedding'] },
};

export type PackPart = keyof Topology;

export const packParts = ['enroll', 'llm', 'flow', 'vocoder'] as const satisfies readonly PackPart[];

/** Topologies that this version runs; the schema knows more, and each new one is an entry here and a stage beside the others. */
const runnable: Readonly<Record<PackPart, Readonly<Record<string, RoleTable>>>> = {
  llm: { 'stacked-kv': stackedKv, 'append-kv': appendKv },
  flow: { 'split-estimator': splitEstimator, 'fused-step': fusedStep },
  vocoder: { 'split-hift': splitHift, 'causal-hift': causalHift },
  enroll: { onnx: enrolment },
};

/**
 * @returns the roles of one part of a pack
 * @throws StudioError 'pack-invalid' for a topology that this version cannot run
 */
export function rolesOfPart(manifest: PackManifest, part: PackPart): RoleTable {
  const topology = manifest.topology[part];
  if (topology === undefined || topology === 'none') return {};
  const roles = runnable[part][topology];
  if (roles) return roles;
  throw new StudioError(
    'pack-invalid',
    `The pack ${manifest.id} stores its ${part} as ${topology}; this version runs ${Object.keys(runnable[part]).join(', ')}.`,
    { repair: 'Install another pack.', values: { pack: manifest.id, part, topology } },
  );
}

/** Every role that a pack of this manifest must bring. */
export function rolesOf(manifest: PackManifest): RoleTable {
  return Object.assign({}, ...packParts.map((part) => rolesOfPart(manifest, part))) as RoleTable;
}
