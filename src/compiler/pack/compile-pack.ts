import { createHash } from 'node:crypto';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import type { Compiled, Precisions } from '#contract/compiled-pack';
import type { PackManifest } from '#contract/pack-manifest';
import type { ModelPart } from '../weights/part-weights';
import { compiledManifest, type FileFacts } from './manifest';
import type { CompileProgress, CompileReport, CompileRequest } from '#contract/compilation';
import { preparePart, type PreparedPart } from './parts';
import { Progress } from './progress';
import { comparingBytes, settlePrecision, type Judge } from './settle-precision';
import { findSources, type PackSources } from './sources';
import {
  filesOfPart,
  hashFile,
  linkOrCopy,
  parts,
  refuseFullDisk,
  takenOver,
  wholePack,
  WorkFolder,
  writeManifest,
  type Settled,
} from './work-folder';

/** Raised whenever the same checkpoints would become other files. */
export const COMPILER_VERSION = 2;

export interface CompileHelp {
  readonly onProgress?: (progress: CompileProgress) => void;
  /** Compares the stored networks with the trained ones; without it the precisions are taken as asked. */
  readonly judge?: Judge | undefined;
}

/**
 * Makes a pack of the official checkpoints. It is put together in a hidden folder of the target and appears at once when
 * it is whole; what an interrupted run finished of it is used again.
 * @throws StudioError 'pack-file-missing', 'checkpoint-…', 'disk-full', what the judge throws, and the system's errors
 */
export async function compilePack(
  request: CompileRequest,
  { onProgress = () => undefined, judge }: CompileHelp = {},
): Promise<CompileReport> {
  const startedAt = performance.now();
  const { precisions: asked, reinforced, target } = request;
  const sources = findSources(request.source, reinforced);
  const prepare = (part: ModelPart, precisions: Precisions): PreparedPart =>
    preparePart(part, sources.checkpoints[part], {
      ...{ precisions, config: sources.config },
      about: aboutOf(part, precisions, reinforced),
    });
  const prepared: PreparedPart[] = [];
  try {
    for (const part of parts) prepared.push(prepare(part, asked));
    const comparing = judge ? comparingBytes(asked, prepare) : { atOnce: 0, inAll: 0 };
    const progress = new Progress(onProgress, totalOf(sources, prepared) + comparing.inAll);
    const hashes = hashesOf(sources, progress);
    const facts = factsOf(prepared);
    const manifestOf = (id: string, { used, measured }: Settled, files: readonly FileFacts[]) => {
      const compiled: Compiled = {
        ...{ compiler: COMPILER_VERSION, sources: hashes, reinforced, asked, used, measured },
      };
      return compiledManifest({ id, compiled, facts, files });
    };
    const identity = identityOf(hashes, asked);
    const packId = request.packId ?? identity;
    const folder = join(target, packId);
    const ignoredGlobals = [...new Set(prepared.flatMap((job) => job.ignoredGlobals))];
    const finished = (manifest: PackManifest | undefined, reused: (part: ModelPart) => boolean) => ({
      ...{ packId, folder, ignoredGlobals, bytes: manifest?.totalBytes ?? 0 },
      precisions: manifest?.compiled?.used ?? asked,
      measured: manifest?.compiled?.measured ?? [],
      parts: parts.map((part) => ({ part, sha256: hashes[part], reused: reused(part) })),
      seconds: Math.round((performance.now() - startedAt) / 1000),
    });
    const there = wholePack(folder);
    if (there && isOf(there, identity)) return finished(there, () => true);

    // one of a given id can be thrown away by it
    const work = new WorkFolder(join(target, '.compiling', request.packId ?? '', identity));
    const stored = work.settled?.used ?? asked;
    const reused = new Set(
      parts.filter((part) => work.isDone(part, hashes[part], precisionOf(part, stored))),
    );
    const toWrite = prepared
      .filter(({ part }) => !reused.has(part))
      .map(({ bytes }) => bytes.tables + bytes.layers);
    refuseFullDisk(
      work.path,
      toWrite.reduce((sum, bytes) => sum + bytes, comparing.atOnce),
    );
    for (const job of prepared) {
      const { part, bytes } = job;
      if (reused.has(part)) {
        progress.skip(bytes.tables + bytes.layers);
        continue;
      }
      work.forget(part);
      job.writeTables(work.path, progress.at(part));
      job.writeLayers(work.path, progress.at(part));
      work.note(part, hashes[part], precisionOf(part, asked));
    }
    for (const [name, path] of takenOver(sources)) linkOrCopy(path, join(work.path, name));
    const names = [...parts.flatMap(filesOfPart), ...takenOver(sources).map(([name]) => name)];
    if (judge && work.settled === undefined) {
      const draft = names.map((path) => ({ path, bytes: null, sha256: null }));
      const settled = await settlePrecision({
        ...{ asked, folder: work.path, judge, prepare, onBytes: progress.at('comparing') },
        manifestOf: (used) => manifestOf(packId, { used, measured: [] }, draft),
        rewrite: (part, precisions) => {
          const job = prepare(part, precisions);
          work.forget(part);
          progress.expect(2 * job.bytes.layers);
          job.writeLayers(work.path, progress.at(part));
          job.close();
          work.note(part, hashes[part], precisions[part]);
        },
      });
      work.settle(settled);
    }
    const files = names.map((path): FileFacts => {
      const file = join(work.path, path);
      return { path, bytes: statSync(file).size, sha256: hashFile(file, progress.at('checksums')) };
    });
    writeManifest(work.path, manifestOf(packId, work.settled ?? { used: asked, measured: [] }, files));
    work.publish(folder);
    return finished(wholePack(folder), (part) => reused.has(part));
  } finally {
    for (const job of prepared) job.close();
  }
}

