import { createHash } from 'node:crypto';
import {
  closeSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  renameSync,
  rmSync,
  statfsSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join, resolve } from 'node:path';
import pattern from '../../../models/cosyvoice3-jiangzhuo-int4.json';
import { speakerEncoderGraph, speechTokenizerGraph } from './enrolment-graphs';
import {
  estimatorGraph,
  preLookaheadGraph,
  speakerProjectionGraph,
  tokenEmbeddingGraph,
} from './flow-graphs';
import { fullGraphs, type FullGraphs } from './full-graphs';
import {
  backboneGraph,
  backboneWeights,
  headGraph,
  speechEmbeddingGraph,
  type WhichTypes,
} from './language-model-graphs';
import { writeTextEmbedding } from './text-embedding-file';
import { buildVocabulary } from './vocabulary';
import { decoderGraph, pitchGraph, sourceGraph } from './vocoder-graphs';
import { Weights } from './weights';

export interface SyntheticPackOptions {
  readonly seed?: number;
  /** Logit of the end token: the higher, the shorter the speech. */
  readonly eosBias?: number;
  /** Added to the codes for silence; 20 makes nearly every token silent. */
  readonly silentBias?: number;
  /**
   * `full`: the heavy graphs have the published sizes, for measuring speed (3 GB of random weights, kept until the
   * builder changes). By default `small`.
   */
  readonly size?: 'small' | 'full';
  /** Width of a small pack's language model; the published one has 896. */
  readonly hidden?: number;
  /** Its layers; 24. */
  readonly layers?: number;
  readonly types?: WhichTypes;
}

const here = import.meta.dirname;
const cacheDir = resolve(here, '../../../node_modules/.cache/cosyvoice-studio');

/**
 * A pack with the real roles, tensor names, types and shapes of the published one, random weights and narrow inner
 * layers. Built once per content of these builder files and per options.
 * @returns its folder
 */
export function syntheticPack(options: SyntheticPackOptions = {}): string {
  const { seed = 1, silentBias = 0, size = 'small', hidden = 896, layers = 24 } = options;
  const { types = 'published' } = options;
  // random logits of the full head are larger: its end token needs more to win
  const { eosBias = size === 'full' ? 14 : 6 } = options;
  const key = createHash('sha256')
    .update(JSON.stringify({ seed, eosBias, silentBias, hidden, layers, types, pattern }))
    .update(size)
    .update(
      readdirSync(here)
        .sort()
        .map((name) => readFileSync(join(here, name), 'utf8'))
        .join('\0'),
    ) // prettier-ignore
    .digest('hex')
    .slice(0, 16);
  const prefix = size === 'full' ? 'full-size-' : 'synthetic-';
  const target = join(cacheDir, `${prefix}${key}`);
  if (statSync(target, { throwIfNoEntry: false })) return target;
  mkdirSync(cacheDir, { recursive: true });
  if (size === 'full') makeRoom(prefix);
  const building = mkdtempSync(join(cacheDir, 'building-'));
  try {
    writePack(building, { seed, eosBias, silentBias, size, hidden, layers, types });
  } catch (thrown) {
    rmSync(building, { recursive: true });
    throw thrown;
  }
  try {
    renameSync(building, target);
  } catch (thrown) {
    // another process was faster; its pack is the same
    rmSync(building, { recursive: true });
    if (!statSync(target, { throwIfNoEntry: false })) throw thrown;
  }
  return target;
}

const FULL_SIZE_BYTES = 3.1e9;

/** Packs of an older builder go; then there must be space for the new one. */
function makeRoom(prefix: string): void {
  for (const name of readdirSync(cacheDir)) {
    if (name.startsWith(prefix)) rmSync(join(cacheDir, name), { recursive: true });
  }
  const { bavail, bsize } = statfsSync(cacheDir);
  if (bavail * bsize > 2 * FULL_SIZE_BYTES) return;
  const gigabytes = ((bavail * bsize) / 1e9).toFixed(1);
  throw new Error(
    `A pack of full size takes 3 GB, with as much left over; ${cacheDir} has ${gigabytes} GB free.`,
  );
}

