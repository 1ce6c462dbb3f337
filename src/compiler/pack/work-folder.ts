import { createHash } from 'node:crypto';
import {
  closeSync, copyFileSync, existsSync, linkSync, mkdirSync, openSync, readFileSync, readSync, renameSync, rmSync,
  statfsSync, statSync, writeFileSync,
} from 'node:fs'; // prettier-ignore
import { basename, join } from 'node:path';
import { z } from 'zod';
import { measuredSchema, precisionsSchema } from '#contract/compiled-pack';
import { StudioError } from '#contract/errors';
import { packManifestSchema, type PackManifest } from '#contract/pack-manifest';
import type { ModelPart } from '../weights/part-weights';
import type { PackSources } from './sources';

/** The folder in which a pack is put together, and the one in which it appears. */

export const parts = ['llm', 'flow', 'hift'] as const satisfies readonly ModelPart[];

const MANIFEST_FILE = 'manifest.json';
const PIECE_BYTES = 1 << 22;
/** Left free beside the pack. */
const SPARE_BYTES = 64e6;

/** Files of each part that are the same in every precision, and those that are not. */
const tableFiles: Readonly<Record<ModelPart, readonly string[]>> = {
  llm: ['text.f32', 'speech.f32'],
  flow: ['flow.modulation.f32', 'flow_encoder.onnx', 'flow_encoder.data'],
  hift: [],
};
export const layerFiles: Readonly<Record<ModelPart, readonly string[]>> = {
  llm: ['llm.onnx', 'llm.data'],
  flow: ['flow_step.onnx', 'flow_stream.onnx', 'flow.data'],
  hift: ['voc_f0.onnx', 'voc_f0.data', 'voc_decoder.onnx', 'voc_decoder.data', 'source.f32'],
};
export const filesOfPart = (part: ModelPart): string[] => [...tableFiles[part], ...layerFiles[part]];

/** What is taken over from the release as it is, by its name in the pack. */
export const takenOver = (sources: PackSources): [name: string, path: string][] => [
  ['vocab.json', sources.vocab],
  ['merges.txt', sources.merges],
  ['speech_tokenizer_v3.onnx', sources.speechTokenizer],
  ['campplus.onnx', sources.speakerEncoder],
];

const noteSchema = z.object({ sha256: z.string(), precision: z.string() });
const settledSchema = z.object({ used: precisionsSchema, measured: z.array(measuredSchema) });
export type Settled = z.output<typeof settledSchema>;

const SETTLED_FILE = 'settled.json';

/** What an interrupted run finished is used again: of which checkpoints it is stands in the folder's name. */
export class WorkFolder {
  constructor(readonly path: string) {
    mkdirSync(path, { recursive: true });
  }

  isDone(part: ModelPart, sha256: string, precision: string): boolean {
    const note = readNote(noteSchema, join(this.path, noteOf(part)));
    return (
      note?.sha256 === sha256 &&
      note.precision === precision &&
      filesOfPart(part).every((name) => existsSync(join(this.path, name)))
    );
  }

  note(part: ModelPart, sha256: string, precision: string): void {
    writeFileSync(join(this.path, noteOf(part)), JSON.stringify({ sha256, precision }));
  }

  /** The layers are about to be others. */
  forget(part: ModelPart): void {
    rmSync(join(this.path, noteOf(part)), { force: true });
  }

  /** How the pack is stored, once that is settled; layers stand as it says. */
  get settled(): Settled | undefined {
    return readNote(settledSchema, join(this.path, SETTLED_FILE));
  }

  settle(settled: Settled): void {
    writeFileSync(join(this.path, SETTLED_FILE), JSON.stringify(settled));
  }

  /** The pack appears with one rename; what is left of a damaged one of the same id gives way. */
  publish(folder: string): void {
    rmSync(folder, { recursive: true, force: true });
    renameSync(this.path, folder);
    for (const name of [SETTLED_FILE, ...parts.map(noteOf)]) rmSync(join(folder, name), { force: true });
  }
}

const noteOf = (part: ModelPart): string => `${part}.done.json`;

export const writeManifest = (folder: string, manifest: unknown): void =>
  writeFileSync(join(folder, MANIFEST_FILE), JSON.stringify(manifest, null, 2));

/** The manifest of a pack that is there, every file in its size; undefined for anything else. */
export function wholePack(folder: string): PackManifest | undefined {
  const manifest = readNote(packManifestSchema, join(folder, MANIFEST_FILE));
  const isWhole = Object.values(manifest?.files ?? {}).every(
    ({ path, bytes }) => statSync(join(folder, path), { throwIfNoEntry: false })?.size === bytes,
  );
  return isWhole ? manifest : undefined;
}

function readNote<T>(schema: z.ZodType<T>, path: string): T | undefined {
  try {
    return schema.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    // none, or half of one: what it says is found out anew
    return undefined;
  }
}

/** A second name for the same bytes where the disk allows it. */
export function linkOrCopy(from: string, to: string): void {
  rmSync(to, { force: true });
  try {
    linkSync(from, to);
  } catch {
    copyFileSync(from, to);
  }
}

/** @throws StudioError 'disk-full' */
export function refuseFullDisk(dir: string, bytes: number): void {
  const { bavail, bsize } = statfsSync(dir);
  const [needed, free] = [bytes + SPARE_BYTES, bavail * bsize];
  if (free >= needed) return;
  throw new StudioError('disk-full', {
    why: 'pack',
    folder: basename(dir),
    neededBytes: Math.ceil(needed),
    freeBytes: free,
  });
}

export function hashFile(path: string, onBytes: (count: number) => void): string {
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
