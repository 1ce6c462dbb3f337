import { createHash } from 'node:crypto';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import pattern from '../../../models/cosyvoice3-jiangzhuo-int4.json';
import { speakerEncoderGraph, speechTokenizerGraph } from './enrolment-graphs';
import {
  estimatorGraph,
  preLookaheadGraph,
  speakerProjectionGraph,
  tokenEmbeddingGraph,
} from './flow-graphs';
import { backboneGraph, backboneWeights, headGraph, speechEmbeddingGraph } from './language-model-graphs';
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
}

const here = import.meta.dirname;
const cacheDir = resolve(here, '../../../node_modules/.cache/cosyvoice-studio');

/**
 * A pack with the real roles, tensor names, types and shapes of the published one, random weights and narrow inner
 * layers. Built once per content of these builder files and per options.
 * @returns its folder
 */
export function syntheticPack(options: SyntheticPackOptions = {}): string {
  const { seed = 1, eosBias = 6, silentBias = 0 } = options;
  const key = createHash('sha256')
    .update(JSON.stringify({ seed, eosBias, silentBias, pattern }))
    .update(
      readdirSync(here)
        .sort()
        .map((name) => readFileSync(join(here, name), 'utf8'))
        .join('\0'),
    ) // prettier-ignore
    .digest('hex')
    .slice(0, 16);
  const target = join(cacheDir, `synthetic-${key}`);
  if (statSync(target, { throwIfNoEntry: false })) return target;
  mkdirSync(cacheDir, { recursive: true });
  const building = mkdtempSync(join(cacheDir, 'building-'));
  writePack(building, { seed, eosBias, silentBias });
  try {
    renameSync(building, target);
  } catch (thrown) {
    // another process was faster; its pack is the same
    rmSync(building, { recursive: true });
    if (!statSync(target, { throwIfNoEntry: false })) throw thrown;
  }
  return target;
}

function writePack(dir: string, { seed, eosBias, silentBias }: Required<SyntheticPackOptions>): void {
  const vocabulary = buildVocabulary();
  const weights = new Weights(seed);
  const backbone = backboneWeights(weights);
  const graphs: Record<string, Uint8Array> = {
    speech_embedding: speechEmbeddingGraph(weights),
    llm_prefill: backboneGraph(backbone, 'prefill'),
    llm_decode: backboneGraph(backbone, 'decode'),
    llm_head: headGraph(weights, { eosBias, silentBias }),
    flow_token_embedding: tokenEmbeddingGraph(weights),
    flow_pre_lookahead: preLookaheadGraph(weights),
    flow_speaker_projection: speakerProjectionGraph(weights),
    flow_estimator: estimatorGraph(weights),
    voc_f0: pitchGraph(weights),
    voc_source: sourceGraph(weights),
    voc_decoder: decoderGraph(weights),
    speech_tokenizer: speechTokenizerGraph(weights),
    speaker_encoder: speakerEncoderGraph(weights),
  };
  const texts: Record<string, string> = {
    vocab: vocabulary.vocabJson,
    merges: vocabulary.mergesText,
    tokenizer_config: '{}\n',
  };
  const paths = pattern.files as Record<string, { path: string }>;
  mkdirSync(join(dir, 'onnx'));
  for (const [id, content] of Object.entries({ ...graphs, ...texts })) {
    writeFileSync(join(dir, paths[id]!.path), content);
  }
  writeTextEmbedding(join(dir, paths.text_embedding!.path), weights, vocabulary.size);

  const ids = [...Object.keys(graphs), ...Object.keys(texts), 'text_embedding'];
  const manifest = {
    ...pattern,
    id: 'cosyvoice3-synthetic',
    name: 'CosyVoice 3 synthetic pack (random weights)',
    description: 'Noise that has the shape of the model: for tests.',
    status: 'experimental',
    repos: {},
    totalBytes: undefined,
    files: Object.fromEntries(ids.map((id) => [id, describeFile(dir, paths[id]!.path)])),
    tokenizer: { ...pattern.tokenizer, expectedMerges: vocabulary.mergeCount },
    runtime: { ...pattern.runtime, providers: ['cpu'] },
    voices: [],
  };
  writeFileSync(join(dir, 'manifest.json'), JSON.stringify(manifest, null, 2));
}

function describeFile(dir: string, path: string) {
  const file = join(dir, path);
  const { size } = statSync(file);
  const sha256 = createHash('sha256').update(readFileSync(file)).digest('hex');
  return { path, bytes: size, sha256 };
}

/** A copy of a pack whose files are links, so that a test can damage one of them. @returns its folder */
export function copyPack(pack: string, target: string, link: (from: string, to: string) => void): string {
  for (const entry of readdirSync(pack, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const from = join(entry.parentPath, entry.name);
    const to = join(target, from.slice(pack.length));
    mkdirSync(dirname(to), { recursive: true });
    link(from, to);
  }
  return target;
}