function writePack(dir: string, options: Required<SyntheticPackOptions>): void {
  const { seed, eosBias, silentBias, size, hidden, types } = options;
  const vocabulary = buildVocabulary();
  const weights = new Weights(seed);
  const backbone = backboneWeights(weights, options);
  const graphs: Record<string, Uint8Array> = {
    speech_embedding: speechEmbeddingGraph(weights, hidden, types),
    llm_prefill: backboneGraph(backbone, 'prefill', types),
    llm_decode: backboneGraph(backbone, 'decode', types),
    llm_head: headGraph(weights, hidden, options),
    flow_token_embedding: tokenEmbeddingGraph(weights, types),
    flow_pre_lookahead: preLookaheadGraph(weights),
    flow_speaker_projection: speakerProjectionGraph(weights),
    flow_estimator: estimatorGraph(weights),
    voc_f0: pitchGraph(weights),
    voc_source: sourceGraph(weights),
    voc_decoder: decoderGraph(weights),
    speech_tokenizer: speechTokenizerGraph(weights, types),
    speaker_encoder: speakerEncoderGraph(weights),
  };
  mkdirSync(join(dir, 'onnx'));
  const full = size === 'full' ? fullGraphs(dir, seed, { eosBias, silentBias }) : { graphs: {}, data: {} };
  Object.assign(graphs, full.graphs);
  const texts: Record<string, string> = {
    vocab: vocabulary.vocabJson,
    merges: vocabulary.mergesText,
    tokenizer_config: '{}\n',
  };
  const paths = pattern.files as Record<string, { path: string }>;
  for (const [id, content] of Object.entries({ ...graphs, ...texts })) {
    writeFileSync(join(dir, paths[id]!.path), content);
  }
  writeTextEmbedding(join(dir, paths.text_embedding!.path), weights, {
    vocabularySize: vocabulary.size,
    width: hidden,
  });

  const ids = [...Object.keys(graphs), ...Object.keys(texts), 'text_embedding'];
  const manifest = {
    ...pattern,
    id: 'cosyvoice3-synthetic',
    name: 'CosyVoice 3 synthetic pack (random weights)',
    description: 'Noise that has the shape of the model: for tests.',
    status: 'experimental',
    repos: {},
    totalBytes: undefined,
    files: Object.fromEntries([
      ...ids.map((id) => [id, describeFile(dir, paths[id]!.path)] as const),
      ...Object.entries(full.data).map(([id, { path }]) => [id, describeFile(dir, path)] as const),
    ]),
    graphs: withData(resized(options), full.data),
    tokenizer: { ...pattern.tokenizer, expectedMerges: vocabulary.mergeCount },
    runtime: { ...pattern.runtime, providers: ['cpu'] },
    voices: [],
  };
  writeFileSync(join(dir, 'manifest.json'), JSON.stringify(manifest, null, 2));
}

/** The published contracts with this pack's width and layers. */
function resized({ hidden, layers }: Required<SyntheticPackOptions>): typeof pattern.graphs {
  const sizes = new Map([
    [896, hidden],
    [48, 2 * layers],
  ]);
  const replace = (_key: string, value: unknown) =>
    typeof value === 'number' ? (sizes.get(value) ?? value) : value;
  return JSON.parse(JSON.stringify(pattern.graphs, replace)) as typeof pattern.graphs;
}

function describeFile(dir: string, path: string) {
  const file = join(dir, path);
  const { size } = statSync(file);
  return { path, bytes: size, sha256: hashOf(file) };
}

/** By pieces: a file of full size does not fit into one buffer. */
function hashOf(file: string): string {
  const hash = createHash('sha256');
  const piece = new Uint8Array(1 << 24);
  const descriptor = openSync(file, 'r');
  try {
    for (;;) {
      const count = readSync(descriptor, piece, 0, piece.length, null);
      if (count === 0) return hash.digest('hex');
      hash.update(piece.subarray(0, count));
    }
  } finally {
    closeSync(descriptor);
  }
}

/** Names for every graph the files that its weights lie in. */
function withData(graphs: object, data: FullGraphs['data']): object {
  return Object.fromEntries(
    Object.entries(graphs).map(([role, graph]: [string, object]) => {
      const used = Object.keys(data).filter((id) => data[id]!.usedBy.includes(role));
      return [role, used.length === 0 ? graph : { ...graph, externalData: used }];
    }),
  );
}
