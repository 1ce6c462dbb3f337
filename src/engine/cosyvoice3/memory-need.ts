import { statSync } from 'node:fs';
import { freemem, totalmem } from 'node:os';
import { join } from 'node:path';
import type { MemoryMode, MemoryNeed } from '#contract/machine';
import type { PackManifest } from '#contract/pack-manifest';
import { rolesOfPart } from './topologies/roles';
import type { PackPart } from './topologies/topology';

const GIBIBYTE = 1024 ** 3;
/** Below this a studio, a browser and a loaded pack do not fit together. */
const KEEP_FROM_BYTES = 12 * GIBIBYTE;
/** Node, the runtime, and what a segment of usual length needs while it is made. */
const WORK_BYTES = 0.4 * GIBIBYTE;

export interface MachineMemory {
  readonly totalBytes: number;
  readonly freeBytes: number;
}

/**
 * What a pack will hold at its peak, told from the sizes of its files; nothing is opened. Enrolment graphs are closed after
 * use in either mode and do not count.
 */
export function memoryNeed(manifest: PackManifest, dir: string, machine?: MachineMemory): MemoryNeed {
  const partBytes = {
    llm: bytesOf(manifest, dir, 'llm'),
    flow: bytesOf(manifest, dir, 'flow'),
    vocoder: bytesOf(manifest, dir, 'vocoder'),
  };
  const parts = Object.values(partBytes);
  const weightBytes = parts.reduce((sum, bytes) => sum + bytes, 0);
  return {
    packId: manifest.id,
    mode: chooseMemoryMode(weightBytes, machine),
    keepBytes: Math.round(weightBytes + WORK_BYTES),
    stagesBytes: Math.round(Math.max(...parts) + WORK_BYTES),
    partBytes,
  };
}

/** Keeps everything loaded where there is room for the weights and half as much again; the environment may decide. */
export function chooseMemoryMode(
  weightBytes: number,
  machine: MachineMemory = { totalBytes: totalmem(), freeBytes: availableMemory() },
): MemoryMode {
  const asked = modeOfEnvironment();
  if (asked) return asked;
  const roomy = machine.totalBytes >= KEEP_FROM_BYTES && machine.freeBytes >= 1.5 * weightBytes;
  return roomy ? 'keep' : 'stages';
}

export function modeOfEnvironment(): MemoryMode | undefined {
  const asked = process.env.COSYVOICE_STUDIO_MEMORY;
  return asked === 'keep' || asked === 'stages' ? asked : undefined;
}

/** @returns bytes that a process may still take, within the limits of its container */
export function availableMemory(): number {
  // since Node 20.13
  const { availableMemory: available } = process as { availableMemory?: () => number };
  return available?.() ?? freemem();
}

function bytesOf(manifest: PackManifest, dir: string, part: PackPart): number {
  const graphs = Object.keys(rolesOfPart(manifest, part)).map((role) => manifest.graphs[role]);
  const files = new Set(graphs.flatMap((graph) => [graph?.file ?? '', ...(graph?.externalData ?? [])]));
  return [...files].reduce((sum, id) => {
    const path = manifest.files[id]?.path;
    const found = path === undefined ? undefined : statSync(join(dir, path), { throwIfNoEntry: false });
    return sum + (found?.size ?? 0);
  }, 0);
}
