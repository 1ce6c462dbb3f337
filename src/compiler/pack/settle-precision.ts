import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { quantisedParts, type Measured, type Precisions, type QuantisedPart } from '#contract/compiled-pack';
import type { PreparedPart } from './parts';
import { moreExact } from './precision';
import { layerFiles, linkOrCopy, writeManifest, type Settled } from './work-folder';

/** A part as it is stored, and the same in float32: two folders that open as packs and differ in nothing else. */
export interface Comparison {
  readonly part: QuantisedPart;
  readonly precisions: Precisions;
  readonly folder: string;
  readonly reference: string;
}

/** Whether a part is close enough to the original, and how close. The compiler runs no graph itself. */
export type Judge = (comparison: Comparison) => Promise<Measured>;

export interface Settling {
  readonly asked: Precisions;
  /** Where the pack is put together; all of it is written, the layers as asked. */
  readonly folder: string;
  readonly judge: Judge;
  readonly manifestOf: (precisions: Precisions) => unknown;
  readonly prepare: (part: QuantisedPart, precisions: Precisions) => PreparedPart;
  /** Writes a part's layers anew. */
  readonly rewrite: (part: QuantisedPart, precisions: Precisions) => void;
  readonly onBytes: (count: number) => void;
}

/** Stores each part more exactly until it is close enough to the original; what is stored as trained needs no proof. */
export async function settlePrecision(settling: Settling): Promise<Settled> {
  const measured: Measured[] = [];
  let used = settling.asked;
  for (const part of quantisedParts) {
    if (used[part] === 'fp32') continue;
    const { folder, judge, manifestOf, rewrite } = settling;
    const reference = referenceOf(folder);
    try {
      writeReference(settling, part, used);
      for (;;) {
        writeManifest(folder, manifestOf(used));
        const found = await judge({ part, precisions: used, folder, reference });
        measured.push(found);
        const next = found.passed ? undefined : moreExact(used, part);
        if (next === undefined) break;
        rewrite(part, next);
        used = next;
        if (used[part] === 'fp32') break;
      }
    } finally {
      rmSync(reference, { recursive: true, force: true });
    }
  }
  return { used, measured };
}

/** Bytes that comparing needs beside the pack, and bytes that it writes. */
export function comparingBytes(
  asked: Precisions,
  prepare: Settling['prepare'],
): { readonly atOnce: number; readonly inAll: number } {
  const sizes = quantisedParts
    .filter((part) => asked[part] !== 'fp32')
    .map((part) => {
      const job = prepare(part, asFloats(asked, part));
      job.close();
      return job.bytes.layers;
    });
  return { atOnce: Math.max(0, ...sizes), inAll: sizes.reduce((sum, bytes) => sum + bytes, 0) };
}

const asFloats = (precisions: Precisions, part: QuantisedPart): Precisions => ({
  ...precisions,
  [part]: 'fp32',
});

const referenceOf = (folder: string): string => `${folder}-reference`;

/** Only the layers in question are written; everything else gets a second name. */
function writeReference(settling: Settling, part: QuantisedPart, used: Precisions): void {
  const { folder, manifestOf, prepare, onBytes } = settling;
  const reference = referenceOf(folder);
  rmSync(reference, { recursive: true, force: true });
  mkdirSync(reference);
  const own = new Set(layerFiles[part]);
  for (const name of readdirSync(folder))
    if (!own.has(name)) linkOrCopy(join(folder, name), join(reference, name));
  const precisions = asFloats(used, part);
  const job = prepare(part, precisions);
  try {
    job.writeLayers(reference, onBytes);
  } finally {
    job.close();
  }
  // the second name of the draft's manifest must not lead to the draft
  rmSync(join(reference, 'manifest.json'), { force: true });
  writeManifest(reference, manifestOf(precisions));
}
