import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { StudioError } from '#contract/errors';
import { readModelFile, type ModelFile } from '../../onnx/model-file';
import type { OptimizationLevel } from '../../onnx/session';
import { findManifest, neededFiles } from './find-manifest';
import type { PackFileSpec, PackManifest } from '#contract/pack-manifest';
import { rolesOf } from '../topologies/roles';
import type { RoleContract } from '../topologies/topology';
import { refuseUnsupported } from './supported-glue';
import { matchTensors, type TensorNames } from './tensor-contract';

/** One graph of an opened pack: where it lies and what its tensors are called. */
interface PackGraph extends TensorNames {
  readonly role: string;
  readonly model: ModelFile;
  /** Whether every run has tensors of one shape. */
  readonly fixedShape: boolean;
  readonly optimizationLevel: OptimizationLevel;
  /** Providers that this graph may run on, besides the CPU. */
  readonly providers: readonly string[];
}

/** A pack whose files are there, have their sizes, and match their contracts. No session is open yet. */
export interface OpenPack {
  readonly id: string;
  readonly dir: string;
  readonly manifest: PackManifest;
  /** @throws StudioError 'pack-invalid' for a role that this pack does not have */
  graph(role: string): PackGraph;
  /** Absolute path of a file by its id in the manifest. */
  path(fileId: string): string;
}

/**
 * Opens a pack folder: manifest, presence and size of every needed file, interface of every graph.
 * @throws StudioError 'pack-not-found', 'pack-invalid', 'pack-file-missing', 'pack-file-corrupt', 'pack-tensor-mismatch'
 */
export function openPack(dir: string): OpenPack {
  const manifest = findManifest(dir);
  refuseParts(manifest);
  refuseUnsupported(manifest);
  const path = (fileId: string): string => join(dir, fileSpec(manifest, fileId).path);
  checkFiles(manifest, dir);
  const graphs = new Map(
    Object.entries(rolesOf(manifest)).map(
      ([role, contract]) => [role, openGraph(manifest, role, contract, path)] as const,
    ),
  );
  return {
    id: manifest.id,
    dir,
    manifest,
    path,
    graph: (role) => {
      const graph = graphs.get(role);
      if (graph) return graph;
      throw new StudioError('pack-invalid', { why: 'no-graph', pack: manifest.id, role });
    },
  };
}

/** @throws StudioError 'pack-invalid' for a folder that only has parts of a pack */
export function refuseParts({ kind, id }: PackManifest): void {
  if (kind === 'pack') return;
  throw new StudioError('pack-invalid', { why: 'parts-only', pack: id });
}

/**
 * @throws StudioError 'pack-file-missing' naming every missing file, 'pack-file-corrupt' for one whose size is not the
 * published one
 */
export function checkFiles(manifest: PackManifest, dir: string): void {
  const files = neededFiles(manifest).map((id) => fileSpec(manifest, id));
  const missing = files.filter(({ path }) => !statSync(join(dir, path), { throwIfNoEntry: false })?.isFile());
  if (missing.length > 0) {
    throw new StudioError('pack-file-missing', {
      why: 'needed',
      pack: manifest.id,
      dir,
      files: missing.map(({ path }) => path).join(', '),
      count: missing.length,
      of: files.length,
      there: listFolder(dir),
    });
  }
  for (const { path, bytes } of files) refuseOtherSize(path, statSync(join(dir, path)).size, bytes);
}

/** @param published absent where the manifest names no size    @throws StudioError 'pack-file-corrupt' */
export function refuseOtherSize(path: string, size: number, published: number | null): void {
  if (published === null || published === size) return;
  throw new StudioError('pack-file-corrupt', { why: 'size', file: path, found: size, expected: published });
}

export function fileSpec(manifest: PackManifest, fileId: string): PackFileSpec {
  const spec = manifest.files[fileId];
  if (spec) return spec;
  throw new StudioError('pack-invalid', { why: 'file-not-listed', pack: manifest.id, file: fileId });
}

export function missingTable(pack: string, table: string): StudioError {
  return new StudioError('pack-invalid', { why: 'no-table', pack, role: table });
}

function openGraph(
  manifest: PackManifest,
  role: string,
  contract: RoleContract,
  path: (fileId: string) => string,
): PackGraph {
  const { graphs, runtime } = manifest;
  const spec = graphs[role];
  if (!spec) {
    throw new StudioError('pack-invalid', { why: 'no-graph', pack: manifest.id, role });
  }
  const model = readModelFile(path(spec.file));
  return {
    role,
    model,
    fixedShape: contract.fixedShape ?? false,
    ...matchTensors(role, spec, model),
    optimizationLevel: spec.optLevel ?? runtime.graphOptimizationLevel,
    providers:
      spec.providers ?? runtime.perRole[role]?.providers ?? (contract.heavy ? runtime.providers : ['cpu']),
  };
}

/** Names of a folder that are told. */
const MOST_NAMES = 8;

function listFolder(dir: string): string {
  const names = readdirSync(dir);
  return names.length > MOST_NAMES ? `${names.slice(0, MOST_NAMES).join(', ')}, …` : names.join(', ');
}
