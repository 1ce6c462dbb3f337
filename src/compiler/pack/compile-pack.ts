import { createHash } from 'node:crypto';
import {
  copyFileSync, existsSync, linkSync, mkdirSync, openSync, readFileSync, readSync, closeSync, renameSync, rmSync,
  statfsSync, statSync, writeFileSync,
} from 'node:fs'; // prettier-ignore
import { basename, join } from 'node:path';
import { z } from 'zod';
import { StudioError } from '#contract/errors';
import { packManifestSchema, type PackManifest } from '#contract/pack-manifest';
import type { ModelPart } from '../weights/part-weights';
import { compiledManifest, type FileFacts } from './manifest';
import { preparePart, type PreparedPart } from './parts';
import type { CompileProgress, CompileReport, CompileRequest } from './messages';
import { findSources, type PackSources } from './sources';

/** Raised whenever the same checkpoints would become other files. */
export const COMPILER_VERSION = 1;

const parts = ['llm', 'flow', 'hift'] as const satisfies readonly ModelPart[];
const MANIFEST_FILE = 'manifest.json';
const PIECE_BYTES = 1 << 22;
/** Left free beside the pack. */
const SPARE_BYTES = 64e6;

const partFiles: Readonly<Record<ModelPart, readonly string[]>> = {
  llm: ['llm.onnx', 'llm.data', 'text.f32', 'speech.f32'],
  flow: ['flow_encoder.onnx', 'flow_encoder.data', 'flow_step.onnx', 'flow_stream.onnx', 'flow.data', 'flow.modulation.f32'],
  hift: ['voc_f0.onnx', 'voc_f0.data', 'voc_decoder.onnx', 'voc_decoder.data', 'source.f32'],
}; // prettier-ignore

/**
 * Makes a pack of the official checkpoints. It is put together in a hidden folder of the target and appears at once when
 * it is whole; what an interrupted run finished of it is used again.
 * @throws StudioError 'pack-file-missing', 'checkpoint-…', 'disk-full', and the system's errors
 */
export function compilePack(
  request: CompileRequest,
  onProgress: (progress: CompileProgress) => void = () => undefined,
): CompileReport {
  const startedAt = performance.now();
  const { precisions, reinforced } = request;
  const sources = findSources(request.source, reinforced);
  const prepared: PreparedPart[] = [];
  try {
    for (const part of parts) {
      const { config } = sources;
      prepared.push(
        preparePart(part, sources.checkpoints[part], { precisions, config, about: aboutOf(request) }),
      );
    }
    const progress = new Progress(onProgress, totalOf(sources, prepared));
    const hashes = parts.map((part) =>
      hashFile(weightFile(sources.checkpoints[part]), progress.at('reading')),
    );
    const packId = idOf(hashes, request);
    const folder = join(request.target, packId);
    const known = { packId, folder, precisions, ignoredGlobals: ignoredIn(prepared) };
    if (isWhole(folder)) {
      return {
        ...known,
        parts: parts.map((part, i) => ({ part, sha256: hashes[i]!, reused: true })),
        ...sizeAndTime(folder, startedAt),
      };
    }
    const work = join(request.target, '.compiling', packId);
    mkdirSync(work, { recursive: true });
    refuseFullDisk(work, prepared);
    const made = prepared.map((job, i) => {
      const reused = isDone(work, job.part, hashes[i]!);
      if (!reused) job.write(work, progress.at(job.part));
      else progress.skip(job.bytes);
      writeFileSync(join(work, doneFile(job.part)), JSON.stringify({ sha256: hashes[i]! }));
      return { part: job.part, sha256: hashes[i]!, reused };
    });
    for (const [name, path] of copied(sources)) linkOrCopy(path, join(work, name));
    const names = [...parts.flatMap((part) => partFiles[part]), ...copied(sources).map(([name]) => name)];
    const files = names.map((path): FileFacts => {
      const file = join(work, path);
      return { path, bytes: statSync(file).size, sha256: hashFile(file, progress.at('checksums')) };
    });
    const facts = Object.fromEntries(prepared.map((job) => [job.part, job.facts])) as Record<
      ModelPart,
      PreparedPart['facts']
    >;
    const manifest = compiledManifest({ id: packId, precisions, reinforced, facts, files });
    writeFileSync(join(work, MANIFEST_FILE), JSON.stringify(manifest, null, 2));
    publish(work, folder);
    return { ...known, parts: made, ...sizeAndTime(folder, startedAt) };
  } finally {
    for (const job of prepared) job.close();
  }
}

/** Bytes done of all that is read, written and checked, and the time that the rest takes at this pace. */
class Progress {
  private readonly startedAt = performance.now();
  private doneBytes = 0;
  private skippedBytes = 0;

  constructor(
    private readonly tell: (progress: CompileProgress) => void,
    private readonly totalBytes: number,
  ) {}

