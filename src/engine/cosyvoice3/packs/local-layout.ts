import { readdirSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { readModelFile } from '../../onnx/model-file';
import { knownManifests } from '#contract/known-packs';
import { rolesOf } from '../topologies/roles';
import { localPackId } from '#contract/packs';
import {
  packManifestSchema,
  type GraphSpec,
  type PackManifest,
  type TensorSpec,
} from '#contract/pack-manifest';

/** The safest precision first. */
const suffixes = ['', '_fp32', '.fp32', '_int8', '_int4', '_fp16', '.fp16'];
const folders = ['', 'onnx'];
const tokenizerFolders = ['', 'CosyVoice-BlankEN'];

/**
 * A manifest for a folder that holds a pack's files under their usual names but no manifest: a mirror, or someone's own
 * export. Sizes and hashes are unknown; names and shapes are those of the first published pack.
 * @returns undefined when not a single graph is there; missing files keep the name under which they are expected
 */
export function manifestOfLayout(dir: string): PackManifest | undefined {
  const pattern = knownManifests[0]!;
  const graphs = Object.entries(rolesOf(pattern)).map(([role, { fileNames = [role] }]) => ({
    ...{ role, fileNames },
    path: findGraph(dir, fileNames),
  }));
  if (graphs.every(({ path }) => path === undefined)) return undefined;
  const files: Record<string, { path: string }> = {
    vocab: { path: findIn(dir, tokenizerFolders, 'vocab.json') ?? 'vocab.json' },
    merges: { path: findIn(dir, tokenizerFolders, 'merges.txt') ?? 'merges.txt' },
  };
  for (const { role, fileNames, path } of graphs) {
    files[role] = { path: path ?? `onnx/${fileNames[0]!}.onnx` };
  }
  return packManifestSchema.parse({
    ...pattern,
    id: localPackId(basename(dir)),
    name: `Local pack ${basename(dir)}`,
    description: 'Files found under their usual names, without a manifest.',
    status: 'experimental',
    repos: {},
    totalBytes: undefined,
    files,
    graphs: resized(pattern.graphs, dir, files),
    tokenizer: { ...pattern.tokenizer, expectedMerges: null },
    runtime: {
      ...pattern.runtime,
      // half-precision graphs may fail to start with every optimisation on
      graphOptimizationLevel: graphs.some(({ path }) => path?.includes('fp16')) ? 'basic' : 'all',
    },
    voices: [],
  });
}

/**
 * The published contracts with the width and the cache of the graphs that are there: an export of a smaller model has the
 * same names. Without those graphs the published numbers stay, and opening the pack tells what is missing.
 */
function resized(
  graphs: PackManifest['graphs'],
  dir: string,
  files: Readonly<Record<string, { path: string }>>,
): PackManifest['graphs'] {
  const width = widthOf(dir, files);
  const cache = shapeOf(dir, files.llm_decode, 'inputs', graphs.llm_decode?.inputs.kv?.name);
  const resizedTensor = (logical: string, spec: TensorSpec): TensorSpec => {
    const shape = spec.shape.map((axis, i) => {
      if (spec.shape.length === 5 && cache?.length === 5) return typeof axis === 'number' ? cache[i]! : axis;
      return axis === PUBLISHED_WIDTH && width !== undefined ? width : axis;
    });
    return { ...spec, shape, dtype: eitherWidth[logical] ?? spec.dtype };
  };
  const side = (specs: GraphSpec['inputs']): GraphSpec['inputs'] =>
    Object.fromEntries(Object.entries(specs).map(([name, spec]) => [name, resizedTensor(name, spec)]));
  return Object.fromEntries(
    Object.entries(graphs).map(([role, graph]) => [
      role,
      { ...graph, inputs: side(graph.inputs), outputs: side(graph.outputs) },
    ]),
  );
}

/** Exporters differ in these types; the engine feeds each graph what it declares. */
const eitherWidth: Readonly<Record<string, string>> = {
  ids: 'int64|int32',
  length: 'int32|int64',
  mask: 'float32|int64',
};

/** The language model's width, from the first graph that fixes it. */
function widthOf(dir: string, files: Readonly<Record<string, { path: string }>>): number | undefined {
  const axes = [
    shapeOf(dir, files.text_embedding, 'outputs')?.at(-1),
    shapeOf(dir, files.llm_prefill, 'inputs')?.at(-1),
    shapeOf(dir, files.llm_head, 'inputs')?.at(-1),
  ];
  return axes.find((axis) => typeof axis === 'number');
}

/** Hidden width of the published language model. */
const PUBLISHED_WIDTH = 896;

/** Shape of a tensor by name, or of the first one; undefined when the file cannot be read, which opening it will report. */
function shapeOf(
  dir: string,
  file: { path: string } | undefined,
  side: 'inputs' | 'outputs',
  name?: string | null,
): readonly (number | string)[] | undefined {
  if (!file || !isFile(join(dir, file.path))) return undefined;
  try {
    const tensors = readModelFile(join(dir, file.path))[side];
    return (name ? tensors.find((tensor) => tensor.name === name) : tensors[0])?.shape;
  } catch {
    return undefined;
  }
}

function findGraph(dir: string, names: readonly string[]): string | undefined {
  for (const suffix of suffixes) {
    for (const name of names) {
      const path = findIn(dir, folders, `${name}${suffix}.onnx`);
      if (path) return path;
    }
  }
  return undefined;
}

function findIn(dir: string, places: readonly string[], name: string): string | undefined {
  return places
    .map((place) => (place === '' ? name : `${place}/${name}`))
    .find((path) => isFile(join(dir, path)));
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
}

/** Folders inside the models folder that may hold packs; links to folders count. */
export function packFolders(modelsDir: string): string[] {
  if (!isFolder(modelsDir)) return [];
  return readdirSync(modelsDir)
    .filter((name) => !name.startsWith('.'))
    .map((name) => join(modelsDir, name))
    .filter(isFolder)
    .sort();
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}
