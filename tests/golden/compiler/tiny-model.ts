import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { InferenceSession } from 'onnxruntime-node';
import { afterAll, beforeAll } from 'vitest';
import { openCheckpoint } from '../../../src/compiler/checkpoint/open-checkpoint';
import { DataFile } from '../../../src/compiler/onnx/data-file';
import { PartWeights, type ModelPart } from '../../../src/compiler/weights/part-weights';

/** For tests: golden arrays, the tiny checkpoints, and graphs that run. */

export interface GoldenArray {
  readonly dtype: string;
  readonly shape: readonly number[];
  readonly base64: string;
}

export function floatsOf({ base64 }: GoldenArray): Float32Array<ArrayBuffer> {
  return new Float32Array(Uint8Array.from(Buffer.from(base64, 'base64')).buffer);
}

export const bytesOf = ({ base64 }: GoldenArray): Uint8Array =>
  Uint8Array.from(Buffer.from(base64, 'base64'));

/** |found - expected| / |expected|. */
export function relativeError(found: ArrayLike<number>, expected: ArrayLike<number>): number {
  if (found.length !== expected.length) return Infinity;
  let [difference, size] = [0, 0];
  for (let i = 0; i < expected.length; i++) {
    difference += (found[i]! - expected[i]!) ** 2;
    size += expected[i]! ** 2;
  }
  return Math.sqrt(difference / size);
}

const goldenDir = import.meta.dirname;
const checkpoints = { llm: 'tiny-llm-bf16', flow: 'tiny-flow', hift: 'tiny-hift' } as const;

/** A folder of the test file's own, removed after it. */
export function testFolder(): { path: string } {
  const folder = { path: '' };
  beforeAll(() => {
    folder.path = mkdtempSync(join(tmpdir(), 'compiler-'));
  });
  afterAll(() => rmSync(folder.path, { recursive: true }));
  return folder;
}

/** Puts the tiny checkpoint of a part into `dir`. @returns its path */
export function unpackTiny(dir: string, part: ModelPart, name = `${part}.pt`): string {
  const path = join(dir, name);
  writeFileSync(path, gunzipSync(readFileSync(join(goldenDir, `${checkpoints[part]}.pt.gz`))));
  return path;
}

export const tinyWeights = (dir: string, part: ModelPart): PartWeights =>
  new PartWeights(part, openCheckpoint(unpackTiny(dir, part)));

/** Writes a data file and the graphs over it, and opens them. */
export async function openGraphs<Name extends string>(
  dir: string,
  name: string,
  write: (data: DataFile) => Record<Name, Uint8Array>,
): Promise<Record<Name, InferenceSession>> {
  const data = new DataFile(join(dir, `${name}.data`));
  const graphs = write(data);
  data.finish();
  const opened: [string, InferenceSession][] = [];
  for (const [graph, bytes] of Object.entries<Uint8Array>(graphs)) {
    const path = join(dir, `${name}-${graph}.onnx`);
    writeFileSync(path, bytes);
    opened.push([graph, await InferenceSession.create(path, { intraOpNumThreads: 1 })]);
  }
  return Object.fromEntries(opened) as Record<Name, InferenceSession>;
}