const weightFile = (path: string): string =>
  statSync(path).isDirectory() ? join(path, 'mp_rank_00_model_states.pt') : path;

const totalOf = (sources: PackSources, prepared: readonly PreparedPart[]): number =>
  parts.reduce((sum, part) => sum + statSync(weightFile(sources.checkpoints[part])).size, 0) +
  // written, then read for its checksum
  2 * prepared.reduce((sum, { bytes }) => sum + bytes.tables + bytes.layers, 0);

function hashesOf({ checkpoints }: PackSources, progress: Progress): Compiled['sources'] {
  const of = (part: ModelPart) => hashFile(weightFile(checkpoints[part]), progress.at('reading'));
  return { llm: of('llm'), flow: of('flow'), hift: of('hift') };
}

function factsOf(prepared: readonly PreparedPart[]): Readonly<Record<ModelPart, PreparedPart['facts']>> {
  const [llm, flow, hift] = prepared.map(({ facts }) => facts);
  return { llm: llm!, flow: flow!, hift: hift! };
}

const precisionOf = (part: ModelPart, precisions: Precisions): string =>
  part === 'hift' ? 'fp32' : precisions[part];

const aboutOf = (part: ModelPart, precisions: Precisions, reinforced: boolean): Record<string, string> => ({
  'compiler.version': String(COMPILER_VERSION),
  precision: precisionOf(part, precisions),
  reinforced: String(reinforced),
});

/** The same checkpoints in the same precisions are the same pack, whatever its id. */
function identityOf(
  { llm, flow, hift }: Compiled['sources'],
  asked: Precisions,
  compiler = COMPILER_VERSION,
): string {
  const identity = [llm, flow, hift, compiler, asked.llm, asked.flow].join(' ');
  return `cosyvoice3-compiled-${createHash('sha256').update(identity).digest('hex').slice(0, 12)}`;
}

const isOf = ({ compiled }: PackManifest, identity: string): boolean =>
  compiled !== undefined && identityOf(compiled.sources, compiled.asked, compiled.compiler) === identity;