  at(doing: CompileProgress['doing']): (count: number) => void {
    return (count) => {
      this.doneBytes = Math.min(this.doneBytes + count, this.totalBytes);
      const seconds = (performance.now() - this.startedAt) / 1000;
      const worked = this.doneBytes - this.skippedBytes;
      const left = worked > 0 ? (seconds * (this.totalBytes - this.doneBytes)) / worked : 0;
      const { doneBytes, totalBytes } = this;
      this.tell({ doing, doneBytes, totalBytes, ...(seconds > 2 ? { secondsLeft: Math.round(left) } : {}) });
    };
  }

  /** What was done by an earlier run says nothing about the pace. */
  skip(bytes: number): void {
    this.doneBytes += bytes;
    this.skippedBytes += bytes;
  }
}

const weightFile = (path: string): string =>
  statSync(path).isDirectory() ? join(path, 'mp_rank_00_model_states.pt') : path;

const totalOf = (sources: PackSources, prepared: readonly PreparedPart[]): number =>
  parts.reduce((sum, part) => sum + statSync(weightFile(sources.checkpoints[part])).size, 0) +
  // written, then read for its checksum
  2 * prepared.reduce((sum, { bytes }) => sum + bytes, 0);

const aboutOf = ({ precisions, reinforced }: CompileRequest): Record<string, string> => ({
  'compiler.version': String(COMPILER_VERSION),
  'precision.llm': precisions.llm,
  'precision.flow': precisions.flow,
  reinforced: String(reinforced),
});

function idOf(hashes: readonly string[], { precisions }: CompileRequest): string {
  const identity = [...hashes, COMPILER_VERSION, precisions.llm, precisions.flow].join(' ');
  return `cosyvoice3-compiled-${createHash('sha256').update(identity).digest('hex').slice(0, 12)}`;
}

const doneFile = (part: ModelPart): string => `${part}.done.json`;
const doneSchema = z.object({ sha256: z.string() });

/** Whether an earlier run finished this part; the folder's name says of which checkpoints and precisions. */
function isDone(work: string, part: ModelPart, sha256: string): boolean {
  if (!partFiles[part].every((name) => existsSync(join(work, name)))) return false;
  try {
    return doneSchema.parse(JSON.parse(readFileSync(join(work, doneFile(part)), 'utf8'))).sha256 === sha256;
  } catch {
    return false;
  }
}

function copied(sources: PackSources): [name: string, path: string][] {
  return [
    ['vocab.json', sources.vocab],
    ['merges.txt', sources.merges],
    ['speech_tokenizer_v3.onnx', sources.speechTokenizer],
    ['campplus.onnx', sources.speakerEncoder],
  ];
}

/** A second name for the same bytes where the disk allows it. */
function linkOrCopy(from: string, to: string): void {
  rmSync(to, { force: true });
  try {
    linkSync(from, to);
  } catch {
    copyFileSync(from, to);
  }
}

/** The pack appears with one rename; what is left of a damaged one of the same id gives way. */
function publish(work: string, folder: string): void {
  rmSync(folder, { recursive: true, force: true });
  renameSync(work, folder);
  for (const part of parts) rmSync(join(folder, doneFile(part)), { force: true });
}

/** Whether the pack is there already, every file in its size. */
function isWhole(folder: string): boolean {
  const manifest = manifestIn(folder);
  return (
    manifest !== undefined &&
    Object.values(manifest.files).every(
      ({ path, bytes }) => statSync(join(folder, path), { throwIfNoEntry: false })?.size === bytes,
    )
  );
}

function manifestIn(folder: string): PackManifest | undefined {
  try {
    return packManifestSchema.parse(JSON.parse(readFileSync(join(folder, MANIFEST_FILE), 'utf8')));
  } catch {
    return undefined;
  }
}

const sizeAndTime = (folder: string, startedAt: number): Pick<CompileReport, 'bytes' | 'seconds'> => ({
  bytes: manifestIn(folder)?.totalBytes ?? 0,
  seconds: Math.round((performance.now() - startedAt) / 1000),
});

const ignoredIn = (prepared: readonly PreparedPart[]): string[] => [
  ...new Set(prepared.flatMap(({ ignoredGlobals }) => ignoredGlobals)),
];

function refuseFullDisk(dir: string, prepared: readonly PreparedPart[]): void {
  const { bavail, bsize } = statfsSync(dir);
  const [needed, free] = [prepared.reduce((sum, { bytes }) => sum + bytes, SPARE_BYTES), bavail * bsize];
  if (free >= needed) return;
  const megabytes = (bytes: number) => Math.ceil(bytes / 1e6);
  throw new StudioError(
    'disk-full',
    `The pack needs ${megabytes(needed)} MB; ${megabytes(free)} MB are free.`,
    {
      repair: 'Free some space, or choose another folder.',
      values: { folder: basename(dir), neededBytes: Math.ceil(needed), freeBytes: free },
    },
  );
}

function hashFile(path: string, onBytes: (count: number) => void): string {
  const hash = createHash('sha256');
  const piece = new Uint8Array(PIECE_BYTES);
  const descriptor = openSync(path, 'r');
  try {
    for (;;) {
      const count = readSync(descriptor, piece, 0, piece.length, null);
      if (count === 0) return hash.digest('hex');
      hash.update(piece.subarray(0, count));
      onBytes(count);
    }
  } finally {
    closeSync(descriptor);
  }
}
